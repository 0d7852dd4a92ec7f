"""The way from the first page to the desk: its switch, the question about the start, the pages without a camera."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QPushButton

from feedback.desk.single import LEAVE, OnlyDesk, take_place
from feedback.kept.desk_days import read_desk_days
from feedback.kept.desk_records import Release, SelfCheck, Teeth
from feedback.kept.desk_rows import keep_desk_record
from feedback.kept.history import History
from feedback.process.own_program import own_command
from feedback.window.pages.desk_preferences_page import DeskPreferencesPage
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.message_page import MessagePage
from feedback.window.pages.release_page import ReleasePage
from feedback.window.pages.self_check_page import SelfCheckPage
from feedback.window.pages.today_page import TodayPage
from feedback.window.pages.weeks_page import OrdinaryWeekPage, WeeksPage
from feedback.window.person.options import Start
from feedback.window.running import desk_process
from tests.feedback.window.desk.days import some_weeks
from tests.feedback.window.driving import Visits, visits
from tests.needs import needs_window
from tests.patience import PATIENCE_MS, PATIENCE_S

pytestmark = needs_window


@pytest.fixture
def person(tmp_path: Path, qtbot: object) -> Iterator[Visits]:
    with visits(tmp_path / "data", qtbot) as opened:
        opened.settings()
        yield opened


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Command lines of processes that were begun, none of them for real."""
    lines: list[list[str]] = []

    def begin(program: str, arguments: list[str]) -> tuple[bool, int]:
        lines.append([program, *arguments])
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", begin)
    return lines


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the system was told about starting with the computer."""
    told: list[bool] = []
    monkeypatch.setattr(desk_process.DeskProcess, "starts_with_computer", lambda _: bool(told and told[-1]))
    monkeypatch.setattr(desk_process.DeskProcess, "start_with_computer", lambda _, wanted: told.append(wanted))
    return told


def test_the_switch_begins_the_desk_and_asks_about_the_start_once(
    person: Visits, begun: list[list[str]], starts: list[bool]
):
    driver = person.open(Start.HOME)
    page = driver.window.page
    assert isinstance(page, HomePage)
    page.desk.switch.click()
    assert begun == [own_command("desk", "--data-dir", str(person.data_dir), "--profile", "default")]
    question = driver.window.page
    assert isinstance(question, MessagePage)
    assert question.primary is not None
    question.primary.click()  # the filled one assumes nothing
    assert starts == []
    assert isinstance(driver.window.page, HomePage)
    assert person.kept.desk
    driver.window.page.desk.switch.click()
    assert isinstance(driver.window.page, HomePage)
    assert "hammock" in driver.window.page.desk.told.text()


def test_who_wants_it_with_the_computer_says_so(person: Visits, begun: list[list[str]], starts: list[bool]):
    driver = person.open(Start.HOME)
    driver.window.page.desk.switch.click()  # type: ignore[attr-defined]
    yes = driver.window.page.findChildren(QPushButton)[-1]
    yes.click()
    assert starts == [True]


def test_the_switch_ends_a_desk_that_runs(person: Visits, begun: list[list[str]], starts: list[bool]):
    only = take_place(person.data_dir)
    assert isinstance(only, OnlyDesk)
    try:
        driver = person.open(Start.HOME)
        page = driver.window.page
        assert isinstance(page, HomePage)
        assert page.desk.switch.isChecked()
        said: list[str] = []

        def listen() -> None:
            while LEAVE not in said:
                said.extend(only.heard())

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        page.desk.switch.click()
        listener.join(PATIENCE_S)
        assert said == [LEAVE]
        assert begun == []
    finally:
        only.leave()


def test_what_needs_no_camera_is_one_click_from_home(person: Visits):
    driver = person.open(Start.HOME)
    driver.window.page.desk.check.click()  # type: ignore[attr-defined]
    assert isinstance(driver.window.page, SelfCheckPage)
    driver.press(Qt.Key.Key_3)
    driver.window.page.release.click()  # type: ignore[attr-defined]
    assert isinstance(driver.window.page, ReleasePage)
    driver.press(Qt.Key.Key_Escape)
    assert isinstance(driver.window.page, HomePage)
    today = datetime.now().astimezone().date()
    with History(person.data_dir) as history:
        check, release = read_desk_days(history, today, today)
    assert isinstance(check, SelfCheck)
    assert check.teeth is Teeth.PRESSED
    assert isinstance(release, Release)
    assert not release.whole


def test_today_weeks_and_preferences_lead_to_each_other(person: Visits):
    driver = person.open(Start.TODAY)
    page = driver.window.page
    assert isinstance(page, TodayPage)
    page.weeks.click()
    assert isinstance(driver.window.page, WeeksPage)
    driver.window.page.today.click()
    driver.window.page.preferences.click()  # type: ignore[attr-defined]
    assert isinstance(driver.window.page, DeskPreferencesPage)
    driver.window.page.hints.buttons[3].click()
    driver.press(Qt.Key.Key_Escape)
    assert isinstance(driver.window.page, TodayPage)
    assert person.kept.desk_hints == 3


def test_the_ordinary_week_is_shown_once_by_itself(person: Visits):
    with History(person.data_dir) as history:
        for record in some_weeks(12):
            keep_desk_record(history, record)
    driver = person.open(Start.TODAY)
    assert isinstance(driver.window.page, OrdinaryWeekPage)
    driver.press(Qt.Key.Key_Return)
    assert isinstance(driver.window.page, TodayPage)
    again = person.open(Start.TODAY)
    assert isinstance(again.window.page, TodayPage)
    again.window.page.weeks.click()
    again.window.page.ordinary.click()  # type: ignore[attr-defined]
    assert isinstance(again.window.page, OrdinaryWeekPage)


@pytest.mark.parametrize(("start", "page"), [(Start.CHECK, SelfCheckPage), (Start.RELEASE, ReleasePage)])
def test_the_window_opens_where_the_command_says(person: Visits, start: Start, page: type):
    assert isinstance(person.open(start).window.page, page)


def test_a_desk_that_has_only_just_begun_is_ended_too(
    tmp_path: Path, begun: list[list[str]], monkeypatch: pytest.MonkeyPatch, qtbot: object
):
    monkeypatch.setattr(desk_process, "AGAIN_MS", 1)
    answers = iter([False, False, True])
    asked: list[bool] = []

    def tell(folder: Path, word: str) -> bool:
        asked.append(next(answers))
        return asked[-1]

    monkeypatch.setattr(desk_process, "tell_desk", tell)
    process = desk_process.DeskProcess(tmp_path, "default")
    process.begin()
    process.end()
    qtbot.waitUntil(lambda: asked == [False, False, True], timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    assert len(begun) == 1
