"""A zero taken from a hanging jaw, found out afterwards: the jaw then stands higher than its teeth can close."""

from __future__ import annotations

import math

ABOVE_MM = 3.0
"""Touching teeth come back to within 1.3 mm of their zero (docs/facts.md 4; the spread that a reading gives itself):
higher than this no closed jaw stands for long. A zero taken from a hang of 5 to 7 mm puts a closed jaw at -5 to -7."""
ABOVE_S = 3.0
"""A press of the lips or a pout lifts the chin as far, for a moment."""
APART_S = 0.5
"""More time than this between two sure readings counts for nothing: nobody saw the jaw in it."""


class ZeroWatch:
    """Adds up for how long the jaw has stood above its zero in readings that can be trusted."""

    def __init__(self) -> None:
        self._for_s = 0.0
        self._last_s = math.nan

    def step(self, t_s: float, signed_mm: float) -> None:
        """Take in a sure reading of a still mouth. signed_mm: its gap, below 0 where the chin stands above the zero."""
        passed_s = t_s - self._last_s
        self._last_s = t_s
        if signed_mm > -ABOVE_MM:
            self._for_s = 0.0
        elif 0.0 < passed_s <= APART_S:
            self._for_s += passed_s

    @property
    def doubted(self) -> bool:
        """Whether that has lasted too long for anything but another zero."""
        return self._for_s >= ABOVE_S
