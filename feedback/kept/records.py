"""What is kept, as records: a session, its seconds, its cues, the person's own sliders, the jaw looks around it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from calibration.states import RELAXED, UNJUDGED, Kind
from feedback.practice.looks import Look, Moment
from feedback.practice.summary import CurvePoint
from feedback.practice.tally import judged_s_of, share_of_kinds

INTERRUPTED = "interrupted"
"""How a session ended whose program was gone before it could say so; the other words are those of `Ending`."""
TENSION_TOLD = ("clear", "weak")
"""With these words for tension in the baseline, closed and tense can be told from closed and soft."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One second of a session.

    second: since the session began, 0 for the first. gap_mm, gap_sd_mm: mean of the estimates and root mean square of
    their standard deviations (they share their bias, so more of them do not make it smaller); NaN when unknown.
    tension: mean, 0 as in soft closing, 1 as in the own light bite; NaN when unknown.
    shares: part of the second spent in each kind, 0..1, in the order of `Kind`; they sum to 1.
    yaw_deg, pitch_deg, roll_deg, distance_mm: mean head pose as in `vision.head.HeadPose`; NaN without a face.
    """

    second: int
    gap_mm: float
    gap_sd_mm: float
    tension: float
    shares: tuple[float, ...]
    yaw_deg: float = math.nan
    pitch_deg: float = math.nan
    roll_deg: float = math.nan
    distance_mm: float = math.nan

    @property
    def kind(self) -> Kind:
        """What filled most of the second."""
        return tuple(Kind)[max(range(len(self.shares)), key=self.shares.__getitem__)]

    def share(self, kind: Kind) -> float:
        """Part of the second spent in ``kind``."""
        return self.shares[tuple(Kind).index(kind)]


@dataclass(frozen=True, slots=True)
class GivenCue:
    """A cue that was given. t_s: since the session began."""

    t_s: float
    cue: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What a session comes to. Times in s; gap: mean while hanging with its standard deviation, mm, None without."""

    real_s: float = 0.0
    elapsed_s: float = 0.0
    seconds: dict[Kind, float] = field(default_factory=lambda: dict.fromkeys(Kind, 0.0))
    longest_hanging_s: float = 0.0
    returns: int = 0
    hanging_gap_mm: float | None = None
    hanging_gap_sd_mm: float | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The person's own answers.

    tension, pain, calm: sliders 0..10, None when not answered. teeth: apart, touching, pressed, unknown or "".
    ticks: names of what was ticked.
    """

    moment: Moment
    taken_at: datetime
    tension: float | None = None
    pain: float | None = None
    calm: float | None = None
    teeth: str = ""
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session as it is kept.

    uid: random name, the same after export and import. started_at: with the offset of local time as it was then, so a
    session stays on its day after travelling or a change to summer time. baseline: short fingerprint of the numbers it
    was measured against. tension_clarity: how well tension shows on this face ("" when not calibrated).
    ended: an `Ending`, INTERRUPTED, or None while it runs.
    """

    uid: str
    started_at: datetime
    exercise: str
    planned_s: float
    profile: str
    baseline: str = ""
    tension_clarity: str = ""
    software: str = ""
    ended: str | None = None
    totals: Totals = field(default_factory=Totals)
    note: str = ""
    tags: tuple[str, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    looks: tuple[Look, ...] = ()
    id: int = 0

    @property
    def day(self) -> date:
        """The local day it began on."""
        return self.started_at.date()

    @property
    def judged_s(self) -> float:
        """Time in which something could be told, s."""
        return judged_s_of(self.totals.seconds)

    @property
    def tension_told(self) -> bool:
        """Whether closed and tense can be told from closed and soft on this face."""
        return self.tension_clarity in TENSION_TOLD

    @property
    def hanging_share(self) -> float | None:
        """Hanging time over judged time, 0..1; None of too little."""
        return share_of_kinds(self.totals.seconds, (Kind.HANGING,))

    @property
    def relaxed_share(self) -> float | None:
        """Relaxed time over judged time, 0..1.

        None of too little, or when tension cannot be told on this face: then closed and soft may hide it.
        """
        return share_of_kinds(self.totals.seconds, RELAXED) if self.tension_told else None

    @property
    def tense_share(self) -> float | None:
        """Closed and tense time over judged time, 0..1; None as with the relaxed share."""
        return share_of_kinds(self.totals.seconds, (Kind.CLOSED_TENSE,)) if self.tension_told else None

    @property
    def longest_s(self) -> float | None:
        """Longest hanging stretch, s; None where there was too little to see for a share, or nothing to be measured."""
        return None if self.hanging_share is None else self.totals.longest_hanging_s

    def check_in(self, moment: Moment) -> CheckIn | None:
        """The answers given then, if any."""
        return next((answers for answers in self.check_ins if answers.moment is moment), None)

    def look(self, moment: Moment) -> Look | None:
        """The jaw look taken then, if any."""
        return next((look for look in self.looks if look.moment is moment), None)


def totals_of(samples: Sequence[Sample]) -> Totals:
    """What kept seconds come to: all there is of a session that was interrupted."""
    seconds = {kind: sum(sample.shares[place] for sample in samples) for place, kind in enumerate(Kind)}
    longest_s, returns = _stretches(samples)
    gap_mm, sd_mm = hanging_gap(samples)
    return Totals(
        real_s=float(samples[-1].second + 1) if samples else 0.0,
        elapsed_s=judged_s_of(seconds),
        seconds=seconds,
        longest_hanging_s=longest_s,
        returns=returns,
        hanging_gap_mm=gap_mm,
        hanging_gap_sd_mm=sd_mm,
    )


def hanging_gap(samples: Sequence[Sample]) -> tuple[float | None, float | None]:
    """Mean gap of the hanging seconds and its standard deviation, mm; the sd is that of one estimate (shared bias)."""
    hanging = [s for s in samples if s.kind is Kind.HANGING and math.isfinite(s.gap_mm) and math.isfinite(s.gap_sd_mm)]
    if not hanging:
        return None, None
    gap_mm = sum(sample.gap_mm for sample in hanging) / len(hanging)
    return gap_mm, math.sqrt(sum(sample.gap_sd_mm**2 for sample in hanging) / len(hanging))


def curve_of(samples: Sequence[Sample]) -> tuple[CurvePoint, ...]:
    """The seconds as points of a curve."""
    return tuple(CurvePoint(float(s.second), s.gap_mm, s.gap_sd_mm, s.kind) for s in samples)


def _stretches(samples: Sequence[Sample]) -> tuple[float, int]:
    """Longest hanging stretch, s, and how often the jaw came back to hanging after it had closed."""
    longest = running = 0.0
    returns, closed_since = 0, False
    for sample in samples:
        if sample.kind in UNJUDGED:
            continue
        if sample.kind is Kind.HANGING:
            returns += int(closed_since)
            closed_since = False
            running += sample.share(Kind.HANGING)
            longest = max(longest, running)
        else:
            closed_since = closed_since or (longest > 0 and sample.kind is not Kind.WIDE)
            running = 0.0
    return longest, returns
