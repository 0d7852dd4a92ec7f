"""Gentle shaking: guided without camera, between two looks, for those who chose it."""

from __future__ import annotations

from feedback.practice.exercise.form import Exercise, Part, Sees, Step
from feedback.practice.exercise.looks_around import LOOK_AFTER, LOOK_BEFORE
from vision.sentences import N_

SHAKING_ID = "shaking"
"""The part that is only done by those who chose it (docs/facts.md 40)."""

SHAKING_PART = Part(
    id=SHAKING_ID,
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

SHAKING = Exercise(
    id="shaking",
    name=SHAKING_PART.name,
    invitation=N_("Small and loose, a minute. The camera is off."),
    parts=(LOOK_BEFORE, SHAKING_PART, LOOK_AFTER),
    lengths_min=(1,),
    usual_min=1,
)
