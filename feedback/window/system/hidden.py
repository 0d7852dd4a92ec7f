"""Why a window cannot be seen, and how that is told."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class Hidden(Enum):
    """Why the window cannot be seen."""

    SCREEN = "screen"
    """Locked, or a screen saver runs; whichever source spoke last is believed, for not all tell both."""
    ELSEWHERE = "elsewhere"
    """Somebody else's session is in front."""
    ASLEEP = "asleep"
    DISPLAY = "display"
    """The display it stood on is gone."""


Tell = Callable[[Hidden, bool], None]
