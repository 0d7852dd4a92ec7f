"""The head's own frame: pose, millimetres per pixel, skull coordinates. (Skeleton.)"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadPose:
    """How the head stands before the camera.

    yaw_deg: + = the person turns to their own left (image right, unmirrored).
    pitch_deg: + = looks up. roll_deg: + = head tips to the person's own left shoulder. All against the camera's axes.
    distance_mm: along the camera axis to the point midway between the eyes.
    mm_per_px: at that depth.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    distance_mm: float
    mm_per_px: float
