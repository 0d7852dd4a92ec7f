"""What a visit shall do, and what there is to show of it at a moment. Records only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from calibration.baseline import Baseline
from calibration.poses import Guide
from calibration.states import JawState
from calibration.steps import PoseStep
from feedback.practice.breath import Breath, breath_at
from feedback.practice.cues import Cue
from feedback.practice.exercise.form import Part, Sees, Step
from feedback.practice.session_state import Session, SessionConfig
from feedback.practice.summary import Summary
from feedback.visit.events import Event
from vision.errors import PlainError
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.sentences import Sentence
from vision.template import UNGIVEN, FaceTemplate, Sizes

if TYPE_CHECKING:  # both load OpenCV, and the window stands before that
    from calibration.calibrator import Calibration
    from vision.camera import Frame


class Phase(Enum):
    """Where a journey is."""

    CALIBRATING = "calibrating"
    SESSION = "session"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a journey shall do.

    steps: guided calibration first, or none. known: the person's baseline and face, when there is one.
    config: the exercise afterwards, or None to calibrate only. sizes: of face and camera, where given.
    """

    steps: tuple[PoseStep, ...] = ()
    known: tuple[Baseline, FaceTemplate] | None = None
    config: SessionConfig | None = None
    sizes: Sizes = UNGIVEN

    @property
    def unseen(self) -> bool:
        """True when no part of it needs a picture: then no camera is opened."""
        return not self.steps and self.config is not None and not self._seeing

    def without_camera(self) -> Plan | None:
        """Only the guided parts of its exercise, as long as they were; None when there are none."""
        if self.config is None:
            return None
        guided = [timed for timed in self.config.course if timed.part.sees is Sees.NOTHING]
        if not guided:
            return None
        config = replace(
            self.config,
            without=self.config.without | self._seeing,
            length_s=sum(timed.length_s for timed in guided),
        )
        return Plan(known=self.known, config=config)

    @property
    def only_looks_seen(self) -> bool:
        """True when all that a camera is for in it are looks before and after."""
        course = self.config.course if self.config is not None and not self.steps else ()
        sees = {timed.part.sees for timed in course}
        return sees == {Sees.LOOK, Sees.NOTHING}

    @property
    def _seeing(self) -> frozenset[str]:
        course = self.config.course if self.config is not None else ()
        return frozenset(timed.part.id for timed in course if timed.part.sees is not Sees.NOTHING)


@dataclass(frozen=True, slots=True)
class View:
    """What there is to show at a moment; all parts are frozen, so another thread may read it.

    cue, cue_at_s: the last cue and when it came. pause: why the session stands still, None while it runs.
    problem: why calibrating gave nothing. answerable: a tense cue waits for an answer.
    baseline: the one in use, with the person's answers of this visit.
    """

    phase: Phase
    now_s: float
    reading: JawReading | None = None
    guide: Guide | None = None
    session: Session | None = None
    cue: Cue | None = None
    cue_at_s: float = 0.0
    pause: Sentence | None = None
    calibration: Calibration | None = None
    problem: PlainError | None = None
    summary: Summary | None = None
    baseline: Baseline | None = None
    answerable: bool = False

    @property
    def jaw(self) -> JawState | None:
        """What the jaw does."""
        return self.session.jaw if self.session else None

    @property
    def step(self) -> Step | None:
        """The step that runs."""
        return self.session.step if self.session else None

    @property
    def part(self) -> Part | None:
        """The part that runs."""
        return self.session.part if self.session else None

    @property
    def breath(self) -> Breath | None:
        """Where the pacer is; None before the session."""
        return breath_at(self.session.breathing_s, self.session.pace) if self.session else None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the line. frame, face: None when no picture came (or no face). events: what happened in this turn.

    A picture that was not analysed comes with the face before it.
    """

    frame: Frame | None
    face: FaceLandmarks | None
    view: View
    events: tuple[Event, ...]


Listener = Callable[[View, Sequence[Event]], list[Event]]
"""Is shown every turn's view and events, and gives what it has to tell itself: the recorder and the sound."""
