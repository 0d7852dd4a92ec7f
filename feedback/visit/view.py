"""What a visit shall do, and what there is to show of it at a moment. Records only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from calibration.baseline import Baseline
from calibration.calibrator import Calibration
from calibration.poses import Guide
from calibration.states import JawState
from calibration.steps import PoseStep
from feedback.practice.breath import Breath, breath_at
from feedback.practice.cues import Cue
from feedback.practice.exercise.form import Part, Step
from feedback.practice.session import Session, SessionConfig
from feedback.practice.summary import Summary
from feedback.visit.events import Event
from vision.errors import PlainError
from vision.readings import JawReading
from vision.sentences import Sentence
from vision.template import UNGIVEN, FaceTemplate, Sizes


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


Listener = Callable[[View, Sequence[Event]], list[Event]]
"""Is shown every turn's view and events, and gives what it has to tell itself: the recorder and the sound."""
