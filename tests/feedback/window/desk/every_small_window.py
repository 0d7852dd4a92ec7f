"""Shows every small window of the desk in every kind of letters and says what cannot be read. Run by itself.

    QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 python -m tests.feedback.window.desk.every_small_window

The screen is as low as one of 1280x720 is at 200 %. Prints a line for each complaint; says nothing when all is well.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QApplication, QWidget

from feedback.desk.events import Status
from feedback.kept.desk_records import Hindrance, Teeth
from feedback.kept.settings import Letters, ThemeChoice
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls import letters
from feedback.window.controls.theme import Appearance
from feedback.window.desk.check_window import CheckWindow
from feedback.window.desk.corner_window import CornerWindow
from feedback.window.desk.hint_window import HintWindow
from feedback.window.desk.menu import DeskActions
from feedback.window.desk.release_window import ReleaseWindow
from feedback.window.desk.reminder import ReminderWindow
from feedback.window.desk.tray import Tray
from tests.feedback.window.controls.lettering import add_letters
from tests.feedback.window.page_checks import assert_readable
from tests.feedback.window.pages.every_page import AGREED

SCREENS = (QRect(0, 0, 1366, 728), QRect(0, 0, 640, 320))


class NoTray(QObject):
    """A desktop without one."""

    changed = Signal()
    there = False


def nothing(*_: object) -> None:
    """Stands for every answer."""


def small_windows(look: Appearance, texts: Texts) -> dict[str, QWidget]:
    answered = CheckWindow(look, texts, nothing, nothing, by_chance=True)
    windows: dict[str, QWidget] = {
        "hint": HintWindow(look, texts, nothing),
        "reminder": ReminderWindow(look, texts, AGREED, nothing),
        "question": CheckWindow(look, texts, nothing, nothing, by_chance=True),
        "answered": answered,
        "release": ReleaseWindow(look, texts, nothing, takes_keyboard=False),
    }
    for window in windows.values():
        assert isinstance(window, CornerWindow)
        window.come()
    answered.question.answer(Teeth.BRACED)
    return windows


def complaint(window: QWidget, screen: QRect) -> str:
    try:
        assert_readable(window)  # type: ignore[arg-type]
    except AssertionError as problem:
        return str(problem).splitlines()[0]
    if not screen.contains(window.geometry()):
        return f"{window.geometry()} does not fit on {screen}"
    return ""


def main() -> int:
    """All of them, on both screens, in both languages, in all letters."""
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    look = Appearance(ThemeChoice.NIGHT, less_motion=True)
    now = datetime.now().astimezone()
    statuses = (Status(now + timedelta(minutes=9), silent_days_left=5), Status(None, waiting_for=Hindrance.PRESENTING))
    wrong = 0
    with tempfile.TemporaryDirectory() as made:
        for family in add_letters(Path(made)):
            letters.use(Letters.FAMILY, family)
            for language in LANGUAGES:
                texts = Texts(language)
                for screen in SCREENS:
                    CornerWindow._room = lambda _, screen=screen: screen  # type: ignore[method-assign]
                    shown = small_windows(look, texts)
                    tray = Tray(look, texts, DeskActions(nothing, nothing, nothing, nothing), NoTray())  # type: ignore[arg-type]
                    assert tray.strip is not None
                    for status in statuses:
                        tray.show_status(status, now)
                        shown["strip"] = tray.strip
                        for name, window in shown.items():
                            QApplication.processEvents()
                            where = QRect(0, 0, 10_000, 10_000) if name == "strip" else screen
                            said = complaint(window, where)
                            if said:
                                wrong += 1
                                print(f"{screen.width()}x{screen.height()} {family}, {language}, {name}: {said}")
                    tray.close()
                    for window in shown.values():
                        window.hide()
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
