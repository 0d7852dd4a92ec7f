"""What a head that nods, turns or comes nearer does to the reading of a still jaw."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calibration.pose_correction import CHIN_BELOW_EYES_MM, PoseCorrection, fit_pose_correction
from vision.head import HeadPose
from vision.readings import JawReading

FROM_MM = 600.0
TOO_DEEP_MM = 15.0
"""How far behind its place the mesh puts the chin, as it does on rendered heads."""


def reading(t_s: float, pose: HeadPose, deep_mm: float, noise_mm: float = 0.0) -> JawReading:
    """A still jaw as a camera shows it whose mesh puts the chin too deep."""
    nodded = -deep_mm * math.sin(math.radians(pose.pitch_deg))
    nearer = deep_mm * CHIN_BELOW_EYES_MM * (1.0 / pose.distance_mm - 1.0 / FROM_MM)
    return JawReading(t_s, nodded + nearer + noise_mm, 0.2, 0.5, 130.0, 0.0, pose, 0.9, frozenset())


def learned(deep_mm: float, *, nods: bool = True, nod_deg: float = 11.0) -> PoseCorrection:
    noise = np.random.default_rng(3).normal(0, (0.1, 2.0), (600, 2))
    still = [reading(i / 30, HeadPose(0.3, 0.2, 0.0, FROM_MM, 1.2), deep_mm, noise[i, 0]) for i in range(150)]
    nod = [
        reading(i / 30, HeadPose(12 * math.sin(i / 40), nod_deg * math.sin(i / 23), 0.0, FROM_MM + b, 1.2), deep_mm, a)
        for i, (a, b) in enumerate(noise)
    ]
    return fit_pose_correction([still, nod] if nods else [still], [False, True][: 1 + nods])


def left_mm(correction: PoseCorrection, pose: HeadPose, deep_mm: float) -> float:
    """What the reading is off by in this pose, chin mm."""
    return reading(0.0, pose, deep_mm).chin_drop_mm - correction.at(pose).shift_mm


@pytest.mark.parametrize("deep_mm", [-8.0, 0.0, TOO_DEEP_MM])
@pytest.mark.parametrize("distance_mm", [450.0, 520.0, 600.0, 700.0, 800.0])
def test_a_nod_teaches_what_coming_nearer_does(deep_mm: float, distance_mm: float):
    assert abs(left_mm(learned(deep_mm), HeadPose(0.0, 0.0, 0.0, distance_mm, 1.2), deep_mm)) < 0.35


def test_without_a_nod_nothing_is_made_of_the_distance():
    correction = learned(TOO_DEEP_MM, nods=False)
    assert correction.at(HeadPose(0.0, 0.0, 0.0, 450.0, 0.9)).shift_mm == pytest.approx(0.0, abs=0.1)
    assert correction.at(HeadPose(0.0, 0.0, 0.0, 450.0, 0.9)).untrained


@pytest.mark.parametrize("pitch_deg", [-10.0, 0.0, 10.0])
def test_a_nod_teaches_what_a_nod_does(pitch_deg: float):
    assert abs(left_mm(learned(TOO_DEEP_MM), HeadPose(0.0, pitch_deg, 0.0, FROM_MM, 1.2), TOO_DEEP_MM)) < 0.3


@pytest.mark.parametrize(
    ("pose", "untrained"),
    [
        (HeadPose(0.0, 0.0, 0.0, 600.0, 1.2), False),
        (HeadPose(0.0, 9.0, 0.0, 600.0, 1.2), False),
        (HeadPose(0.0, 17.0, 0.0, 600.0, 1.2), True),
        (HeadPose(0.0, 0.0, 14.0, 600.0, 1.2), True),
        (HeadPose(0.0, 0.0, 0.0, 500.0, 1.0), False),
        (HeadPose(0.0, 0.0, 0.0, 330.0, 0.7), True),
    ],
)
def test_what_was_never_shown_is_called_so(pose: HeadPose, untrained: bool):
    assert learned(TOO_DEEP_MM).at(pose).untrained is untrained


def test_the_spread_grows_with_what_was_never_shown():
    correction = learned(TOO_DEEP_MM)
    spreads = [correction.at(HeadPose(0.0, 0.0, roll, FROM_MM, 1.2)).sd_mm for roll in (0.0, 5.0, 10.0, 15.0)]
    assert spreads == sorted(spreads)
    assert spreads[-1] > spreads[0] + 1.0
