"""Where the chin was while the person did known things: levels, the zero, and the gain between teeth and chin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calibration.pose_correction import PoseCorrection
from vision.arrays import Vector
from vision.errors import PlainError
from vision.readings import JawReading
from vision.sentences import N_

LITERATURE_GAIN = 1.19
LITERATURE_GAIN_SD = 0.1
"""Front teeth against chin skin: 1.14-1.25 in the mean, wider between single people (docs/facts.md 6, 7)."""
GAIN_RANGE = (0.7, 5.0)
"""A spacer that asks for a gain outside was not held between the teeth, or the chin was not seen."""
SPACER_SD_MM = 0.3
"""How well a person holds a spacer between the front teeth."""
REST_GAP_MM, REST_GAP_SD_MM = 2.5, 1.1
"""Where rest is taken to be when nothing else gives a zero: between the clinical figures 1.4 +- 1.1, 3.1 and 4.6
(docs/facts.md 1, 2)."""
CLENCH_ZERO_SD_MM = 0.4
"""In a bite the teeth touch, but the chin muscle may lift the chin's skin."""
FEWEST_READINGS = 8
"""Fewer readings than this in a hold (about 4 a second) make no median."""
LEAST_TRUST = 0.3
"""Readings below this conclude nothing (JawReading.trust)."""
LEAST_SD_MM = 0.05


class CalibrationError(PlainError):
    """Passages that make no baseline, in words for the person."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch in which the person did one known thing.

    label: closed (teeth together, soft) | rest | clench | hang | nod (head moves, jaw still) | gapN (front teeth N mm
    apart, a spacer between them). readings: in the order of time, doubtful ones included.
    """

    label: str
    readings: Sequence[JawReading]

    @property
    def spacer_mm(self) -> float | None:
        """N of gapN, else None."""
        return float(self.label.removeprefix("gap")) if self.label.startswith("gap") else None


@dataclass(frozen=True, slots=True)
class Level:
    """Where the chin was in one passage: median and its standard error, pose-corrected chin mm."""

    label: str
    spacer_mm: float | None
    mm: float
    sd_mm: float
    noise_mm: float

    @staticmethod
    def of(passage: Passage, pose: PoseCorrection) -> Level:
        """Sum up a passage of usable readings."""
        drops = np.array([r.chin_drop_mm - pose.at(r.pose).shift_mm for r in passage.readings if r.pose is not None])
        blocks = _half_second_medians([r.t_s for r in passage.readings], drops)
        noise = max(LEAST_SD_MM, 1.4826 * float(np.median(np.abs(blocks - np.median(blocks)))))
        # Errors are slow (docs/facts.md 31), so half-seconds are far from independent: count every fourth.
        error = noise / max(1.0, len(blocks) / 4) ** 0.5
        return Level(passage.label, passage.spacer_mm, float(np.median(drops)), error, noise)


@dataclass(frozen=True, slots=True)
class Zero:
    """A level of known gap.

    mm, sd_mm: of the chin. gap_mm, gap_sd_mm: between the teeth there. source: the label it is from.
    """

    mm: float
    sd_mm: float
    gap_mm: float
    gap_sd_mm: float
    source: str


def find_zero(levels: Sequence[Level]) -> Zero:
    """Choose what the zero rests on. Raises CalibrationError when nothing tells."""
    closed = [level for level in levels if level.label == "closed" or level.spacer_mm == 0.0]
    choices = (
        (closed, "closed", 0.0, 0.0),
        ([level for level in levels if level.label == "clench"], "clench", 0.0, CLENCH_ZERO_SD_MM),
        ([level for level in levels if level.label == "rest"], "rest", REST_GAP_MM, REST_GAP_SD_MM),
    )
    for found, source, gap_mm, gap_sd_mm in choices:
        if found:
            middle = float(np.median([level.mm for level in found]))
            between = float(np.std([level.mm for level in found])) if len(found) > 1 else 0.0
            return Zero(middle, max(between, min(level.sd_mm for level in found)), gap_mm, gap_sd_mm, source)
    raise CalibrationError(N_("Nothing tells where the zero is: add a passage closed, rest or gap0."))


def find_gain(levels: Sequence[Level], zero: Zero) -> tuple[float, float, str]:
    """Find the gap per chin drop, its standard deviation, and where it comes from.

    Raises CalibrationError when passages contradict each other.
    """
    for level in levels:
        if level.label == "hang" and level.mm < zero.mm - 3 * math.hypot(level.sd_mm, zero.sd_mm, 0.2):
            raise CalibrationError(
                N_("“hang” lies {above:.1f} mm above “{zero}”: the chin went up. Please check the times or repeat it."),
                above=zero.mm - level.mm,
                zero=zero.source,
            )
    spacers = [level for level in levels if level.spacer_mm]
    if not spacers:
        return LITERATURE_GAIN, LITERATURE_GAIN_SD, "literature"
    # The chin travel per mm of spacer, by least squares through the zero, drawn a little towards the literature.
    gaps = np.array([level.spacer_mm or 0.0 for level in spacers]) - zero.gap_mm
    drops = np.array([level.mm for level in spacers]) - zero.mm
    sds = np.array([math.hypot(level.sd_mm, zero.sd_mm, SPACER_SD_MM) for level in spacers])
    expected, expected_sd = 1.0 / LITERATURE_GAIN, 0.35
    strength = float((gaps**2 / sds**2).sum()) + expected_sd**-2
    travel = (float((gaps * drops / sds**2).sum()) + expected / expected_sd**2) / strength
    if travel <= 0.0 or not GAIN_RANGE[0] <= 1.0 / travel <= GAIN_RANGE[1]:
        raise CalibrationError(
            N_("The spacer and the chin do not agree: {travel:.1f} mm of chin for {gap:g} mm between the teeth."),
            travel=float(drops[-1]),
            gap=float(gaps[-1]),
        )
    return 1.0 / travel, strength**-0.5 / travel**2, "spacer"


def _usable(reading: JawReading) -> bool:
    return reading.pose is not None and math.isfinite(reading.chin_drop_mm) and reading.trust >= LEAST_TRUST


def usable_part(passage: Passage) -> Passage:
    """Keep the readings in which the face was seen well enough."""
    return Passage(passage.label, [reading for reading in passage.readings if _usable(reading)])


def _half_second_medians(times: Sequence[float], values: Vector) -> Vector:
    blocks = np.floor(np.array(times) / 0.5)
    return np.array([np.median(values[blocks == block]) for block in np.unique(blocks)])
