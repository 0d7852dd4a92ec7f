"""One run of a visit: two calibrations, then trial after trial, each when the person says so.

Takes pictures with their landmarks and gives what is to be told; it has no thread, no window and no clock but the
pictures' own. Whoever drives it keeps `Conduct.visit` after every trial.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from msgspec.structs import replace

from calibration.baseline import Baseline, fit_baseline
from calibration.calibrator import Calibrator
from calibration.levels import CalibrationError, Passage
from calibration.poses import (
    Guide,
    GuideDone,
    GuideEvent,
    StepAccepted,
    StepRepeated,
    StepSkipped,
    StepStarted,
    follow,
    skip,
)
from calibration.steps import STEPS, PoseStep
from feedback.analysis.study.measuring import facts_of, measured
from feedback.analysis.study.protocol import SETTLE_S, Trial, course
from feedback.analysis.study.records import StudyVisit, Taken
from vision.camera import Frame
from vision.face_reader import FaceReader
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.sentences import N_, Sentence
from vision.template import FaceTemplate

LOST = N_("I could not see your face in this one. Measured again, it may go better.")
NOTHING = Sentence("")
SEEN_ENOUGH = 0.75
"""A hold with the face away for more than a quarter says little, as in calibrating."""


OnHold = Callable[[Sequence[JawReading], Baseline], object]


class Stage(StrEnum):
    """Where a run is."""

    CALIBRATING = "calibrating"
    WAITING = "waiting"
    SETTLING = "settling"
    HOLDING = "holding"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell: ``id`` names what, ``sentence`` and ``detail`` are for the person."""

    id: str
    sentence: Sentence
    detail: Sentence = NOTHING


class Conduct:
    """Leads through what is left of ``visit``. Calls come from one thread.

    clock: local time. steps: of each calibration. calibrations: how many. by_itself: trials begin without being asked
    for (a demonstration). reader: what makes readings of pictures. known: the person's own baseline and face, whose
    zero the steps move to this run. on_hold: is given the readings of every hold. Members: stage, visit (as it stands,
    to be kept), trial (the one shown), progress (0..1 of settling and holding), last (the trial measured last).
    """

    def __init__(
        self,
        visit: StudyVisit,
        clock: Callable[[], datetime],
        *,
        steps: tuple[PoseStep, ...] = STEPS,
        calibrations: int = 2,
        trials: tuple[Trial, ...] | None = None,
        by_itself: bool = False,
        reader: FaceReader | None = None,
        known: tuple[Baseline, FaceTemplate] | None = None,
        on_hold: OnHold | None = None,
    ) -> None:
        self.visit = visit
        self.stage = Stage.CALIBRATING
        self.progress = 0.0
        self.last: Taken | None = None
        self.why_failed: Sentence | None = None
        self._clock, self._steps, self._by_itself = clock, steps, by_itself
        self._more = calibrations - 1
        self._known, self._on_hold = known, on_hold
        self._calibrator = Calibrator(steps, known[1] if known is not None else None, reader=reader)
        self._guide: Guide | None = None
        self._template: FaceTemplate | None = None
        self._baselines: list[Baseline] = []
        self._trials = visit.still_to_do(course(visit.sizes_mm, visit.seed) if trials is None else trials)
        self._place = 0
        self._began_s: float | None = None
        self._hold: list[JawReading] = []
        self._now_s = 0.0

    @property
    def trial(self) -> Trial | None:
        """The trial shown; None while calibrating and at the end."""
        if self.stage in (Stage.CALIBRATING, Stage.DONE, Stage.FAILED):
            return None
        return self._trials[self._place]

    @property
    def left(self) -> int:
        """Trials still to come, the one shown included."""
        return len(self._trials) - self._place

    @property
    def guide(self) -> Guide:
        """Where calibrating stands."""
        return self._guide or self._calibrator.guide

    def take(self, frame: Frame, face: FaceLandmarks | None) -> list[Told]:
        """One picture further."""
        self._now_s = frame.t_s
        if self.stage is Stage.CALIBRATING:
            return self._calibrate(frame, face)
        if self.stage in (Stage.DONE, Stage.FAILED):
            return []
        reading = self._calibrator.follower.read(frame, face)
        if self.stage is Stage.WAITING:
            return self.go() if self._by_itself else []
        return self._hold_on(reading)

    def go(self) -> list[Told]:
        """The spacer is in place: measure."""
        if self.stage is not Stage.WAITING:
            return []
        self.stage, self._began_s, self._hold, self.progress = Stage.SETTLING, self._now_s, [], 0.0
        return []

    def again(self) -> list[Told]:
        """Measure this trial anew, or the last one when the next is only shown."""
        if self.stage in (Stage.SETTLING, Stage.HOLDING):
            self.stage = Stage.WAITING
            return self._show()
        if self.stage is Stage.WAITING and self.last is not None and self._place > 0:
            return [*self.strike(N_("measured again")), *self._back()]
        return []

    def strike(self, why: str) -> list[Told]:
        """The trial measured last is not to count, because of ``why``; it stays in the file with its reason."""
        if self.last is None or self.last.struck or not why.strip():
            return []
        struck = replace(self.last, struck=why.strip())
        kept = tuple(struck if taken is self.last else taken for taken in self.visit.taken)
        self.visit, self.last = replace(self.visit, taken=kept), struck
        return [Told("struck", Sentence(N_("Struck: it stays in the file, with your reason, and does not count.")))]

    def skip(self) -> list[Told]:
        """Leave this step or trial out."""
        if self.stage is Stage.CALIBRATING:
            return self._skip_step()
        if self.trial is None:
            return []
        self.visit = replace(self.visit, left_out=(*self.visit.left_out, self.trial.id))
        return self._next()

    # Calibrating

    def _calibrate(self, frame: Frame, face: FaceLandmarks | None) -> list[Told]:
        if self._guide is None:
            return self._tell_guide(self._calibrator.take(frame, face))
        reading = self._calibrator.follower.read(frame, face)
        self._guide, events = follow(self._guide, reading)
        return self._tell_guide(events)

    def _skip_step(self) -> list[Told]:
        if self._guide is None:
            return self._tell_guide(self._calibrator.skip())
        self._guide, events = skip(self._guide)
        return self._tell_guide(events)

    def _tell_guide(self, events: tuple[GuideEvent, ...]) -> list[Told]:
        told: list[Told] = []
        for event in events:
            match event:
                case StepStarted(step, 1):
                    told.append(Told(step.label, Sentence(step.sentence), Sentence(step.detail)))
                case StepRepeated(step, why):
                    told.append(Told("repeat", Sentence(why)))
                case GuideDone(passages):
                    told += self._calibrated(passages)
                case StepStarted() | StepAccepted() | StepSkipped():
                    pass
        return told

    def _calibrated(self, passages: tuple[Passage, ...]) -> list[Told]:
        """A calibration is through: one more, or the trials. What cannot be fitted ends the run, and says why."""
        try:
            if self._guide is None:
                baseline, self._template = self._first()
            else:
                assert self._template is not None, "the first calibration made it"
                baseline = fit_baseline(passages, self._template)
        except CalibrationError as problem:
            self.stage, self.why_failed = Stage.FAILED, problem.sentence
            return [Told("failed", problem.sentence)]
        self._baselines.append(baseline)
        facts = facts_of(baseline, self._clock())
        self.visit = replace(self.visit, calibrations=(*self.visit.calibrations, facts))
        if self._more > 0:
            self._more -= 1
            self._guide = Guide(steps=self._steps)  # the same face, followed on: both share their zero's pictures
            return [Told("once_more", Sentence(N_("Thank you. Once more the same, to see how alike the two are.")))]
        if not self._trials:
            return self._end()
        self.stage = Stage.WAITING
        return self._show()

    def _first(self) -> tuple[Baseline, FaceTemplate]:
        """The first calibration, or the known one with its zero moved to this run."""
        if self._known is not None:
            return self._calibrator.warmed_up(self._known[0]).baseline, self._known[1]
        made = self._calibrator.result()
        return made.baseline, made.template

    # Trials

    def _show(self) -> list[Told]:
        trial = self.trial
        assert trial is not None, "a trial is shown while there is one"
        return [Told(trial.id, trial.ask, trial.how)]

    def _hold_on(self, reading: JawReading) -> list[Told]:
        trial, began_s = self.trial, self._began_s
        assert trial is not None, "holding is holding something"
        assert began_s is not None, "a hold has begun"
        passed_s = reading.t_s - began_s
        self.progress = min(1.0, passed_s / (SETTLE_S + trial.hold_s))
        if passed_s < SETTLE_S:
            return []
        self.stage = Stage.HOLDING
        if passed_s < SETTLE_S + trial.hold_s:
            self._hold.append(reading)
            return []
        self.last = measured(trial, self._hold, self._baselines, self._clock())
        if self._on_hold is not None:
            self._on_hold(self._hold, self._baselines[0])
        self.visit = replace(self.visit, taken=(*self.visit.taken, self.last))
        told = [Told("lost", Sentence(LOST))] if self.last.seen_share < SEEN_ENOUGH else []
        return [*told, *self._next()]

    def _next(self) -> list[Told]:
        self._place += 1
        self.progress = 0.0
        if self._place >= len(self._trials):
            return self._end()
        self.stage = Stage.WAITING
        return self._show()

    def _back(self) -> list[Told]:
        """Show the trial before this one again."""
        assert self.last is not None, "there is one to go back to"
        self._trials = (*self._trials[: self._place], self.last.trial, *self._trials[self._place :])
        return self._show()

    def _end(self) -> list[Told]:
        self.stage = Stage.DONE
        self.visit = replace(self.visit, ended=True)
        return [Told("done", Sentence(N_("That was all. Thank you.")))]
