"""Which exercises there are. A new one is a file in ``exercise/`` and its name in the list here (CONTRIBUTING.md)."""

from __future__ import annotations

from feedback.practice.exercise.breath_to_pelvis import BREATH
from feedback.practice.exercise.form import Exercise, Sees
from feedback.practice.exercise.gentle_shaking import SHAKING
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercise.whole_routine import ROUTINE

EXERCISES: dict[str, Exercise] = {exercise.id: exercise for exercise in (SOFT_JAW, BREATH, SHAKING, ROUTINE)}
"""By id, in the order in which they are offered."""


def sees_in_step(step_id: str) -> Sees | None:
    """What the camera is for in a step; None of a step that belongs to no exercise."""
    parts = (part for exercise in EXERCISES.values() for part in exercise.parts)
    return next((part.sees for part in parts if any(step.id == step_id for step in part.steps)), None)
