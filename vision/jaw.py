"""One JawReading per frame: chin drop, lip gap, jaw width, side shift, trust. (Skeleton.)"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vision.head import HeadPose


class Doubt(StrEnum):
    """Why a reading is trusted less."""

    NO_FACE = "no_face"
    TURNED = "turned"
    FAR = "far"
    CLOSE = "close"
    DARK = "dark"
    BLURRED = "blurred"
    OCCLUDED = "occluded"
    UNSTABLE = "unstable"
    UNTRAINED = "untrained"
    OTHER_FACE = "other_face"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class JawReading:
    """What one frame says about the jaw, in the head's own frame. All NaN and pose None when there is no face.

    t_s: the frame's time, s.
    chin_drop_mm: travel of the chin skin downwards from the template's chin, mm; unfiltered by decisions.
    chin_drop_sd_mm: its standard deviation, mm (> 0).
    lip_gap_mm: between the inner lip margins on the midline, mm (>= 0).
    jaw_width_mm: between the two jaw angles, mm.
    side_mm: chin to the person's own left (+) or right (-) of the mid-plane, mm.
    trust: 0..1; below 0.3 nothing should be concluded.
    """

    t_s: float
    chin_drop_mm: float
    chin_drop_sd_mm: float
    lip_gap_mm: float
    jaw_width_mm: float
    side_mm: float
    pose: HeadPose | None
    trust: float
    doubts: frozenset[Doubt]
