"""What a session tells, as records: printed as lines, as JSON, recorded, shown, heard and read out.

Sentences are English templates with their values; whoever shows them translates them. t_s: the visit's time, s.
"""

from __future__ import annotations

from dataclasses import dataclass

from calibration.states import JawState
from feedback.practice.cues import Cue
from feedback.practice.exercise.form import Part, Sees, Step
from feedback.practice.looks import Look
from feedback.practice.summary import PauseReason, Summary
from vision.sentences import N_, Sentence

PAUSE_WORDS = {
    PauseReason.PERSON: N_("Paused. Take your time."),
    PauseReason.CAMERA: N_("No picture comes from the camera. Waiting until it is back; nothing is counted."),
    PauseReason.SLEEP: N_("The computer was asleep. Going on when you are here; nothing was counted."),
    PauseReason.LOCKED: N_("The screen is locked. The camera is off until you are back."),
}
GOING_ON = N_("Let's carry on.")
"""What is said when a session goes on."""


@dataclass(frozen=True, slots=True)
class PartEvent:
    """A part of the exercise begins. sees: what the camera is for in it."""

    t_s: float
    id: str
    name: Sentence
    sees: Sees

    @classmethod
    def of(cls, t_s: float, part: Part) -> PartEvent:
        """``part`` begins at ``t_s``."""
        return cls(t_s, part.id, Sentence(part.name), part.sees)


@dataclass(frozen=True, slots=True)
class StepEvent:
    """A step of calibration or exercise begins."""

    t_s: float
    id: str
    sentence: Sentence
    detail: Sentence

    @classmethod
    def of(cls, t_s: float, step: Step) -> StepEvent:
        """``step`` of an exercise begins at ``t_s``."""
        return cls(t_s, step.id, Sentence(step.sentence), Sentence(step.detail))


@dataclass(frozen=True, slots=True)
class StateEvent:
    """Once a second: what the jaw does."""

    t_s: float
    jaw: JawState


@dataclass(frozen=True, slots=True)
class CueEvent:
    """A cue to show and sound."""

    t_s: float
    cue: Cue

    @property
    def id(self) -> str:
        """The cue's lasting name."""
        return self.cue.id

    @property
    def sentence(self) -> Sentence:
        """The cue's words."""
        return Sentence(self.cue.text)


@dataclass(frozen=True, slots=True)
class LookEvent:
    """A look at the jaw is over."""

    t_s: float
    look: Look


@dataclass(frozen=True, slots=True)
class PauseEvent:
    """The session stands still, and why."""

    t_s: float
    reason: PauseReason
    sentence: Sentence

    @classmethod
    def of(cls, t_s: float, reason: PauseReason) -> PauseEvent:
        """The session stands still from ``t_s``, in the usual words for ``reason``."""
        return cls(t_s, reason, Sentence(PAUSE_WORDS[reason]))


@dataclass(frozen=True, slots=True)
class ResumeEvent:
    """The session goes on."""

    t_s: float


@dataclass(frozen=True, slots=True)
class SummaryEvent:
    """The session is over."""

    t_s: float
    summary: Summary


SessionEvent = PartEvent | StepEvent | StateEvent | CueEvent | LookEvent | PauseEvent | ResumeEvent | SummaryEvent
SessionEvents = tuple[SessionEvent, ...]
