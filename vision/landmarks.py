"""The record of where the landmarks of a face are, apart from the library that finds them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LANDMARKS, MESH_LANDMARKS = 478, 468
"""All of them, and those on the skin; the last ten are on the irises."""


@dataclass(frozen=True, slots=True)
class FaceLandmarks:
    """Where the face is.

    points: float32 (478, 3) px; x right, y down, z towards the scene in the scale of x. May lie outside the picture.
    t_s: the frame's time, s.
    faces: how many faces the last search of the picture found (1 when there is only this one).
    """

    points: NDArray[np.float32]
    t_s: float
    faces: int = 1
