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
from vision.hinge import MENTON, Hinge

UNDER_LIP = 18
STRIPS = 4
"""As many as a chin of some 40 pixels' height can tell apart."""
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Strips:
    """Where the strips lie. levels_mm: (STRIPS,), downwards in the skull frame with the jaw as learned."""

    levels_mm: Points

    def shares(self, down_mm: Points) -> Points:
        """How places at ``down_mm`` (N,) share in the strips, (N, STRIPS), each row 1 in all; linear between levels."""
        first, last = float(self.levels_mm[0]), float(self.levels_mm[-1])
        along = np.clip((down_mm - first) / (last - first), 0.0, 1.0) * (STRIPS - 1)
        return np.maximum(0.0, 1.0 - np.abs(along[:, None] - np.arange(STRIPS)))


def strips_of(template_mm: Points) -> Strips:
    """The strips of a face (478, 3), skull frame."""
    return Strips(np.linspace(template_mm[UNDER_LIP, 1], template_mm[MENTON, 1], STRIPS))


@dataclass(frozen=True, slots=True)
class Mobility:
    """How far each strip goes when the bone goes by 1, and how well that is known.

    share, share_sd: (STRIPS,), from under the lip down to menton.
    """

    share: tuple[float, ...]
    share_sd: tuple[float, ...]


USUAL = Mobility(share=(0.55, 0.9, 1.0, 1.0), share_sd=(0.3, 0.12, 0.04, 0.03))
"""Anybody's: on seven people's skin moved by a known hinge with the fold under the lip at half, one and one and a half
times its usual place, strips went by these shares."""


def opening(travel: Points, covariance: Points, mobility: Mobility) -> tuple[float, float]:
    """What the strips say together: the bone's travel and its standard deviation, in the unit of ``travel`` (STRIPS,).

    covariance: (STRIPS, STRIPS), of the strips as followed. What is not known of a strip's share grows with the travel,
    so a wide opening is told by the strips on bone alone.
    """
    share, share_sd = np.array(mobility.share), np.array(mobility.share_sd)
    bone = float(travel[-1])
    weights, variance = share, 0.0
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
