"""One record for what a frame says about the jaw."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vision.chin.strips import ChinTravel
from vision.doubts import Doubt
from vision.head import HeadPose
from vision.mouth import MouthShape


@dataclass(frozen=True, slots=True)
class JawReading:
    """What one frame says about the jaw, in the head's own frame. All NaN and pose None when there is no face.

    t_s: the frame's time, s.
    chin_drop_mm: travel of the chin skin downwards from the template's chin, mm; unfiltered by decisions.
    chin_drop_sd_mm: its standard deviation, mm (> 0), against other readings with the same ``anchor``.
    lip_gap_mm: between the inner lip margins on the midline, mm (>= 0).
    jaw_width_mm: between the two jaw angles, mm.
    side_mm: chin to the person's own left (+) or right (-) of the mid-plane, mm.
    trust: 0..1; below 0.3 nothing should be concluded.
    mouth: the mouth's shape; None when there is no face.
    by_pixels: the drop was tracked in the picture; False: it comes from the mesh alone, which under-reads.
    anchor: readings with the same number share their zero exactly; others only as well as the mesh knows it.
    chin: how far each strip of chin skin went, behind ``chin_drop_mm``; None from the mesh alone.
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
    mouth: MouthShape | None = None
    by_pixels: bool = False
    anchor: int = 0
    chin: ChinTravel | None = None


def no_face(t_s: float) -> JawReading:
    """Read a frame without a face."""
    nan = math.nan
    return JawReading(t_s, nan, math.inf, nan, nan, nan, None, 0.0, frozenset({Doubt.NO_FACE}))
