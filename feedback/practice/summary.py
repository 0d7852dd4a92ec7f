"""How a session pauses and ends, and what it comes to. Records only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calibration.states import Kind
from feedback.practice.looks import Look
from feedback.practice.tally import judged_s_of, share_of_kinds


class PauseReason(StrEnum):
    """Why the session stands still."""

    PERSON = "person"
    CAMERA = "camera"
    SLEEP = "sleep"
    """The computer slept; it goes on when somebody is seen again."""
    LOCKED = "locked"
    """The screen is locked, or cannot be seen."""


HELD = frozenset({PauseReason.PERSON, PauseReason.LOCKED})
"""Pauses in which the camera is released, and that only a word from outside ends."""


class Ending(StrEnum):
    """How a session ended."""

    DONE = "done"
    SKIPPED = "skipped"
    """It came to its end, and the person left parts of it out on the way."""
    STOPPED = "stopped"
    SOURCE_ENDED = "source_ended"
    SOURCE_LOST = "source_lost"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One point of the curve: session time s, gap and its sd mm (NaN when unknown), what the jaw did."""

    t_s: float
    gap_mm: float
    gap_sd_mm: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told afterwards. All times in seconds; shares are of the time that could be judged.

    tension_told: whether a tense closing was looked for, so that none seen means something.
    """

    seconds: dict[Kind, float]
    longest_hanging_s: float
    returns: int
    elapsed_s: float
    exercise: str
    profile: str
    ended: Ending
    curve: tuple[CurvePoint, ...]
    looks: tuple[Look, ...] = ()
    tension_told: bool = False

    @property
    def judged_s(self) -> float:
        """Time of the measured parts in which something could be told, s."""
        return judged_s_of(self.seconds)

    @property
    def hanging_share(self) -> float | None:
        """Hanging time over judged time, 0..1; None of too little."""
        return share_of_kinds(self.seconds, (Kind.HANGING,))

    @property
    def longest_s(self) -> float | None:
        """Longest hanging stretch, s; None where there was too little to see for a share."""
        return None if self.hanging_share is None else self.longest_hanging_s
