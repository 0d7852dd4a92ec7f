"""One's own past in the window: chosen by mouse and key, written about, never in the way."""

from __future__ import annotations

import math
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from calibration.profile import ProfileFolder
from feedback.kept.errors import FILE_NAME
from feedback.kept.history import History
from feedback.kept.records import Sample
from feedback.kept.settings import Settings, SettingsFile
from feedback.kept.trend import Measure
from feedback.practice.safety import SAFETY_VERSION
from feedback.texts import Texts
from feedback.window.controls.choice import Choice
from feedback.window.controls.controls import Button
from feedback.window.drawn.curve import Curve
from feedback.window.main_window import MainWindow
from feedback.window.pages.history_page import HistoryPage
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.message_page import MessagePage
from feedback.window.pages.note_page import NotePage
from feedback.window.person.options import Start, WindowOptions
from tests.feedback.kept.histories import FIRST_DAY, keep, months_of_practice, shares


def opened(qtbot: QtBot, data_dir: Path) -> MainWindow:
    SettingsFile(data_dir).save(Settings(safety_read=SAFETY_VERSION))
    options = WindowOptions(
        source="demo", profile="default", profiles=ProfileFolder(data_dir), data_dir=data_dir, texts=Texts("en")
    )
    window = MainWindow(Start.HOME, options)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    months_of_practice(tmp_path, 24)
    return opened(qtbot, tmp_path)


def history_of(window: MainWindow) -> HistoryPage:
    assert isinstance(window.page, HomePage)
    window.page.history.click()
    page = window.page
    assert isinstance(page, HistoryPage)
    return page


def day_of(page: HistoryPage, kind: type[QWidget]) -> list[QWidget]:
    """What leads to the sessions of the day that is shown."""
    items = (page._day_sessions.itemAt(at).widget() for at in range(page._day_sessions.count()))
    return [part for part in items if isinstance(part, kind)]


def test_home_says_quietly_what_was_done_last(window: MainWindow):
    said = " ".join(label.accessibleName() for label in window.page.findChildren(QLabel))
    assert "Last time, 24 August" in said


def test_arrow_keys_go_from_session_to_session(qtbot: QtBot, window: MainWindow):
    page = history_of(window)
    assert page.chosen is not None
    assert page.chosen.day.day == 24
    page.calendar.setFocus()
    qtbot.keyClick(page.calendar, Qt.Key.Key_Left)
    qtbot.keyClick(page.calendar, Qt.Key.Key_Left)
    assert page.chosen.day.day == 22
    assert "22 August 2026" in page.session.title.text()
    assert page.session.curve is not None


def test_a_click_in_the_trend_shows_that_session(qtbot: QtBot, window: MainWindow):
    page = history_of(window)
    qtbot.mouseClick(page.trend, Qt.MouseButton.LeftButton, pos=QPoint(62, page.trend.height() // 2))
    first = page.chosen
    assert first is not None
    assert first.day.day <= 3


def test_a_note_is_kept_however_its_page_is_left(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    page = history_of(window)
    page.session.note.click()
    note = window.page
    assert isinstance(note, NotePage)
    qtbot.keyClicks(note.text, "The tongue was loose. T is a letter here.")
    qtbot.keyClicks(note.own, "New Desk")
    qtbot.keyClick(note.own, Qt.Key.Key_Return)
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert isinstance(window.page, HistoryPage)
    with History(tmp_path) as history:
        last = history.sessions()[-1]
    assert last.note == "The tongue was loose. T is a letter here."
    assert "New Desk" in last.tags


def test_done_on_a_note_goes_back_to_the_same_session(qtbot: QtBot, window: MainWindow):
    page = history_of(window)
    page.choose(page._sessions[5])
    page.session.note.click()
    note = window.page
    assert isinstance(note, NotePage)
    note.primary.click()
    back = window.page
    assert isinstance(back, HistoryPage)
    assert back.chosen is not None
    assert back.chosen.id == page._sessions[5].id


def test_without_a_past_the_page_says_what_will_be_here(qtbot: QtBot, tmp_path: Path):
    page = history_of(opened(qtbot, tmp_path))
    assert page.chosen is None
    assert not (tmp_path / FILE_NAME).exists()


def test_a_damaged_history_is_told_and_the_window_goes_on(qtbot: QtBot, tmp_path: Path):
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 500)
    window = opened(qtbot, tmp_path)
    assert isinstance(window.page, HomePage)
    assert "set aside" in " ".join(label.accessibleName() for label in window.page.findChildren(QLabel))
    assert list(tmp_path.glob("*.damaged-*"))


def test_a_tag_is_marked_in_the_trend_and_told_of_only_after_twenty_sessions(window: MainWindow):
    page = history_of(window)
    before = page.foot.text()
    page._tags.buttons()[0].click()
    assert page.foot.text().startswith("Marked above") or page.foot.text().startswith("On days tagged")
    page._tags.buttons()[0].click()
    assert page.foot.text() == before


@pytest.mark.parametrize("count", [5, 8, 9, 30])
def test_every_session_of_a_day_can_be_reached(qtbot: QtBot, tmp_path: Path, count: int):
    with History(tmp_path) as history:
        for number in range(count):
            keep(history, number, started_at=FIRST_DAY + timedelta(minutes=5 * number), answers=False)
    page = history_of(opened(qtbot, tmp_path))
    reached = set()
    for at in range(count):
        buttons, lists = day_of(page, Button), day_of(page, Choice)
        if buttons:
            assert len(buttons) == count
            buttons[at].click()
        else:
            (only,) = lists
            assert only.count() == count
            only.setCurrentIndex(at)
            only.activated.emit(at)
        assert page.chosen is not None
        reached.add(page.chosen.id)
    assert len(reached) == count


def test_sessions_begun_in_the_same_minute_can_be_told_apart(qtbot: QtBot, tmp_path: Path):
    begun = FIRST_DAY.replace(hour=10, minute=59)
    with History(tmp_path) as history:
        for number, second in enumerate((4, 31, 31)):
            keep(history, number, started_at=begun.replace(second=second), answers=False)
        keep(history, 3, started_at=begun + timedelta(minutes=2), answers=False)
    page = history_of(opened(qtbot, tmp_path))
    assert [button.text() for button in day_of(page, Button)] == ["10:59:04", "10:59:31", "10:59:31 (2)", "11:01"]
    day_of(page, Button)[0].click()
    assert "10:59:04" in page.session.title.text()


@pytest.mark.parametrize(("seconds", "said"), [(7, "0:07"), (61, "1:01"), (300, "5:00")])
def test_home_says_how_long_the_last_one_really_took(qtbot: QtBot, tmp_path: Path, seconds: int, said: str):
    with History(tmp_path) as history:
        samples = [Sample(second, 6.0, 0.5, 0.1, shares(hanging=1.0)) for second in range(seconds)]
        keep(history, 1, samples=samples, length_s=seconds)
    window = opened(qtbot, tmp_path)
    told = " ".join(label.accessibleName() for label in window.page.findChildren(QLabel))
    assert f"Soft jaw, {said}." in told
    assert said in history_of(window).session.title.text()


def test_a_session_in_which_nothing_was_seen_says_so_and_draws_no_empty_curve(qtbot: QtBot, tmp_path: Path):
    with History(tmp_path) as history:
        unseen = [Sample(second, math.nan, math.nan, math.nan, shares(unsure=1.0)) for second in range(40)]
        keep(history, 1, samples=unseen, exercise="breath", answers=False)
        seen = [Sample(second, 6.0, 0.5, 0.1, shares(hanging=1.0)) for second in range(40)]
        keep(history, 2, samples=seen, started_at=FIRST_DAY + timedelta(days=1))
    page = history_of(opened(qtbot, tmp_path))
    assert page.session.curve is not None
    page.choose(page._sessions[0])
    assert page.session.curve is None
    assert [curve for curve in page.session.findChildren(Curve) if curve.isVisible()] == []
    assert "nothing of the jaw was seen" in page.session.details.text()
    page.choose(page._sessions[1])
    assert page.session.curve is not None


def test_going_to_and_fro_between_a_session_its_note_and_its_removal_changes_nothing(qtbot: QtBot, window: MainWindow):
    page = history_of(window)
    for _ in range(2):
        for button, there in (("note", NotePage), ("remove", MessagePage)):
            getattr(page.session, button).click()
            assert isinstance(window.page, there)
            qtbot.keyClick(window.page.focusWidget() or window.page, Qt.Key.Key_Escape)
            page = history_again(window)
    assert page.session.title.text().startswith("24 August 2026")


def history_again(window: MainWindow) -> HistoryPage:
    assert isinstance(window.page, HistoryPage)
    return window.page


def test_an_empty_trend_says_why_and_keeps_its_lines(qtbot: QtBot, tmp_path: Path):
    with History(tmp_path) as history:
        short = [Sample(second, 6.0, 0.5, 0.1, shares(hanging=1.0)) for second in range(5)]
        for number in range(2):
            keep(history, number, samples=short, started_at=FIRST_DAY + timedelta(hours=number), answers=False)
    page = history_of(opened(qtbot, tmp_path))
    assert page.trend.empty == "Too little was seen in these sessions for a figure."
    page.trend.show_sessions((), Measure.HANGING)
    assert page.trend.empty == "No sessions in this period."
    page.trend.show_sessions(page._sessions, Measure.CALM)
    assert page.trend.empty == "Not answered in this period."
