"""What the jaw did, added up: time in each state, and the stretches in which it hung."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from calibration.states import UNJUDGED, Kind

LEAST_JUDGED_S = 20.0
"""Of less judged time than this there is no share, anywhere. A jaw that takes its pose hangs or closes for the first
seconds whatever comes after, so a share of a few of them is 0 or 100 % by chance; from here on it is of as much time as
a jaw look takes."""
STRETCH_BREAK_S = 1.0
"""A hanging stretch survives a gap of other answers up to this long; active and unsure do not break it at all."""


@dataclass(frozen=True, slots=True)
class Tally:
    """seconds: time per kind, s. hanging_s: length of the hanging stretch that runs, s.

    returns: how often the jaw came back to hanging after it had closed.
    """

    seconds: dict[Kind, float] = field(default_factory=lambda: dict.fromkeys(Kind, 0.0))
    hanging_s: float = 0.0
    longest_hanging_s: float = 0.0
    not_hanging_s: float = 0.0
    closed_since_hanging: bool = False
    returns: int = 0

    def add(self, kind: Kind, passed_s: float) -> Tally:
        """``passed_s`` more of ``kind``."""
        counted = replace(self, seconds={**self.seconds, kind: self.seconds[kind] + passed_s})
        if kind in UNJUDGED:
            return counted
        if kind is Kind.HANGING:
            hanging_s = self.hanging_s + passed_s
            return replace(
                counted,
                hanging_s=hanging_s,
                longest_hanging_s=max(self.longest_hanging_s, hanging_s),
                not_hanging_s=0.0,
                closed_since_hanging=False,
                returns=self.returns + int(self.closed_since_hanging),
            )
        not_hanging_s = self.not_hanging_s + passed_s
        broken = not_hanging_s >= STRETCH_BREAK_S
        closed = broken and self.longest_hanging_s > 0 and kind is not Kind.WIDE
        return replace(
            counted,
            not_hanging_s=not_hanging_s,
            hanging_s=0.0 if broken else self.hanging_s,
            closed_since_hanging=self.closed_since_hanging or closed,
        )


def judged_s_of(seconds: Mapping[Kind, float]) -> float:
    """Time in which something could be told, s."""
    return sum(spent_s for kind, spent_s in seconds.items() if kind not in UNJUDGED)


def share_of(part_s: float, judged_s: float) -> float | None:
    """A part of the judged time, 0..1; None when there was too little of that to have a share of."""
    return min(1.0, part_s / judged_s) if judged_s >= LEAST_JUDGED_S else None


def share_of_kinds(seconds: Mapping[Kind, float], kinds: Iterable[Kind]) -> float | None:
    """Time in ``kinds`` over judged time, 0..1; None of too little."""
    return share_of(sum(seconds[kind] for kind in kinds), judged_s_of(seconds))
