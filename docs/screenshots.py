"""Take the pictures of every page from the real program on the built-in clip.

    xvfb-run -a -s "-screen 0 1400x900x24" python docs/screenshots.py FOLDER

--lang, --theme and --size choose; without them both languages, both themes, 1280x720 and 900x600 are taken.
A picture is called page-language-theme-width.png.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from calibration.profile import ProfileFolder
from calibration.states import Kind
from feedback.effects import PauseReason
from feedback.settings import ThemeChoice
from feedback.texts import LANGUAGES, Texts
from feedback.window.calibration_page import CalibrationPage
from feedback.window.home_page import HomePage
from feedback.window.main_window import MainWindow
from feedback.window.message_page import MessagePage
from feedback.window.options import Start, WindowOptions
from feedback.window.session_page import SessionPage
from feedback.window.summary_page import SummaryPage
from vision.cameras import CameraInfo

LONGEST_S = 60.0
SETTLE_S = 2.5
"""Time for sentence and hammock to arrive where they glide to."""


class Photographer:
    """Walks one window through its pages."""

    def __init__(self, folder: Path, language: str, themes: list[ThemeChoice], sizes: list[tuple[int, int]]) -> None:
        self._folder, self._language, self._themes, self._sizes = folder, language, themes, sizes
        self._data = Path(tempfile.mkdtemp())
        self.window = self._open(Start.HOME, "")

    def _open(self, start: Start, source: str) -> MainWindow:
        texts, profiles = Texts(self._language), ProfileFolder(self._data)
        window = MainWindow(start, WindowOptions(source, "default", profiles, self._data, texts))
        window.show()
        return window

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        end_s = time.monotonic() + LONGEST_S
        while not until():
            QApplication.processEvents()
            time.sleep(0.005)
            if time.monotonic() > end_s:
                sys.exit("The page did not come; is the clip there?")

    def linger(self, seconds: float = SETTLE_S) -> None:
        """Let the window live for a while."""
        end_s = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end_s)

    def take(self, name: str) -> None:
        """A picture in every theme and size."""
        for theme in self._themes:
            self.window.look.choose(theme)
            for width, height in self._sizes:
                self.window.resize(width, height)
                for _ in range(4):
                    QApplication.processEvents()
                self.window.grab().save(str(self._folder / f"{name}-{self._language}-{theme.value}-{width}.png"))

    def walk(self) -> None:
        """All pages, in the order a person meets them."""
        window = self.window
        self.linger(0.5)
        self.take("home-new")
        window.go_demo()
        self.wait(lambda: isinstance(window.page, CalibrationPage) and self._hold() > 0.55)
        self.take("calibrate")
        self.wait(lambda: isinstance(window.page, SessionPage))
        for kind, name in ((Kind.HANGING, "session-hanging"), (Kind.CLOSED_TENSE, "session-tense")):
            self.wait(partial(self._jaw_is, kind))
            self.linger(SETTLE_S if kind is Kind.HANGING else 1.5)
            self.take(name)
        window.session_page.toggle_plain()
        self.take("session-eyes-closed")
        window.session_page.toggle_plain()
        window.session_page.pause()
        self.wait(self._session_paused)
        self.linger()
        self.take("session-paused")
        window.session_page.pause()
        made = window.worker.turn.view.calibration if window.worker and window.worker.turn else None
        self.wait(lambda: isinstance(window.page, SummaryPage))
        self.linger(0.5)
        self.take("summary")
        if made is not None:
            window.keep(made, "Integrated Camera")
            self.linger(0.3)
            self.take("verdict")
        window.go_home()
        self.linger(0.3)
        if isinstance(window.page, HomePage):  # the machine that takes the pictures has no camera to show
            window.page.cameras.show_cameras((CameraInfo("Integrated Camera", 0, ""),))
        self.take("home")
        window.close()
        self.window = self._open(Start.SESSION, "away.mp4")
        self.wait(lambda: isinstance(self.window.page, MessagePage))
        self.linger(0.5)
        self.take("problem")
        self.window.close()

    def _hold(self) -> float:
        """How far the running hold of the calibration is, 0..1."""
        turn = self.window.worker.turn if self.window.worker else None
        return turn.view.guide.progress if turn and turn.view.guide else 0.0

    def _jaw_is(self, kind: Kind) -> bool:
        turn = self.window.worker.turn if self.window.worker else None
        return turn is not None and turn.view.jaw is not None and turn.view.jaw.kind is kind

    def _session_paused(self) -> bool:
        turn = self.window.worker.turn if self.window.worker else None
        session = turn.view.session if turn else None
        return session is not None and session.paused is PauseReason.PERSON


def main() -> None:
    """Read the options and walk."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", choices=LANGUAGES, action="append")
    parser.add_argument("--theme", choices=["night", "day"], action="append")
    parser.add_argument("--size", action="append", help="WIDTHxHEIGHT")
    options = parser.parse_args()
    sizes = []
    for size in options.size or ["1280x720", "900x600"]:
        width, height = size.split("x")
        sizes.append((int(width), int(height)))
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    for language in options.lang or LANGUAGES:
        themes = [ThemeChoice(theme) for theme in options.theme or ("night", "day")]
        Photographer(options.folder, language, themes, sizes).walk()


if __name__ == "__main__":
    main()
