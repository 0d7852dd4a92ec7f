"""Sources of frames. (Skeleton: the capture itself follows.)"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture.

    image: uint8 (H, W, 3), BGR, unmirrored, upright.
    t_s: seconds since the source was opened; a file's own clock for files. Strictly increasing.
    index: number of the picture in its source, from 0; gaps mean dropped pictures.
    """

    image: NDArray[np.uint8]
    t_s: float
    index: int
