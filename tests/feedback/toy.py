"""A toy exercise, as somebody would write a new one, and a way to have it for one test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from feedback.practice.exercise.form import Exercise, Part, Sees, Step
from feedback.practice.exercises import EXERCISES

HUMMING = Exercise(
    id="humming",
    name="Humming",
    invitation="Hum as low as you like.",
    parts=(
        Part(
            id="humming",
            name="Humming",
            sees=Sees.JAW,
            weight=1.0,
            steps=(
                Step("breathe_in", "Breathe in by the nose", "small and easy", share=0.3, at_most_s=10.0, hang=False),
                Step("hum", "Hum as you breathe out", "lips closed, teeth apart", fills=True),
            ),
        ),
    ),
    lengths_min=(1, 2),
    usual_min=2,
)


@contextmanager
def humming_there() -> Iterator[Exercise]:
    """The toy among the exercises, as its line in the list would put it there."""
    EXERCISES[HUMMING.id] = HUMMING
    try:
        yield HUMMING
    finally:
        del EXERCISES[HUMMING.id]
