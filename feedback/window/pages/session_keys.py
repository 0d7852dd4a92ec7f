"""What the keys and buttons of the session page ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from feedback.visit.commands import Command
from feedback.window.pages.news import Deed

COMMANDS = {
    int(Qt.Key.Key_Space): Command.TOGGLE_PAUSE,
    int(Qt.Key.Key_Y): Command.WAS_RIGHT,
    int(Qt.Key.Key_J): Command.WAS_RIGHT,
    int(Qt.Key.Key_X): Command.WAS_NOT_RIGHT,
    int(Qt.Key.Key_U): Command.TAKE_BACK,
    int(Qt.Key.Key_B): Command.BREATHE_IN,
    int(Qt.Key.Key_S): Command.SKIP,
}
"""Keys that ask something of the journey; Y and J (as in Dutch "ja"), X and U answer to a tense cue."""
OF_DEEDS = {
    Deed.RIGHT: Command.WAS_RIGHT,
    Deed.WRONG: Command.WAS_NOT_RIGHT,
    Deed.TAKE_BACK: Command.TAKE_BACK,
    Deed.BREATHE_IN: Command.BREATHE_IN,
}
"""What a button asks of the journey."""
QUIET_KEYS = frozenset({int(Qt.Key.Key_Space), int(Qt.Key.Key_B), int(Qt.Key.Key_M)})
"""Keys that leave closed eyes closed."""


@dataclass(frozen=True, slots=True)
class LiveActions:
    """What the page asks for. choose: whether picture and figure are shown. calibrate, anew: instead of this visit."""

    ask: Callable[[Command], object]
    choose: Callable[[bool, bool], object]
    calibrate: Callable[[], object]
    anew: Callable[[], object]
