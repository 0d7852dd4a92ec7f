"""Wayland: whether nobody touched anything for a while, and whether the window in front fills the screen.

The first is told to programs that asked to be told, and read when the question is put, so that nothing runs meanwhile.
The second is asked anew each time; only small desktops tell it. Sources: ext-idle-notify-v1,
wlr-foreign-toplevel-management-unstable-v1.
"""

from __future__ import annotations

import struct
from pathlib import Path

from feedback.desk.courtesy.asking import Asking
from feedback.desk.courtesy.linux.wayland_line import FIRST_FREE, WaylandLine, request
from feedback.desk.courtesy.table import Quiet

STEPS_S = (5.0, 120.0)
"""After how long the desktop is to tell: a pause in typing, and nobody there. Few, for each pause is a message."""
SEAT, NOTIFIER, FIRST_NOTICE = FIRST_FREE, FIRST_FREE + 1, FIRST_FREE + 2
NOTICE_OF_IDLE, NOTICE_OF_INPUT = 1, 2
"""Requests of the notifier: the second does not wait for a film to end, and came with its version 2."""
IDLED = 0
MS = 1e3
WINDOWS, LISTED = FIRST_FREE, FIRST_FREE + 1
WINDOW_STATE = 4
"""What a window says when its state changes, and once at first."""
IN_FRONT, FULL_SCREEN = 2, 3
FULL_SCREEN_VERSION = 2


class WaylandIdle:
    """How long nobody touched anything, in steps. path: the desktop's socket."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._line: WaylandLine | None = None
        self._idle: dict[int, float] = {}
        """Since when each step is known to be over, on the steady clock."""

    def read(self, asking: Asking) -> Quiet:
        """The answer now: at least so long, from the step that is over. Raises NotToldError, OSError."""
        if self._line is not None:
            try:
                self._hear(self._line, asking.steady_s)
            except OSError:  # so long unasked that the desktop gave us up
                self.close()
        if self._line is None:
            self._line = WaylandLine(self._path, asking)
            self._ask_to_be_told(self._line)
        over = [
            step_s + asking.steady_s - self._idle[number]
            for number, step_s in enumerate(STEPS_S, FIRST_NOTICE)
            if number in self._idle
        ]
        return Quiet(max(over, default=0.0))

    def close(self) -> None:
        """Leave the desktop; the next question joins it again."""
        if self._line is not None:
            self._line.close()
        self._line, self._idle = None, {}

    def _ask_to_be_told(self, line: WaylandLine) -> None:
        seat, _ = line.bind("wl_seat", 1, SEAT)
        notifier, version = line.bind("ext_idle_notifier_v1", 2, NOTIFIER)
        kind = NOTICE_OF_INPUT if version >= 2 else NOTICE_OF_IDLE
        wanted = [
            request(NOTIFIER, kind, struct.pack("=III", number, int(step_s * MS), SEAT))
            for number, step_s in enumerate(STEPS_S, FIRST_NOTICE)
        ]
        line.send(seat + notifier + b"".join(wanted))

    def _hear(self, line: WaylandLine, steady_s: float) -> None:
        for number, kind, _ in line.said_meanwhile():
            if number < FIRST_NOTICE:
                continue
            if kind == IDLED:
                self._idle.setdefault(number, steady_s)
            else:
                self._idle.pop(number, None)


class WaylandFullScreen:
    """Whether the window in front fills the screen. path: the desktop's socket."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError on a desktop that does not list windows, OSError."""
        line = WaylandLine(self._path, asking)
        try:
            windows, _ = line.bind("zwlr_foreign_toplevel_manager_v1", FULL_SCREEN_VERSION, WINDOWS)
            line.send(windows)
            states: dict[int, set[int]] = {}
            for number, kind, body in line.until_done(LISTED, asking):
                if number > LISTED and kind == WINDOW_STATE:
                    states[number] = set(struct.unpack_from(f"={(len(body) - 4) // 4}I", body, 4))
            return any(state >= {IN_FRONT, FULL_SCREEN} for state in states.values())
        finally:
            line.close()

    def close(self) -> None:
        """Nothing stays open."""
