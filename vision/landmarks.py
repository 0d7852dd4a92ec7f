"""One record for where the face is in a frame, apart from the network that finds it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LANDMARKS = 478
"""Of one face: 468 of the mesh and five of each iris."""


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
