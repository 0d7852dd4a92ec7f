"""Still portraits that anybody may warp: read from packages that bring them, none is kept in this repository.

astronaut: Eileen Collins, NASA; scikit-image says of it "no known copyright restrictions, released into the public
domain". hopper: Grace Hopper, United States Navy, comes with matplotlib; a work of the United States government, in the
public domain. Other portraits that come with packages were left out: nothing there says that they may be changed.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

ASTRONAUT, HOPPER = "astronaut", "hopper"
PORTRAITS = (ASTRONAUT, HOPPER)


def portrait(name: str) -> Picture:
    """One of ``PORTRAITS``, BGR, as its package brings it. Raises SystemExit when the package is not installed."""
    return _astronaut() if name == ASTRONAUT else _hopper()


def still(path: Path) -> Picture:
    """A picture file, BGR. Raises SystemExit when it is none."""
    picture = cv2.imread(str(path))
    if picture is None:
        raise SystemExit(f"{path} is not a picture.")
    return np.asarray(picture, np.uint8)


def _astronaut() -> Picture:
    try:
        from skimage.data import astronaut  # only the benchmarks need scikit-image
    except ImportError:
        raise SystemExit("The astronaut's portrait comes with scikit-image; install the benchmarks' group.") from None
    return np.asarray(cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR), np.uint8)


def _hopper() -> Picture:
    import matplotlib  # here, because it takes a while to load

    return still(Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg")
