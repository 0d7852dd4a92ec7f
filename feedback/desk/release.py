"""The thirty-second release: three sentences and how far the hammock hangs. Pure; no camera, nothing is measured."""

from __future__ import annotations

from vision.sentences import N_

RELEASE_LASTS_S = 30.0
"""Chosen: three slow breaths, and short enough to be done between two lines of work."""
SINKS_S = 8.0
"""The drawn hammock sinks over the first sentence, slower than a jaw does."""
BREATH_S = 10.0
"""4 s in and 6 s out, as the pacer has it; one swing in this time is far below 0.5 Hz."""
SWAY = 0.04
"""By this part of its depth the hanging hammock moves with the breath."""
RELEASE_LINES = (
    (0.0, N_("Let your jaw sink")),
    (10.0, N_("Teeth apart, lips soft")),
    (20.0, N_("Breathe out slowly")),
)
"""From which second on which sentence stands."""
RELEASED = N_("That was it. Keep the space.")
RELEASE_ABOUT = N_("No camera; nothing is measured. Carry on with your work whenever you like.")


def line_at(elapsed_s: float) -> str:
    """The sentence after so many seconds."""
    return [sentence for from_s, sentence in RELEASE_LINES if from_s <= elapsed_s or from_s == 0.0][-1]


def hanging_at(elapsed_s: float, *, still: bool = False) -> float:
    """How far the hammock hangs after so many seconds, 0..1; ``still``: it hangs from the start, and does not move."""
    if still:
        return 1.0 - SWAY
    part = min(1.0, max(0.0, elapsed_s / SINKS_S))
    sunk = part * part * (3 - 2 * part)  # begins and ends without a jolt
    phase = (elapsed_s % BREATH_S) / BREATH_S
    breath = abs(2 * phase - 1)
    return sunk * (1.0 - SWAY * breath * breath * (3 - 2 * breath))
