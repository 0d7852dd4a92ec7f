"""The exercises as data: steps, timing, texts. Nothing here moves by itself.

Contents follow the project's exercise notes: sit soft, tongue loose, let the jaw hang a little, breathe small and easy.
"""

from __future__ import annotations

from dataclasses import dataclass

from vision.errors import N_


@dataclass(frozen=True, slots=True)
class Step:
    """One part of an exercise.

    share: part of the planned time, 0..1; a step ends earlier when ``at_most_s`` is reached and the last step takes
    what is left. hang: the jaw is asked to hang in it.
    """

    id: str
    sentence: str
    detail: str
    share: float
    at_most_s: float
    hang: bool = True


@dataclass(frozen=True, slots=True)
class Exercise:
    """A named row of steps. ``lengths_min`` are the lengths offered, minutes."""

    id: str
    name: str
    invitation: str
    steps: tuple[Step, ...]
    lengths_min: tuple[int, ...]

    def step_ends_s(self, length_s: float) -> tuple[float, ...]:
        """When each step ends, s from the start, for a session of ``length_s``."""
        ends: list[float] = []
        for step in self.steps[:-1]:
            begin = ends[-1] if ends else 0.0
            ends.append(min(length_s, begin + min(step.share * length_s, step.at_most_s)))
        return (*ends, length_s)

    def step_at(self, elapsed_s: float, length_s: float) -> Step:
        """The step that runs ``elapsed_s`` into a session of ``length_s``."""
        for step, end_s in zip(self.steps, self.step_ends_s(length_s), strict=True):
            if elapsed_s < end_s:
                return step
        return self.steps[-1]


SOFT_JAW = Exercise(
    id="soft_jaw",
    name=N_("Soft jaw"),
    invitation=N_("Tongue loose, let your lower jaw hang a little, breathe calmly through your nose."),
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
        # Six slow releases a minute at first (EXERCISES 1): one with each breath out of the 4/6 pacer.
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
            share=1.0,
            at_most_s=600.0,
        ),
    ),
    lengths_min=(1, 5, 10),  # 1-min micro, 5-min standard, 10-min long (FACTS 38)
)

EXERCISES = {exercise.id: exercise for exercise in (SOFT_JAW,)}
DEFAULT_LENGTH_MIN = 5
