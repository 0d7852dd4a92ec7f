"""A recording's own clock, repaired: strictly increasing seconds from 0, whatever its time stamps say."""

from __future__ import annotations

import math

DISORDER_S = 0.25
"""A time stamp at most this far behind the last one is out of order; further back, another recording was joined on."""
LONGEST_HOLE_S = 60.0
"""A leap further ahead than this is a broken time stamp, not a minute in which the camera saw nothing."""
SMALLEST_STEP_S = 0.001
"""Between two pictures whose time stamps are the same or out of order; the landmarker counts in milliseconds."""


class MediaClock:
    """Turns the time stamps of one recording, picture after picture, into times to rely on."""

    def __init__(self, interval_s: float) -> None:
        """interval_s: the nominal time between two pictures, used where the time stamps say nothing."""
        self._interval_s = interval_s
        self._zero_s = math.nan
        self._last_s = math.nan

    def time_of(self, stamp_s: float) -> float:
        """The time of the next picture, s from the first; ``stamp_s`` is NaN when it carries no time stamp."""
        if math.isnan(self._last_s):
            self._zero_s = 0.0 if math.isnan(stamp_s) else stamp_s
            self._last_s = 0.0
            return 0.0
        t_s = stamp_s - self._zero_s
        if math.isnan(t_s):
            t_s = self._last_s + self._interval_s
        elif not -DISORDER_S <= t_s - self._last_s <= LONGEST_HOLE_S:
            t_s = self._last_s + self._interval_s
            self._zero_s = stamp_s - t_s
        self._last_s = max(t_s, self._last_s + SMALLEST_STEP_S)
        return self._last_s
