"""What the readings of one hold come to, by one or more calibrations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from calibration.baseline import Baseline
from calibration.interpret import Interpreter
from calibration.levels import LEAST_TRUST
from calibration.states import Kind
from feedback.analysis.study.protocol import Trial
from feedback.analysis.study.records import CalibrationFacts, Measured, Taken
from vision.readings import JawReading

BLOCK_S = 0.5
"""Medians over this long are what the program's decisions rest on."""
LEAST_BLOCKS = 3
"""Fewer say nothing about a spread."""


def measured(trial: Trial, readings: Sequence[JawReading], baselines: Sequence[Baseline], at: datetime) -> Taken:
    """The trial as measured. readings: of the hold, in the order of time. baselines: the first one judges."""
    usable = [reading for reading in readings if reading.pose is not None and reading.trust >= LEAST_TRUST]
    return Taken(
        kind=trial.kind,
        size_mm=trial.size_mm,
        number=trial.number,
        at=at,
        pictures=len(readings),
        seen_share=round(len(usable) / len(readings), 4) if readings else 0.0,
        by=tuple(gap_of(usable, baseline) for baseline in baselines),
        seconds=seconds_in_kinds(readings, baselines[0]) if baselines else {},
        yaw_deg=_range([reading.pose.yaw_deg for reading in usable if reading.pose]),
        pitch_deg=_range([reading.pose.pitch_deg for reading in usable if reading.pose]),
    )


def gap_of(readings: Sequence[JawReading], baseline: Baseline) -> Measured:
    """The gap of a hold by ``baseline``, as the median of half-second medians."""
    estimates = [(reading.t_s, baseline.gap(reading)) for reading in readings]
    known = [(t_s, found) for t_s, found in estimates if math.isfinite(found.gap_mm)]
    if not known:
        return Measured()
    blocks: dict[int, list[float]] = {}
    for t_s, found in known:
        blocks.setdefault(math.floor(t_s / BLOCK_S), []).append(found.gap_mm)
    medians = np.array([np.median(block) for block in blocks.values()])
    spread = float(np.std(medians, ddof=1)) if len(medians) >= LEAST_BLOCKS else None
    return Measured(
        gap_mm=round(float(np.median(medians)), 3),
        gap_sd_mm=round(float(np.median([found.gap_sd_mm for _, found in known])), 3),
        noise_mm=None if spread is None else round(spread, 3),
    )


def seconds_in_kinds(readings: Sequence[JawReading], baseline: Baseline) -> dict[str, float]:
    """How long the jaw was said to be in each kind, s; kinds it never was in are left out."""
    interpreter = Interpreter(baseline)
    seconds = dict.fromkeys((kind.value for kind in Kind), 0.0)
    before_s: float | None = None
    for reading in readings:
        state = interpreter.step(reading)
        if before_s is not None:
            seconds[state.kind.value] += reading.t_s - before_s
        before_s = reading.t_s
    return {kind: round(spent, 3) for kind, spent in seconds.items() if spent > 0.0}


def facts_of(baseline: Baseline, at: datetime) -> CalibrationFacts:
    """What a calibration came to, as it is kept."""
    return CalibrationFacts(
        at=at,
        zero_mm=round(baseline.zero_mm, 3),
        gain=round(baseline.gain, 4),
        rest_gap_mm=_rounded(baseline.rest_gap_mm),
        hang_gap_mm=_rounded(baseline.hang_gap_mm),
        tension="" if baseline.tension is None else baseline.tension.clarity.value,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _range(degrees: Sequence[float]) -> tuple[float, float] | None:
    return (round(float(min(degrees)), 1), round(float(max(degrees)), 1)) if degrees else None
