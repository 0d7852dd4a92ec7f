"""Why a reading is trusted less: rules from what the picture and the tracking show to named doubts and a trust."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np

from vision.arrays import Image, Picture, Points
from vision.doubts import CLOSE_SHARE, CUT_OFF_SHARE, DARK_GREY, FAR_MM_PER_PX, Doubt
from vision.grey import in_grey
from vision.head import HeadPose
from vision.same_face import SameFace

TURNED_YAW_DEG, TURNED_PITCH_DEG = 25.0, 18.0
"""Beyond these half the face hides the other; 20 degrees of yaw were the first border (docs/facts.md 26),
tracked pixels reach a little on. Counted from where the person faces in calibration: a camera below or above the eyes
sees every face nodded."""
FACING_YAW_DEG, FACING_PITCH_DEG = 10.0, 25.0
"""So much of that is allowed for. A camera at the side hides half the chin, one below or above shows all of it."""
READABLE_PITCH_DEG = 35.0
"""From further below or above the nose or the brow hides what the head is followed by."""
TILTED_ROLL_DEG = 16.0
"""With the head further to a shoulder a closed jaw reads -8 to +3 mm: its own weight moves skin and jaw."""
BLURRED_SHARE = 0.45
"""Fine detail below this share of what the same face usually shows: a moving head, a breath on the lens."""
OCCLUDED_S = 0.15
"""The chin must be hidden this long: a blink of the tracker is not a hand."""
STRETCHED_LIPS_MM = 9.0
"""Lips open this far stretch the chin beyond recognition all by themselves."""
DETAIL_PAST = 90

TRUST = {
    Doubt.NO_FACE: 0.0,
    Doubt.TURNED: 0.2,
    Doubt.FAR: 0.25,
    Doubt.CLOSE: 0.5,
    Doubt.DARK: 0.25,
    Doubt.BLURRED: 0.6,
    Doubt.OCCLUDED: 0.1,
    Doubt.UNSTABLE: 0.25,
    Doubt.UNTRAINED: 0.5,
    Doubt.OTHER_FACE: 0.1,
    Doubt.CUT_OFF: 0.1,
}
"""What each doubt leaves of the trust; several multiply. Below 0.3 nothing is concluded (JawReading.trust)."""
MESH_ONLY_TRUST = 0.6
"""The mesh alone still tells a wide jaw from a closed one; its larger spread says the rest."""


@dataclass(frozen=True, slots=True)
class FaceView:
    """How the face stands in the picture.

    brightness: median grey. detail: fine contrast against coarse, 0..1.
    outside: share of landmarks outside the picture. width_share: face width against picture width.
    """

    brightness: float
    detail: float
    outside: float
    width_share: float


def face_view(picture: Picture, points: Points) -> FaceView:
    """Look at the face in ``picture``; points: (478, 3) px."""
    height, width = picture.shape[:2]
    x, y = np.ascontiguousarray(points[:, :2].T)
    (low_x, high_x), (low_y, high_y) = ((float(row.min()), float(row.max())) for row in (x, y))
    outside = 0.0  # counted only where there is something to count
    if low_x < 0 or low_y < 0 or high_x >= width or high_y >= height:
        outside = float(np.mean((x < 0) | (y < 0) | (x >= width) | (y >= height)))
    left, right, top, bottom = int(max(0, low_x)), int(min(width, high_x)), int(max(0, low_y)), int(min(height, high_y))
    share = (high_x - low_x) / width
    if right - left < 8 or bottom - top < 8:
        return FaceView(0.0, 0.0, 1.0, share)
    face = in_grey(picture[top:bottom, left:right])
    size = (48, 64)  # the same view of a face at every resolution and distance; finer detail is averaged away
    small = cv2.resize(face, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    fine = small - cv2.blur(small, (3, 3))
    middle = small.size // 2
    brightness = float(np.partition(small, (middle - 1, middle), axis=None)[middle - 1 : middle + 1].mean())
    return FaceView(brightness, _contrast(fine) / (_contrast(small) + 1.0), outside, share)


def _contrast(grey: Image) -> float:
    """The standard deviation of a picture's brightness."""
    return float(cv2.meanStdDev(grey)[1][0, 0])


class Doubts:
    """Judges frame by frame; remembers a few seconds of how this face usually looks."""

    def __init__(self, facing_deg: tuple[float, float]) -> None:
        self._facing_deg = (
            min(FACING_YAW_DEG, max(-FACING_YAW_DEG, facing_deg[0])),
            min(FACING_PITCH_DEG, max(-FACING_PITCH_DEG, facing_deg[1])),
        )
        self._same_face = SameFace(facing_deg)
        self._details: deque[float] = deque(maxlen=DETAIL_PAST)
        self._hidden_since_s: float | None = None

    def seen(self, view: FaceView, pose: HeadPose) -> frozenset[Doubt]:
        """Find what the picture itself gives reason to doubt, before any tracking."""
        found = set()
        usual = sorted(self._details)[len(self._details) * 4 // 5] if self._details else view.detail
        self._details.append(view.detail)
        if self._turned(pose):
            found.add(Doubt.TURNED)
        if pose.mm_per_px > FAR_MM_PER_PX:
            found.add(Doubt.FAR)
        if view.width_share > CLOSE_SHARE:
            found.add(Doubt.CLOSE)
        if view.brightness < DARK_GREY:
            found.add(Doubt.DARK)
        if view.detail < BLURRED_SHARE * usual:
            found.add(Doubt.BLURRED)
        if view.outside > CUT_OFF_SHARE:
            found.add(Doubt.CUT_OFF)
        return frozenset(found)

    def _turned(self, pose: HeadPose) -> bool:
        yaw_deg, pitch_deg = self._facing_deg
        return (
            abs(pose.yaw_deg - yaw_deg) > TURNED_YAW_DEG
            or abs(pose.pitch_deg - pitch_deg) > TURNED_PITCH_DEG
            or abs(pose.pitch_deg) > READABLE_PITCH_DEG
            or abs(pose.roll_deg) > TILTED_ROLL_DEG
        )

    def other_face(self, off_mm: Points, place_mm: Points, pose: HeadPose, t_s: float) -> bool:
        """Tell whether somebody else is seen (vision/same_face.py). off_mm: (478, 3) landmarks less the template."""
        return self._same_face.step(off_mm, place_mm, pose, t_s)

    @property
    def sure_of_face(self) -> bool:
        """Whether nobody asks at present who is seen."""
        return not self._same_face.asking

    def recognised(self) -> None:
        """The pixels of the face are found again where they were kept."""
        self._same_face.recognised()

    def lost(self) -> None:
        """Nobody is seen: whoever comes next may be somebody else."""
        self._same_face.gone()

    def hidden(self, jaw_hidden: bool, lip_gap_mm: float, t_s: float) -> bool:
        """Tell whether something covers the chin. jaw_hidden: this frame shows the known face, but not its chin."""
        if not jaw_hidden or lip_gap_mm > STRETCHED_LIPS_MM:
            self._hidden_since_s = None
            return False
        self._hidden_since_s = t_s if self._hidden_since_s is None else self._hidden_since_s
        return t_s - self._hidden_since_s >= OCCLUDED_S


def trust_of(doubts: frozenset[Doubt], *, by_pixels: bool) -> float:
    """Trust 0..1 in a reading with these doubts."""
    trust = 1.0 if by_pixels else MESH_ONLY_TRUST
    for doubt in sorted(doubts):  # a set's own order differs from run to run, and with it the last digit
        trust *= TRUST[doubt]
    return trust
