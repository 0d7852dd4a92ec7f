"""A look at the jaw before and after: what was seen in it, and what of the difference can be told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median

from calibration.states import RELAXED, JawState
from feedback.practice.tally import share_of

SAMPLE_EVERY_S = 0.2
"""A look keeps five gaps a second; the jaw of somebody who sits still has nothing quicker to show."""
ENOUGH_S = 5.0
"""Less judged time than this is no look: a median of a few moments is a glimpse."""
TOLD_FROM_SD = 2.0
"""A difference is told as one from two standard deviations on; below it may be chance."""


class Moment(StrEnum):
    """When a check-in or a jaw look was taken."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Look:
    """A jaw look of some seconds before or after.

    judged_s: how long something could be told. gap_mm, gap_sd_mm: median gap and its standard deviation, mm, None when
    nothing could be seen. relaxed_share: 0..1 of judged time, None of too little. own_sd_mm, mm_sd_share: as in
    `JawState`, medians; None in looks of versions that did not keep them.
    """

    moment: Moment
    judged_s: float
    gap_mm: float | None = None
    gap_sd_mm: float | None = None
    relaxed_share: float | None = None
    own_sd_mm: float | None = None
    mm_sd_share: float | None = None


@dataclass(frozen=True, slots=True)
class Looking:
    """A look under way. seen: samples of the judged states. next_s: judged time of the next sample, s."""

    judged_s: float = 0.0
    relaxed_s: float = 0.0
    seen: tuple[JawState, ...] = ()
    next_s: float = 0.0

    def seeing(self, jaw: JawState, passed_s: float) -> Looking:
        """One judged state further."""
        judged_s = self.judged_s + passed_s
        seen, next_s = self.seen, self.next_s
        if judged_s >= next_s and math.isfinite(jaw.gap_mm):
            seen, next_s = (*seen, jaw), judged_s + SAMPLE_EVERY_S
        relaxed_s = self.relaxed_s + (passed_s if jaw.kind in RELAXED else 0.0)
        return replace(self, judged_s=judged_s, relaxed_s=relaxed_s, seen=seen, next_s=next_s)

    def taken(self, moment: Moment, *, tension_told: bool) -> Look | None:
        """What was seen; None when it was too little. The gaps share their bias, so their spread is that of one.

        tension_told: without it closed and soft may hide tension, and there is no relaxed share.
        """
        if self.judged_s < ENOUGH_S or not self.seen:
            return None
        return Look(
            moment,
            self.judged_s,
            gap_mm=median(jaw.gap_mm for jaw in self.seen),
            gap_sd_mm=median(jaw.gap_sd_mm for jaw in self.seen),
            relaxed_share=share_of(self.relaxed_s, self.judged_s) if tension_told else None,
            own_sd_mm=_median([jaw.own_sd_mm for jaw in self.seen]),
            mm_sd_share=_median([jaw.mm_sd_share for jaw in self.seen]),
        )


def _median(values: Sequence[float]) -> float | None:
    known = [value for value in values if math.isfinite(value)]
    return median(known) if known else None


@dataclass(frozen=True, slots=True)
class Difference:
    """After less before, mm. gap_mm: positive when the jaw hung more. sd_mm: standard deviation of that."""

    gap_mm: float
    sd_mm: float

    @property
    def told(self) -> bool:
        """Whether it is more than chance."""
        return abs(self.gap_mm) >= TOLD_FROM_SD * self.sd_mm


def difference(looks: Sequence[Look]) -> Difference | None:
    """What lies between the look before and the look after; None unless both saw the jaw.

    Both are taken from one zero, so what is not known of that is in both and cancels. Gain and scale stretch the
    difference as they stretch each gap, by the same share. What remains is each look's own: how well the chin was
    followed, where the head was, how lips and skin came to lie. Looks that did not keep it are taken to share nothing.
    """
    by_moment = {look.moment: look for look in looks}
    before, after = by_moment.get(Moment.BEFORE), by_moment.get(Moment.AFTER)
    if before is None or after is None:
        return None
    if before.gap_mm is None or after.gap_mm is None or before.gap_sd_mm is None or after.gap_sd_mm is None:
        return None
    gap_mm = after.gap_mm - before.gap_mm
    if before.own_sd_mm is None or after.own_sd_mm is None:
        return Difference(gap_mm, math.hypot(before.gap_sd_mm, after.gap_sd_mm))
    share = max(before.mm_sd_share or 0.0, after.mm_sd_share or 0.0)
    return Difference(gap_mm, math.hypot(before.own_sd_mm, after.own_sd_mm, gap_mm * share))
