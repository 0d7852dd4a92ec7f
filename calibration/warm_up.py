"""The zero of a new session, from a short look at the person before it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from calibration.baseline import Baseline
from calibration.levels import FEWEST_READINGS, CalibrationError, Level, Passage, usable_part
from calibration.mobility import passage_told_by, shut_anew
from calibration.zero_doubts import FAR_UNSHOWN, LEFT_OUT, ZeroDoubt, asked, is_far, same_posture
from vision.chin.strips import Mobility
from vision.sentences import N_, Sentence

WARM_UP_SD_MM = {"closed": 0.2, "rest": 0.6, "hang": 1.2}
"""How well a person returns to these in a warm-up, mm of gap (mood alone moves rest by 0.8, docs/facts.md 4)."""


@dataclass(frozen=True, slots=True)
class WarmedUp:
    """What a warm-up gave. baseline: with today's zero. doubts: why that may be wrong, worst first.

    far_mm: how far the zero lies from the profile's, mm of gap, + when the chin stands lower today.
    """

    baseline: Baseline
    doubts: tuple[ZeroDoubt, ...]
    far_mm: float

    @property
    def asks(self) -> tuple[Sentence, ...]:
        """What to ask the person about it."""
        return tuple(asked(doubt, self.far_mm) for doubt in self.doubts)


def warmed_up(baseline: Baseline, passages: Sequence[Passage]) -> WarmedUp:
    """Move the zero to a new session's tracking, from a warm-up of any of closed, rest and hang.

    Raises CalibrationError when none of the passages can be used, or when they contradict the baseline: then nobody
    followed the warm-up, or the baseline is stale.
    """
    if not passages:
        raise CalibrationError(LEFT_OUT)
    gaps = {"closed": 0.0, "rest": baseline.rest_gap_mm, "hang": baseline.hang_gap_mm}
    usable = [usable_part(passage) for passage in passages if gaps.get(passage.label) is not None]
    usable = [passage for passage in usable if len(passage.readings) >= FEWEST_READINGS]
    if not usable:
        raise CalibrationError(N_("The warm-up showed too little of your face; please calibrate again."))
    known = {label: gap_mm for label, gap_mm in gaps.items() if gap_mm is not None}
    mobility = _shut_today(baseline, usable, known)
    levels = [Level.of(passage_told_by(mobility, passage), baseline.pose) for passage in usable]
    shown = {level.label: level for level in levels}
    doubts = _postures_doubted(baseline, shown, known)
    far_mm, is_far_off = _far(baseline, usable, known)
    if is_far_off:
        if "closed" not in shown or ZeroDoubt.TOUCH_LIKE_REST in doubts:
            raise CalibrationError(FAR_UNSHOWN, mm=abs(far_mm))
        doubts = (ZeroDoubt.FAR, *doubts)
    zeros = [level.mm - known[level.label] / baseline.gain for level in levels]
    sds = [_zero_sd(level, baseline) for level in levels]
    shares = np.array(sds) ** -2.0
    moved = msgspec.structs.replace(
        baseline,
        zero_mm=float(np.average(zeros, weights=shares)),
        zero_sd_mm=float(shares.sum() ** -0.5),
        anchor=usable[-1].readings[-1].anchor,
        mobility=mobility,
    )
    return WarmedUp(moved, doubts, far_mm)


def _postures_doubted(
    baseline: Baseline, levels: Mapping[str, Level], gaps: Mapping[str, float]
) -> tuple[ZeroDoubt, ...]:
    """What the postures say of each other. Raises CalibrationError when a hang was none, or the others were one."""

    def same(lower: str, upper: str) -> bool:
        if not {lower, upper} <= levels.keys():
            return False
        seen_mm = baseline.gain * (levels[lower].mm - levels[upper].mm)
        return same_posture(seen_mm, gaps[lower] - gaps[upper])

    if same("hang", "closed") or same("hang", "rest"):
        raise CalibrationError(
            N_("The warm-up did not fit your baseline, so the millimetres are less sure. Calibrate again?")
        )
    if "closed" not in levels:
        return (ZeroDoubt.TOUCH_LEFT_OUT,)
    return (ZeroDoubt.TOUCH_LIKE_REST,) if same("rest", "closed") else ()


def _far(baseline: Baseline, passages: Sequence[Passage], gaps: Mapping[str, float]) -> tuple[float, bool]:
    """How far the surest passage's zero lies from the profile's, mm of gap, as the profile itself would read it."""
    surest = min(passages, key=lambda passage: WARM_UP_SD_MM[passage.label])
    level = Level.of(passage_told_by(baseline.mobility, surest), baseline.pose)
    zero_mm = level.mm - gaps[surest.label] / baseline.gain
    far_mm = baseline.gain * (zero_mm - baseline.zero_mm)
    return far_mm, is_far(zero_mm, _zero_sd(level, baseline), baseline)


def _zero_sd(level: Level, baseline: Baseline) -> float:
    """How well a warm-up's passage tells the zero, chin mm."""
    return math.hypot(level.sd_mm, WARM_UP_SD_MM[level.label] / baseline.gain)


def _shut_today(baseline: Baseline, passages: Sequence[Passage], gaps: Mapping[str, float]) -> Mobility:
    """The mobility whose strips stand where the surest passage of a new session says.

    A session's first picture starts its strips as anybody's stand, so that the strips of a profile are not at home in
    it: against the old places the personal shares would read a difference between strips as opening.
    """
    for passage in sorted(passages, key=lambda passage: WARM_UP_SD_MM[passage.label]):
        if sum(reading.chin is not None for reading in passage.readings) >= FEWEST_READINGS:
            return shut_anew(baseline.mobility, passage.readings, gaps[passage.label] / baseline.gain)
    return baseline.mobility
