"""The real window on the real clip, driven by keys; and that it always ends with camera and threads closed."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from calibration.profile import ProfileFolder
from feedback.settings import SettingsFile, ThemeChoice
from feedback.texts import Texts
from feedback.window import main_window
from feedback.window.calibration_page import CalibrationPage
from feedback.window.home_page import HomePage
from feedback.window.main_window import MainWindow
from feedback.window.message_page import MessagePage
from feedback.window.options import Start, WindowOptions
from feedback.window.session_page import SessionPage
from feedback.window.summary_page import SummaryPage
from vision.sources import DEMO_CLIP

LONG_MS = 60_000


class Driver:
    """A person at the keyboard."""

    def __init__(self, window: MainWindow, qtbot: object) -> None:
        self.window, self._bot = window, qtbot

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._bot.keyClick(self.window.focusWidget() or self.window, key)  # type: ignore[attr-defined]

    def until(self, page: type[QWidget]) -> None:
        self._bot.waitUntil(lambda: isinstance(self.window.page, page), timeout=LONG_MS)  # type: ignore[attr-defined]

    def until_true(self, what: object) -> None:
        self._bot.waitUntil(what, timeout=LONG_MS)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def quick_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in clip with every third picture, half the size: the same minute, quicker to look at."""
    path = tmp_path_factory.mktemp("clips") / "quick.mp4"
    clip = cv2.VideoCapture(str(DEMO_CLIP))
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), clip.get(cv2.CAP_PROP_FPS) / 3, (640, 360))
    index = 0
    while clip.grab():
        if index % 3 == 0:
            writer.write(cv2.resize(clip.retrieve()[1], (640, 360), interpolation=cv2.INTER_AREA))
        index += 1
    writer.release()
    clip.release()
    return path


@pytest.fixture
def opened(qtbot: object, tmp_path: Path) -> Iterator[object]:
    threads_before = set(threading.enumerate())
    windows: list[MainWindow] = []

    def open_(start: Start, source: str = "", language: str = "en") -> Driver:
        profiles, texts = ProfileFolder(tmp_path), Texts(language)
        options = WindowOptions(source, "default", profiles, tmp_path, texts, paced=False)
        window = MainWindow(start, options)
        qtbot.addWidget(window)  # type: ignore[attr-defined]
        window.show()
        windows.append(window)
        return Driver(window, qtbot)

    yield open_
    for window in windows:
        window.close()
    assert set(threading.enumerate()) == threads_before


def test_from_calibration_over_the_exercise_to_the_summary(
    opened: object, quick_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "DEMO_SOURCE", str(quick_demo))
    person = opened(Start.DEMO, "demo")  # type: ignore[operator]
    window = person.window
    assert isinstance(window.page, CalibrationPage)
    assert window.page.sentence.text == "Opening the camera"
    person.until_true(lambda: window.page.picture.isVisible() and window.worker.turn is not None)
    person.until(SessionPage)
    person.until_true(lambda: window.worker.turn.view.session is not None)
    page = window.session_page
    person.press(Qt.Key.Key_P)
    assert not page.picture.isVisible()
    person.press(Qt.Key.Key_T)
    assert window.look.theme.name in ("day", "night")
    person.press(Qt.Key.Key_O)
    assert page.plain
    person.press(Qt.Key.Key_O)
    assert not page.plain
    person.press(Qt.Key.Key_Space)
    person.until_true(lambda: page.sentence.text == "Paused")
    person.press(Qt.Key.Key_Space)
    person.until_true(lambda: page.sentence.text != "Paused")
    person.until(SummaryPage)
    assert window.worker is None  # camera and networks are closed
    assert window.exit_code == 0
    assert "Your jaw hung" in window.page.sentence.text
    assert not window.page.grab().toImage().isNull()
    person.press(Qt.Key.Key_Return)
    assert not window.isVisible()
    assert not ProfileFolder(tmp_path).names()  # the demo keeps nothing of the clip's person
    assert SettingsFile(tmp_path).load().show_picture is False


def test_stopping_gives_a_summary_and_says_so_in_the_exit_code(opened: object) -> None:
    person = opened(Start.SESSION, "demo")  # type: ignore[operator]
    person.until(SessionPage)
    person.until_true(lambda: person.window.worker.turn.view.session is not None)
    person.press(Qt.Key.Key_Escape)
    person.until(SummaryPage)
    assert person.window.exit_code == 4


def test_a_missing_file_is_told_calmly_and_another_camera_offered(opened: object, tmp_path: Path) -> None:
    person = opened(Start.SESSION, str(tmp_path / "gone.mp4"))  # type: ignore[operator]
    person.until(MessagePage)
    assert person.window.page.sentence.text == "No picture yet"
    assert person.window.exit_code == 3
    person.press(Qt.Key.Key_Escape)
    assert not person.window.isVisible()


def test_a_file_that_ends_while_calibrating_says_so(opened: object, quick_demo: Path, tmp_path: Path) -> None:
    person = opened(Start.CALIBRATE, str(quick_demo))  # type: ignore[operator]
    person.until(MessagePage)
    assert person.window.page.sentence.text in ("That ended early", "Calibrated. Thank you.", "Not clear enough yet")


@pytest.mark.parametrize("how", ["close", "ctrl-c"])
def test_closing_in_the_middle_ends_everything(opened: object, how: str) -> None:
    person = opened(Start.DEMO, "demo")  # type: ignore[operator]
    person.until_true(lambda: person.window.worker.turn is not None)
    if how == "close":
        person.window.close()
    else:
        person.window.interrupt()
        person.until_true(lambda: not person.window.isVisible())
    assert person.window.worker is None
    assert person.window.exit_code == 4


def test_home_remembers_what_was_chosen(opened: object, tmp_path: Path) -> None:
    person = opened(Start.HOME)  # type: ignore[operator]
    window = person.window
    assert isinstance(window.page, HomePage)
    window.go_home()
    window.page.theme_switch.click()
    theme = SettingsFile(tmp_path).load().theme
    assert theme in (ThemeChoice.DAY, ThemeChoice.NIGHT)
    window.page.theme_switch.click()
    assert SettingsFile(tmp_path).load().theme is not theme
    person.press(Qt.Key.Key_Escape)
    assert window.isVisible()  # nothing to leave on the first page
    assert window.exit_code == 0


def test_damaged_settings_and_profile_are_told_once_and_set_aside(opened: object, tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "default.json").write_text("{ not json")
    (tmp_path / "settings.json").write_text('{"theme": "purple"}')
    window = opened(Start.HOME).window  # type: ignore[operator]
    assert isinstance(window.page, HomePage)
    assert [path.name for path in tmp_path.glob("settings.json.damaged-*")]
    assert [path.name for path in (tmp_path / "profiles").glob("*.damaged-*")]
    assert window.page.primary is window.page.calibrate


def test_the_command_can_build_its_options_without_qt() -> None:
    code = "import sys, feedback.window.options, feedback.display; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
