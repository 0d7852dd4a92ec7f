"""macOS: whether the screen can be seen, how long nobody came, and whether a window fills a screen."""

from __future__ import annotations

import ctypes

from feedback.desk.courtesy.asking import Asking
from feedback.desk.courtesy.macos.foundation import POINTER, entry, function, items, number, owned, truth
from feedback.desk.courtesy.table import Quiet

GRAPHICS = "CoreGraphics"
LOCKED, IN_FRONT = "CGSSessionScreenIsLocked", "kCGSSessionOnConsoleKey"
"""Of the session's description: the first is only there while it holds."""
HARDWARE, ANY_INPUT, KEY_DOWN = 1, 0xFFFFFFFF, 10
"""Of CGEventSource: which events, and of what kind."""
ON_SCREEN, NO_DESKTOP = 1, 16
LAYER, BOUNDS = "kCGWindowLayer", "kCGWindowBounds"
ORDINARY = 0.0
"""The layer of programs' windows; menus, the dock and the desktop lie in others."""
MOST_SCREENS = 16


class _Rectangle(ctypes.Structure):
    _fields_ = (
        ("x", ctypes.c_double),
        ("y", ctypes.c_double),
        ("width", ctypes.c_double),
        ("height", ctypes.c_double),
    )

    def all(self) -> tuple[float, float, float, float]:
        return self.x, self.y, self.width, self.height


class MacSession:
    """Locked, another's session in front, or the main screen asleep."""

    def read(self, asking: Asking) -> bool:  # noqa: ARG002 - it answers at once
        """The answer now. Raises NotToldError, OSError."""
        main = function(GRAPHICS, "CGMainDisplayID", ctypes.c_uint32)()
        if function(GRAPHICS, "CGDisplayIsAsleep", ctypes.c_uint32, ctypes.c_uint32)(main):
            return True
        with owned(function(GRAPHICS, "CGSessionCopyCurrentDictionary", POINTER)()) as session:
            if truth(entry(session, LOCKED)):
                return True
            front = entry(session, IN_FRONT)
            return front is not None and not truth(front)

    def close(self) -> None:
        """Nothing is open."""


class MacIdle:
    """How long nobody touched anything, and how long no key was pressed."""

    def read(self, asking: Asking) -> Quiet:  # noqa: ARG002 - it answers at once
        """The answer now. Raises OSError."""
        since = function(
            GRAPHICS, "CGEventSourceSecondsSinceLastEventType", ctypes.c_double, ctypes.c_int32, ctypes.c_uint32
        )
        return Quiet(since(HARDWARE, ANY_INPUT), since(HARDWARE, KEY_DOWN))

    def close(self) -> None:
        """Nothing is open."""


class MacFullScreen:
    """Whether a program's window covers a whole screen; where windows lie is told to every program."""

    def read(self, asking: Asking) -> bool:  # noqa: ARG002 - it answers at once
        """The answer now. Raises NotToldError, OSError."""
        screens = _screens()
        look = function(GRAPHICS, "CGWindowListCopyWindowInfo", POINTER, ctypes.c_uint32, ctypes.c_uint32)
        with owned(look(ON_SCREEN | NO_DESKTOP, 0)) as windows:
            return any(
                number(entry(window, LAYER)) == ORDINARY and _place(entry(window, BOUNDS)) in screens
                for window in items(windows)
            )

    def close(self) -> None:
        """Nothing is open."""


def _screens() -> set[tuple[float, float, float, float]]:
    found, count = (ctypes.c_uint32 * MOST_SCREENS)(), ctypes.c_uint32(0)
    look = function(GRAPHICS, "CGGetActiveDisplayList", ctypes.c_int32, ctypes.c_uint32, POINTER, POINTER)
    look(MOST_SCREENS, found, ctypes.byref(count))
    bounds = function(GRAPHICS, "CGDisplayBounds", _Rectangle, ctypes.c_uint32)
    return {bounds(screen).all() for screen in found[: count.value]}


def _place(described: int | None) -> tuple[float, float, float, float] | None:
    place = _Rectangle()
    read = function(GRAPHICS, "CGRectMakeWithDictionaryRepresentation", ctypes.c_bool, POINTER, POINTER)
    return place.all() if described is not None and read(described, ctypes.byref(place)) else None
