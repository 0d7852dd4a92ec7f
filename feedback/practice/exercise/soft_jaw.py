"""Soft jaw: the main exercise, measured throughout."""

from __future__ import annotations

from feedback.practice.exercise.form import Exercise, Part, Sees, Step
from vision.sentences import N_

SOFT_JAW_PART = Part(
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

SOFT_JAW = Exercise(
    id="soft_jaw",
    name=SOFT_JAW_PART.name,
    invitation=N_("Tongue loose, let your lower jaw hang a little, breathe calmly through your nose."),
    parts=(SOFT_JAW_PART,),
    lengths_min=(1, 5, 10),  # 1-min micro, 5-min standard, 10-min long (docs/facts.md 15)
    usual_min=5,
)
