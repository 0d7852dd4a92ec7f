"""The breathing pacer: where the breath is at a moment. A pure function of time.

It starts near the person's own pace and glides to the chosen one, because slowing from where one is works better than
a fixed pace (docs/facts.md 18). No holding, never deep (docs/facts.md 17).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

DEFAULT_IN_S = 4.0
DEFAULT_OUT_S = 6.0
"""4 in, 6 out: six a minute with a longer breath out (docs/facts.md 16)."""
OWN_PACE_S = 7.5
"""Length of a breath the pacer starts with when the person's own is not known: about eight a minute
(docs/facts.md 18)."""
GLIDE_S = 120.0
"""Time from the first pace to the chosen one (two to three minutes, docs/facts.md 18)."""
OFFERED = ((3.0, 7.0), (4.0, 6.0), (5.0, 5.0))
"""Breath in and out, s, to choose from; all six a minute (docs/facts.md 39)."""
TAPS = 3
"""So many beginnings of a breath in give a pace: two whole breaths."""
QUICKEST_S, SLOWEST_S = 2.0, 15.0
"""Taps nearer or farther apart than this are no breaths: resting adults breathe some 12 to 20 times a minute, slow ones
four."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How to breathe, in seconds: chosen breath in and out, length of the first breaths, time from those to these."""

    in_s: float = DEFAULT_IN_S
    out_s: float = DEFAULT_OUT_S
    own_s: float = OWN_PACE_S
    glide_s: float = GLIDE_S


@dataclass(frozen=True, slots=True)
class Breath:
    """inward: breathing in (else out). fullness: 0 (out) .. 1 (in), eased. number: breaths completed."""

    inward: bool
    fullness: float
    number: int


def breath_at(elapsed_s: float, pace: Pace | None = None) -> Breath:
    """The breath ``elapsed_s`` after the pacer began.

    The rate (breaths a second) glides in a straight line, so the count of breaths is its closed integral and the circle
    never jumps.
    """
    pace = pace or Pace()
    elapsed_s = max(0.0, elapsed_s)
    first, chosen = 1.0 / pace.own_s, 1.0 / (pace.in_s + pace.out_s)
    gliding_s = min(elapsed_s, pace.glide_s)
    breaths = first * gliding_s
    if pace.glide_s > 0:
        breaths += (chosen - first) * gliding_s**2 / (2 * pace.glide_s)
    breaths += chosen * (elapsed_s - gliding_s)
    number, phase = int(breaths), breaths % 1.0
    in_share = pace.in_s / (pace.in_s + pace.out_s)
    if phase < in_share:
        return Breath(True, _eased(phase / in_share), number)
    return Breath(False, 1.0 - _eased((phase - in_share) / (1.0 - in_share)), number)


def _eased(progress: float) -> float:
    return 0.5 - 0.5 * math.cos(math.pi * progress)


def own_pace(taps_s: Sequence[float]) -> float | None:
    """Length of one's own breath, s, from the moments at which one began to breathe in; None while too few are known.

    Only the last taps count, and a pause between two of them begins anew.
    """
    lengths: list[float] = []
    for before_s, tap_s in pairwise(taps_s):
        if tap_s - before_s > SLOWEST_S:
            lengths.clear()
        elif tap_s - before_s >= QUICKEST_S:
            lengths.append(tap_s - before_s)
    return median(lengths[-5:]) if len(lengths) >= TAPS - 1 else None
