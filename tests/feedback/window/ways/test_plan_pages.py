"""A plan in the window: set, taken over, answered, practised, copied and removed, without a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from calibration.profile import ProfileFolder, new_profile
from feedback.kept.database import FILE_NAME
from feedback.kept.homework import Homework, HomeworkFile, as_text, checked, from_text, leave_out
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.controls import Button
from feedback.window.controls.files import FileKind
from feedback.window.pages.check_in_page import CheckInPage
from feedback.window.pages.history_page import HistoryPage
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.message_page import MessagePage
from feedback.window.pages.plan_form_page import PlanFormPage
from feedback.window.pages.plan_page import PlanPage
from feedback.window.person.options import Start
from feedback.window.person.own_plan import today
from tests.calibration.people import a_baseline, a_template
from tests.feedback.window.driving import Driver, Visits, visits
from tests.feedback.window.page_checks import assert_readable

SENT = """kaakrust plan 1
oefening: soft_jaw
minuten: 7
per week: 4
weken: 3
herinner: 8:30 20.00
woorden: Klein is genoeg.
"""


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Visits]:
    with visits(tmp_path, qtbot) as made:
        made.settings()
        ProfileFolder(tmp_path).save(new_profile("default", a_baseline(), a_template(), "cam", (640, 480)))
        yield made


def plan_kept(made: Visits) -> Homework | None:
    return HomeworkFile(made.data_dir, "default").load()


def agree(made: Visits, **other: object) -> Homework:
    plan = checked(**({"exercise": "soft_jaw", "minutes": 5, "a_week": 4, "weeks": 3, "begins": today()} | other))  # type: ignore[arg-type]
    HomeworkFile(made.data_dir, "default").save(plan)
    return plan


def form_from_home(driver: Driver) -> PlanFormPage:
    """Two clicks, where there is no plan yet."""
    home = driver.window.page
    assert isinstance(home, HomePage)
    home.history.click()
    history = driver.window.page
    assert isinstance(history, HistoryPage)
    history.plan.click()
    page = driver.window.page
    assert isinstance(page, PlanFormPage)
    return page


def plan_from_home(driver: Driver) -> PlanPage:
    home = driver.window.page
    assert isinstance(home, HomePage)
    home.plan.click()
    return plan_shown(driver)


def plan_shown(driver: Driver) -> PlanPage:
    page = driver.window.page
    assert isinstance(page, PlanPage)
    return page


def answer(page: MessagePage, name: str) -> None:
    next(button for button in page.findChildren(Button) if button.text() == name).click()


def test_a_plan_is_set_by_hand_and_stands_on_the_first_page(made: Visits):
    driver = made.open(Start.HOME)
    page = form_from_home(driver)
    page.minutes.setCurrentIndex(6)
    page.a_week.setCurrentIndex(1)
    page.sentence_of.setText("Small is enough.")
    page.times.setText("8:30, 20:00")
    page.primary.click()  # type: ignore[union-attr]
    plan = plan_kept(made)
    assert plan is not None
    assert (plan.exercise, plan.minutes, plan.a_week, plan.weeks) == ("soft_jaw", 7, 2, 3)
    assert (plan.words, plan.reminders) == ("Small is enough.", ("08:30", "20:00"))
    shown = plan_shown(driver)
    assert shown.sentence.said == "This week: 0 of 2."
    assert "08:30, 20:00" in shown.reminded.text()
    assert "At the desk" in shown.reminded.text()
    shown.done.click()
    home = driver.window.page
    assert isinstance(home, HomePage)
    assert home.plan.text() == "Your plan. This week: 0 of 2."


def test_a_time_that_is_none_is_said_and_nothing_is_kept(made: Visits):
    page = form_from_home(made.open(Start.HOME))
    page.times.setText("after lunch")
    page.primary.click()  # type: ignore[union-attr]
    assert "no time of day" in page.problem.text()
    assert plan_kept(made) is None


def test_what_the_practice_sent_is_pasted(made: Visits):
    driver = made.open(Start.HOME)
    page = form_from_home(driver)
    page.text.setPlainText("Dear Anna,")
    page.take_over.click()
    assert "This is no plan" in page.problem.text()
    page.text.setPlainText(SENT)
    page.take_over.click()
    assert plan_shown(driver)
    assert plan_kept(made) == from_text(SENT, today())


class Dialog:
    """Stands for the system's dialog: this file is chosen."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def to_save(self, _: FileKind, __: str) -> Path | None:
        raise AssertionError("nothing is saved here")

    def to_read(self, _: FileKind) -> Path | None:
        return self.path


def test_what_the_practice_sent_is_read_from_its_file(made: Visits, tmp_path: Path):
    driver = made.open(Start.HOME)
    page = form_from_home(driver)
    chosen = Dialog(None)
    driver.window.ways.plan_pages.ask = lambda: chosen
    page.from_file.click()
    assert driver.window.page is page
    for content, said in ((b"\xff\xfe\x00plan", "no plain text"), (b"hello", "This is no plan")):
        chosen.path = tmp_path / "sent.txt"
        chosen.path.write_bytes(content)
        page.from_file.click()
        assert said in page.problem.text()
    chosen.path = tmp_path / "gone.txt"
    page.from_file.click()
    assert "cannot be read" in page.problem.text()
    chosen.path = tmp_path / "sent.txt"
    chosen.path.write_text(SENT, "utf-8")
    page.from_file.click()
    assert plan_shown(driver)
    assert plan_kept(made) == from_text(SENT, today())


@pytest.mark.parametrize("reason", ["", "a day at sea"])
def test_leaving_today_out_is_an_answer_with_a_reason_or_without(made: Visits, reason: str):
    agree(made)
    driver = made.open(Start.HOME)
    page = plan_from_home(driver)
    page.because.setText(reason)
    page.leave_out.click()
    plan = plan_kept(made)
    assert plan is not None
    assert [(one.day, one.because) for one in plan.left_out] == [(today(), reason)]
    assert "Noted for today" in plan_shown(driver).told.text()


def test_a_changed_plan_goes_on_where_it_was(made: Visits):
    before = leave_out(agree(made, begins=today() - timedelta(days=9)), today() - timedelta(days=8), "travelling")
    HomeworkFile(made.data_dir, "default").save(before)
    driver = made.open(Start.HOME)
    plan_from_home(driver).change.click()
    page = driver.window.page
    assert isinstance(page, PlanFormPage)
    assert (page.minutes.currentText(), page.a_week.currentText(), page.weeks.currentText()) == ("5", "4", "3")
    page.a_week.setCurrentIndex(1)
    page.primary.click()  # type: ignore[union-attr]
    plan = plan_kept(made)
    assert plan is not None
    assert (plan.a_week, plan.begins, plan.left_out) == (2, before.begins, before.left_out)
    driver.window.ways.plan_pages.change()
    page = driver.window.page
    assert isinstance(page, PlanFormPage)
    page.exercise.setCurrentIndex(1)  # another exercise is another plan, from today on
    page.primary.click()  # type: ignore[union-attr]
    plan = plan_kept(made)
    assert plan is not None
    assert (plan.begins, plan.left_out) == (today(), ())


def test_begin_now_is_as_long_as_was_agreed_and_what_was_chosen_at_home_stays(made: Visits):
    agree(made, minutes=7)
    made.settings(exercise="breath", length_min=3)
    driver = made.open(Start.HOME)
    plan_from_home(driver).begin.click()
    assert isinstance(driver.window.page, CheckInPage)
    config = driver.window.person.config()
    assert (config.exercise.id, config.length_s) == ("soft_jaw", 420.0)
    driver.window.ways.home()
    config = driver.window.person.config()
    assert (config.exercise.id, config.length_s) == ("breath", 180.0)


def test_it_is_copied_as_text_and_removed_only_when_said_so(made: Visits):
    plan = agree(made, words="Small is enough.")
    driver = made.open(Start.HOME)
    page = plan_from_home(driver)
    page.copy.click()
    assert QGuiApplication.clipboard().text() == as_text(plan)
    assert page.copied.text().startswith("Copied")
    page.remove.click()
    asked = driver.window.page
    assert isinstance(asked, MessagePage)
    answer(asked, "Keep it")
    assert plan_kept(made) == plan
    plan_shown(driver).remove.click()
    asked = driver.window.page
    assert isinstance(asked, MessagePage)
    answer(asked, "Remove it")
    assert plan_kept(made) is None
    home = driver.window.page
    assert isinstance(home, HomePage)
    assert not hasattr(home, "plan")


def test_a_damaged_plan_is_said_on_the_first_page_and_set_aside(made: Visits):
    agree(made)
    path = HomeworkFile(made.data_dir, "default").path
    path.write_text("{ broken")
    home = made.open(Start.HOME).window.page
    assert not hasattr(home, "plan")
    assert any("The plan was damaged" in label.text() for label in home.findChildren(QLabel))
    assert not path.exists()


def test_a_damaged_history_is_told_beside_a_plan_too(made: Visits):
    agree(made)
    (made.data_dir / FILE_NAME).write_bytes(b"no database" * 500)
    home = made.open(Start.HOME).window.page
    assert any("set aside" in label.text() for label in home.findChildren(QLabel))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_is_not_scrolled_for_it(made: Visits, language: str):
    agree(made)
    driver = made.open(Start.HOME, language=language)
    driver.window.resize(900, 600)
    home = driver.window.page
    assert isinstance(home, HomePage)
    assert home.plan.text().startswith(Texts(language).say("Your plan"))
    assert home.least_height(900) <= 600
    assert_readable(home)


def test_what_is_long_over_leaves_the_first_page_alone(made: Visits):
    agree(made, begins=today() - timedelta(days=60))
    assert not hasattr(made.open(Start.HOME).window.page, "plan")
