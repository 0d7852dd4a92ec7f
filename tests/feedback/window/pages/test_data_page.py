"""One's own data in the window: nobody needs a terminal to print, copy, bring back or remove it."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from feedback.kept.database import FILE_NAME
from feedback.kept.export import export_to, import_from
from feedback.kept.forget import own_files
from feedback.kept.history import History
from feedback.kept.progress import Progress, WorkLeft
from feedback.kept.records import KeptSession
from feedback.kept.settings import SettingsFile
from feedback.window.controls.controls import Button
from feedback.window.controls.files import FileKind
from feedback.window.main_window import MainWindow
from feedback.window.pages.data_page import DataPage
from feedback.window.pages.history_page import HistoryPage
from feedback.window.pages.message_page import MessagePage
from feedback.window.pages.waiting_page import WaitingPage
from feedback.window.pages.welcome_page import WelcomePage
from feedback.window.ways import data_pages
from tests.feedback.kept.histories import FIRST_DAY, keep, months_of_practice
from tests.feedback.window.pages.test_history_pages import history_of, opened
from tests.patience import PATIENCE_MS

NOTE = "Slept in"
"""What the made-up history has in a note."""


class Answers:
    """Stands for the system's dialogs: the answer is known beforehand."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.proposed = path, ""

    def to_save(self, _: FileKind, name: str) -> Path | None:
        self.proposed = name
        return self.path

    def to_read(self, _: FileKind) -> Path | None:
        return self.path


class Person:
    """Somebody on the page about their own data."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._bot = window, qtbot

    @property
    def page(self) -> DataPage:
        assert isinstance(self.window.page, DataPage)
        return self.window.page

    def answers(self, path: Path | None) -> Answers:
        answers = Answers(path)
        self.window.ways.data_pages.ask = lambda: answers
        return answers

    def told(self) -> str:
        assert isinstance(self.window.page, MessagePage)
        return " ".join(label.accessibleName() for label in self.window.page.findChildren(QLabel))

    def presses(self, words: str) -> None:
        next(button for button in self.window.page.findChildren(Button) if button.text() == words).click()

    def waits_for(self, what: Callable[[], bool]) -> None:
        self._bot.waitUntil(what, timeout=PATIENCE_MS)

    def waits_for_a_message(self) -> str:
        self.waits_for(lambda: isinstance(self.window.page, MessagePage))
        return self.told()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kept = tmp_path / "kept"
    kept.mkdir()
    return kept


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the system to be opened."""
    shown: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(Path(QUrl(url).toLocalFile())) or True)
    return shown


@pytest.fixture(scope="module")
def twelve_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A past to copy from: making one takes longer than most of these tests."""
    made = tmp_path_factory.mktemp("past") / "kept"
    months_of_practice(made, 12)
    return made


@pytest.fixture
def person(qtbot: QtBot, folder: Path, twelve_days: Path) -> Person:
    shutil.copytree(twelve_days, folder, dirs_exist_ok=True)
    return visitor(qtbot, folder)


def visitor(qtbot: QtBot, folder: Path) -> Person:
    window = opened(qtbot, folder)
    history_of(window).data.click()
    return Person(window, qtbot)


def sessions(folder: Path) -> tuple[KeptSession, ...]:
    with History(folder) as history:
        return history.sessions()


# A report


def test_a_report_is_opened_to_be_printed(person: Person, folder: Path, browser: list[Path]):
    person.page.period.buttons["all"].click()
    person.page.open_report.click()
    person.waits_for(lambda: bool(browser))
    assert browser == [folder / "report.html"]
    assert NOTE not in browser[0].read_text(encoding="utf-8")
    assert isinstance(person.window.page, DataPage)


def test_a_report_goes_where_the_person_wants_it_with_their_notes_and_period(person: Person, tmp_path: Path):
    place = tmp_path / "for my dentist.html"
    answers = person.answers(place)
    person.page.period.buttons["all"].click()
    person.page.notes.click()
    person.page.save_report.click()
    assert str(place) in person.waits_for_a_message()
    assert answers.proposed.endswith(".html")
    assert NOTE in place.read_text(encoding="utf-8")
    assert "1 August 2026" in place.read_text(encoding="utf-8")
    if os.name == "posix":
        assert place.stat().st_mode & 0o077 == 0


def test_a_reading_aid_is_saved_for_whoever_looks_along(person: Person, tmp_path: Path):
    place = tmp_path / "aid.html"
    answers = person.answers(place)
    person.page.save_reading_aid.click()
    assert str(place) in person.waits_for_a_message()
    assert answers.proposed == "kaakrust-reading-aid.html"
    assert "what the figures mean, and what they cannot" in place.read_text(encoding="utf-8")


def test_without_a_browser_it_is_said_where_the_report_is(
    person: Person, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    person.page.period.buttons["all"].click()
    person.page.open_report.click()
    assert str(folder / "report.html") in person.waits_for_a_message()


def test_a_period_without_sessions_is_told(qtbot: QtBot, folder: Path, tmp_path: Path):
    with History(folder) as history:
        keep(history, 1, started_at=FIRST_DAY - timedelta(days=4000))
    person = visitor(qtbot, folder)
    person.answers(tmp_path / "report.html")
    person.page.period.buttons["month"].click()
    person.page.save_report.click()
    assert "no sessions in this period" in person.waits_for_a_message()
    assert not (tmp_path / "report.html").exists()


# A copy


def test_a_copy_is_saved_and_brought_back(person: Person, qtbot: QtBot, folder: Path, tmp_path: Path):
    copy, before = tmp_path / "copy.zip", sessions(folder)
    person.answers(copy)
    person.page.save_copy.click()
    assert str(copy) in person.waits_for_a_message()
    assert zipfile.is_zipfile(copy)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    other = visitor(qtbot, elsewhere)
    other.answers(copy)
    other.page.bring_back.click()
    assert "12" in other.waits_for_a_message()
    other.presses("Done")
    assert other.page.session.count() == 12
    assert [(one.uid, one.note, one.totals) for one in sessions(elsewhere)] == [
        (one.uid, one.note, one.totals) for one in before
    ]


def test_nothing_happens_when_no_file_is_chosen(person: Person, folder: Path):
    person.answers(None)
    page = person.page
    page.save_copy.click()
    page.save_report.click()
    assert person.window.page is page


def test_a_file_that_is_there_is_only_replaced_by_who_says_so(person: Person, tmp_path: Path):
    place = tmp_path / "thesis.zip"
    place.write_text("three years of work")
    person.answers(place)
    person.page.save_copy.click()
    assert "thesis.zip" in person.told()
    assert person.window.page.primary.text() == "Keep it"
    person.window.page.primary.click()
    assert place.read_text() == "three years of work"
    person.page.save_copy.click()
    person.presses("Replace it")
    assert str(place) in person.waits_for_a_message()
    assert zipfile.is_zipfile(place)


@pytest.mark.parametrize("name", [FILE_NAME, "settings.json"])
def test_a_copy_is_never_written_over_what_it_is_a_copy_of(person: Person, folder: Path, name: str):
    content = (folder / name).read_bytes()
    person.answers(folder / name)
    person.page.save_copy.click()
    person.presses("Replace it")
    assert "belongs to the program" in person.waits_for_a_message()
    assert (folder / name).read_bytes() == content


def test_a_file_that_is_no_copy_is_told_and_nothing_changes(qtbot: QtBot, folder: Path, tmp_path: Path):
    person = visitor(qtbot, folder)
    (tmp_path / "holiday.zip").write_bytes(b"no zip at all")
    person.answers(tmp_path / "holiday.zip")
    person.page.bring_back.click()
    assert "not an export of Kaakrust" in person.waits_for_a_message()
    assert sessions(folder) == ()


def test_a_folder_that_cannot_be_written_is_told(person: Person, tmp_path: Path):
    person.answers(tmp_path / "gone" / "copy.zip")
    person.page.save_copy.click()
    assert "cannot be written" in person.waits_for_a_message()


def test_long_work_shows_how_far_it_is_and_can_be_left(
    person: Person, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Work that ends only when it is left: a copy that takes for ever."""
    steps = Progress.step

    def for_ever(progress: Progress) -> None:
        steps(progress)
        while True:
            progress._steps += 1  # there is always more to come
            steps(progress)

    monkeypatch.setattr(Progress, "step", for_ever)
    monkeypatch.setattr(data_pages, "AT_ONCE_S", 0.0)
    person.answers(tmp_path / "copy.zip")
    person.page.save_copy.click()
    waiting = person.window.page
    assert isinstance(waiting, WaitingPage)
    assert waiting.primary is not None
    person.waits_for(lambda: waiting.bar.value() > 0)
    waiting.primary.click()
    person.waits_for(lambda: isinstance(person.window.page, DataPage))
    assert list(tmp_path.iterdir()) == [folder]  # neither the copy nor a part of it
    assert len(sessions(folder)) == 12


def test_closing_the_window_ends_what_is_under_way(
    person: Person, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    steps = Progress.step
    monkeypatch.setattr(Progress, "step", lambda progress: [steps(progress) for _ in iter(int, 1)])
    monkeypatch.setattr(data_pages, "AT_ONCE_S", 0.0)
    person.answers(tmp_path / "copy.zip")
    person.page.save_copy.click()
    person.window.close()
    assert list(tmp_path.iterdir()) == [folder]


def test_an_import_that_is_left_leaves_nothing_behind(folder: Path, tmp_path: Path):
    months_of_practice(folder, 3)
    with History(folder) as history:
        export_to(tmp_path / "copy.zip", history)
    progress = Progress()
    progress.leave()
    with History(tmp_path / "empty") as history, pytest.raises(WorkLeft):
        import_from(tmp_path / "copy.zip", history, progress)
    assert sessions(tmp_path / "empty") == ()


# Removing


def test_one_session_is_removed_where_it_is_seen(qtbot: QtBot, folder: Path):
    months_of_practice(folder, 3)
    window = opened(qtbot, folder)
    history_of(window).session.remove.click()
    person = Person(window, qtbot)
    assert "3 August 2026" in person.told()
    assert window.page.primary.text() == "Keep it"
    window.page.primary.click()
    assert len(sessions(folder)) == 3
    assert isinstance(window.page, HistoryPage)
    window.page.session.remove.click()
    person.presses("Remove it")
    person.waits_for(lambda: isinstance(window.page, HistoryPage))
    assert [session.day.day for session in sessions(folder)] == [1, 2]


def test_one_session_is_removed_from_the_list(person: Person, folder: Path):
    person.page.session.setCurrentIndex(2)
    named = person.page.session.currentText()
    person.page.remove_session.click()
    assert named in person.told()
    person.presses("Remove it")
    person.waits_for(lambda: isinstance(person.window.page, DataPage))
    assert 10 not in [session.day.day for session in sessions(folder)]
    assert len(sessions(folder)) == 11


def test_some_days_are_removed_whichever_end_is_given_first(person: Person, folder: Path):
    for since, until in ((4, 2), (0, 1)):
        person.page.since.setCurrentIndex(since)
        person.page.until.setCurrentIndex(until)
        counted = person.page.counted.text()
        assert counted.endswith(str(abs(since - until) + 1))
        person.page.remove_span.click()
        assert counted.split()[-1] in person.told()
        person.presses("Remove them")
        person.waits_for(lambda: isinstance(person.window.page, DataPage))
    assert [session.day.day for session in sessions(folder)] == [1, 2, 3, 4, 5, 6, 7]


def test_everything_is_removed_and_the_program_begins_anew(person: Person, folder: Path):
    (folder / "own.txt").write_text("not from this program")
    person.page.remove_everything.click()
    assert person.window.page.primary.text() == "Keep everything"
    person.presses("Remove everything")
    told = person.waits_for_a_message()
    assert FILE_NAME in told
    assert "own.txt" in told
    assert own_files(folder) == []
    person.window.page.primary.click()
    assert isinstance(person.window.page, WelcomePage)
    person.window.close()
    assert [path.name for path in folder.iterdir()] == ["own.txt"], "closing the window keeps nothing of its own accord"
    assert SettingsFile(folder).load().safety_read == 0


def test_esc_removes_nothing(person: Person, qtbot: QtBot, folder: Path):
    person.page.remove_everything.click()
    qtbot.keyClick(person.window.focusWidget(), Qt.Key.Key_Escape)
    assert isinstance(person.window.page, DataPage)
    assert len(sessions(folder)) == 12


def test_the_folder_can_be_opened(person: Person, folder: Path, browser: list[Path]):
    person.page.open_folder.click()
    assert browser == [folder]
