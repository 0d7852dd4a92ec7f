"""Take the pictures of every page from the real window, with the built-in clip's person before the camera.

    xvfb-run -a -s "-screen 0 1400x900x24" python docs/screenshots.py docs/images
    xvfb-run -a -s "-screen 0 1400x900x24" python docs/screenshots.py --all FOLDER

Walks a first start, a calibration, a whole round, the history and the desk, in both languages. Without --all only the
pictures of the README are kept, at 1280x720; with it every page by night and by day, at 1280x720 and 900x600 too.
The sessions in the history are made up (tests/feedback/kept/histories.py).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[1]))

from calibration.profile import ProfileFolder
from calibration.states import Kind
from feedback.kept.desk_rows import keep_desk_record
from feedback.kept.history import History
from feedback.kept.settings import Settings, SettingsFile, ThemeChoice
from feedback.sound.heard import Heard
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.visit.asked import Wish
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.main_window import MainWindow
from feedback.window.pages.calibration_page import CalibrationPage
from feedback.window.pages.check_in_page import CheckInPage
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.today_page import DayShown, TodayActions, TodayPage
from feedback.window.person.options import Start, WindowOptions
from tests.feedback.kept.histories import months_of_practice
from tests.feedback.window.desk.days import DAY, at, office_day, some_weeks
from vision.source.cameras import CameraInfo
from vision.source.sources import DEMO_CLIP

KEPT = {
    "en": {
        "welcome": "night",
        "home": "day",
        "calibrate": "night",
        "check-in": "night",
        "session": "night",
        "look": "day",
        "summary": "day",
        "history": "night",
        "desk-day": "night",
    },
    "nl": {
        "safety": "day",
        "framing": "night",
        "home": "night",
        "calibrate": "day",
        "preferences": "night",
        "session": "day",
        "guided": "night",
        "summary": "night",
        "self-check": "day",
    },
}
"""The pictures of the README, by language, with the theme of each."""
SIZES = ((1280, 720), (900, 600))
COLOURS, LARGEST_B = (256, 128, 64), 120_000
"""A picture has few colours, so it can be kept small; where it is still too large, with fewer of them."""
SAME, FORTH_AND_BACK, HANGS = (15.4, 19.2), 4, (36.2, 44.0)
"""Where the clip's person sits at rest and where the jaw hangs, s; a look takes longer than either, so they are shown
forth and back."""
ROUND_MIN = 0.75
LONGEST_S = 120.0
SETTLE_S = 2.5
"""Time for sentence and hammock to arrive where they glide to."""
Key = Qt.Key


def story(path: Path) -> Path:
    """A visit for a short round, cut from the clip: at rest, then the exercise, then the jaw stays hanging."""
    clip = cv2.VideoCapture(str(DEMO_CLIP))
    rate = clip.get(cv2.CAP_PROP_FPS)
    pictures = []
    while True:
        found, picture = clip.read()
        if not found:
            break
        pictures.append(picture)
    clip.release()
    rest, hanging = ([round(edge_s * rate) for edge_s in edges] for edges in (SAME, HANGS))
    resting = pictures[rest[0] : rest[1]]
    still = pictures[hanging[0] : hanging[1]]
    size = (pictures[0].shape[1], pictures[0].shape[0])
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), rate, size)
    for picture in (
        *(resting + resting[::-1]) * FORTH_AND_BACK,
        *pictures[rest[0] : hanging[1]],
        *(still[::-1] + still) * FORTH_AND_BACK,
    ):
        writer.write(picture)
    writer.release()
    return path


def shrink(path: Path) -> None:
    """Save the picture with as many colours as let it be small."""
    with Image.open(path) as picture:
        whole = picture.convert("RGB")
    for colours in COLOURS:
        whole.quantize(colours, method=Image.Quantize.MEDIANCUT, kmeans=1).save(path, optimize=True)
        if path.stat().st_size <= LARGEST_B:
            return


class Photographer:
    """Walks one window through its pages in one language."""

    def __init__(self, folder: Path, language: str, clip: Path, *, everything: bool) -> None:
        self._folder, self._language, self._clip, self._everything = folder, language, clip, everything
        self._data = Path(tempfile.mkdtemp())
        self.window = self._open()

    def _open(self) -> MainWindow:
        """The window of a person who sits before the camera of the story."""
        SettingsFile(self._data).save(Settings(language=self._language, exercise="routine", length_min=10))
        options = WindowOptions(
            str(self._clip),
            "default",
            ProfileFolder(self._data),
            self._data,
            Texts(self._language),
            wish=Wish(minutes=ROUND_MIN),
            heard=Heard(aloud=False),
        )
        window = MainWindow(Start.HOME, options)
        window.resize(*SIZES[0])
        window.show()
        return window

    def wait(self, until: Callable[[], object]) -> None:
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

    def press(self, *keys: Key) -> None:
        """As a person at the keyboard."""
        for key in keys:
            QTest.keyClick(self.window.focusWidget() or self.window, key)
        self.linger(0.4)

    def take(self, name: str) -> None:
        """A picture, if it is one of those to keep."""
        theme = KEPT[self._language].get(name)
        themes = ("night", "day") if self._everything else (theme,) if theme else ()
        for theme in themes:
            self.window.look.choose(ThemeChoice(theme))
            for size in SIZES if self._everything else SIZES[:1]:
                self.window.resize(*size)
                self.linger(0.1)
                width = f"-{size[0]}" if self._everything else ""
                path = self._folder / f"{name}-{self._language}-{theme}{width}.png"
                self.window.grab().save(str(path))
                shrink(path)

    def walk(self) -> None:
        """All pages, in the order a person meets them."""
        self.first_start()
        self.demo()
        self.before_a_round()
        self.a_round()
        self.window.close()
        self.history()
        self.desk()

    def first_start(self) -> None:
        """Welcome, safety, camera, and a first page that knows nothing yet."""
        self.linger(0.5)
        self.take("welcome")
        self.press(Key.Key_Return)
        self.take("safety")
        self.press(Key.Key_Return)
        self.wait(lambda: self.window.worker is not None and self.window.worker.turn is not None)
        self.linger()
        self._hide_source()
        self.take("framing")
        self.press(Key.Key_Return)
        self._hide_source()
        self.take("home-new")

    def demo(self) -> None:
        """Calibrating and the soft jaw; what was calibrated is kept for the round."""
        window = self.window
        window.ways.demo()
        self.wait(lambda: isinstance(window.page, CalibrationPage) and self._hold() > 0.55)
        self.take("calibrate")
        self.wait(lambda: self._jaw_is(Kind.HANGING))
        self.linger(2 * SETTLE_S)
        self.take("session")
        assert window.worker is not None
        assert window.worker.turn is not None
        made = window.worker.turn.view.calibration
        assert made is not None
        window.person.keep_profile(made, "Integrated Camera")
        window.visits.end()
        window.ways.home()

    def before_a_round(self) -> None:
        """Home, preferences, the caution and the questions."""
        window = self.window
        self.linger(0.4)
        self._hide_source()
        self.take("home")
        window.ways.preferences()
        self.linger(0.4)
        self.take("preferences")
        self.press(Key.Key_Escape)
        window.ways.begin()
        self.linger(0.4)
        self.take("caution")
        self.press(Key.Key_Tab, Key.Key_Return)
        if not isinstance(window.page, CheckInPage):  # asked once only: a look before and after?
            self.linger(0.4)
            self.take("looks")
            self.press(Key.Key_Return)
        self.press(Key.Key_6, Key.Key_Tab, Key.Key_Tab, Key.Key_3)
        page = window.page
        assert isinstance(page, CheckInPage)
        page.teeth["touching"].click()
        page.ticks["jaw"].click()
        self.linger(0.4)
        self.take("check-in")
        self.press(Key.Key_Return)

    def a_round(self) -> None:
        """The whole routine, the questions afterwards, the summary."""
        window = self.window
        for step, name in (
            ("look_before", "look"),
            ("stay", "staying"),
            ("hand_rises", "guided"),
            ("shake", "shaking"),
        ):
            self.wait(lambda step=step: self._step() == step)
            self.linger()
            self.take(name)
        self.press(Key.Key_Space)
        self.linger()
        self.take("paused")
        self.press(Key.Key_Space, Key.Key_O)
        self.take("eyes-closed")
        self.press(Key.Key_O)
        self.wait(lambda: isinstance(window.page, CheckInPage))
        self.linger(0.4)
        self.take("check-in-after")
        self.press(Key.Key_3, Key.Key_Tab, Key.Key_Tab, Key.Key_6, Key.Key_Return)
        self.linger(0.4)
        self.take("summary")

    def history(self) -> None:
        """Months of practice, made up."""
        self._data = Path(tempfile.mkdtemp())
        months_of_practice(self._data, 60)
        self.window = self._open()
        self.window.ways.past_pages.go_history()
        self.linger(0.5)
        self.take("history")
        self.window.close()

    def desk(self) -> None:
        """The hours between, made up too: a day, weeks of them, the question and the half minute."""
        self._data = Path(tempfile.mkdtemp())
        self.window = window = self._open()
        window.person.choices.change(desk_week_shown=True)
        shown = DayShown(DAY.date(), at(14, 10), office_day(), DAY.date())
        actions = TodayActions(*[window.ways.home] * 5)
        window.show_page(TodayPage(window.look, window.texts, shown, actions))
        self.linger(0.4)
        self.take("desk-day")
        with History(self._data) as history:
            for record in some_weeks():
                keep_desk_record(history, record)
        pages = window.ways.desk_pages
        for name, go in (
            ("weeks", pages.weeks),
            ("self-check", pages.check),
            ("release", pages.release),
            ("desk-preferences", pages.preferences),
        ):
            go()
            self.linger()
            self.take(name)
        window.close()

    def _hide_source(self) -> None:
        """The machine that takes the pictures has no camera to show."""
        page = self.window.page
        choice = page.findChild(CameraChoice)
        assert choice is not None
        choice.clear()
        choice.addItem(CameraInfo("Integrated Camera", 0, "").name)
        if isinstance(page, HomePage):
            self.linger(0.1)

    def _hold(self) -> float:
        """How far the running hold of the calibration is, 0..1."""
        turn = self.window.worker.turn if self.window.worker else None
        return turn.view.guide.progress if turn and turn.view.guide else 0.0

    def _jaw_is(self, kind: Kind) -> bool:
        turn = self.window.worker.turn if self.window.worker else None
        return turn is not None and turn.view.jaw is not None and turn.view.jaw.kind is kind

    def _step(self) -> str:
        turn = self.window.worker.turn if self.window.worker else None
        return turn.view.step.id if turn is not None and turn.view.step is not None else ""


def main() -> None:
    """Read the options and walk."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="every page in every theme and size")
    parser.add_argument("--lang", choices=LANGUAGES, action="append")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    clip = story(Path(tempfile.mkdtemp()) / "visit.mp4")
    for language in options.lang or LANGUAGES:
        Photographer(options.folder, language, clip, everything=options.all).walk()


if __name__ == "__main__":
    main()
