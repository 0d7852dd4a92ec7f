"""How a person's chin skin goes along with the jaw, learned from a hang of unknown size.

Between closed and hanging every strip of chin skin has gone some way; skin on the bone of the chin all of it, skin near
the lips a part. Which part is what is learned; how far the jaw went need not be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from calibration.levels import FEWEST_READINGS, Passage
from vision.arrays import Vector
from vision.chin.strips import USUAL, Mobility
from vision.readings import JawReading

SHUT = ("closed", "gap0", "rest", "clench")
"""What a hang is compared with, the first there is."""
LEAST_TRAVEL_RAD = 0.02
"""Some 1.5 mm at the chin: of less nothing is learned."""
SKIN_SD_RAD = 0.004
"""How well skin comes back to its place between two passages, about 0.3 mm at the chin."""
STILL_RISING, LEVEL_SHARE = 0.65, 0.82
"""Where the chin pad goes by less than the second, the skin is held back down to the last strip, which then goes by
less than menton too: by this share of what the pad lacks (warped faces, docs/measurement.md)."""
LEAST_SHARE_SD = 0.03
"""A share is no steadier than this over a jaw's whole range."""


def fit_mobility(passages: Sequence[Passage]) -> Mobility:
    """Learn the mobility from usable passages; anybody's when they hold no hang, or one of hardly any travel."""
    shut = next((found for label in SHUT if (found := _travel(passages, label)) is not None), None)
    opened = [
        travel
        for label in sorted({passage.label for passage in passages})
        if (label == "hang" or label.startswith("gap")) and label != "gap0"
        if (travel := _travel(passages, label)) is not None
    ]
    if shut is None:
        return USUAL
    share, share_sd = np.array(USUAL.share), np.array(USUAL.share_sd)
    strength, pull = share_sd**-2.0, share * share_sd**-2.0
    for travel in opened:
        gone = travel - shut
        bone = float(np.average(gone[1:] / share[1:], weights=(share[1:] / share_sd[1:]) ** 2.0))
        if bone < LEAST_TRAVEL_RAD:
            continue
        precision = (bone / SKIN_SD_RAD) ** 2 / 2
        strength = strength + precision
        pull = pull + precision * gone / bone
    fitted, fitted_sd = pull / strength, np.clip(strength**-0.5, LEAST_SHARE_SD, share_sd)
    fitted *= share[-1] / fitted[-1]
    fitted /= 1.0 + STILL_RISING * max(0.0, LEVEL_SHARE - float(fitted[1]))
    return Mobility(tuple(map(float, fitted)), tuple(map(float, fitted_sd)), tuple(map(float, shut)))


def learned(mobility: Mobility) -> bool:
    """Whether the person's own hang says more of the shares than what is known of anybody."""
    return any(own < usual - 1e-6 for own, usual in zip(mobility.share_sd, USUAL.share_sd, strict=True))


def shut_anew(mobility: Mobility, readings: Sequence[JawReading], drop_mm: float) -> Mobility:
    """The mobility with ``shut`` from readings of a new session in which menton stood ``drop_mm`` below its zero.

    As it was when too few of the readings were followed in the picture.
    """
    seen = _median_angles(readings)
    if seen is None:
        return mobility
    chin = next(reading.chin for reading in readings if reading.chin is not None)
    angle = chin.hinge.angle_of_drop(chin.menton_mm, drop_mm)
    return replace(mobility, shut=tuple(map(float, seen - angle * np.array(mobility.share))))


def told_by(mobility: Mobility, reading: JawReading) -> JawReading:
    """The reading with the drop that this person's skin tells; one from the mesh alone as it is."""
    if reading.chin is None or mobility == USUAL:
        return reading
    drop_mm, sd_mm = reading.chin.drop(mobility)
    return replace(reading, chin_drop_mm=drop_mm, chin_drop_sd_mm=sd_mm)


def passage_told_by(mobility: Mobility, passage: Passage) -> Passage:
    """The passage with each reading as this person's skin tells it."""
    return Passage(passage.label, [told_by(mobility, reading) for reading in passage.readings])


def _travel(passages: Sequence[Passage], label: str) -> Vector | None:
    return _median_angles([reading for passage in passages if passage.label == label for reading in passage.readings])


def _median_angles(readings: Sequence[JawReading]) -> Vector | None:
    seen = [reading.chin.angles for reading in readings if reading.chin is not None]
    return np.asarray(np.median(seen, axis=0), np.float64) if len(seen) >= FEWEST_READINGS else None
