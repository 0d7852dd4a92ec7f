"""When a camera that has just been opened shows steady pictures: exposure and white balance take a second. Pure."""

from __future__ import annotations

from collections import deque

STEADY_GREY = 3.0
"""Of 255. Exposure that is still being sought moves the whole picture by more in half a second."""
STEADY_S = 0.5
LONGEST_S = 3.0
"""A lamp that flickers or a screen that plays a film never stands still; then it is begun anyway."""


class SteadyLight:
    """Is shown the mean brightness of every picture; True from the first steady one on."""

    def __init__(self) -> None:
        self._past: deque[tuple[float, float]] = deque()
        self._first_s: float | None = None
        self._steady = False

    def step(self, grey: float, t_s: float) -> bool:
        """One picture further. grey: its mean, 0..255. t_s: rising."""
        if self._first_s is None:
            self._first_s = t_s
        self._past.append((t_s, grey))
        while len(self._past) > 1 and t_s - self._past[1][0] >= STEADY_S:
            self._past.popleft()
        greys = [grey for _, grey in self._past]
        held = t_s - self._past[0][0] >= STEADY_S and max(greys) - min(greys) <= STEADY_GREY
        self._steady = self._steady or held or t_s - self._first_s >= LONGEST_S
        return self._steady
