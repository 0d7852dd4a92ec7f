"""The exercises as data: parts, steps, timing, texts. Nothing here moves by itself.

An exercise is a row of parts: some are measured, some are short looks at the jaw, and some are only guided, with the
camera released.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from vision.sentences import N_

LOOK_S = 20.0
"""A jaw look takes so much time in which the jaw could be judged (docs/facts.md 40)."""


class Sees(StrEnum):
    """What the camera is for in a part."""

    JAW = "jaw"
    """The jaw is followed, counted and cued."""
    LOOK = "look"
    """The jaw is looked at, and nothing is asked of it."""
    NOTHING = "nothing"
    """Nothing is measured; the camera is released and its light goes off."""


CAMERA_OFF = N_("the camera is off")
"""Said of a part that sees nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a part.

    share: of the part's time, 0..1, though never more than ``at_most_s``; the step that ``fills`` takes what is left.
    hang: the jaw is asked to hang in it. heard: the detail where there is a sound to follow.
    """

    id: str
    sentence: str
    detail: str
    share: float = 0.0
    at_most_s: float = 600.0
    hang: bool = True
    fills: bool = False
    heard: str = ""

    @property
    def detail_heard(self) -> str:
        """The detail as it is where there is a sound."""
        return self.heard or self.detail


@dataclass(frozen=True, slots=True)
class Part:
    """A row of steps of one kind.

    weight: its share of the practice time among the parts that have one, though never more than ``at_most_s``; the
    first such part takes what is left. A look has no weight: it takes ``LOOK_S`` besides.
    """

    id: str
    name: str
    sees: Sees
    steps: tuple[Step, ...]
    weight: float = 0.0
    at_most_s: float = 3600.0


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step with its time. length_s: judged time where the camera sees, time on the clock where it does not."""

    part: Part
    step: Step
    length_s: float


@dataclass(frozen=True, slots=True)
class Exercise:
    """A named row of parts. lengths_min: practice times offered, minutes; looks come on top."""

    id: str
    name: str
    invitation: str
    parts: tuple[Part, ...]
    lengths_min: tuple[int, ...]


@lru_cache(maxsize=64)
def course(exercise: Exercise, length_s: float, without: frozenset[str] = frozenset()) -> tuple[TimedStep, ...]:
    """The steps of ``exercise`` with their times for ``length_s`` of practice, s, leaving parts ``without`` out."""
    parts = tuple(part for part in exercise.parts if part.id not in without) or exercise.parts
    weighed = [part for part in parts if part.weight > 0]
    total = sum(part.weight for part in weighed)
    lengths = {part.id: min(part.at_most_s, length_s * part.weight / total) for part in weighed}
    if weighed:
        first = weighed[0].id
        lengths[first] = length_s - sum(length for name, length in lengths.items() if name != first)
    return tuple(
        TimedStep(part, step, step_s)
        for part in parts
        for step, step_s in zip(part.steps, _step_lengths(part, lengths.get(part.id, LOOK_S)), strict=True)
    )


def _step_lengths(part: Part, length_s: float) -> tuple[float, ...]:
    fixed = [0.0 if step.fills else min(step.share * length_s, step.at_most_s) for step in part.steps]
    left_s = length_s - sum(fixed)
    return tuple(left_s if step.fills else own for step, own in zip(part.steps, fixed, strict=True))


_SOFT_JAW_PART = Part(
    id="soft_jaw",
    name=N_("Soft jaw"),
    sees=Sees.JAW,
    weight=0.525,
    steps=(
        Step(
            id="settle",
            sentence=N_("Sit comfortably"),
            detail=N_("your shoulders may sink, your lips are soft"),
            share=0.12,
            at_most_s=15.0,
            hang=False,
        ),
        Step(
            id="tongue",
            sentence=N_("Let your tongue be loose"),
            detail=N_("lightly against the palate or on the floor of your mouth, whichever feels looser"),
            share=0.12,
            at_most_s=15.0,
            hang=False,
        ),
        # Six slow releases a minute at first (docs/facts.md 38): one with each breath out of the 4/6 pacer.
        Step(
            id="release",
            sentence=N_("Let it sink as you breathe out"),
            detail=N_("small and easy, through your nose; a finger's width at most"),
            share=0.36,
            at_most_s=60.0,
        ),
        Step(
            id="stay",
            sentence=N_("Let your jaw hang"),
            detail=N_("nothing to do; breathe small and easy"),
            fills=True,
        ),
    ),
)

_BREATH_PART = Part(
    id="breath",
    name=N_("Breath to the pelvis"),
    sees=Sees.NOTHING,
    weight=0.35,
    at_most_s=300.0,  # three to five minutes (docs/facts.md 40)
    steps=(
        Step(
            id="lie_down",
            sentence=N_("Lie down on your back"),
            detail=N_("knees drawn up, feet on the floor, one hand on your lower belly"),
            share=0.15,
            at_most_s=25.0,
        ),
        Step(
            id="towards_pelvis",
            sentence=N_("Breathe slowly towards your pelvis"),
            detail=N_("small and easy, through your nose"),
            heard=N_("small and easy, through your nose; follow the sound if you like"),
            share=0.35,
            at_most_s=90.0,
        ),
        Step(
            id="hand_rises",
            sentence=N_("Let your hand rise by itself"),
            detail=N_("nothing to push and nothing to stretch; softer works better here"),
            fills=True,
        ),
        Step(
            id="come_back",
            sentence=N_("Come back slowly"),
            detail=N_("over your side, in your own time"),
            share=0.12,
            at_most_s=15.0,
        ),
    ),
)

_SHAKING_PART = Part(
    id="shaking",
    name=N_("Gentle shaking"),
    sees=Sees.NOTHING,
    weight=0.125,
    at_most_s=90.0,  # 60 to 90 s (docs/facts.md 40)
    steps=(
        Step(
            id="support",
            sentence=N_("Stand with support, or lie down"),
            detail=N_("knees soft; a hand on a chair or against the wall"),
            share=0.2,
            at_most_s=15.0,
        ),
        Step(
            id="shake",
            sentence=N_("Rock or shake gently"),
            detail=N_("small and light, from your pelvis; your jaw may come along"),
            fills=True,
        ),
        Step(
            id="fade",
            sentence=N_("Let it become smaller"),
            detail=N_("until you are still, and sit down again"),
            share=0.2,
            at_most_s=15.0,
        ),
    ),
)

_LOOK_BEFORE = Part(
    id="look_before",
    name=N_("A look at your jaw"),
    sees=Sees.LOOK,
    steps=(
        Step(
            id="look_before",
            sentence=N_("First a quiet look"),
            detail=N_("sit as you like to sit, lips closed; there is nothing to do"),
            hang=False,
            fills=True,
        ),
    ),
)

_LOOK_AFTER = Part(
    id="look_after",
    name=N_("Another look at your jaw"),
    sees=Sees.LOOK,
    steps=(
        Step(
            id="look_after",
            sentence=N_("And a look afterwards"),
            detail=N_("before the screen again, lips closed; there is nothing to do"),
            hang=False,
            fills=True,
        ),
    ),
)

SOFT_JAW = Exercise(
    id="soft_jaw",
    name=_SOFT_JAW_PART.name,
    invitation=N_("Tongue loose, let your lower jaw hang a little, breathe calmly through your nose."),
    parts=(_SOFT_JAW_PART,),
    lengths_min=(1, 5, 10),  # 1-min micro, 5-min standard, 10-min long (docs/facts.md 15)
)
BREATH = Exercise(
    id="breath",
    name=_BREATH_PART.name,
    invitation=N_("On your back, a hand on your lower belly. The camera is off; a look at your jaw before and after."),
    parts=(_LOOK_BEFORE, _BREATH_PART, _LOOK_AFTER),
    lengths_min=(3, 5),
)
SHAKING = Exercise(
    id="shaking",
    name=_SHAKING_PART.name,
    invitation=N_("Small and loose, a minute. The camera is off; a look at your jaw before and after."),
    parts=(_LOOK_BEFORE, _SHAKING_PART, _LOOK_AFTER),
    lengths_min=(1,),
)
ROUTINE = Exercise(
    id="routine",
    name=N_("The whole routine"),
    invitation=N_("Soft jaw, breath to the pelvis, gentle shaking, with a look at your jaw before and after."),
    parts=(_LOOK_BEFORE, _SOFT_JAW_PART, _BREATH_PART, _SHAKING_PART, _LOOK_AFTER),
    lengths_min=(10,),
)

EXERCISES = {exercise.id: exercise for exercise in (SOFT_JAW, BREATH, SHAKING, ROUTINE)}
DEFAULT_LENGTH_MIN = {"soft_jaw": 5, "breath": 3, "shaking": 1, "routine": 10}
"""The usual practice time of each, minutes."""
LOOK_IDS = frozenset({_LOOK_BEFORE.id, _LOOK_AFTER.id})
"""The looks before and after, which can be left out: guided parts need no camera."""
SHAKING_ID = "shaking"
"""The part that is only done by those who chose it (docs/facts.md 40)."""
