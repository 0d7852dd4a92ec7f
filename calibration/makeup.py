"""What the spread of gaps is made of, told of a whole recording or of a profile by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from statistics import median

from calibration.baseline import Baseline
from calibration.levels import LEAST_TRUST
from calibration.spread import Spread
from calibration.states import JawState, Kind
from vision.readings import JawReading

PARTS = tuple(field.name for field in fields(Spread))
ANSWERED = frozenset(Kind) - {Kind.UNSURE, Kind.AWAY}
HANG_MM = 7.0
"""A hang as the exercises ask for it, at which a profile's spread is told."""


@dataclass(frozen=True, slots=True)
class Makeup:
    """The spread of a recording's judged pictures.

    parts: medians, mm of gap. total_mm: median of the whole. by_pixels: share of the pictures whose chin was followed
    in the picture itself. pictures: how many were judged.
    """

    parts: Spread
    total_mm: float
    by_pixels: float
    pictures: int


def makeup_of(baseline: Baseline, moments: Iterable[tuple[JawReading, JawState]]) -> Makeup | None:
    """Make it up from readings with the states they led to; None when no picture was judged."""
    judged: list[JawReading] = []
    spreads: list[Spread] = []
    worked = False
    for reading, state in moments:
        spread = baseline.gap(reading).spread
        if state.kind in ANSWERED and reading.trust >= LEAST_TRUST and spread is not None:
            judged.append(reading)
            spreads.append(spread.after_activity() if worked else spread)
        worked = worked or state.kind is Kind.ACTIVE
    if not judged:
        return None
    return Makeup(
        parts=Spread(**{part: median(getattr(spread, part) for spread in spreads) for part in PARTS}),
        total_mm=median(spread.total for spread in spreads),
        by_pixels=sum(reading.by_pixels for reading in judged) / len(judged),
        pictures=len(judged),
    )


def spread_at(baseline: Baseline, gap_mm: float) -> Spread:
    """The spread this baseline gives to teeth ``gap_mm`` apart, seen as in its calibration: pose, eyes, tracking."""
    return Spread(
        pixels=baseline.gain * baseline.noise_mm,
        pose=baseline.gain * baseline.pose.residual_mm,
        zero=baseline.gain * baseline.zero_sd_mm,
        skin=baseline.return_sd_mm,
        gain=gap_mm * baseline.gain_sd_share,
        scale=0.0 if baseline.gain_source == "spacer" else gap_mm * baseline.scale_sd_share,
    )
