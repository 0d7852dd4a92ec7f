"""Signs of a busy mouth, each in mm above what this person's calm mouth shows while the head moves as it does now.

A jaw that is let go sinks in one or two seconds; speech opens and closes the lips several times a second, chewing and
drinking take the jaw up and down again and again, above about 1 Hz (docs/facts.md 26). So what counts is how far lips
and jaw travel within short windows, and how the mouth's shape differs from how it rests at present.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from calibration.resting_mouth import WINDOW_S, NeutralMouth, RestingMouth, Shape
from vision.head import HeadPose
from vision.readings import JawReading
from vision.smoothing import RunningMedian

JITTER_LIPS_MM, JITTER_WIDTH_MM, JITTER_LIFT_MM = 0.8, 1.0, 0.5
"""Least jitter within WINDOW_S to reckon with, also where calibration was steadier or is not known."""
TRAVEL_PER_DEG = Shape(lips=0.1, width=0.8, lift=0.25, red=0.0)
CHANGE_PER_DEG = Shape(lips=0.1, width=0.4, lift=0.1, red=0.15)
"""A head that turns changes what the mesh shows of a calm mouth, its width most of all: so many mm of travel for each
degree turned within WINDOW_S, and so many of another shape for each degree away from where the mouth rested last. On
calm mouths of real people 95 % stay below (docs/states.md)."""
MOST_MM = 6.0
"""No single sign counts for more than this: beyond it, larger is not surer."""
OPEN_LIPS_MM, OPEN_GAP_MM, OPEN_S = 8.0, 6.0, 0.1
"""Lips and teeth this far apart at once, in all readings of this time: a yawn or a big bite. A grin opens only the
lips, and hardly a syllable opens both so far."""
CHEW_WINDOW_S = 2.5
CHEW_STROKE_MM = 2.5
CALM_STROKES = 2
"""Chewing runs at 1-2 strokes a second each way, with closed lips too: more than one down and one up within this window
is more than a calm jaw does. Strokes are 10 mm and more, of which the mesh shows a quarter at worst
(docs/facts.md 30)."""
CHEW_MARGIN = 2.0
"""The chin's jitter is larger than that of the lips, and strokes are counted: so far above it must they be."""
CHEW_LATEST_S = 0.6
"""… and the last of them must have been within this time, or the chewing is over."""
HEAD_STILL_DEG = 6.0
"""While the head turns more than this within CHEW_WINDOW_S, chin travel says little about chewing."""
LONGEST_STEP_S = 0.2
"""A frame counts for no more time than this, however late it comes."""
STILL_MM = 0.3
"""A mouth that moves no further than this beyond its jitter is still, and its shape may become its present rest."""


@dataclass(frozen=True, slots=True)
class _Moment:
    t_s: float
    shape: Shape
    chin_drop_mm: float
    gap_mm: float
    pose: HeadPose


class MouthSigns:
    """Reads the signs, frame by frame. Feed readings in the order of time.

    signs: of the last reading, by name, >= 0. passed_s: how much time the last reading counts for.
    lips_open_mm: how much further apart than at rest the lips are; 0 when the teeth are not: that is a grin.
    """

    def __init__(self, neutral: NeutralMouth | None) -> None:
        self._neutral = neutral
        self._rest = None if neutral is None else RestingMouth(neutral)
        self.forget()

    def forget(self) -> None:
        """Begin anew after an interruption; how the mouth rests is kept."""
        self._recent: deque[_Moment] = deque()
        self._steady_chin = RunningMedian(WINDOW_S)
        self.passed_s = self.lips_open_mm = 0.0
        self.signs: Mapping[str, float] = {}

    def step(self, reading: JawReading, gap_mm: float) -> bool:
        """Take in a reading; False when it shows no mouth, then nothing changes.

        gap_mm: between the teeth; below 0 where the chin stands higher than with the teeth together.
        """
        if reading.mouth is None or reading.pose is None:
            return False
        chin_mm = self._steady_chin.step(reading.chin_drop_mm, reading.t_s)
        moment = _Moment(reading.t_s, Shape.of(reading.mouth), chin_mm, gap_mm, reading.pose)
        self.passed_s = min(LONGEST_STEP_S, moment.t_s - self._recent[-1].t_s) if self._recent else 0.0
        self._recent.append(moment)
        while self._recent[0].t_s < reading.t_s - CHEW_WINDOW_S:
            self._recent.popleft()
        last = [past for past in self._recent if past.t_s >= moment.t_s - WINDOW_S]
        moving = self._moving(last)
        shape, gap_mm = _middle_shape(last), median(past.gap_mm for past in last)
        held = {} if self._rest is None else _held(self._rest, shape, gap_mm, moment.pose)
        self.signs = {**moving, **held, "chewing": float(self._chewing())}
        self.lips_open_mm = self._lips_open_mm(reading.t_s)
        if self._rest is not None and max(moving.values()) <= STILL_MM:
            self._rest.adapt(shape, moment.pose, gap_mm, self.passed_s)
        return True

    def _lips_open_mm(self, t_s: float) -> float:
        latest = [past for past in self._recent if past.t_s >= t_s - OPEN_S]
        if min(past.gap_mm for past in latest) < OPEN_GAP_MM:
            return 0.0
        rest_mm = 0.0 if self._rest is None else self._rest.shape.lips
        return min(past.shape.lips for past in latest) - rest_mm

    def _moving(self, last: Sequence[_Moment]) -> dict[str, float]:
        neutral = self._neutral
        turned, more = _head_travel_deg(last), TRAVEL_PER_DEG
        lips, width, lift = JITTER_LIPS_MM, JITTER_WIDTH_MM, JITTER_LIFT_MM
        if neutral is not None:
            lips, width = max(lips, neutral.calm_lip_travel_mm), max(width, neutral.calm_width_travel_mm)
            lift = max(lift, neutral.calm_lift_travel_mm)
        shapes = [past.shape for past in last]
        return {
            "lips_moving": _beyond(_travel([shape.lips for shape in shapes]), lips + turned * more.lips),
            "width_moving": _beyond(_travel([shape.width for shape in shapes]), width + turned * more.width),
            "corners_moving": _beyond(_travel([shape.lift for shape in shapes]), lift + turned * more.lift),
        }

    def _chewing(self) -> int:
        """How many strokes of the chin more than a calm jaw makes."""
        if _head_travel_deg(self._recent) > HEAD_STILL_DEG:
            return 0
        calm_mm = 0.0 if self._neutral is None else self._neutral.calm_chin_travel_mm
        least_mm = max(CHEW_STROKE_MM, CHEW_MARGIN * calm_mm)
        t_s = self._recent[-1].t_s
        if _travel([past.chin_drop_mm for past in self._recent if past.t_s >= t_s - CHEW_LATEST_S]) < least_mm:
            return 0
        return max(0, _strokes([past.chin_drop_mm for past in self._recent], least_mm) - CALM_STROKES)


def _held(rest: RestingMouth, seen: Shape, gap_mm: float, pose: HeadPose) -> dict[str, float]:
    """What the shape itself shows, against the mouth's present rest and what the gap does to it."""
    turned = 0.0 if rest.pose is None else _apart_deg(pose, rest.pose)
    (least, most), more = rest.calm(gap_mm), CHANGE_PER_DEG
    return {
        "corners_up": _beyond(seen.lift - most.lift, turned * more.lift),
        "wider": _beyond(seen.width - most.width, turned * more.width),
        "narrower": _beyond(least.width - seen.width, turned * more.width),
        "teeth_bared": _beyond(seen.lips - most.lips, turned * more.lips),
        "lips_fuller": _beyond(seen.red - most.red, turned * more.red),
    }


def _beyond(size: float, calm: float) -> float:
    return min(MOST_MM, max(0.0, size - calm))  # a NaN, of what is not known, becomes 0


def _travel(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _middle_shape(moments: Sequence[_Moment]) -> Shape:
    shapes = [moment.shape for moment in moments]
    return Shape(
        lips=median(shape.lips for shape in shapes),
        width=median(shape.width for shape in shapes),
        lift=median(shape.lift for shape in shapes),
        red=median(shape.red for shape in shapes),
    )


def _apart_deg(one: HeadPose, other: HeadPose) -> float:
    return max(
        abs(one.yaw_deg - other.yaw_deg),
        abs(one.pitch_deg - other.pitch_deg),
        abs(one.roll_deg - other.roll_deg),
    )


def _head_travel_deg(moments: Iterable[_Moment]) -> float:
    poses = [moment.pose for moment in moments]
    return max(
        _travel([pose.yaw_deg for pose in poses]),
        _travel([pose.pitch_deg for pose in poses]),
        _travel([pose.roll_deg for pose in poses]),
    )


def _strokes(values: Sequence[float], least_mm: float) -> int:
    """How many times ``values`` travels at least ``least_mm`` one way before it turns back."""
    count, way, extreme = 0, 0, values[0]
    low = high = values[0]
    for value in values[1:]:
        if way == 0:
            low, high = min(low, value), max(high, value)
            if high - low >= least_mm:
                way, extreme, count = (1 if value == high else -1), value, 1
        elif (value - extreme) * way > 0:
            extreme = value
        elif abs(value - extreme) >= least_mm:
            way, extreme, count = -way, value, count + 1
    return count
