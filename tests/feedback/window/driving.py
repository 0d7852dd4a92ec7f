"""A person at the keyboard of the real window, for the tests that walk through the program."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from calibration.profile import ProfileFolder
from feedback.kept.settings import Settings, SettingsFile
from feedback.practice.safety import SAFETY_VERSION
from feedback.texts import Texts
from feedback.visit.asked import Wish
from feedback.window.main_window import MainWindow
from feedback.window.person.options import Start, WindowOptions
from tests.patience import PATIENCE_MS
from vision.source.sources import DEMO_CLIP


class Driver:
    """What a person does, and what they wait for."""

    def __init__(self, window: MainWindow, qtbot: object) -> None:
        self.window, self._bot = window, qtbot

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._bot.keyClick(self.window.focusWidget() or self.window, key)  # type: ignore[attr-defined]

    def until(self, page: type[QWidget]) -> None:
        self.until_true(lambda: isinstance(self.window.page, page))

    def until_true(self, what: Callable[[], bool]) -> None:
        self._bot.waitUntil(what, timeout=PATIENCE_MS)  # type: ignore[attr-defined]

    def practises(self) -> bool:
        """Whether a session runs: the camera is open and the zero found."""
        turn = self.window.worker.turn if self.window.worker is not None else None
        return turn is not None and turn.view.session is not None

    def said(self) -> str:
        """The large sentence of the page."""
        return str(self.window.page.sentence.said)  # type: ignore[attr-defined]


class Visits:
    """Opens windows on one data directory, one after the other."""

    def __init__(self, data_dir: Path, qtbot: object) -> None:
        self.data_dir, self._bot = data_dir, qtbot
        self.windows: list[MainWindow] = []

    def settings(self, **chosen: object) -> None:
        """What this person chose earlier; they have read the safety page."""
        SettingsFile(self.data_dir).save(Settings(**({"safety_read": SAFETY_VERSION, "sound": False} | chosen)))  # type: ignore[arg-type]

    @property
    def kept(self) -> Settings:
        return SettingsFile(self.data_dir).load()

    def open(
        self, start: Start, source: str = "", language: str = "en", wish: Wish | None = None, *, paced: bool = False
    ) -> Driver:
        profiles, texts = ProfileFolder(self.data_dir), Texts(language)
        options = WindowOptions(source, "default", profiles, self.data_dir, texts, wish=wish or Wish(), paced=paced)
        window = MainWindow(start, options)
        self._bot.addWidget(window)  # type: ignore[attr-defined]
        window.show()
        self.windows.append(window)
        return Driver(window, self._bot)


@contextmanager
def visits(data_dir: Path, qtbot: object) -> Iterator[Visits]:
    """Visits that leave no thread behind."""
    threads_before = set(threading.enumerate())
    made = Visits(data_dir, qtbot)
    yield made
    for window in made.windows:
        window.close()
    # Looking for cameras is let go of and ends by itself a little later; nothing else may go on.
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= threads_before, timeout=PATIENCE_MS)  # type: ignore[attr-defined]


def thinned(path: Path, *, every: int = 3, times: int = 1) -> Path:
    """The built-in clip with one picture of ``every``, half the size, ``times`` over: quicker to look at."""
    clip = cv2.VideoCapture(str(DEMO_CLIP))
    rate = clip.get(cv2.CAP_PROP_FPS) / every
    pictures = []
    index = 0
    while clip.grab():
        if index % every == 0:
            pictures.append(cv2.resize(clip.retrieve()[1], (640, 360), interpolation=cv2.INTER_AREA))
        index += 1
    clip.release()
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), rate, (640, 360))
    for picture in pictures * times:
        writer.write(picture)
    writer.release()
    return path
