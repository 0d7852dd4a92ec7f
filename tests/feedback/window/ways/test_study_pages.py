"""A study in the window: what is agreed to, what the keys do, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calibration.profile import ProfileFolder
from feedback.analysis.study.opening import StudyWish
from feedback.process.exit_codes import STOPPED_EARLY
from feedback.texts import Texts
from feedback.visit.trace.file import read_trace
from feedback.visit.trace.form import STUDY, Took
from feedback.window.controls.theme import Appearance
from feedback.window.main_window import MainWindow
from feedback.window.pages.message_page import MessagePage
from feedback.window.pages.reading_page import ReadingPage
from feedback.window.pages.study_page import StudyActions, StudyPage, StudyShown
from feedback.window.person.options import Start, WindowOptions
from tests.feedback.window.page_checks import bring_up
from tests.patience import PATIENCE_MS
from tests.places import FACE_CLIP


def opened(qtbot: QtBot, folder: Path, wish: StudyWish) -> MainWindow:
    texts = Texts("en")
    options = WindowOptions(str(FACE_CLIP), "default", ProfileFolder(folder), folder, texts, paced=False, study=wish)
    window = MainWindow(Start.STUDY, options)
    qtbot.addWidget(window)
    window.show()
    return window


def test_who_does_not_agree_leaves_nothing_behind(qtbot: QtBot, tmp_path: Path):
    window = opened(qtbot, tmp_path, StudyWish(tmp_path / "P07", "P07"))
    assert isinstance(window.page, ReadingPage)
    bring_up(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.exit_code == STOPPED_EARLY
    assert not (tmp_path / "P07").exists()


def test_who_agrees_is_written_down_with_code_and_time_and_the_camera_opens(qtbot: QtBot, tmp_path: Path):
    wish = StudyWish(tmp_path / "P07", "P07")
    window = opened(qtbot, tmp_path, wish)
    assert window.page.primary is not None
    window.page.primary.click()
    assert isinstance(window.page, StudyPage)
    assert wish.folder is not None
    known = wish.folder.load()
    assert known is not None
    assert known.person == "P07"
    # The clip is over long before two calibrations are.
    qtbot.waitUntil(lambda: isinstance(window.page, MessagePage), timeout=PATIENCE_MS)
    assert window.page.sentence.said == "Stopped; it can be taken up again"
    window.close()


def test_a_source_that_is_not_there_is_said_in_the_window(qtbot: QtBot, tmp_path: Path):
    wish = StudyWish(tmp_path / "P07", "P07")
    wish.agree()
    texts = Texts("en")
    options = WindowOptions("no-such.mp4", "default", ProfileFolder(tmp_path), tmp_path, texts, paced=False, study=wish)
    window = MainWindow(Start.STUDY, options)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: isinstance(window.page, MessagePage), timeout=PATIENCE_MS)
    assert window.page.sentence.said == "This did not go on"
    window.close()


def test_a_run_in_the_window_leaves_its_trace(qtbot: QtBot, tmp_path: Path):
    wish = StudyWish(tmp_path / "P07", "P07")
    wish.agree()
    trace = tmp_path / "run.trace"
    options = WindowOptions(
        str(FACE_CLIP), "default", ProfileFolder(tmp_path), tmp_path, Texts("en"), paced=False, study=wish, trace=trace
    )
    window = MainWindow(Start.STUDY, options)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: isinstance(window.page, MessagePage), timeout=PATIENCE_MS)
    header, records = read_trace(trace)
    assert STUDY in header.plan
    assert sum(isinstance(record, Took) for record in records) > 50
    window.close()


class Asked:
    """What the page asked for, in order."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def actions(self) -> StudyActions:
        def note(word: str) -> object:
            return lambda *reason: self.asked.append(" ".join((word, *reason)))

        return StudyActions(*(note(word) for word in ("go", "again", "strike", "skip", "stop")))  # type: ignore[arg-type]


@pytest.fixture
def page(qtbot: QtBot, look: Appearance) -> tuple[StudyPage, Asked]:
    asked = Asked()
    made = StudyPage(look, Texts("en"), asked.actions())
    qtbot.addWidget(made)
    made.resize(900, 600)
    bring_up(made, qtbot)
    made.show_run(StudyShown("Hold 4 mm", "Lightly.", ready=True, left=3, measured=True), 5.0)
    made.take_keyboard()
    return made, asked


def test_enter_measures_and_letters_do_what_their_buttons_say(qtbot: QtBot, page: tuple[StudyPage, Asked]):
    made, asked = page
    for key in (Qt.Key.Key_Return, Qt.Key.Key_R, Qt.Key.Key_K):
        qtbot.keyClick(QApplication.focusWidget() or made, key)
    assert asked.asked == ["go", "again", "skip"]


def test_a_reason_is_written_whatever_its_letters_mean_elsewhere(qtbot: QtBot, page: tuple[StudyPage, Asked]):
    made, asked = page
    qtbot.keyClick(QApplication.focusWidget() or made, Qt.Key.Key_S)
    qtbot.keyClicks(made.reason, "rks: it slipped")
    qtbot.keyClick(made.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not made.reason.isVisible())
    assert asked.asked == ["strike rks: it slipped"]


def test_without_a_reason_nothing_is_struck(qtbot: QtBot, page: tuple[StudyPage, Asked]):
    made, asked = page
    made.strike.click()
    qtbot.keyClick(made.reason, Qt.Key.Key_Escape)
    made.strike.click()
    qtbot.keyClick(made.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not made.reason.isVisible())
    assert asked.asked == []


def test_what_cannot_be_done_now_has_no_button(page: tuple[StudyPage, Asked]):
    made, _ = page
    made.show_run(StudyShown("Sit as you usually sit", "", counting=True, progress=0.4), 0.1)
    assert made.primary is not None
    assert not made.primary.isVisible()
    assert not made.strike.isVisible()
    assert made.ring.isVisible()
