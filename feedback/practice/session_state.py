"""What is practised, and everything a session knows of itself. Records only; `feedback.practice.session` moves them."""

from __future__ import annotations

from dataclasses import dataclass, field

from calibration.states import JawState
from feedback.practice.breath import Pace
from feedback.practice.cues import CueMemory, Fading
from feedback.practice.exercise.form import Exercise, Part, Step, TimedStep, course
from feedback.practice.looks import Look, Looking
from feedback.practice.summary import CurvePoint, Ending, PauseReason
from feedback.practice.tally import Tally


@dataclass(frozen=True, slots=True)
class SessionConfig:
    """What is practised.

    length_s: planned practice time, s; looks come on top. profile: whose baseline, for the summary. without: ids of the
    parts left out. pace: how to breathe. fading: how far the cues have faded. tags: what is otherwise today.
    """

    exercise: Exercise
    length_s: float
    profile: str
    without: frozenset[str] = frozenset()
    pace: Pace = field(default_factory=Pace)
    fading: Fading = Fading.NONE
    tags: tuple[str, ...] = ()

    @property
    def course(self) -> tuple[TimedStep, ...]:
        """The steps with their times."""
        return course(self.exercise, self.length_s, self.without)

    def includes(self, part_id: str) -> bool:
        """Whether a part of this name is practised."""
        return any(timed.part.id == part_id for timed in self.course)


@dataclass(frozen=True, slots=True)
class Session:
    """Everything the session knows. Times in seconds of its time line unless they say otherwise.

    place: which step of the course runs. in_step_s: how far into it, exercise time. elapsed_s: exercise time.
    jaw: what the jaw did last, None in guided parts. tally: what it did in the measured parts.
    tension_told: whether tense and soft can be told apart. looking: the look under way.
    breathing_s: how long the pacer has run. taps_s: when the person began to breathe in.
    skipped: the person left a part out. vain_s: how long somebody has been there in a look without being judged.
    """

    started_s: float
    now_s: float
    part: Part
    step: Step
    pace: Pace
    tension_told: bool
    place: int = 0
    in_step_s: float = 0.0
    left_s: float = 0.0
    elapsed_s: float = 0.0
    jaw: JawState | None = None
    jaw_at_s: float | None = None
    paused: PauseReason | None = None
    paused_at_s: float = 0.0
    ended: Ending | None = None
    tally: Tally = field(default_factory=Tally)
    looking: Looking = field(default_factory=Looking)
    looks: tuple[Look, ...] = ()
    skipped: bool = False
    vain_s: float = 0.0
    unjudged_s: float = 0.0
    breathing_s: float = 0.0
    taps_s: tuple[float, ...] = ()
    cue_memory: CueMemory = field(default_factory=CueMemory)
    next_sample_s: float = 0.0
    curve: tuple[CurvePoint, ...] = ()
