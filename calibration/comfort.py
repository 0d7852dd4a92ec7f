"""How far the mouth opens without discomfort, and how far the chin strays to a side meanwhile: an own measure.

Asked for by name and never part of a session. The opening is the space between the front teeth, as everywhere; at
these widths its spread is several millimetres, and what a camera can compare is the same person with themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # they load numpy, and the records here belong to what every command loads
    from calibration.baseline import Baseline
    from vision.readings import JawReading

BLOCK_S = 0.5
"""Half-second medians, as in all decisions: the widest single picture would be the noisiest one."""
TIMES = 3
SIDE_SD_MM = 1.2
"""How far the chin seems to stray on a face that opens straight (docs/measurement.md, comfortable opening)."""


@dataclass(frozen=True, slots=True)
class Widest:
    """The widest half-second of one opening.

    mm, sd_mm: gap and its stated spread. side_mm: chin to the own left (+).
    """

    mm: float
    sd_mm: float
    side_mm: float


@dataclass(frozen=True, slots=True)
class Comfort:
    """Some openings together.

    mm: their median. sd_mm: of it, the stated spread and how the openings differ among themselves. low_mm, high_mm: the
    smallest and the largest. side_mm, side_sd_mm: where the chin was, + to the person's own left. times: how many.
    """

    mm: float
    sd_mm: float
    low_mm: float
    high_mm: float
    side_mm: float
    side_sd_mm: float
    times: int


def widest(readings: Sequence[JawReading], baseline: Baseline) -> Widest | None:
    """The widest half-second of these readings; None where nothing could be told."""
    from calibration.levels import LEAST_TRUST

    blocks: dict[int, list[tuple[float, float, float]]] = {}
    for reading in readings:
        estimate = baseline.gap(reading)
        if reading.trust < LEAST_TRUST or not math.isfinite(estimate.gap_mm):
            continue
        blocks.setdefault(math.floor(reading.t_s / BLOCK_S), []).append(
            (estimate.gap_mm, estimate.gap_sd_mm, reading.side_mm)
        )
    found = [
        Widest(median(one[0] for one in block), median(one[1] for one in block), median(one[2] for one in block))
        for block in blocks.values()
    ]
    return max(found, key=lambda one: one.mm, default=None)


def together(openings: Sequence[Widest]) -> Comfort | None:
    """What these openings come to; None of none."""
    if not openings:
        return None
    gaps = [one.mm for one in openings]
    sides = [one.side_mm for one in openings]
    return Comfort(
        mm=median(gaps),
        sd_mm=math.hypot(median(one.sd_mm for one in openings), _half_range(gaps)),
        low_mm=min(gaps),
        high_mm=max(gaps),
        side_mm=median(sides),
        side_sd_mm=math.hypot(SIDE_SD_MM, _half_range(sides)),
        times=len(openings),
    )


def _half_range(values: Sequence[float]) -> float:
    """How these differ, as a spread: half of their range, which for three is near their standard deviation."""
    return (max(values) - min(values)) / 2
