"""The form of an exercise: parts of timed steps. Some are measured, some looked at, some only guided without camera."""

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
    """A named row of parts.

    id: its name for the command and the history; never changed once it was released. invitation: what it is, in a
    sentence or two, without its looks, which can be left out. lengths_min: practice times offered, minutes; looks come
    on top. usual_min: the one proposed.
    """

    id: str
    name: str
    invitation: str
    parts: tuple[Part, ...]
    lengths_min: tuple[int, ...]
    usual_min: int

    @property
    def practised(self) -> tuple[Part, ...]:
        """Its parts without the looks."""
        return tuple(part for part in self.parts if part.sees is not Sees.LOOK)


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
