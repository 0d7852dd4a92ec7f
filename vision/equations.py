"""Small sets of linear equations, some hundreds of them a second: OpenCV solves them in a third of NumPy's time."""

from __future__ import annotations

import numpy as np

from vision.arrays import Points


def solved(matrix: Points, right: Points) -> Points:
    """The x of ``matrix`` (N, N) @ x = ``right`` (N,) or (N, M), in its shape; NaN where there is none."""
    import cv2  # here: what only keeps records of a jaw loads nothing that sees

    found, x = cv2.solve(matrix, right, flags=cv2.DECOMP_LU)
    return np.asarray(x, np.float64).reshape(right.shape) if found else np.full(right.shape, np.nan)
