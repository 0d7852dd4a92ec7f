"""Values that glide to where they should be: critically damped, so they neither jump nor swing."""

from __future__ import annotations

import math

LONGEST_TICK_S = 0.25
"""After a longer pause of the painter (a hidden window) a glide takes one tick of this length, not a leap."""


class Glide:
    """One number on its way. settle_s: about how long it takes to cover nine tenths of the way."""

    def __init__(self, value: float, settle_s: float) -> None:
        self.value = value
        self._speed = 0.0
        self._pull = 3.89 / settle_s  # a critically damped step covers 90 % after 3.89 time constants

    def towards(self, target: float, tick_s: float) -> float:
        """Go on for ``tick_s`` seconds towards ``target``; returns the new value. NaN leaves it where it is."""
        if not math.isfinite(target):
            target = self.value
        tick_s = max(0.0, min(LONGEST_TICK_S, tick_s))
        # The closed solution of the damped spring over one tick: steady whatever the frame rate.
        away = self.value - target
        push = self._speed + self._pull * away
        decay = math.exp(-self._pull * tick_s)
        self.value = target + (away + push * tick_s) * decay
        self._speed = (self._speed - self._pull * push * tick_s) * decay
        return self.value

    def settle(self, value: float) -> None:
        """Be at ``value`` at once."""
        self.value, self._speed = value, 0.0
