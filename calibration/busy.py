"""How likely it is that the mouth is busy: one likelihood, learned from labelled moments of real and rendered people.

Nine signs are read off the last moments, each in millimetres (or strokes) beyond what a calm mouth of this person shows
while the head moves as it does now. They are weighed together by a logistic model. What it learned from, how it was
made and how it does on people it has not seen: `benchmarks/busy_fit.py`, docs/states.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from calibration.states import Reason

SIGNS: Mapping[str, Reason] = {
    "lips_moving": Reason.TALKING,
    "width_moving": Reason.TALKING,
    "corners_moving": Reason.TALKING,
    "corners_up": Reason.SMILING,
    "wider": Reason.SMILING,
    "teeth_bared": Reason.SMILING,
    "narrower": Reason.DRINKING,
    "lips_fuller": Reason.DRINKING,
    "chewing": Reason.CHEWING,
}
"""Every sign, and what a mouth is most likely busy with that shows it."""


@dataclass(frozen=True, slots=True)
class Weight:
    """log-odds per mm (or stroke) of one sign. sd: how well it is known, whole persons left out included."""

    value: float
    sd: float


CALM = Weight(-3.29, 0.87)
WEIGHTS: Mapping[str, Weight] = {
    "lips_moving": Weight(2.08, 0.44),
    "width_moving": Weight(1.30, 0.34),
    "corners_moving": Weight(0.84, 0.36),
    "corners_up": Weight(1.09, 0.42),
    "wider": Weight(0.86, 0.33),
    "teeth_bared": Weight(0.94, 0.38),
    "narrower": Weight(1.33, 0.30),
    "lips_fuller": Weight(0.70, 0.38),
    "chewing": Weight(1.51, 0.35),
}


@dataclass(frozen=True, slots=True)
class Likelihood:
    """log_odds: of busy against calm, already drawn towards "can't tell" by its own uncertainty. sd: that uncertainty.

    doing: the sign's reason that speaks loudest.
    """

    log_odds: float
    sd: float
    doing: Reason


def weigh_signs(signs: Mapping[str, float]) -> Likelihood:
    """Weigh the signs that are known, each >= 0."""
    parts = {name: WEIGHTS[name].value * size for name, size in signs.items()}
    mean = CALM.value + sum(parts.values())
    variance = CALM.sd**2 + sum((WEIGHTS[name].sd * size) ** 2 for name, size in signs.items())
    # The usual approximation to a logistic averaged over a normal spread of its log-odds.
    log_odds = mean / math.sqrt(1.0 + math.pi * variance / 8.0)
    sums: dict[Reason, float] = {}
    for name, part in parts.items():
        sums[SIGNS[name]] = sums.get(SIGNS[name], 0.0) + part
    return Likelihood(log_odds, math.sqrt(variance), max(sums, key=lambda reason: sums[reason]))
