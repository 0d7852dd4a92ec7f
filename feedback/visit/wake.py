"""Sleep of the computer, told from two clocks that the caller reads once a turn."""

from __future__ import annotations

JUMP_S = 5.0
"""More than this between two turns of the line, on either clock, and the computer has slept.

A turn comes every 0.1 s; the longest honest one, the first look of a cold network on a busy machine, takes a second or
two. What keeps a running clock right moves it by less than a second (NTP steps, a leap second) or, slewing, by half a
millisecond a turn. Suspending and waking takes a laptop longer than five seconds. A clock that somebody sets forward
looks like a sleep; that costs one short pause which ends by itself.
"""


class Wake:
    """Compares each turn's time with that of the turn before."""

    __slots__ = ("_steady_s", "_wall_s")

    def __init__(self) -> None:
        self._wall_s: float | None = None
        self._steady_s: float | None = None

    def turn(self, wall_s: float, steady_s: float) -> bool:
        """True once, in the first turn after a sleep.

        wall_s: time.time(), which knows of every sleep. steady_s: time.monotonic(), which stands still in one on Linux
        and macOS and runs on under Windows; it also sees a process that was stopped, and a sleep during which the wall
        clock was set back. A clock that goes backwards means nothing.
        """
        slept = (
            self._wall_s is not None
            and self._steady_s is not None
            and max(wall_s - self._wall_s, steady_s - self._steady_s) > JUMP_S
        )
        self._wall_s, self._steady_s = wall_s, steady_s
        return slept
