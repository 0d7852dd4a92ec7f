"""From readings to verdicts: what the jaw is doing, frame by frame, against a personal baseline.

The order is the point. First whether there is a face, then whether the reading can be trusted, then whether the mouth
is busy; only what is left is judged. Verdicts come from half-second medians through two thresholds with their own
onset and release times, so that neither noise nor a single odd frame can flip them. Time comes from the readings alone.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, replace
from statistics import median

from calibration.activity import ActivityGate
from calibration.baseline import Baseline
from calibration.levels import LEAST_TRUST
from calibration.resting_mouth import covered
from calibration.states import HANGING_UNTIL_SHARE, LEAST_HANGING_FROM_MM, SELDOM_S, JawState, Kind, Reason, reason_for
from calibration.tension import Clarity, Evidence, TensionAxis, tension, weigh
from calibration.zero_watch import ZeroWatch
from vision.doubts import Doubt
from vision.readings import JawReading
from vision.smoothing import OneEuro

MEDIAN_S = 0.5
"""Decisions rest on medians over this long; longer hardly helps, the error is slow (docs/facts.md 28, 31)."""
SETTLED_S = 0.4
"""Landmarks swing in when a face comes back, and a median needs something to stand on: no word before that."""
HANGING_FROM_MM = 3.5
"""The chewing muscles let go over the first 3-4 mm (docs/facts.md 1); rest at 2-3 mm stays on the soft side. Left at
2.8."""
TYPICAL_REST_SHARE = 0.4
"""Rest at about 2.5 mm of a hang at 6-7 (docs/facts.md 1, 2), for a calibration without a rest passage."""
WIDE_FROM_MM, WIDE_UNTIL_MM = 15.0, 13.0
"""Wider than a finger's width earns nothing; relaxed positions end near 13 mm (docs/facts.md 1, 38)."""
WIDE_LIPS_MM = 10.0
"""Lips open this much further than at rest, and not in a grin, have a wide jaw behind them: in still hangs of up to
12 mm they part by 6 at most (docs/states.md). The mesh sees lips well, so nothing more is waited for."""
OPENING_S, CLOSING_S = 0.3, 0.4
"""How long a jaw must be seen lower, or higher, before the verdict follows, besides the median's lag of 0.25 s."""
MOST_GAP_SD_MM, MOST_GAP_SD_SHARE = 3.0, 0.3
"""With a spread above the first a jaw at 7 mm could as well be closed. A very open jaw may be known less exactly."""
GUESS_SPREADS, SURE_SPREADS = 0.5, 0.8
"""In a pose that calibration never saw, a gap this close to the border is on the named side in 70 % only: a guess. It
is one until that is 80 %."""
LAPSE_S = {Kind.AWAY: 0.3, Kind.UNSURE: 0.25}
"""A frame or two without a face, or with a poor one, is the tracker's hiccup and not worth a word."""
GAP_CUTOFF_HZ, GAP_BETA = 1.2, 0.05
"""One Euro on the shown millimetres (docs/facts.md 27)."""
FORGET_S = 1.0
"""After a gap this long between readings nothing from before counts any more."""
SELDOM_TIMES = 3
"""Readings further apart than ``SELDOM_S`` so many times in a row follow nothing, and that is said."""


@dataclass(frozen=True, slots=True)
class _Moment:
    t_s: float
    gap_mm: float
    tension: float | None


@dataclass(frozen=True, slots=True)
class _Opening:
    """How far open, of CLOSED_SOFT, HANGING and WIDE: what stands, and what is about to replace it."""

    kind: Kind | None = None
    coming: Kind | None = None
    since_s: float = math.inf


class Interpreter:
    """Turns readings into states. Feed them in the order of time; frames may be late, missing or irregular."""

    def __init__(self, baseline: Baseline) -> None:
        self._baseline = baseline
        self._hanging_from_mm = hanging_from_mm(baseline)
        axis = baseline.tension
        self._axis: TensionAxis | None = None if axis is None or axis.clarity is Clarity.NOT_CLEAR else axis
        self._last: JawState | None = None
        self._lapse: tuple[Kind, float] | None = None
        self._since_s = math.inf
        self._gate = ActivityGate(baseline.neutral)
        self._worked = False
        self._seldom = 0
        self._zero = ZeroWatch()
        self._forget()

    @property
    def zero_doubted(self) -> bool:
        """Whether the jaw has stood above its zero for so long that the zero cannot be right."""
        return self._zero.doubted

    def step(self, reading: JawReading) -> JawState:
        """Return the state at this reading."""
        since_s = 0.0 if self._last is None else reading.t_s - self._last.t_s
        self._seldom = self._seldom + 1 if since_s > SELDOM_S else 0
        if since_s > FORGET_S:
            self._forget()
        self._last = self._judge(reading)
        if self._seldom >= SELDOM_TIMES and self._last.kind is not Kind.AWAY:
            self._last = _no_answer(reading.t_s, Kind.UNSURE, Reason.TOO_FEW)
        return self._last

    def listen(self, axis: TensionAxis) -> None:
        """Go on with an axis that the person has adjusted; nothing else is forgotten."""
        if self._axis is not None:
            self._axis = axis

    def _judge(self, reading: JawReading) -> JawState:
        if reading.pose is None:
            return self._without_answer(reading.t_s, Kind.AWAY, Reason.NO_FACE)
        estimate = self._baseline.gap(reading)
        doubts = reading.doubts | estimate.doubts
        if estimate.spread is None or not sees_mouth(reading):
            return self._without_answer(reading.t_s, Kind.UNSURE, reason_for(doubts))
        doing = self._gate.step(reading, estimate.signed_mm)
        gaping = self._gate.lips_open_mm > WIDE_LIPS_MM
        if doing is None and not gaping:
            known = estimate.gap_sd_mm <= max(MOST_GAP_SD_MM, MOST_GAP_SD_SHARE * estimate.gap_mm)
            if reading.trust < LEAST_TRUST or not known:
                return self._without_answer(reading.t_s, Kind.UNSURE, reason_for(doubts), sees_mouth=True)
            if self._covered(reading, estimate.signed_mm):
                why = Reason.ABOVE_ZERO if self._zero.doubted else Reason.OCCLUDED
                return self._without_answer(reading.t_s, Kind.UNSURE, why, sees_mouth=True)
        self._lapse = None
        self._since_s = min(self._since_s, reading.t_s)
        if reading.t_s - self._since_s < SETTLED_S:
            self._remember(reading, estimate.gap_mm)
            return _no_answer(reading.t_s, Kind.UNSURE, Reason.SETTLING)
        if self._gate.busy_now:
            self._start_over()
        else:
            self._remember(reading, estimate.gap_mm)
        gap_mm = self._filter.step(estimate.gap_mm, reading.t_s)
        spread = estimate.spread.after_activity() if self._worked else estimate.spread
        gap_sd_mm, own_sd_mm, share = spread.total, spread.own, self._baseline.mm_sd_share
        if doing is not None:
            self._worked = True
            return JawState(reading.t_s, gap_mm, gap_sd_mm, math.nan, Kind.ACTIVE, doing, own_sd_mm, share)
        gap_now_mm = median(moment.gap_mm for moment in self._recent)
        strain = self._median_tension()
        kind = self._decide(reading.t_s, gap_now_mm, gaping=gaping, tense=strain is not None and self._evidence.tense)
        spreads = abs(gap_now_mm - self._hanging_from_mm) / gap_sd_mm
        guessing = self._last is not None and self._last.reason is Reason.UNTRAINED
        if (
            not gaping
            and Doubt.UNTRAINED in estimate.doubts
            and spreads < (SURE_SPREADS if guessing else GUESS_SPREADS)
        ):
            return _no_answer(reading.t_s, Kind.UNSURE, Reason.UNTRAINED)
        shown = math.nan if strain is None else min(1.0, max(0.0, strain))
        return JawState(reading.t_s, gap_mm, gap_sd_mm, shown, kind, None, own_sd_mm, share)

    def _covered(self, reading: JawReading, signed_mm: float) -> bool:
        """Whether what is seen cannot be a bare chin. One well seen and only too high makes the zero doubted."""
        mouth, neutral = reading.mouth, self._baseline.neutral
        if reading.by_pixels and (mouth is None or not covered(neutral, mouth, max(0.0, signed_mm))):
            self._zero.step(reading.t_s, signed_mm)
        return mouth is not None and covered(neutral, mouth, signed_mm)

    def _without_answer(self, t_s: float, kind: Kind, reason: Reason, *, sees_mouth: bool = False) -> JawState:
        """`away` or `unsure`; what was said before stands until the lapse is more than a hiccup."""
        if self._lapse is None or self._lapse[0] is not kind:
            self._lapse = (kind, t_s)
        if self._last is not None and t_s - self._lapse[1] < LAPSE_S[kind]:
            return replace(self._last, t_s=t_s)
        self._forget(mouth=not sees_mouth)
        return _no_answer(t_s, kind, reason)

    def _forget(self, *, mouth: bool = True) -> None:
        if mouth:
            self._gate.forget()
        self._filter = OneEuro(min_cutoff_hz=GAP_CUTOFF_HZ, beta=GAP_BETA)
        self._since_s = math.inf
        self._start_over()

    def _start_over(self) -> None:
        self._recent: deque[_Moment] = deque()
        self._opening = _Opening()
        self._evidence = Evidence()

    def _remember(self, reading: JawReading, gap_mm: float) -> None:
        axis = self._axis
        strain = None if axis is None else tension(axis, reading)
        if axis is not None and strain is not None:
            self._evidence = weigh(self._evidence, axis, strain, reading.t_s)
        self._recent.append(_Moment(reading.t_s, gap_mm, strain))
        while self._recent[0].t_s < reading.t_s - MEDIAN_S:
            self._recent.popleft()

    def _median_tension(self) -> float | None:
        known = [moment.tension for moment in self._recent if moment.tension is not None]
        return None if 2 * len(known) < len(self._recent) else median(known)

    def _decide(self, t_s: float, gap_mm: float, *, gaping: bool, tense: bool) -> Kind:
        standing = self._opening
        found = Kind.WIDE if gaping else self._nearest(standing.kind, gap_mm)
        if standing.kind is None or found is standing.kind or gaping:
            self._opening = _Opening(found)
        elif found is not standing.coming:
            self._opening = _Opening(standing.kind, coming=found, since_s=t_s)
        elif t_s - standing.since_s >= (CLOSING_S if found is Kind.CLOSED_SOFT else OPENING_S):
            self._opening = _Opening(found)
        assert self._opening.kind is not None
        return Kind.CLOSED_TENSE if tense and self._opening.kind is Kind.CLOSED_SOFT else self._opening.kind

    def _nearest(self, standing: Kind | None, gap_mm: float) -> Kind:
        """Read the medians, with the thresholds that hold for leaving the standing verdict."""
        if gap_mm > (WIDE_UNTIL_MM if standing is Kind.WIDE else WIDE_FROM_MM):
            return Kind.WIDE
        open_already = standing in (Kind.HANGING, Kind.WIDE)
        if gap_mm > self._hanging_from_mm * (HANGING_UNTIL_SHARE if open_already else 1.0):
            return Kind.HANGING
        return Kind.CLOSED_SOFT


def sees_mouth(reading: JawReading) -> bool:
    """Whether the mouth can be judged: in any trusted reading, and where only the chin is not found.

    A broad smile and a wide yawn stretch the chin beyond recognition.
    """
    return reading.trust >= LEAST_TRUST or reading.doubts == {Doubt.OCCLUDED}


def hanging_from_mm(baseline: Baseline) -> float:
    """From which estimated gap on the jaw hangs, mm.

    On some faces and in some light the chin shows only part of what the teeth do (docs/facts.md 30). Where the
    person's own hanging reads less than usual, the border lies half-way between their rest and their hanging.
    """
    hang_mm = baseline.hang_gap_mm
    if hang_mm is None:
        return HANGING_FROM_MM
    rest_mm = hang_mm * TYPICAL_REST_SHARE if baseline.rest_gap_mm is None else baseline.rest_gap_mm
    return min(HANGING_FROM_MM, max(LEAST_HANGING_FROM_MM, (rest_mm + hang_mm) / 2))


def _no_answer(t_s: float, kind: Kind, reason: Reason) -> JawState:
    return JawState(t_s, math.nan, math.nan, math.nan, kind, reason)
