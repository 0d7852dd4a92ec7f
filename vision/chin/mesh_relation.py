"""How the mesh's jaw angle goes with the pixels' own, learned while both are seen."""

from __future__ import annotations

import math
from collections import deque

import numpy as np

PAIR_EVERY_S = 0.1
PAIRS = 600
PRIOR_PAIRS = 20.0
PRIOR_RAD = 0.05
"""How mesh and pixels go together is learned from the last minute, starting from equality (as if from so many pairs
over some 3 mm)."""


class MeshRelation:
    """The relation of the last minute. Feed it in the order of time."""

    def __init__(self) -> None:
        self._pairs: deque[tuple[float, float]] = deque(maxlen=PAIRS)
        self._paired_s = -math.inf

    @property
    def known(self) -> bool:
        """Whether both were seen together yet."""
        return bool(self._pairs)

    def take(self, mesh_angle: float, angle: float, t_s: float) -> None:
        """Take in what mesh and pixels say of the same picture, rad."""
        if t_s - self._paired_s >= PAIR_EVERY_S:
            self._pairs.append((mesh_angle, angle))
            self._paired_s = t_s

    def pixels_angle(self, mesh_angle: float) -> float:
        """Guess the angle that the pixels would show from the mesh's, rad."""
        if not self._pairs:
            return mesh_angle
        pairs = np.array(self._pairs)
        middle_mesh, middle_found = pairs.mean(axis=0)
        mesh, found = pairs[:, 0] - middle_mesh, pairs[:, 1] - middle_found
        prior = PRIOR_PAIRS * PRIOR_RAD**2
        slope = (float(mesh @ found) + prior) / (float(mesh @ mesh) + prior)
        return float(middle_found + slope * (mesh_angle - middle_mesh))
