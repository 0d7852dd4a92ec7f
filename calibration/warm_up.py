"""The zero of a new session, from a short look at the person before it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from calibration.baseline import Baseline
from calibration.levels import FEWEST_READINGS, CalibrationError, Level, Passage, usable_part
from calibration.mobility import passage_told_by, shut_anew
from vision.sentences import N_
from vision.strips import Mobility

LEAST_WARM_UP_SHARE = 0.3
"""A warm-up whose hanging comes to less of the calibrated one was not followed, or the baseline is stale."""
WARM_UP_SD_MM = {"closed": 0.2, "rest": 0.6, "hang": 1.2}
"""How well a person returns to these in a warm-up, mm of gap (mood alone moves rest by 0.8, docs/facts.md 4)."""


def rezeroed(baseline: Baseline, passages: Sequence[Passage]) -> Baseline:
    """Move the zero to a new session's tracking, from a warm-up of any of closed, rest and hang.

    Raises CalibrationError when none of the passages can be used, or when they contradict the baseline: then nobody
    followed the warm-up, or the baseline is stale.
    """
    gaps = {"closed": 0.0, "rest": baseline.rest_gap_mm, "hang": baseline.hang_gap_mm}
    zeros, sds, anchor = [], [], baseline.anchor
    levels: dict[str, float] = {}
    usable = [usable_part(passage) for passage in passages if gaps.get(passage.label) is not None]
    usable = [passage for passage in usable if len(passage.readings) >= FEWEST_READINGS]
    mobility = _shut_today(baseline, usable, gaps)
    for passage in (passage_told_by(mobility, passage) for passage in usable):
        gap_mm = gaps[passage.label]
        assert gap_mm is not None
        level = Level.of(passage, baseline.pose)
        levels[passage.label] = level.mm
        zeros.append(level.mm - gap_mm / baseline.gain)
        sds.append(math.hypot(level.sd_mm, WARM_UP_SD_MM[passage.label] / baseline.gain))
        anchor = passage.readings[-1].anchor
    if not zeros:
        raise CalibrationError(N_("The warm-up showed too little of your face; please calibrate again."))
    if {"closed", "hang"} <= levels.keys() and baseline.hang_gap_mm is not None:
        seen_mm = baseline.gain * (levels["hang"] - levels["closed"])
        if seen_mm < LEAST_WARM_UP_SHARE * baseline.hang_gap_mm:
            raise CalibrationError(
                N_("The warm-up did not fit your baseline, so the millimetres are less sure. Calibrate again?")
            )
    shares = np.array(sds) ** -2.0
    return msgspec.structs.replace(
        baseline,
        zero_mm=float(np.average(zeros, weights=shares)),
        zero_sd_mm=float(shares.sum() ** -0.5),
        anchor=anchor,
        mobility=mobility,
    )


def _shut_today(baseline: Baseline, passages: Sequence[Passage], gaps: Mapping[str, float | None]) -> Mobility:
    """The mobility whose strips stand where the surest passage of a new session says.

    A session's first picture starts its strips as anybody's stand, so that the strips of a profile are not at home in
    it: against the old places the personal shares would read a difference between strips as opening.
    """
    for passage in sorted(passages, key=lambda passage: WARM_UP_SD_MM[passage.label]):
        gap_mm = gaps[passage.label]
        if gap_mm is None or sum(reading.chin is not None for reading in passage.readings) < FEWEST_READINGS:
            continue
        return shut_anew(baseline.mobility, passage.readings, gap_mm / baseline.gain)
    return baseline.mobility
