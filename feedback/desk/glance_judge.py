"""What a glance comes to: readings of some seconds against the profile's baseline, and the words for them. Pure.

A glance has no warm-up, and must not take the jaw to be closed at its start. So it rests on what a new session needs no
zero for: the shape of the face between soft and bitten (calibration/tension.py), which is measured in the head's own
frame, and lips and mouth for what is being done. The gap's zero is then only as good as the mesh finds it again, about
1.4 mm; a jaw is said to hang when it does so for all that. Where tension does not show on this face, a closed jaw is
said to be closed, and no more.
"""

from __future__ import annotations

import math
from statistics import median

import numpy as np

from calibration.baseline import Baseline
from calibration.interpret import Interpreter, hanging_from_mm
from calibration.spread import GapEstimate
from calibration.states import UNJUDGED, Kind, Reason
from calibration.tension import FEATURES, TensionAxis, beside_mm, lengths_mm, tension
from feedback.desk.doubt_words import BETWEEN, MIXED
from feedback.desk.glance_line import Glimpsed, missed
from feedback.kept.desk_records import Hindrance, Seen
from vision.arrays import Vector
from vision.readings import JawReading

ENOUGH_S = 5.0
"""Judged for so long, a verdict that is certain ends the glance: a swallow, which takes a second, decides nothing."""
LEAST_S = 3.0
"""Judged for less, nothing is said of the jaw."""
LONG_ENOUGH_S = 10.0
"""Judged for so long without a verdict, there will be none."""
GIVE_UP_S = {Kind.AWAY: 4.0, Kind.ACTIVE: 10.0, Kind.UNSURE: 8.0}
"""Seen nothing but this for so long, the glance ends with it."""
MOSTLY = 0.6
"""So much of the time must agree. A jaw that was tense for half of a glance is neither."""
PLAINLY = 0.85
"""So much of it for a verdict that comes early."""
DRIFT_MM = 0.4
"""How far each of a face's lengths (calibration.tension.FEATURES) stands from where calibration left it, in another
session: standard deviation, mm, on renders of one person (0.2 to 0.5). Of real people it is that while nothing has
moved their mouths, and 1 to 2 mm once they have grinned or turned (benchmarks/glance.py). Then their lengths also lie
beside what soft and bitten explain, by as much in each direction, so that is added."""
MOST_BESIDE_MM = {Seen.TENSE: 1.1, Seen.RELAXED: 1.8}
"""A face further beside the line from soft to bitten is not the one that was calibrated: another light, other glasses,
a mouth that rests elsewhere. A hanging jaw lies 1 to 2 mm beside it, so a relaxed one may."""
SURE = math.log(0.97 / 0.03)
"""The odds that a verdict on tension needs, as a log likelihood ratio of soft against bitten."""
EYES_OPEN = 0.6
"""With the lids nearer to each other than this share of calibration's, brows and cheeks come down with them, and the
lengths of a soft face look bitten (one of the recordings)."""
BEYOND = 1.0
"""A level so far outside of 0 (soft) to 1 (bitten) is no face of this calibration either."""
SURE_HANGING_SD = 1.28
"""A jaw hangs for sure when nine in ten of such readings lie beyond the border."""
LONGEST_STEP_S = 0.3
"""A picture stands for no more time than this, however late the next one comes."""
BLOCK_S = 0.5
SLOW_BLOCKS = 4.0
"""Errors are slow (docs/facts.md 31): of half-seconds every fourth counts."""
MOST_MARGIN = 0.45
"""With a larger one hardly any level would be told."""
ACTIVE_REASONS = frozenset({Reason.TALKING, Reason.CHEWING, Reason.DRINKING, Reason.SMILING, Reason.YAWNING})
PLACE = frozenset({Reason.FAR, Reason.CLOSE, Reason.UNTRAINED, Reason.OTHER_FACE})
"""Reasons that stand as long as somebody sits where they sit: another place than calibration's."""


class GlanceJudge:
    """Takes readings in the order of time; ``enough`` says when the camera may go, ``verdict`` what was seen."""

    def __init__(self, baseline: Baseline) -> None:
        self._baseline = baseline
        self._interpreter = Interpreter(baseline)
        self._hanging_from_mm = hanging_from_mm(baseline)
        self._last_s: float | None = None
        self._spent: dict[Kind, float] = dict.fromkeys(Kind, 0.0)
        self._why: dict[Reason, float] = {}
        self._gaps: list[GapEstimate] = []
        self._levels = _Levels(baseline.tension)

    def step(self, reading: JawReading) -> None:
        """One reading further."""
        state = self._interpreter.step(reading)
        step_s = 0.0 if self._last_s is None else min(LONGEST_STEP_S, reading.t_s - self._last_s)
        self._last_s = reading.t_s
        if state.reason is Reason.SETTLING:
            return
        # A mouth that gapes is doing something, whatever it is: it is neither soft nor tense.
        kind = Kind.ACTIVE if state.kind is Kind.WIDE else state.kind
        self._spent[kind] += step_s
        if state.reason is not None:
            self._why[state.reason] = self._why.get(state.reason, 0.0) + step_s
        gap = self._baseline.gap(reading)
        if kind not in UNJUDGED and gap.spread is not None:
            self._gaps.append(gap)
            self._levels.add(reading, eyes_open=self._eyes_open(reading))

    @property
    def judged_s(self) -> float:
        """Time in which the jaw could be told."""
        return sum(spent_s for kind, spent_s in self._spent.items() if kind not in UNJUDGED)

    @property
    def enough(self) -> bool:
        """Whether more pictures would not say more."""
        if self.judged_s >= ENOUGH_S:
            return self.judged_s >= LONG_ENOUGH_S or self._is_plain(self.verdict())
        return any(self._spent[kind] >= give_up_s for kind, give_up_s in GIVE_UP_S.items())

    def _is_plain(self, found: Glimpsed) -> bool:
        """Whether a verdict can come early: who looks again and again would find any one in a jaw that changes."""
        shares = [share for share in (found.relaxed_share, found.tense_share) if not math.isnan(share)]
        return found.seen is not Seen.UNSURE and max(shares, default=1.0) >= PLAINLY

    def verdict(self, took_s: float = 0.0) -> Glimpsed:
        """What was seen so far. took_s: how long the camera was open."""
        seen_s = sum(self._spent.values())
        away_s, active_s = self._spent[Kind.AWAY], self._spent[Kind.ACTIVE]
        if seen_s == 0.0 or away_s > MOSTLY * seen_s:
            return missed(Hindrance.NO_FACE, took_s)
        if active_s > MOSTLY * (seen_s - away_s):
            return Glimpsed(Seen.ACTIVE, self._most(ACTIVE_REASONS), self.judged_s, took_s)
        if self.judged_s < LEAST_S or not self._gaps:
            why = self._most(frozenset(Reason) - ACTIVE_REASONS)
            return Glimpsed(Seen.UNSURE, Hindrance.STALE if why in PLACE else why, self.judged_s, took_s)
        gap_mm = median(gap.gap_mm for gap in self._gaps)
        gap_sd_mm = median(gap.gap_sd_mm for gap in self._gaps)
        hangs = [gap.gap_mm - SURE_HANGING_SD * gap.gap_sd_mm > self._hanging_from_mm for gap in self._gaps]
        seen, why, relaxed, tense = self._jaw(sum(hangs) / len(hangs))
        return Glimpsed(seen, why, self.judged_s, took_s, relaxed, tense, gap_mm, gap_sd_mm)

    def _eyes_open(self, reading: JawReading) -> bool:
        usual_mm = self._baseline.eye_open_mm
        return reading.mouth is None or usual_mm is None or reading.mouth.eye_open_mm > EYES_OPEN * usual_mm

    def _jaw(self, hanging: float) -> tuple[Seen, str, float, float]:
        """What the jaw did, why that is not known, and the relaxed and the tense share.

        hanging: share of the readings in which it hung for sure.
        """
        levels = self._levels
        if hanging >= MOSTLY:
            return Seen.RELAXED, "", hanging, 0.0
        if not levels.can_tell:
            return Seen.CLOSED, "", math.nan, math.nan
        if levels.few:
            return Seen.UNSURE, Hindrance.STALE, math.nan, math.nan  # the head is where calibration never saw it
        level, tense = levels.middle, levels.tense_share
        relaxed = 1.0 - tense
        if max(tense, relaxed) < MOSTLY:
            return Seen.UNSURE, MIXED, relaxed, tense
        seen = Seen.TENSE if level > levels.border else Seen.RELAXED
        if levels.beside_mm > MOST_BESIDE_MM[seen] or not -BEYOND <= level <= 1.0 + BEYOND:
            return Seen.UNSURE, Hindrance.STALE, math.nan, math.nan
        if abs(level - levels.border) < levels.margin:
            return Seen.UNSURE, BETWEEN, relaxed, tense
        return seen, "", relaxed, tense

    def _most(self, reasons: frozenset[Reason]) -> str:
        """The reason that stood longest."""
        stood = {reason: spent_s for reason, spent_s in self._why.items() if reason in reasons}
        return max(stood, key=lambda reason: stood[reason]).value if stood else ""


class _Levels:
    """Tension over the glance, in half-seconds, and how well it is known on another day than calibration's."""

    def __init__(self, axis: TensionAxis | None) -> None:
        self._axis = axis if axis is not None and axis.told else None
        self._blocks: dict[int, list[float]] = {}
        self._lengths: list[Vector] = []
        self._asked = self._answered = 0

    def add(self, reading: JawReading, *, eyes_open: bool) -> None:
        """One reading further."""
        if self._axis is None:
            return
        self._asked += 1
        level = tension(self._axis, reading) if eyes_open else None
        if level is not None:
            self._answered += 1
            self._blocks.setdefault(int(reading.t_s // BLOCK_S), []).append(level)
            self._lengths.append(lengths_mm(reading))

    @property
    def can_tell(self) -> bool:
        """Whether soft and bitten lie so far apart on this face that drift cannot pass for either."""
        return self._axis is not None and self._needed(self._levels_of(DRIFT_MM)) < MOST_MARGIN

    @property
    def few(self) -> bool:
        """Whether the head was too seldom where tension is known."""
        return self._answered < MOSTLY * self._asked

    @property
    def border(self) -> float:
        """The level between soft and bitten."""
        return math.nan if self._axis is None else self._axis.tense_from

    @property
    def middle(self) -> float:
        """The level of the glance."""
        return median(self._half_seconds)

    @property
    def tense_share(self) -> float:
        """Share of the half-seconds beyond the border."""
        blocks = self._half_seconds
        return sum(level > self.border for level in blocks) / len(blocks)

    @property
    def beside_mm(self) -> float:
        """How far the face lies beside the line from soft to bitten."""
        return math.nan if self._axis is None else beside_mm(self._axis, np.median(self._lengths, axis=0))

    @property
    def margin(self) -> float:
        """How far from the border the level must lie."""
        blocks = np.array(self._half_seconds)
        noise = 1.4826 * float(np.median(np.abs(blocks - np.median(blocks))))
        drift = self._levels_of(math.hypot(DRIFT_MM, self.beside_mm / math.sqrt(len(FEATURES) - 1)))
        return self._needed(math.hypot(drift, noise / math.sqrt(max(1.0, len(blocks) / SLOW_BLOCKS))))

    @property
    def _half_seconds(self) -> list[float]:
        return [median(block) for block in self._blocks.values()]

    def _levels_of(self, mm: float) -> float:
        """What so many mm in any length come to."""
        return math.nan if self._axis is None else mm * float(np.linalg.norm(self._axis.direction))

    def _needed(self, sd: float) -> float:
        """The distance from half-way at which one of two normals, one apart, is SURE times likelier than the other."""
        return SURE * sd**2
