"""Strips of chin skin, from under the lower lip down to menton: how far down each has gone, and what that says of the jaw.

Skin on the bone of the chin goes with the jaw; skin nearer to closed lips is held back by them, by a share that differs
between people. So each strip is followed by itself, and the jaw's opening is what explains all of them together: by a
share for each strip, known roughly for anybody and better for a person who has shown a hang.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.head import Points
from vision.hinge import Hinge

LEVELS = (18, 200, 175)
"""Landmarks at whose height the strips have their middle: under the lower lip, on the chin pad, above the lower border.
Landmarks at the border itself mark an outline that slides over the skin when the head nods, so nothing is followed
there."""
STRIPS = len(LEVELS)
ROUNDS = 3


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

    share, share_sd: (STRIPS,), from under the lip down to menton.
    """

    share: tuple[float, ...]
    share_sd: tuple[float, ...]


USUAL = Mobility(share=(0.57, 0.93, 1.03), share_sd=(0.3, 0.15, 0.05))
"""Anybody's. Five people's skin, moved by a known hinge with the fold under the lip at half, one and one and a half times
its usual place, gave .25-.93, .6-1.05 and .96-1.1 (docs/measurement.md); rendered heads .6-.8, 1.0-1.2 and 1.05."""


def followed_sd(covariance: Points) -> float:
    """The standard deviation that ``covariance`` (STRIPS, STRIPS) alone leaves of the opening, as if shares were known."""
    share = np.array(USUAL.share)
    return float(share @ np.linalg.solve(covariance + 1e-10 * np.eye(STRIPS), share)) ** -0.5


def opening(travel: Points, covariance: Points, mobility: Mobility) -> tuple[float, float]:
    """What the strips say together: the bone's travel and its standard deviation, in the unit of ``travel`` (STRIPS,).

    covariance: (STRIPS, STRIPS), of the strips as followed. What is not known of a strip's share grows with the travel,
    so a wide opening is told by the strips on bone alone.
    """
    share, share_sd = np.array(mobility.share), np.array(mobility.share_sd)
    bone, variance = float(travel[-1]), 0.0
    for _ in range(ROUNDS):
        spread = covariance + np.diag((share_sd * bone) ** 2 + 1e-10)
        weights = np.linalg.solve(spread, share)
        variance = 1.0 / float(share @ weights)
        bone = variance * float(weights @ travel)
    return bone, float(np.sqrt(variance))


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
        """How far menton has gone down, mm, and its standard deviation, as this person's skin tells it."""
        angle, angle_sd = opening(self.angles, self.covariance, mobility)
        return self.hinge.drop_mm(self.menton_mm, angle), angle_sd * self.hinge.reach_mm(self.menton_mm)
