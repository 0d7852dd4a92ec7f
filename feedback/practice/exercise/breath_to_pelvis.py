"""Breath to the pelvis: guided without camera, between two looks."""

from __future__ import annotations

from feedback.practice.exercise.form import Exercise, Part, Sees, Step
from feedback.practice.exercise.looks_around import LOOK_AFTER, LOOK_BEFORE
from vision.sentences import N_

BREATH_PART = Part(
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

BREATH = Exercise(
    id="breath",
    name=BREATH_PART.name,
    invitation=N_("On your back, a hand on your lower belly. The camera is off."),
    parts=(LOOK_BEFORE, BREATH_PART, LOOK_AFTER),
    lengths_min=(3, 5),
    usual_min=3,
)
