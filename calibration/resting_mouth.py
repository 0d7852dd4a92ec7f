"""How a mouth looks when nothing happens: as calibration saw it, and as it rests at present.

A mouth does not come back to one place: after a talk or a smile it rests a few millimetres narrower, wider or higher
than it did in calibration. So what it does is judged against how it rests now, within a bound about calibration.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from vision.head import HeadPose
from vision.mouth import MouthShape
from vision.readings import JawReading
from vision.smoothing import RunningMedian

WINDOW_S = 0.25
"""A syllable lasts about 0.2 s; must be shorter than the 0.3 s within which activity has to be noticed."""
CALM_SHARE = 0.98
"""Which share of the calm moments the jitter is read from."""
NEUTRAL_MIN_READINGS = 15
MOST_NARROWING, NARROWING_SD = 0.8, 0.3
"""A jaw that sinks behind sealed lips stretches them: the mouth narrows by 0.1-0.7 mm for each mm between the teeth
(docs/states.md), and one person's hanging is not always the same. What lies between nothing and the most says nothing
about the mouth being busy; where the person's own hanging is known, the most is this much more than theirs."""
LIPS_PER_GAP, LIFT_PER_GAP, RED_PER_GAP = 1.5, 0.15, 0.6
"""What else a calm mouth may do for each mm between the teeth: lips part, further than the teeth where the gap reads
low; their line sinks below the corners; the lower lip's red rolls out."""
LEAST_HANG_MM = 3.0
"""A hang of less than this tells nothing about how a mouth narrows."""
ADAPTS_S = 1.5
"""How fast a still mouth's shape becomes its present rest; a sip or a pout is over sooner, or far beyond the bound."""
MOST_LIPS_MM, MOST_WIDTH_MM, MOST_LIFT_MM, MOST_RED_MM = 1.0, 2.5, 1.5, 1.0
"""How far the present rest may lie from that of calibration. Smiles and pouts go two to four times as far."""
COVERED_GAP_MM = -6.0
"""Teeth cannot close further than touching. A pout or a press lifts the chin's skin by 5 mm; what is seen higher is the
mesh's guess behind a hand or a cup."""
COVERED_PAD_MM = 2.5
COVERED_LIPS_MM = 2.0
PAD_PER_GAP = 0.35
"""With lips closed, nothing a jaw does brings the chin's pad this much closer to the lip: a fist props or hides it. A
jaw that sinks draws skin over it, by so much for each mm between the teeth."""


class NeutralMouth(msgspec.Struct, frozen=True):
    """How this person's mouth looks when nothing happens, mm; the travels are the jitter within WINDOW_S.

    lip_height_mm: None in profiles from before it was kept. narrowing: how much narrower the mouth gets with each mm
    between the teeth, as the person's own hanging showed it; None without one.
    """

    lip_gap_mm: float
    mouth_width_mm: float
    corner_lift_mm: float
    chin_pad_mm: float
    calm_lip_travel_mm: float
    calm_width_travel_mm: float
    calm_chin_travel_mm: float
    calm_lift_travel_mm: float = 0.5
    lip_height_mm: float | None = None
    narrowing: float | None = None


def fit_neutral(
    readings: Sequence[JawReading], hang: Sequence[JawReading] = (), hang_gap_mm: float | None = None
) -> NeutralMouth | None:
    """Fit the neutral mouth to calm readings (teeth together, at rest); None when too few of them have a mouth.

    hang, hang_gap_mm: the person's own hanging, which shows how their mouth narrows.
    """
    seen = [
        (reading.t_s, reading.mouth, reading.chin_drop_mm)
        for reading in readings
        if reading.mouth is not None and math.isfinite(reading.chin_drop_mm)
    ]
    if len(seen) < NEUTRAL_MIN_READINGS:
        return None
    times, mouths, chins = zip(*sorted(seen, key=lambda moment: moment[0]), strict=True)
    width_mm = float(np.median([mouth.mouth_width_mm for mouth in mouths]))
    return NeutralMouth(
        lip_gap_mm=float(np.median([mouth.lip_gap_mm for mouth in mouths])),
        mouth_width_mm=width_mm,
        corner_lift_mm=float(np.median([mouth.corner_lift_mm for mouth in mouths])),
        chin_pad_mm=float(np.median([mouth.chin_pad_mm for mouth in mouths])),
        calm_lip_travel_mm=_calm_travel(times, [mouth.lip_gap_mm for mouth in mouths]),
        calm_width_travel_mm=_calm_travel(times, [mouth.mouth_width_mm for mouth in mouths]),
        calm_chin_travel_mm=_calm_travel(times, _steadied(times, chins)),
        calm_lift_travel_mm=_calm_travel(times, [mouth.corner_lift_mm for mouth in mouths]),
        lip_height_mm=float(np.median([mouth.lip_height_mm for mouth in mouths])),
        narrowing=_narrowing(width_mm, hang, hang_gap_mm),
    )


def covered(neutral: NeutralMouth | None, mouth: MouthShape, gap_mm: float) -> bool:
    """Whether the mesh shows a lower face that cannot be, because something lies over it or props the chin.

    gap_mm: signed; below 0 the chin stands higher than with the teeth together.
    """
    if gap_mm < COVERED_GAP_MM:
        return True
    if neutral is None or mouth.lip_gap_mm > neutral.lip_gap_mm + COVERED_LIPS_MM:
        return False
    return mouth.chin_pad_mm < neutral.chin_pad_mm - COVERED_PAD_MM - PAD_PER_GAP * max(0.0, gap_mm)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is compared with rest, mm. red: the visible height of both lips."""

    lips: float
    width: float
    lift: float
    red: float

    @staticmethod
    def of(mouth: MouthShape) -> Shape:
        """Take it from one frame's mouth."""
        return Shape(mouth.lip_gap_mm, mouth.mouth_width_mm, mouth.corner_lift_mm, mouth.lip_height_mm)


class RestingMouth:
    """The mouth at rest at present; begins as calibration saw it and follows a still mouth, within a bound."""

    def __init__(self, neutral: NeutralMouth) -> None:
        red = math.nan if neutral.lip_height_mm is None else neutral.lip_height_mm
        self._start = Shape(neutral.lip_gap_mm, neutral.mouth_width_mm, neutral.corner_lift_mm, red)
        self._narrowing = (
            MOST_NARROWING if neutral.narrowing is None else min(MOST_NARROWING, neutral.narrowing + NARROWING_SD)
        )
        self.shape = self._start
        self.pose: HeadPose | None = None

    def calm(self, gap_mm: float) -> tuple[Shape, Shape]:
        """Least and most of everything that a calm mouth may show when the teeth are so far apart."""
        open_mm, rest = max(0.0, gap_mm), self.shape
        return replace(rest, width=rest.width - self._narrowing * open_mm), Shape(
            lips=rest.lips + LIPS_PER_GAP * open_mm,
            width=rest.width,
            lift=rest.lift + LIFT_PER_GAP * open_mm,
            red=rest.red + RED_PER_GAP * open_mm,
        )

    def adapt(self, seen: Shape, pose: HeadPose, gap_mm: float, passed_s: float) -> None:
        """Follow a mouth that is still, as far as the gap does not explain its shape."""
        share = 1.0 - math.exp(-passed_s / ADAPTS_S)
        (least, most), rest, start = self.calm(gap_mm), self.shape, self._start

        def follow(name: str, bound: float) -> float:
            value, now, low, high = (getattr(shape, name) for shape in (seen, rest, least, most))
            if math.isnan(now):
                return float(value)
            moved = now + share * (min(0.0, value - low) + max(0.0, value - high))
            first = getattr(start, name)
            return float(moved if math.isnan(first) else min(first + bound, max(first - bound, moved)))

        self.shape = Shape(
            lips=follow("lips", MOST_LIPS_MM),
            width=follow("width", MOST_WIDTH_MM),
            lift=follow("lift", MOST_LIFT_MM),
            red=follow("red", MOST_RED_MM),
        )
        self.pose = pose


def _narrowing(width_mm: float, hang: Sequence[JawReading], hang_gap_mm: float | None) -> float | None:
    widths = [reading.mouth.mouth_width_mm for reading in hang if reading.mouth is not None]
    if hang_gap_mm is None or hang_gap_mm < LEAST_HANG_MM or len(widths) < NEUTRAL_MIN_READINGS:
        return None
    return min(MOST_NARROWING, max(0.0, (width_mm - float(np.median(widths))) / hang_gap_mm))


def _steadied(times: Sequence[float], values: Sequence[float]) -> list[float]:
    """Take out blinks and single odd frames."""
    steady = RunningMedian(WINDOW_S)
    return [steady.step(value, t_s) for t_s, value in zip(times, values, strict=True)]


def _calm_travel(times: Sequence[float], values: Sequence[float]) -> float:
    """Find the travel within WINDOW_S that CALM_SHARE of the calm moments stay below."""
    travels = []
    first = 0
    for last, t_s in enumerate(times):
        while times[first] < t_s - WINDOW_S:
            first += 1
        travels.append(max(values[first : last + 1]) - min(values[first : last + 1]))
    return float(np.quantile(travels, CALM_SHARE))
