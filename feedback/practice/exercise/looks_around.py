"""The two looks at the jaw that stand before and after what is practised without camera."""

from __future__ import annotations

from feedback.practice.exercise.form import Part, Sees, Step
from vision.sentences import N_

LOOK_BEFORE = Part(
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

LOOK_AFTER = Part(
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

LOOK_IDS = frozenset({LOOK_BEFORE.id, LOOK_AFTER.id})
"""Both can be left out: guided parts need no camera."""
