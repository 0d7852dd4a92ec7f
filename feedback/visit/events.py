"""What a journey tells, as records: printed as lines, as JSON, or shown by the window.

Sentences are English templates with their values; whoever shows them translates them.
"""

from __future__ import annotations

from dataclasses import dataclass

from calibration.states import JawState
from feedback.practice.effects import PauseReason, Summary
from feedback.practice.exercises import Sees
from feedback.practice.looks import Look
from vision.sentences import N_, Sentence

GOING_ON = N_("Going on.")
"""What is said when a session goes on."""


@dataclass(frozen=True, slots=True)
class PartEvent:
    """A part of the exercise begins. sees: what the camera is for in it."""

    t_s: float
    id: str
    name: Sentence
    sees: Sees


@dataclass(frozen=True, slots=True)
class StepEvent:
    """A step of calibration or exercise begins."""

    t_s: float
    id: str
    sentence: Sentence
    detail: Sentence


@dataclass(frozen=True, slots=True)
class RepeatEvent:
    """A calibration step counts again, and why."""

    t_s: float
    id: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class NoticeEvent:
    """Something the person should know, said once. id: stable name."""

    t_s: float
    id: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class StateEvent:
    """Once a second: what the jaw does."""

    t_s: float
    jaw: JawState


@dataclass(frozen=True, slots=True)
class CueEvent:
    """A cue."""

    t_s: float
    id: str
    sentence: Sentence


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


@dataclass(frozen=True, slots=True)
class ResumeEvent:
    """The session goes on."""

    t_s: float


@dataclass(frozen=True, slots=True)
class SummaryEvent:
    """The session is over."""

    t_s: float
    summary: Summary


Event = (
    PartEvent
    | StepEvent
    | RepeatEvent
    | NoticeEvent
    | StateEvent
    | CueEvent
    | LookEvent
    | PauseEvent
    | ResumeEvent
    | SummaryEvent
)
