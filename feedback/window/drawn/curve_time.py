"""A session's points on the session's own clock, which stands still while nothing is judged. Pure.

A chart by the clock on the wall would be longer than the session it is about and full of holes: every pause, every word
said meanwhile. Here the stretches in which the jaw could be judged follow each other, and where the clock stood still
for a while there is a mark.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calibration.states import UNJUDGED
from feedback.practice.summary import CurvePoint

EVERY_S = 1.0
"""Points come so far apart (`feedback.practice.session.SAMPLE_EVERY_S`)."""
STOOD_FROM_S = 2.5
"""A shorter silence is a hiccup of the camera or a cough, and is not marked."""
POINTS_SHOWN = 150
"""A long session is drawn as medians of so many pieces: a calm line, not every second's tremble."""


@dataclass(frozen=True, slots=True)
class Stood:
    """The clock stood still at ``at_s`` of the session, for ``for_s`` by the clock on the wall."""

    at_s: float
    for_s: float


@dataclass(frozen=True, slots=True)
class CurveTime:
    """stretches: points between two marks, oldest first, each at least two, their t_s on the session's clock.

    stood: the marks. length_s: what the session's clock said at the end.
    """

    stretches: tuple[tuple[CurvePoint, ...], ...]
    stood: tuple[Stood, ...]
    length_s: float


def curve_time(curve: Sequence[CurvePoint], length_s: float) -> CurveTime:
    """Lay ``curve`` (t_s by the clock on the wall) out over a session in which ``length_s`` could be judged."""
    judged = [point for point in curve if _judged(point)]
    stretches: list[list[CurvePoint]] = []
    stood: list[Stood] = []
    clock_s, last_s = 0.0, None
    for point in judged:
        apart_s = EVERY_S if last_s is None else point.t_s - last_s
        if last_s is None or apart_s > STOOD_FROM_S:
            if last_s is not None:
                stood.append(Stood(clock_s + EVERY_S / 2, apart_s - EVERY_S))
            stretches.append([])
            apart_s = EVERY_S
        clock_s += apart_s
        stretches[-1].append(replace(point, t_s=clock_s - EVERY_S / 2))
        last_s = point.t_s
    length_s = length_s or clock_s
    scale = length_s / clock_s if clock_s > 0 else 1.0
    every = max(1, math.ceil(len(judged) / POINTS_SHOWN))
    thin = [[replace(point, t_s=scale * point.t_s) for point in thinned(stretch, every)] for stretch in stretches]
    return CurveTime(
        tuple(tuple(stretch) for stretch in thin if len(stretch) > 1),
        tuple(Stood(scale * one.at_s, one.for_s) for one in stood),
        length_s,
    )


def can_be_drawn(curve: Sequence[CurvePoint]) -> bool:
    """Whether the jaw was ever judged in it; a guided exercise, or one that was left at once, gives no curve."""
    return any(_judged(point) for point in curve)


def _judged(point: CurvePoint) -> bool:
    return point.kind not in UNJUDGED and math.isfinite(point.gap_mm)


def thinned(points: Sequence[CurvePoint], every: int) -> list[CurvePoint]:
    """Of each run of ``every`` neighbours the one with the middle gap, and the two ends as they are."""
    if every == 1 or len(points) <= 2:
        return list(points)
    runs = [points[start : start + every] for start in range(1, len(points) - 1, every)]
    middles = [sorted(run, key=lambda point: point.gap_mm)[len(run) // 2] for run in runs]
    return [points[0], *middles, points[-1]]
