"""What mouth, jaw and face look like in one frame: a handful of named lengths in the head's own frame.

Tension and activity are read from these, never from pixels and never from single landmarks scattered over the code.
Every length averages a few landmarks that lie on the same piece of anatomy, because one landmark jitters by some
0.2 mm (docs/facts.md 36) and the bulge of a light bite is hardly a millimetre.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from vision.arrays import Points
from vision.landmarks import LANDMARKS

LIPS_INNER = UPPER_LIP_INNER, LOWER_LIP_INNER = 13, 14
"""The inner margins of the lips on the midline."""
UPPER_LIP_OUTER = [37, 0, 267]
UPPER_LIP_RIM = [82, 13, 312]
LOWER_LIP_RIM = [87, 14, 317]
LOWER_LIP_OUTER = [84, 17, 314]
LEFT_CORNER, RIGHT_CORNER = [291, 308], [61, 78]
LEFT_MASSETER = [288, 397, 367, 433, 416]
RIGHT_MASSETER = [58, 172, 138, 213, 192]
"""Between cheekbone and jaw angle, where the chewing muscle thickens (docs/facts.md 8). Person's own left and right."""
LEFT_CHEEK, RIGHT_CHEEK = [425, 436, 427, 434, 432], [205, 216, 207, 214, 212]
"""Beside the corners of the mouth, where the front of that muscle and the pressed cheek come forward."""
CHIN_PAD = [199, 200, 201, 421]
"""The soft pad that the mentalis muscle lifts."""
LEFT_LIDS, RIGHT_LIDS = (386, 374), (159, 145)

STILL_OVER_S, STILL_LIPS_MM, STILL_WIDTH_MM = 0.4, 1.5, 2.5
"""Speech moves lips and corners by more within this time; a sinking jaw behind closed lips, and noise, by less."""
PARTED_MM, RAISED_MM, WIDENED_MM, NARROWED_MM = 4.0, 3.0, 4.0, 9.0
"""Lips that part, corners that rise or draw apart pull the chin's skin along. A hang behind closed lips narrows the
mouth by 6 mm at a gap of 8 all by itself; a pout by more than it may here."""


@dataclass(frozen=True, slots=True)
class MouthShape:
    """Lengths in mm in the head's frame (personal scale, pose removed). Left and right are the person's own.

    lip_gap_mm: between the inner lip margins on the midline (>= 0); landmarks on sealed lips read 0.5-2 mm.
    mouth_width_mm: corner to corner.
    corner_lift_mm: corners above the line where the lips meet (+ up: smiling; also, slightly, when lips are pressed).
    lip_height_mm: visible red of both lips; pressing the lips thins it.
    jaw_left_mm, jaw_right_mm: from the mid-plane to the cheek over the chewing muscle.
    cheek_width_mm: across both cheeks beside the corners of the mouth.
    chin_pad_mm: from the lower lip's edge down to the chin pad.
    eye_open_mm: lid to lid, mean of both eyes; near 0 in a blink and with eyes closed.
    """

    lip_gap_mm: float
    mouth_width_mm: float
    corner_lift_mm: float
    lip_height_mm: float
    jaw_left_mm: float
    jaw_right_mm: float
    cheek_width_mm: float
    chin_pad_mm: float
    eye_open_mm: float


class CalmMouth:
    """Whether the mouth is near its shape at rest and keeps it: then the chin's skin lies as it will lie again.

    resting: the mouth of the personal template.
    """

    def __init__(self, resting: MouthShape) -> None:
        self._resting = resting
        self._recent: deque[tuple[float, MouthShape]] = deque()

    def step(self, mouth: MouthShape, t_s: float) -> bool:
        """Take one more frame, in the order of time."""
        self._recent.append((t_s, mouth))
        while self._recent[0][0] < t_s - STILL_OVER_S:
            self._recent.popleft()
        lips = [past.lip_gap_mm for _, past in self._recent]
        widths = [past.mouth_width_mm for _, past in self._recent]
        wider = mouth.mouth_width_mm - self._resting.mouth_width_mm
        return (
            max(lips) - min(lips) < STILL_LIPS_MM
            and max(widths) - min(widths) < STILL_WIDTH_MM
            and mouth.lip_gap_mm - self._resting.lip_gap_mm < PARTED_MM
            and mouth.corner_lift_mm - self._resting.corner_lift_mm < RAISED_MM
            and -NARROWED_MM < wider < WIDENED_MM
        )


def mouth_shape(points_mm: Points) -> MouthShape:
    """Read the lengths off one frame.

    points_mm: float (478, 3), mm in the head's frame: x to the image right (the person's left), y down, z to the
    scene, origin between the eyes. Raises ValueError for another shape.
    """
    if points_mm.shape != (LANDMARKS, 3):
        raise ValueError(f"expected landmarks of shape (478, 3), got {points_mm.shape}")
    across, down = points_mm[:, 0], points_mm[:, 1]
    lip_line = float(down[UPPER_LIP_INNER] + down[LOWER_LIP_INNER]) / 2
    upper_red = float(down[UPPER_LIP_RIM].mean() - down[UPPER_LIP_OUTER].mean())
    lower_red = float(down[LOWER_LIP_OUTER].mean() - down[LOWER_LIP_RIM].mean())
    left_corner, right_corner = points_mm[LEFT_CORNER].mean(axis=0), points_mm[RIGHT_CORNER].mean(axis=0)
    return MouthShape(
        lip_gap_mm=max(0.0, float(down[LOWER_LIP_INNER] - down[UPPER_LIP_INNER])),
        mouth_width_mm=float(np.linalg.norm(left_corner - right_corner)),
        corner_lift_mm=lip_line - float(left_corner[1] + right_corner[1]) / 2,
        lip_height_mm=upper_red + lower_red,
        jaw_left_mm=float(across[LEFT_MASSETER].mean()),
        jaw_right_mm=-float(across[RIGHT_MASSETER].mean()),
        cheek_width_mm=float(across[LEFT_CHEEK].mean() - across[RIGHT_CHEEK].mean()),
        chin_pad_mm=float(down[CHIN_PAD].mean() - down[LOWER_LIP_OUTER].mean()),
        eye_open_mm=(_lid_gap(points_mm, LEFT_LIDS) + _lid_gap(points_mm, RIGHT_LIDS)) / 2,
    )


def _lid_gap(points_mm: Points, lids: tuple[int, int]) -> float:
    upper, lower = lids
    return float(np.linalg.norm(points_mm[lower] - points_mm[upper]))
