"""Which pictures of a running camera are worth analysing: all while jaw, lips or head move, every second one else.

A jaw that is let go sinks within a second or two and then stays; most of a session shows a still face, of which the
pictures left out would show nothing new: they are not painted either.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from vision.landmarks import FaceLandmarks
from vision.readings import JawReading

STILL_HZ = 15.0
"""So often a still face is analysed. Speech is told by what the lips do within a quarter of a second (a syllable), and
a quarter holds four readings then; the medians that decide hold seven; a One Euro filter that calms still values at
1.2 Hz needs no more. Whatever begins is seen within 67 ms, the two frames that a cue may lag."""
JAW_MM_S = 6.0
"""A jaw slower than this moves by less than 0.4 mm between two analyses: the spread of a reading that is sure. One that
is let go, or closes, does 5 to 15 mm/s; the jitter of a still one looks like some 2 mm/s over SPAN_S."""
LIPS_MM_S = 10.0
"""Speech moves lips at 15 to 80 mm/s, lips that part softly hardly reach 5."""
HEAD_MM_S = 30.0
HEAD_DEG_S = 15.0
"""A head slower than this moves by less than a millimetre across the picture, or turns by half a degree, in the one
picture that is left out, so the lines stay on the face. Sitting still sways by some 4 degrees a second at most."""
SPAN_S = 0.12
"""Speeds are taken over at least this long; over a single interval a reading's own jitter would look like movement."""
FORGET_S = 0.4
AFTER_MOVING_S = 0.25
"""Analysed in full for so long after the last movement: from one syllable to the next nothing is left out."""
LEARNING_S = 2.0
"""The same after a face has appeared: a second for its template, a second until it becomes the tracker's reference."""
NOSE_BRIDGE = 168
SLACK_S = 0.012
"""Cameras do not keep time to the millisecond; a picture this much early counts as due (a third of 33 ms)."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where everything was: mm, but for turns (yaw, pitch, roll), in degrees."""

    t_s: float
    jaw_mm: float
    lips_mm: float
    turns_deg: tuple[float, float, float]
    place_mm: tuple[float, float]


class AnalysisRate:
    """Asked before each picture, told after each analysis. Times in s, from the pictures, rising."""

    def __init__(self) -> None:
        self._asked_s = self._due_s = -math.inf
        self._full_until_s = -math.inf
        self._faced = False
        self._past: deque[_Seen] = deque()

    def wants(self, t_s: float) -> bool:
        """Tell whether the picture of ``t_s`` is to be analysed. One that is counts as analysed."""
        self._asked_s = t_s
        due = t_s < self._full_until_s or t_s >= self._due_s - SLACK_S
        if due:
            # On from when it was due, so that a camera of any rate comes to STILL_HZ on average; nothing is caught up.
            self._due_s = min(max(self._due_s, t_s - 1.0 / STILL_HZ), t_s) + 1.0 / STILL_HZ
        return due

    @property
    def next_s(self) -> float:
        """Pictures of before this time will not be wanted."""
        return self._due_s - SLACK_S if self._asked_s >= self._full_until_s else -math.inf

    def saw(self, reading: JawReading | None, face: FaceLandmarks | None) -> None:
        """Take in what the analysed picture showed; None when there was no face."""
        if reading is None or reading.pose is None or face is None:
            self._faced = False
            self._past.clear()
            return
        if not self._faced:
            self._faced = True
            self._full_until_s = reading.t_s + LEARNING_S
        pose, nose = reading.pose, face.points[NOSE_BRIDGE]
        seen = _Seen(
            reading.t_s,
            reading.chin_drop_mm,
            reading.lip_gap_mm,
            (pose.yaw_deg, pose.pitch_deg, pose.roll_deg),
            (float(nose[0]) * pose.mm_per_px, float(nose[1]) * pose.mm_per_px),
        )
        while self._past and seen.t_s - self._past[0].t_s > FORGET_S:
            self._past.popleft()
        while len(self._past) > 1 and seen.t_s - self._past[1].t_s >= SPAN_S:
            self._past.popleft()
        if self._past and seen.t_s - self._past[0].t_s >= SPAN_S and _moves(self._past[0], seen):
            self._full_until_s = max(self._full_until_s, seen.t_s + AFTER_MOVING_S)
        self._past.append(seen)


def _moves(before: _Seen, now: _Seen) -> bool:
    """Whether anything is faster than its limit; what was not measured (NaN) does not move."""
    passed_s = now.t_s - before.t_s
    return (
        abs(now.jaw_mm - before.jaw_mm) > JAW_MM_S * passed_s
        or abs(now.lips_mm - before.lips_mm) > LIPS_MM_S * passed_s
        or max(map(abs, _differences(now.turns_deg, before.turns_deg))) > HEAD_DEG_S * passed_s
        or math.hypot(*_differences(now.place_mm, before.place_mm)) > HEAD_MM_S * passed_s
    )


def _differences(now: tuple[float, ...], before: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(one - other for one, other in zip(now, before, strict=True))
