"""Filters driven by the readings' own times: they take frames as irregular as a webcam gives them."""

from __future__ import annotations

from collections import deque
from math import isfinite, pi
from statistics import median

GAP_S = 0.5
"""After this long without a value nothing from before is carried over: the jaw may be anywhere by then."""


class OneEuro:
    """Low-pass whose cut-off rises with speed: still values get calm, fast ones keep up (docs/facts.md 27).

    min_cutoff_hz: cut-off when nothing moves. beta: how much it rises per unit of speed (1/s of the value's unit).
    """

    SPEED_CUTOFF_HZ = 1.0

    def __init__(self, min_cutoff_hz: float = 1.2, beta: float = 0.05) -> None:
        self._min_cutoff_hz, self._beta = min_cutoff_hz, beta
        self._last: tuple[float, float] | None = None
        self._speed = 0.0

    def step(self, value: float, t_s: float) -> float:
        """The filtered value at ``t_s``. NaN gives NaN and changes nothing; times that do not rise count as no time."""
        if not isfinite(value):
            return value
        if self._last is None or t_s - self._last[1] > GAP_S:
            self._last, self._speed = (value, t_s), 0.0
            return value
        before, before_s = self._last
        passed_s = t_s - before_s
        if passed_s <= 0.0:
            return before
        self._speed += _share(self.SPEED_CUTOFF_HZ, passed_s) * ((value - before) / passed_s - self._speed)
        cutoff_hz = self._min_cutoff_hz + self._beta * abs(self._speed)
        smooth = before + _share(cutoff_hz, passed_s) * (value - before)
        self._last = (smooth, t_s)
        return smooth


class RunningMedian:
    """Median of the values of the last ``span_s`` seconds."""

    def __init__(self, span_s: float = 0.5) -> None:
        self._span_s = span_s
        self._values: deque[tuple[float, float]] = deque()

    def step(self, value: float, t_s: float) -> float:
        """The median at ``t_s``. NaN values are left out; NaN when there is none."""
        if self._values and t_s - self._values[-1][1] > GAP_S:
            self._values.clear()
        if isfinite(value):
            self._values.append((value, t_s))
        while self._values and self._values[0][1] <= t_s - self._span_s:
            self._values.popleft()
        return median(value for value, _ in self._values) if self._values else float("nan")


def _share(cutoff_hz: float, passed_s: float) -> float:
    return 1.0 / (1.0 + 1.0 / (2.0 * pi * cutoff_hz * passed_s))
