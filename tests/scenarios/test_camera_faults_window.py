"""Bad days of a camera as the window shows them: a sentence, a pause, a return."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from calibration.profile import ProfileFolder
from feedback.kept.settings import Settings, SettingsFile
from feedback.practice.safety import SAFETY_VERSION
from feedback.sound.heard import Heard
from feedback.texts import Texts
from feedback.visit.commands import Command
from feedback.window.main_window import MainWindow
from feedback.window.pages.session_page import SessionPage
from feedback.window.person.options import Start, WindowOptions
from tests.fault_server import FaultServer, fault_server
from tests.patience import PATIENCE_MS


@pytest.fixture
def camera() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


class Watcher:
    """A person before the window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._bot = window, qtbot

    def until(self, happened: Callable[[], object]) -> None:
        self._bot.waitUntil(lambda: bool(happened()), timeout=PATIENCE_MS)

    def reads(self, words: str) -> bool:
        return words in f"{self.window.page.sentence.said}. {self.window.page.detail.said}"

    def practises(self) -> bool:
        """Whether the session has begun: camera and zero are found."""
        turn = self.window.worker.turn if self.window.worker is not None else None
        return turn is not None and turn.view.session is not None

    def presses(self, key: Qt.Key) -> None:
        self._bot.keyClick(self.window.focusWidget() or self.window, key)


@pytest.fixture
def silent(camera: FaultServer) -> FaultServer:
    """The camera, which is opened and gives no picture."""
    camera.silent = True
    return camera


@pytest.fixture
def watcher(camera: FaultServer, qtbot: QtBot, tmp_path: Path) -> Iterator[Watcher]:
    """The window, opened with a session on the camera; nobody is asked anything first."""
    SettingsFile(tmp_path).save(Settings(check_in=False, safety_read=SAFETY_VERSION, sound=False))
    heard, profiles = Heard(aloud=False), ProfileFolder(tmp_path)
    options = WindowOptions(camera.address, "default", profiles, tmp_path, Texts("en"), heard=heard)
    window = MainWindow(Start.SESSION, options)
    qtbot.addWidget(window)
    window.show()
    yield Watcher(window, qtbot)
    window.close()
    camera.until_released()


def test_the_window_says_what_is_the_matter_and_goes_on_by_itself(camera: FaultServer, watcher: Watcher) -> None:
    camera.black = True
    watcher.until(lambda: watcher.reads("The picture is black. Is the shutter"))
    assert isinstance(watcher.window.page, SessionPage)
    camera.heal()
    watcher.until(lambda: watcher.practises() and watcher.reads("Sit comfortably"))
    camera.go_away()
    watcher.until(lambda: watcher.reads("Waiting for the camera") and watcher.reads("cannot be opened"))
    camera.heal()
    watcher.until(lambda: watcher.reads("Sit comfortably"))


def test_whoever_stops_while_the_camera_is_being_opened_has_it_back_at_once(
    silent: FaultServer, watcher: Watcher
) -> None:
    watcher.until(lambda: silent.visits)
    worker = watcher.window.worker
    assert worker is not None
    watcher.presses(Qt.Key.Key_Escape)
    watcher.until(lambda: worker.finished)
    silent.until_released()
    assert worker.problem is None
    watcher.until(lambda: watcher.window.worker is None)


def test_the_camera_is_let_go_of_in_a_pause_behind_a_locked_screen_and_at_the_end(
    camera: FaultServer, watcher: Watcher
) -> None:
    watcher.until(watcher.practises)
    worker = watcher.window.worker
    assert worker is not None
    for leave, come_back in (
        (lambda: watcher.presses(Qt.Key.Key_Space), lambda: watcher.presses(Qt.Key.Key_Space)),
        (lambda: worker.ask(Command.LOCKED), lambda: worker.ask(Command.UNLOCKED)),
    ):
        assert camera.readers == 1
        leave()
        watcher.until(lambda: camera.readers == 0)
        come_back()
        watcher.until(lambda: camera.readers == 1)
    watcher.presses(Qt.Key.Key_Escape)
    watcher.until(lambda: watcher.window.worker is None)
    assert camera.readers == 0
