"""Looking at how the person sits while pictures come: steady words, from a few looks a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.practice.framing_words import Lines, Steady, lines_of
from feedback.visit.view import Turn

if TYPE_CHECKING:
    from vision.camera import Frame

LOOK_EVERY_S = 0.25
"""People move slowly; looking at the light four times a second is plenty and costs next to nothing."""


class FramingWatch:
    """Fed with every turn; looks at its picture when it is new and the last look was a while ago."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Another camera, or none: nothing of what was seen stays."""
        self._steady = Steady()
        self._seen: Frame | None = None
        self._since_s = LOOK_EVERY_S

    @property
    def lines(self) -> Lines:
        """What there is to say now."""
        return self._steady.lines

    @property
    def all_well(self) -> bool:
        """True when there is nothing left to do."""
        return self._steady.all_well

    def look(self, turn: Turn, tick_s: float) -> bool:
        """Go on for ``tick_s``; True when something was looked at."""
        self._since_s += tick_s
        if turn.frame is None or turn.frame is self._seen or self._since_s < LOOK_EVERY_S:
            return False
        from vision.framing import framing_of  # with OpenCV, which a picture has loaded already

        self._steady.take(lines_of(framing_of(turn.frame, turn.face)), self._since_s)
        self._seen, self._since_s = turn.frame, 0.0
        return True
