"""Pictures in grey, part by part: to change the whole of one takes longer than what is done with the part."""

from __future__ import annotations

import cv2
import numpy as np

from vision.arrays import Gray, Picture


def in_grey(part: Picture) -> Gray:
    """``part`` (H, W, 3) of a BGR picture in grey; as it is when it is grey already."""
    return part if part.ndim == 2 else np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), np.uint8)
