"""What the person, or the computer for them, can ask of a running visit."""

from __future__ import annotations

from enum import Enum


class Command(Enum):
    """One thing that can be asked. Each is obeyed at the next turn."""

    TOGGLE_PAUSE = "toggle_pause"
    SKIP = "skip"
    AGAIN = "again"
    STOP = "stop"
    WAS_RIGHT = "was_right"
    WAS_NOT_RIGHT = "was_not_right"
    TAKE_BACK = "take_back"
    BREATHE_IN = "breathe_in"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
