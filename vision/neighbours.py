"""Which of some points lie nearest to others."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.arrays import Points


def nearest(places: Points | NDArray[np.intp], among: Points, count: int) -> tuple[NDArray[np.intp], Points]:
    """The ``count`` points of ``among`` (M, K) nearest to each place (N, K), and how far they lie, squared: (N, count).

    A table of all distances would take ten megabytes for a face.
    """
    far, index = cv2.batchDistance(
        places.astype(np.float32), among.astype(np.float32), cv2.CV_32F, normType=cv2.NORM_L2SQR, K=count
    )
    return np.asarray(index, np.intp), np.asarray(far, np.float64)
