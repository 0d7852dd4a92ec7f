"""The whole routine: soft jaw, breath and shaking in one, between two looks."""

from __future__ import annotations

from feedback.practice.exercise.breath_to_pelvis import BREATH_PART
from feedback.practice.exercise.form import Exercise
from feedback.practice.exercise.gentle_shaking import SHAKING_PART
from feedback.practice.exercise.looks_around import LOOK_AFTER, LOOK_BEFORE
from feedback.practice.exercise.soft_jaw import SOFT_JAW_PART
from vision.sentences import N_

ROUTINE = Exercise(
    id="routine",
    name=N_("The whole routine"),
    invitation=N_("Soft jaw, breath to the pelvis, gentle shaking."),
    parts=(LOOK_BEFORE, SOFT_JAW_PART, BREATH_PART, SHAKING_PART, LOOK_AFTER),
    lengths_min=(10,),
    usual_min=10,
)
