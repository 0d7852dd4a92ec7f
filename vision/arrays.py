"""Names for the arrays that go about between modules."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Places (N, 2) or (N, 3), directions, rotations and what is reckoned from them."""
Vector = NDArray[np.float64]
"""Numbers in a row (N,), or rows of them (N, features)."""
Gray = NDArray[np.uint8]
"""A picture (H, W) in grey, or a mask of it."""
Picture = NDArray[np.uint8]
"""A picture as it came, (H, W, 3) BGR, or in grey."""
Image = NDArray[np.float32]
"""A picture (H, W), or what was read from its pixels (N,)."""
