"""Is the mouth busy? Talking, chewing, drinking, yawning and smiling come before any verdict about the jaw.

A jaw that is let go sinks in one or two seconds; speech opens and closes the lips several times a second, chewing and
drinking take the jaw up and down again and again (FACTS 72 puts the border near 1 Hz). So what counts is how far lips
and jaw travel within short windows, and how the mouth's shape differs from how it looks when nothing happens.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from calibration.states import Reason
from vision.jaw import JawReading
from vision.mouth import MouthShape
from vision.smoothing import RunningMedian

WINDOW_S = 0.25
"""A syllable lasts about 0.2 s; must be shorter than the 0.3 s within which activity has to be noticed."""
LIP_TRAVEL_MM = 2.5
"""Lips that open or close this far within WINDOW_S move at 10 mm/s. Speech moves them at 15-80 mm/s, a jaw let go with
parted lips hardly over 5, and sealed lips jitter by less than 1 mm."""
WIDTH_TRAVEL_MM = 4.5
"""Lip corners travelling this far together or apart within WINDOW_S: rounding and spreading of vowels, a laugh."""
STAY_SHARE = 0.6
"""A mouth that was busy a moment ago stays so on this share of the two limits: not every syllable is a loud one."""
CALM_MARGIN = 1.5
"""The limits for lips and corners stay this much above the jitter of this person's calm moments (in dim light)."""
CALM_SHARE = 0.98
"""Which share of the calm moments the jitter is read from."""
SMILE_LIFT_MM = 2.5
SMILE_LIFT_OFF_MM = 1.8
SMILE_WIDTH_MM = 1.0
"""A smile lifts the corners by 5 mm and more and draws them apart; pressed lips lift them by some 1 mm and do not."""
ROUND_WIDTH_MM = 6.0
"""A mouth this much narrower than at rest is rounded: a straw, a cup's rim, a vowel, a kiss."""
YAWN_LIPS_MM = 8.0
YAWN_TRAVEL_SHARE = 0.6
"""Lips open this far and still moving at this share of the travel of speech: into or out of a yawn or a big bite."""
CHEW_WINDOW_S = 2.5
CHEW_STROKE_MM = 2.5
CHEW_STROKES = 4
"""Chewing runs at 1-2 strokes a second each way, with closed lips too: twice down and up within this window is more
than any calm jaw does. Strokes are 10 mm and more, of which the mesh shows a quarter at worst (MEASURING.md)."""
CHEW_MARGIN = 2.0
"""The chin's jitter is larger than that of the lips, and strokes are counted: so far above it must they be."""
CHEW_LATEST_S = 0.6
"""… and the last of them must have been within this time, or the chewing is over."""
HEAD_STILL_DEG = 6.0
"""While the head turns more than this within a window, chin travel and mouth width say little about the mouth."""
FACING_DEG = 20.0
"""Mouth width and corner height are read off only while the face looks this much towards the camera."""
RELEASE_S = 1.0
"""Activity lasts until it has been quiet this long; pauses between words are shorter. It is named after what was seen
most often within this time."""
COVERED_GAP_MM = -3.0
"""Teeth cannot close further than touching. A chin seen this much higher is the mesh's guess behind a hand or a cup."""
COVERED_PAD_MM = 2.5
COVERED_LIPS_MM = 2.0
"""With lips closed, nothing a jaw does brings the chin's pad this much closer to the lip: a fist props or hides it."""
NEUTRAL_MIN_READINGS = 15


class NeutralMouth(msgspec.Struct, frozen=True):
    """How this person's mouth looks when nothing happens, mm; the travels are the jitter within WINDOW_S."""

    lip_gap_mm: float
    mouth_width_mm: float
    corner_lift_mm: float
    chin_pad_mm: float
    calm_lip_travel_mm: float
    calm_width_travel_mm: float
    calm_chin_travel_mm: float


def fit_neutral(readings: Sequence[JawReading]) -> NeutralMouth | None:
    """Fit the neutral mouth to calm readings (teeth together, at rest); None when too few of them have a mouth."""
    seen = [
        (reading.t_s, reading.mouth, reading.chin_drop_mm)
        for reading in readings
        if reading.mouth is not None and math.isfinite(reading.chin_drop_mm)
    ]
    if len(seen) < NEUTRAL_MIN_READINGS:
        return None
    times, mouths, chins = zip(*sorted(seen, key=lambda moment: moment[0]), strict=True)
    return NeutralMouth(
        lip_gap_mm=float(np.median([mouth.lip_gap_mm for mouth in mouths])),
        mouth_width_mm=float(np.median([mouth.mouth_width_mm for mouth in mouths])),
        corner_lift_mm=float(np.median([mouth.corner_lift_mm for mouth in mouths])),
        chin_pad_mm=float(np.median([mouth.chin_pad_mm for mouth in mouths])),
        calm_lip_travel_mm=_calm_travel(times, [mouth.lip_gap_mm for mouth in mouths]),
        calm_width_travel_mm=_calm_travel(times, [mouth.mouth_width_mm for mouth in mouths]),
        calm_chin_travel_mm=_calm_travel(times, _steadied(times, chins)),
    )


def covered(neutral: NeutralMouth | None, mouth: MouthShape, gap_mm: float) -> bool:
    """Whether the mesh shows a lower face that cannot be, because something lies over it or props the chin."""
    if gap_mm < COVERED_GAP_MM:
        return True
    if neutral is None or mouth.lip_gap_mm > neutral.lip_gap_mm + COVERED_LIPS_MM:
        return False
    return mouth.chin_pad_mm < neutral.chin_pad_mm - COVERED_PAD_MM


@dataclass(frozen=True, slots=True)
class _Moment:
    t_s: float
    mouth: MouthShape
    chin_drop_mm: float
    yaw_deg: float
    pitch_deg: float


class ActivityGate:
    """Says, frame by frame, what the mouth is busy with. Feed readings in the order of time."""

    def __init__(self, neutral: NeutralMouth | None) -> None:
        self._neutral = neutral
        self._recent: deque[_Moment] = deque()
        self._steady_chin = RunningMedian(WINDOW_S)
        self._seen: deque[tuple[float, Reason]] = deque()

    def step(self, reading: JawReading) -> Reason | None:
        """Return what the mouth is busy with, or None. A reading without a mouth is passed over."""
        if reading.mouth is not None and reading.pose is not None:
            pose = reading.pose
            chin_mm = self._steady_chin.step(reading.chin_drop_mm, reading.t_s)
            moment = _Moment(reading.t_s, reading.mouth, chin_mm, pose.yaw_deg, pose.pitch_deg)
            self._recent.append(moment)
            while self._recent[0].t_s < reading.t_s - CHEW_WINDOW_S:
                self._recent.popleft()
            doing = self._now(moment)
            if doing is not None:
                self._seen.append((reading.t_s, doing))
        while self._seen and self._seen[0][0] < reading.t_s - RELEASE_S:
            self._seen.popleft()
        return Counter(doing for _, doing in self._seen).most_common(1)[0][0] if self._seen else None

    @property
    def busy_now(self) -> bool:
        """Whether the last reading itself was busy, and not only the release that follows."""
        return bool(self._seen) and self._seen[-1][0] == self._recent[-1].t_s

    def _now(self, moment: _Moment) -> Reason | None:
        last = [past for past in self._recent if past.t_s >= moment.t_s - WINDOW_S]
        lips = _travel([past.mouth.lip_gap_mm for past in last])
        width = _travel([past.mouth.mouth_width_mm for past in last])
        neutral = self._neutral
        least_lips, least_width, least_chin = self._least_travels()
        facing = abs(moment.yaw_deg) < FACING_DEG
        still = _head_travel_deg(last) < HEAD_STILL_DEG
        if neutral is not None and facing:
            open_mm = moment.mouth.lip_gap_mm - neutral.lip_gap_mm
            lift = statistics.median(past.mouth.corner_lift_mm for past in last) - neutral.corner_lift_mm
            wider = statistics.median(past.mouth.mouth_width_mm for past in last) - neutral.mouth_width_mm
            if open_mm > YAWN_LIPS_MM and lips > least_lips * YAWN_TRAVEL_SHARE:
                return Reason.YAWNING
            smiling = bool(self._seen) and self._seen[-1][1] is Reason.SMILING
            if lift > (SMILE_LIFT_OFF_MM if smiling else SMILE_LIFT_MM) and wider > SMILE_WIDTH_MM:
                return Reason.SMILING
            if wider < -ROUND_WIDTH_MM:
                return Reason.DRINKING
        if still and (lips > least_lips or width > least_width):
            return Reason.TALKING
        if self._chewing(moment.t_s, least_chin):
            return Reason.CHEWING
        return None

    def _chewing(self, t_s: float, least_mm: float) -> bool:
        if _head_travel_deg(self._recent) > HEAD_STILL_DEG:
            return False
        latest = [past.chin_drop_mm for past in self._recent if past.t_s >= t_s - CHEW_LATEST_S]
        if _travel(latest) < least_mm:
            return False
        return _strokes([past.chin_drop_mm for past in self._recent], least_mm) >= CHEW_STROKES

    def _least_travels(self) -> tuple[float, float, float]:
        """Lips, corners and chin must travel this far to count: more where this person's picture is noisy."""
        neutral, share = self._neutral, STAY_SHARE if self._seen else 1.0
        if neutral is None:
            return LIP_TRAVEL_MM * share, WIDTH_TRAVEL_MM * share, CHEW_STROKE_MM
        return (
            max(LIP_TRAVEL_MM * share, CALM_MARGIN * neutral.calm_lip_travel_mm),
            max(WIDTH_TRAVEL_MM * share, CALM_MARGIN * neutral.calm_width_travel_mm),
            max(CHEW_STROKE_MM, CHEW_MARGIN * neutral.calm_chin_travel_mm),
        )


def _travel(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _head_travel_deg(moments: Sequence[_Moment] | deque[_Moment]) -> float:
    return max(_travel([m.yaw_deg for m in moments]), _travel([m.pitch_deg for m in moments]))


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
        travels.append(_travel(values[first : last + 1]))
    return float(np.quantile(travels, CALM_SHARE))
