"""The first window: what is loaded when it stands, how it closes, what can be dropped on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from calibration.zero_doubts import ZeroDoubt, asked
from feedback.kept.history import History
from feedback.practice.summary import PauseReason
from feedback.visit.events import ZERO_ASKED, NoticeEvent
from feedback.window.pages.calibration_page import CalibrationPage
from feedback.window.pages.check_in_page import CheckInPage
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.message_page import MessagePage
from feedback.window.pages.session_page import SessionPage
from feedback.window.person.options import Start
from feedback.window.running import worker as working
from tests.feedback.window.driving import Driver, Visits, thinned, visits
from tests.needs import needs_window
from tests.places import ROOT
from vision.errors import SourceError
from vision.source import cameras

PAINTED = """
import sys
from PySide6.QtCore import QEvent, QTimer
from feedback.command import main
from feedback.window import main_window

HEAVY = ("cv2", "mediapipe", "matplotlib", "sounddevice", "jinja2")
painted = main_window.MainWindow.event


def event(self, event):
    done = painted(self, event)
    if event.type() == QEvent.Type.Paint and not hasattr(self, "told"):
        self.told = True
        print("loaded:", *[name for name in HEAVY if name in sys.modules], flush=True)
        QTimer.singleShot(0, self.close)
    return done


main_window.MainWindow.event = event
sys.argv = ["kaakrust", "--data-dir", sys.argv[1], "--lang", "en"]
main.main()
"""
"""Opens the program as the command does, and tells what was loaded when the first picture of it was painted."""


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return thinned(tmp_path_factory.mktemp("clips") / "quick.mp4")


@pytest.fixture
def visit(tmp_path: Path, qtbot: object) -> Iterator[Visits]:
    with visits(tmp_path, qtbot) as made:
        made.settings()
        yield made


@needs_window
def test_nothing_heavy_is_loaded_before_the_first_window_stands(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PAINTED, str(tmp_path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.stdout.strip() == "loaded:", told.stdout + told.stderr


@pytest.mark.parametrize("key", [Qt.Key.Key_Q, Qt.Key.Key_W])
@pytest.mark.parametrize("where", ["home", "session", "explanation"])
def test_two_keys_close_from_everywhere(visit: Visits, qtbot: object, clip: Path, key: Qt.Key, where: str) -> None:
    start = Start.HOME if where == "home" else Start.SESSION
    person = visit.open(start, str(clip), paced=True)
    if where != "home":
        person.until_true(person.practises)
    if where == "explanation":
        person.press(Qt.Key.Key_F1)
    control = Qt.KeyboardModifier.ControlModifier
    person.window.activateWindow()
    person.until_true(person.window.isActiveWindow)
    qtbot.keyClick(person.window.focusWidget() or person.window, key, control)  # type: ignore[attr-defined]
    person.until_true(lambda: not person.window.isVisible())
    assert person.window.worker is None  # the camera is released


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_what_am_i_looking_at_lets_the_session_rest_and_go_on(visit: Visits, clip: Path, key: Qt.Key) -> None:
    person = visit.open(Start.SESSION, str(clip), paced=True)
    person.until_true(person.practises)
    window = person.window

    def paused() -> PauseReason | None:
        assert window.worker is not None
        assert window.worker.turn is not None
        assert window.worker.turn.view.session is not None
        return window.worker.turn.view.session.paused

    person.press(key)
    person.until_true(lambda: paused() is PauseReason.PERSON)
    explanation = window._explanation
    assert explanation is not None
    assert explanation.sentence.said == "What am I looking at?"
    person.press(Qt.Key.Key_Space)  # nothing below hears it
    assert paused() is PauseReason.PERSON
    person.press(Qt.Key.Key_Escape)
    assert window._explanation is None
    person.until_true(lambda: paused() is None)
    assert isinstance(window.page, SessionPage)


def test_nobody_is_told_of_a_camera_that_stays_off(visit: Visits, clip: Path) -> None:
    person = visit.open(Start.DEMO, paced=True)
    assert person.said() == "Opening the recording"
    assert person.window.page.detail.said == "Your camera stays off."  # type: ignore[attr-defined]
    person.press(Qt.Key.Key_Escape)
    assert person.said() == "Stopping"
    person = visit.open(Start.SESSION, str(clip), paced=True)
    assert person.said() == "Opening the recording"
    person = visit.open(Start.SESSION, "http://127.0.0.1:9/", paced=True)
    assert person.said() == "Opening the camera"
    person.press(Qt.Key.Key_Escape)
    assert person.said() == "Closing the camera"


@pytest.mark.parametrize(("exercise", "said"), [("soft_jaw", "Stopping"), ("breath", "Stopping")])
def test_a_session_answers_esc_at_once(visit: Visits, clip: Path, exercise: str, said: str) -> None:
    visit.settings(exercise=exercise, length_min=3, looks=False, check_in=False)
    person = visit.open(Start.SESSION, str(clip), paced=True)
    person.until_true(person.practises)
    person.press(Qt.Key.Key_Escape)
    assert person.said() == said
    person.window.session_page.tick(None, 0.05)  # and it stays, however long the camera takes
    assert person.window.session_page.sentence.said == said


def test_esc_on_the_questions_goes_back_and_opens_no_camera(visit: Visits, clip: Path) -> None:
    person = visit.open(Start.HOME, str(clip))
    person.window.page.begin.click()  # type: ignore[attr-defined]
    assert isinstance(person.window.page, CheckInPage)
    person.press(Qt.Key.Key_7, Qt.Key.Key_Escape)
    assert isinstance(person.window.page, HomePage)
    assert person.window.worker is None


def test_questions_can_be_left_out_for_good(visit: Visits, clip: Path) -> None:
    person = visit.open(Start.HOME, str(clip))
    person.window.page.begin.click()  # type: ignore[attr-defined]
    assert isinstance(person.window.page, CheckInPage)
    person.window.page.never.click()
    assert isinstance(person.window.page, SessionPage)
    assert visit.kept.check_in is False
    again = visit.open(Start.HOME, str(clip))
    again.window.page.begin.click()  # type: ignore[attr-defined]
    assert isinstance(again.window.page, SessionPage)  # the next day it is one click


def test_beginning_anew_after_a_doubted_zero_leaves_no_false_start_in_the_history(visit: Visits, clip: Path) -> None:
    person = visit.open(Start.SESSION, str(clip), paced=True)
    person.until_true(person.practises)
    page = person.window.session_page
    page.hear([NoticeEvent(0.0, ZERO_ASKED, asked(ZeroDoubt.FAR, 3.0))])
    person.until_true(lambda: "Once more" in [word for word in words_of(person) if word])
    first = person.window.worker
    next(button for button in buttons(person) if button.text() == "Once more").click()  # type: ignore[attr-defined]
    person.until_true(lambda: person.window.worker is not first and person.practises())
    person.press(Qt.Key.Key_Escape)
    person.until_true(lambda: person.window.worker is None)
    with History(visit.data_dir) as history:
        assert len(history.sessions()) == 1


def test_c_leaves_a_session_only_while_a_button_offers_that(visit: Visits, clip: Path) -> None:
    person = visit.open(Start.SESSION, str(clip), paced=True)
    person.until_true(person.practises)
    session = person.window.worker
    person.press(Qt.Key.Key_C)
    assert person.window.worker is session
    person.window.session_page.hear([NoticeEvent(0.0, ZERO_ASKED, asked(ZeroDoubt.FAR, 3.0))])
    person.until_true(lambda: "Calibrate again (C)" in words_of(person))
    person.press(Qt.Key.Key_C)
    assert person.window.worker is not session
    assert isinstance(person.window.page, CalibrationPage)


def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A camera that cannot be opened."""

    def refuse(self: object) -> None:
        raise SourceError("The camera cannot be opened.")

    monkeypatch.setattr(working.Worker, "_look", refuse)


def test_answers_that_no_session_took_along_are_not_asked_again(
    visit: Visits, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = visit.open(Start.HOME, str(clip))
    with monkeypatch.context() as patched:
        failing(patched)
        person.window.page.begin.click()  # type: ignore[attr-defined]
        person.press(Qt.Key.Key_6, Qt.Key.Key_Return)
        person.until(MessagePage)
    person.window.ways.home()
    person.window.page.begin.click()  # type: ignore[attr-defined]
    assert isinstance(person.window.page, SessionPage)
    told = person.window.visits.trip.check_in
    assert told is not None
    assert told.tension == 6.0


def words_of(person: Driver) -> list[str]:
    return [button.text() for button in buttons(person)]


def buttons(person: Driver) -> list[object]:
    from feedback.window.controls.controls import Button

    return list(person.window.page.findChildren(Button))


def test_without_a_camera_a_video_file_is_a_button(visit: Visits, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.settings(check_in=False)
    person = visit.open(Start.HOME)
    with monkeypatch.context() as patched:
        failing(patched)
        person.window.ways.begin()
        person.until(MessagePage)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(clip), ""))
    next(button for button in buttons(person) if button.text() == "Choose a video file").click()  # type: ignore[attr-defined]
    assert isinstance(person.window.page, SessionPage)
    assert person.window.visits.trip.source == str(clip)
    person.until_true(person.practises)
    assert visit.kept.camera == ""  # this once


def test_thinking_better_of_a_file_changes_nothing(visit: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    person = visit.open(Start.HOME)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    person.window.ways.ask_file()
    assert isinstance(person.window.page, HomePage)


def dropped(person: Driver, *paths: Path | str) -> bool:
    """Drag files over the window and let go; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) if isinstance(path, Path) else QUrl(path) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    over.ignore()
    QApplication.sendEvent(person.window, over)
    if over.isAccepted():
        QApplication.sendEvent(person.window, QDropEvent(QPoint(50, 50), copy, data, left, none))
    return over.isAccepted()


def test_a_recording_can_be_dropped_on_the_window(visit: Visits, clip: Path) -> None:
    person = visit.open(Start.HOME)
    assert not dropped(person, "https://example.org/clip.mp4")
    assert not dropped(person, clip, clip)
    assert dropped(person, clip)
    assert isinstance(person.window.page, SessionPage)
    assert person.window.visits.trip.source == str(clip)
    assert not dropped(person, clip)  # not in the middle of a session


def test_what_is_no_recording_is_said_in_a_sentence(visit: Visits, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("not a film")
    person = visit.open(Start.HOME)
    assert dropped(person, note)
    person.until(MessagePage)
    assert person.said() == "No picture yet"
    assert "Choose a video file" in words_of(person)


@pytest.mark.parametrize("exercise", ["breath", "shaking"])
def test_no_looks_are_offered_or_promised_where_there_is_no_camera(
    visit: Visits, monkeypatch: pytest.MonkeyPatch, exercise: str
) -> None:
    monkeypatch.setattr(cameras, "list_cameras", tuple)
    visit.settings(exercise=exercise, check_in=False, shaking=True)
    person = visit.open(Start.HOME)
    person.until_true(lambda: person.window.page.cameras.none_here)  # type: ignore[attr-defined]
    assert person.window.page.about.text().endswith("The camera is off.")  # type: ignore[attr-defined]
    person.window.page.begin.click()  # type: ignore[attr-defined]
    assert isinstance(person.window.page, SessionPage)
    person.until_true(person.practises)
    assert person.window.visits.trip.plan.unseen
    assert visit.kept.looks is None  # with a camera it would be asked


def test_home_promises_no_looks_to_who_left_them_out(visit: Visits, clip: Path) -> None:
    for looks, said in ((True, True), (None, True), (False, False)):
        visit.settings(exercise="routine", length_min=10, looks=looks)
        person = visit.open(Start.HOME, str(clip))
        assert ("before and after" in person.window.page.about.text()) is said  # type: ignore[attr-defined]


def test_the_looks_are_offered_once_and_can_be_left_out(visit: Visits, clip: Path) -> None:
    visit.settings(exercise="breath", length_min=3, check_in=False)
    person = visit.open(Start.HOME, str(clip))
    person.window.page.begin.click()  # type: ignore[attr-defined]
    assert person.said() == "A look before and after?"
    assert words_of(person) == ["With the looks", "Without them"]
    person.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert isinstance(person.window.page, SessionPage)
    assert person.said() == "We begin"
    person.until_true(person.practises)
    assert person.window.visits.trip.plan.unseen
    person.press(Qt.Key.Key_Escape)
    person.until_true(lambda: person.window.worker is None)
    assert visit.kept.looks is False
    person.window.ways.begin()
    assert isinstance(person.window.page, SessionPage)  # it is not asked again


def test_a_routine_without_a_camera_can_go_on_with_what_needs_none(
    visit: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.settings(exercise="routine", length_min=10, check_in=False, shaking=True, looks=True)
    person = visit.open(Start.HOME)
    with monkeypatch.context() as patched:
        failing(patched)
        person.window.ways.begin()
        person.until(MessagePage)
    next(button for button in buttons(person) if button.text() == "Without the camera").click()  # type: ignore[attr-defined]
    person.until_true(person.practises)
    config = person.window.visits.trip.plan.config
    assert config is not None
    assert {timed.part.id for timed in config.course} == {"breath", "shaking"}
