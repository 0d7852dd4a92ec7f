"""Readings of people whose chin skin goes with the jaw each in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from calibration.levels import LITERATURE_GAIN
from tests.calibration.people import readings
from vision.chin.hinge import Hinge
from vision.chin.strips import STRIPS, USUAL, ChinTravel
from vision.readings import JawReading

HINGE, MENTON_MM = Hinge(down_mm=30.0, back_mm=86.0), np.array([0.0, 105.0, 4.0])
HELD_BACK, ALONG = (0.3, 0.6, 1.0), (0.9, 1.0, 1.0)
"""Skin that the lips hold back, and skin that goes along with the bone almost at once."""
STRIP_SD_RAD = 0.002


def angle_of(gap_mm: float) -> float:
    return HINGE.angle_of_drop(MENTON_MM, gap_mm / LITERATURE_GAIN)


def seen(
    gap_mm: float,
    skin: Sequence[float] = HELD_BACK,
    *,
    home: Sequence[float] = (0.0, 0.0, 0.0),
    from_s: float = 0.0,
    seconds: float = 5.0,
    anchor: int = 0,
    slid_rad: float = 0.0,
) -> list[JawReading]:
    """The teeth stand ``gap_mm`` apart; strips of skin lie at ``home`` (rad) with the teeth together.

    slid_rad: how far all skin has not come back to where it was.
    """
    random = np.random.default_rng(round(100 * gap_mm + 10 * from_s) + 7)
    found = []
    for reading in readings(gap_mm / LITERATURE_GAIN, from_s=from_s, seconds=seconds):
        angles = angle_of(gap_mm) * np.array(skin) + np.array(home) + slid_rad
        angles = angles + random.normal(0, STRIP_SD_RAD, STRIPS)
        chin = ChinTravel(angles, STRIP_SD_RAD**2 * np.eye(STRIPS), HINGE, MENTON_MM)
        drop_mm, sd_mm = chin.drop(USUAL)
        found.append(
            replace(reading, chin_drop_mm=drop_mm, chin_drop_sd_mm=sd_mm, chin=chin, anchor=anchor, by_pixels=True)
        )
    return found
