"""One visit from first picture to summary: calibrate if asked, then the exercise, then what it was like.

A journey takes pictures with their landmarks and gives events. It has no thread, no clock and no window; the terminal
and the window run the same one (feedback/visit/live.py drives it).

Longer than other modules, since every way in which one visit can go on is told in one place.
"""

from __future__ import annotations

import msgspec

from calibration.baseline import Baseline
from calibration.calibrator import Calibration, Calibrator
from calibration.interpret import Interpreter
from calibration.levels import CalibrationError
from calibration.poses import GuideEvent, StepAccepted, StepRepeated, StepSkipped, StepStarted
from calibration.states import JawState
from calibration.steps import FIRST_LOOK, WARM_UP
from calibration.tension import TensionAxis
from calibration.verdict import verdict
from calibration.zero_doubts import ABOVE_ZERO
from feedback.practice import session as core
from feedback.practice.cues import Cue
from feedback.practice.events import (
    CueEvent,
    PauseEvent,
    ResumeEvent,
    SessionEvents,
    StepEvent,
    SummaryEvent,
)
from feedback.practice.exercise.form import Sees
from feedback.practice.session_state import Session
from feedback.practice.summary import (
    HELD,
    Ending,
    PauseReason,
    Summary,
)
from feedback.visit.events import ZERO_ASKED, Event, NoticeEvent, RepeatEvent
from feedback.visit.tense_answers import TenseAnswers
from feedback.visit.view import Phase, Plan, View
from vision.camera import Frame
from vision.errors import PlainError
from vision.face_reader import FaceReader, Follower
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.sentences import N_, Sentence

NO_PROFILE = N_(
    "There is no baseline of you yet, so your first seconds count as ordinary rest. Calibrate for better millimetres."
)
ONCE_MORE = N_(
    "That did not look like your calibration. Once more: sit as usual, then teeth together, then let it hang."
)
"""A warm-up that fits nothing is asked for again, once: who hung from the start would be called closed throughout."""
OWN_PACE = N_("The circle starts at your own pace now, and slows down little by little.")
TWO_FACES = N_("There is more than one face; the larger one is followed.")


class Journey:
    """Takes pictures, gives events. Calls must come from one thread.

    live: somebody is there to follow a warm-up (a recording cannot). reader: what makes readings of pictures.
    stopped: it was ended before its time.
    """

    def __init__(self, plan: Plan, *, live: bool = False, reader: FaceReader | None = None) -> None:
        self.phase = Phase.SESSION
        self.calibration: Calibration | None = None
        self.problem: PlainError | None = None
        self.summary: Summary | None = None
        self.stopped = False
        reader = reader or FaceReader()
        self._config = plan.config
        self._now_s = 0.0
        self._reading: JawReading | None = None
        self._session: Session | None = None
        self._calibrator: Calibrator | None = None
        self._follower: Follower | None = None
        self._interpreter: Interpreter | None = None
        self._cue: Cue | None = None
        self._cue_at_s = 0.0
        self._answers = TenseAnswers()
        self._baseline: Baseline | None = None
        self._said: set[str] = set()
        self._pause: Sentence | None = None
        self._locked = False
        self._unseen = plan.unseen
        self._provisional = not plan.steps and plan.known is None and not plan.unseen
        self._warming_up = live and not plan.steps and plan.known is not None and not plan.unseen
        if plan.unseen:
            self._baseline = plan.known[0] if plan.known is not None else None
        elif plan.steps or plan.known is None:
            self.phase = Phase.CALIBRATING
            self._calibrator = Calibrator(plan.steps or FIRST_LOOK, sizes=plan.sizes, reader=reader)
        else:
            self._baseline, template = plan.known
            if self._warming_up:
                self.phase = Phase.CALIBRATING
                self._calibrator = Calibrator(WARM_UP, template, reader=reader)
            else:
                self._begin(reader.follower(template), self._baseline)

    @property
    def view(self) -> View:
        """What there is to show now."""
        session = self._session
        return View(
            phase=self.phase,
            now_s=self._now_s,
            reading=self._reading,
            guide=self._calibrator.guide if self._calibrator else None,
            session=session,
            cue=self._cue,
            cue_at_s=self._cue_at_s,
            pause=self._pause,
            calibration=self.calibration,
            problem=self.problem,
            summary=self.summary,
            baseline=self._baseline,
            answerable=self._answers.open_at(self._now_s),
        )

    @property
    def done(self) -> bool:
        """True when nothing more will come of it."""
        return self.phase is Phase.DONE

    @property
    def _tension_told(self) -> bool:
        axis = self._baseline.tension if self._baseline is not None else None
        return axis is not None and axis.told

    @property
    def resting(self) -> bool:
        """True while no picture is needed and the camera is to be released."""
        session = self._session
        return (
            self._locked
            or self._unseen
            or (session is not None and (session.paused in HELD or session.part.sees is Sees.NOTHING))
        )

    def carried(self, frame: Frame) -> FaceLandmarks | None:
        """The face where its pixels say it is; None when a mesh is needed. Asked before ``take``, once a picture."""
        return self._follower.carried(frame) if self._follower is not None else None

    def take(self, frame: Frame, face: FaceLandmarks | None) -> list[Event]:
        """One picture further."""
        self._now_s = frame.t_s
        events: list[Event] = []
        if self._session is None and self._pause is not None:
            self._pause = None
            events.append(ResumeEvent(self._now_s))
        if face is not None and face.faces > 1:
            events += self._once("two_faces", TWO_FACES)
        if self.phase is Phase.CALIBRATING and self._calibrator is not None:
            if self._provisional:
                events += self._once("no_profile", NO_PROFILE)
            told = self._calibrator.take(frame, face)
            self._reading = self._calibrator.reading
            events += self._calibration_events(told)
        elif self._follower is not None and self._interpreter is not None:
            self._reading = self._follower.read(frame, face)
            events += self.judge(self._interpreter.step(self._reading))
            if self._interpreter.zero_doubted:
                events += self._once(ZERO_ASKED, ABOVE_ZERO)
        return events

    def judge(self, jaw: JawState) -> list[Event]:
        """What the jaw does, one state further."""
        if self._config is None:
            return []
        self._now_s = jaw.t_s
        events: list[Event] = []
        if self._session is None:
            self._session, told = core.begin(self._config, self._now_s, tension_told=self._tension_told)
            events += self._tell(told)
        self._session, told = core.advance(self._session, self._config, jaw, self._now_s)
        return events + self._tell(told)

    def silence(self, now_s: float, problem: PlainError | None = None) -> list[Event]:
        """No picture came up to ``now_s`` (s, the session's time line). problem: why, where it is known."""
        self._now_s = max(self._now_s, now_s)
        events: list[Event] = []
        if self._session is None and self._config is not None and self._unseen:
            self._session, told = core.begin(self._config, self._now_s, tension_told=False)
            events += self._tell(told)
        if self._session is None or self._config is None:
            return self._blind(problem)
        lost = problem is not None
        self._session, told = core.advance(self._session, self._config, None, self._now_s, lost=lost)
        events += self._tell(told)
        if problem is not None and self._session.paused is PauseReason.CAMERA:
            sentence = problem.sentence
            if sentence != self._pause:
                self._pause = sentence
                events = [PauseEvent(self._now_s, PauseReason.CAMERA, sentence)]
        return events

    def _blind(self, problem: PlainError | None) -> list[Event]:
        """No picture to calibrate with: say why. What was held meanwhile nobody saw, so the hold counts anew."""
        sentence = problem.sentence if problem else None
        if sentence is None or sentence == self._pause:
            return []
        self._pause = sentence
        self.again()
        return [PauseEvent(self._now_s, PauseReason.CAMERA, sentence)]

    def toggle_pause(self) -> list[Event]:
        """The person pauses or goes on."""
        if self._session is None:
            return []
        turn = core.resume if self._session.paused is PauseReason.PERSON else core.pause
        self._session, told = turn(self._session)
        return self._tell(told)

    def slept(self) -> list[Event]:
        """The computer was asleep since the last turn."""
        if self._session is None:
            return []
        self._session, told = core.pause(self._session, PauseReason.SLEEP)
        return self._tell(told)

    def lock(self, locked: bool) -> list[Event]:
        """The screen cannot be seen any more, or can be again."""
        self._locked = locked
        if self._session is None:
            return []
        turn = core.pause if locked else core.resume
        self._session, told = turn(self._session, PauseReason.LOCKED)
        return self._tell(told)

    def breathe_in(self) -> list[Event]:
        """The person begins to breathe in at this moment."""
        if self._session is None:
            return []
        before_s = self._session.pace.own_s
        self._session = core.breathe_in(self._session)
        return self._once("own_pace", OWN_PACE) if self._session.pace.own_s != before_s else []

    def skip(self) -> list[Event]:
        """The person leaves a step of calibrating, or a part of the exercise, out."""
        if self.phase is Phase.CALIBRATING and self._calibrator is not None:
            return self._calibration_events(self._calibrator.skip())
        if self._session is None or self._config is None:
            return []
        self._session, told = core.skip(self._session, self._config)
        return self._tell(told)

    def again(self) -> list[Event]:
        """The person wants a calibration step counted anew."""
        if self.phase is Phase.CALIBRATING and self._calibrator is not None:
            self._calibrator.again()
        return []

    def answer(self, right: bool) -> list[Event]:
        """The person says of the last tense cue whether it was right; it counts once."""
        return self._hear(self._answers.answer(self._now_s, right, self._baseline))

    def take_back(self) -> list[Event]:
        """The person takes their last answer back."""
        return self._hear(self._answers.take_back(self._now_s, self._baseline))

    def _hear(self, answered: tuple[TensionAxis, NoticeEvent] | None) -> list[Event]:
        baseline, interpreter = self._baseline, self._interpreter
        if answered is None or baseline is None or interpreter is None:
            return []
        axis, told = answered
        self._baseline = msgspec.structs.replace(baseline, tension=axis)
        interpreter.listen(axis)
        return [told]

    def end(self, how: Ending) -> list[Event]:
        """Finish, whatever runs. A session gives its summary."""
        if self.phase is Phase.DONE:
            return []
        self.stopped = how is Ending.STOPPED
        self.phase = Phase.DONE
        if self._session is None or self._config is None:
            return []
        self._session, told = core.end(self._session, self._config, how)
        return self._tell(told)

    def _once(self, id: str, words: str) -> list[Event]:
        if id in self._said:
            return []
        self._said.add(id)
        return [NoticeEvent(self._now_s, id, Sentence(words))]

    def _calibration_events(self, told: tuple[GuideEvent, ...]) -> list[Event]:
        events: list[Event] = []
        for event in told:
            match event:
                case StepStarted(step, 1):
                    events.append(StepEvent(self._now_s, step.label, Sentence(step.sentence), Sentence(step.detail)))
                case StepRepeated(step, why):
                    events.append(RepeatEvent(self._now_s, step.label, Sentence(why)))
                case StepAccepted() | StepSkipped() | StepStarted():
                    pass
                case _:
                    events += self._finish_calibration()
        return events

    def _begin(self, follower: Follower, baseline: Baseline) -> None:
        self.phase = Phase.SESSION
        self._follower, self._interpreter, self._baseline = follower, Interpreter(baseline), baseline

    def _finish_warm_up(self, calibrator: Calibrator, known: Baseline) -> list[Event]:
        """Go on with the zero of this session; or ask for it once more, then go on with the known one and say so."""
        try:
            warm = calibrator.warmed_up(known)
        except CalibrationError as problem:
            asked = self._once("once_more", ONCE_MORE) if calibrator.shown else []
            if asked:
                self._calibrator = calibrator.once_more()
                return asked
            self._begin(calibrator.follower, known)
            return [NoticeEvent(self._now_s, "warm_up", problem.sentence)]
        self._begin(calibrator.follower, warm.baseline)
        return [NoticeEvent(self._now_s, ZERO_ASKED, sentence) for sentence in warm.asks]

    def _finish_calibration(self) -> list[Event]:
        assert self._calibrator is not None
        if self._warming_up and self._baseline is not None:
            return self._finish_warm_up(self._calibrator, self._baseline)
        try:
            self.calibration = self._calibrator.result()
        except CalibrationError as problem:
            self.problem = problem
            self.phase = Phase.DONE
            return [NoticeEvent(self._now_s, "calibration_failed", problem.sentence)]
        events: list[Event] = []
        if not self._provisional:
            for word in verdict(self.calibration.baseline):
                events.append(NoticeEvent(self._now_s, "verdict", word))
        if self._config is None:
            self.phase = Phase.DONE
            return events
        self._begin(self._calibrator.follower, self.calibration.baseline)
        return events

    def _tell(self, events: SessionEvents) -> list[Event]:
        """What the session tells, after it was taken note of."""
        for event in events:
            match event:
                case CueEvent():
                    self._cue, self._cue_at_s = event.cue, event.t_s
                    self._answers.cued(event)
                case PauseEvent():
                    self._pause = event.sentence
                case ResumeEvent():
                    self._pause = None
                case SummaryEvent():
                    self.summary, self.phase = event.summary, Phase.DONE
        return list(events)
