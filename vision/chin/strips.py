"""Strips of chin skin, from under the lower lip down to menton: how far each has gone, and the jaw behind them.

Skin on the bone of the chin goes with the jaw; skin nearer to closed lips is held back by them, by a share that differs
between people. So each strip is followed by itself, and the jaw's opening is what explains all of them together: by a
share for each strip, known roughly for anybody and better for a person who has shown a hang.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from vision.arrays import Points
from vision.chin.hinge import Hinge
from vision.equations import solved

LEVELS = (18, 200, 175)
"""Landmarks at whose height the strips have their middle: under the lower lip, on the chin pad, above the lower border.
Landmarks at the border itself mark an outline that slides over the skin when the head nods, so nothing is followed
there."""
STRIPS = len(LEVELS)
SURE_SDS, PLAY_RAD = 3.0, 0.008
"""Three standard deviations of the shares, and some half a millimetre of the strips' own noise."""
SLIPPED_FROM_RAD, SLIPPED_SHARE = 0.08, 3.0
"""From some 5 mm on, a strip that goes three times as far as the one above it has slipped down onto the throat or a
collar."""
OPENING_ROUNDS = 3
"""What is not known of a share grows with the travel, and the travel hangs on the weights: settled by then."""


@dataclass(frozen=True, slots=True)
class Strips:
    """Where the strips lie. levels_mm: (STRIPS,), downwards in the skull frame with the jaw as learned."""

    levels_mm: Points

    def shares(self, down_mm: Points) -> Points:
        """How places at ``down_mm`` (N,) share in the strips, (N, STRIPS), each row 1 in all; linear between levels."""
        tents = [np.interp(down_mm, self.levels_mm, tent) for tent in np.eye(STRIPS)]
        return np.stack(tents, axis=1)


def strips_of(template_mm: Points) -> Strips:
    """The strips of a face (478, 3), skull frame."""
    return Strips(template_mm[list(LEVELS), 1])


@dataclass(frozen=True, slots=True)
class Mobility:
    """How far each strip goes when the bone goes by 1, and how well that is known.

    share, share_sd: (STRIPS,), from under the lip down to menton. shut: (STRIPS,) rad, where the strips stand with the
    teeth together, against the template's jaw.
    """

    share: tuple[float, ...]
    share_sd: tuple[float, ...]
    shut: tuple[float, ...] = (0.0,) * STRIPS


USUAL = Mobility(share=(0.57, 0.93, 1.03), share_sd=(0.3, 0.15, 0.05))
"""Anybody's. Five people's skin, moved by a known hinge with the fold under the lip at half, one and one and a half
times its usual place, gave .25-.93, .6-1.05 and .96-1.1 (docs/measurement.md); rendered heads .6-.8, 1.0-1.2 and
1.05."""


def followed_sd(covariance: Points) -> float:
    """The standard deviation that ``covariance`` (STRIPS, STRIPS) leaves of the opening if shares were known."""
    share = np.array(USUAL.share)
    return math.sqrt(1.0 / float(share @ solved(covariance + 1e-10 * np.eye(STRIPS), share)))


def slipped(gone: Points) -> bool:
    """Whether the lowest strip has gone (STRIPS,) rad so far beyond the others that it must have lost the chin."""
    return float(gone[-1]) > SLIPPED_FROM_RAD and float(gone[-1]) > SLIPPED_SHARE * float(gone[-2])


def unslipped(gone: Points) -> Points:
    """The strips with the lowest where the one above it says."""
    out = gone.copy()
    out[-1] = gone[-2] * USUAL.share[-1] / USUAL.share[-2]
    return out


def opening(travel: Points, covariance: Points, mobility: Mobility) -> tuple[float, float]:
    """What the strips say together: the bone's travel from ``shut`` and its standard deviation, in rad as ``travel``.

    travel: (STRIPS,); covariance: (STRIPS, STRIPS), of the strips as followed. What is not known of a strip's share
    grows with the travel, so a wide opening is told by the strips on bone alone. A lowest strip that runs ahead of the
    one above it by more than the shares allow is held to them: it is on its way down the throat.
    """
    share, share_sd, shut = _arrays(mobility)
    gone = travel - shut
    ahead = share[-1] / share[-2] * (1.0 + SURE_SDS * math.hypot(share_sd[-2] / share[-2], share_sd[-1]))
    gone[-1] = min(float(gone[-1]), ahead * max(0.0, float(gone[-2])) + PLAY_RAD)
    bone, variance = float(gone[-1]), 0.0
    for _ in range(OPENING_ROUNDS):
        spread = covariance.copy()
        spread[_DIAGONAL] += (share_sd * bone) ** 2 + 1e-10
        weights = solved(spread, share)
        variance = 1.0 / float(share @ weights)
        bone = variance * float(weights @ gone)
    return bone, math.sqrt(variance)


_DIAGONAL = np.diag_indices(STRIPS)


@cache
def _arrays(mobility: Mobility) -> tuple[Points, Points, Points]:
    return np.array(mobility.share), np.array(mobility.share_sd), np.array(mobility.shut)


@dataclass(frozen=True, slots=True)
class ChinTravel:
    """How far each strip has opened against the template's jaw.

    angles: (STRIPS,) rad; covariance: (STRIPS, STRIPS). hinge; menton_mm: (3,) skull frame, with the jaw as learned.
    """

    angles: Points
    covariance: Points
    hinge: Hinge
    menton_mm: Points

    def drop(self, mobility: Mobility) -> tuple[float, float]:
        """How far menton has gone down from ``shut``, mm, and its standard deviation, by this person's skin."""
        angle, angle_sd = opening(self.angles, self.covariance, mobility)
        return self.hinge.drop_mm(self.menton_mm, angle), angle_sd * self.hinge.reach_mm(self.menton_mm)
