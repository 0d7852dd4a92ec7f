"""Phones' HDR pictures (HLG and PQ) as ordinary ones, so that a face in them looks as it does elsewhere.

One table a channel and one matrix: what it costs is small beside the decoding. Colours are right near enough for
finding a face; exact management of them would take several times as long as all the rest.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

PQ, HLG = 16, 18
"""How a video file names its transfer characteristics (ITU-T H.273, table 3)."""
TRANSFERS = frozenset({PQ, HLG})

WHITE_NITS = 203.0
"""White paper in HDR, and so what an ordinary picture calls white (ITU-R BT.2408)."""
HLG_PEAK_NITS = 1000.0
"""The screen that HLG is drawn for (ITU-R BT.2100), whose contrast is ``HLG_CONTRAST``."""
HLG_CONTRAST = 1.2
DISPLAY_GAMMA = 2.2
"""Of an ordinary screen."""
SHOULDER = 0.9
"""From here on what is brighter than white is pressed together, not cut off, so that a lit forehead keeps its form."""
FROM_WIDE = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]])
"""Red, green and blue of BT.2020 to those of BT.709 (ITU-R BT.2087), in linear light."""


def ordinary(image: NDArray[np.uint16], transfer: int) -> NDArray[np.uint8]:
    """An HDR picture, uint16 (H, W, 3) BGR as coded, as an ordinary one, uint8. transfer: one of ``TRANSFERS``.

    An ordinary picture has but half of the codes, so in 8 bits their steps would show as blotches on the skin.
    """
    spread = _table(transfer)[image]
    return np.asarray(cv2.transform(spread, FROM_WIDE[::-1, ::-1]), np.uint8)


@cache
def _table(transfer: int) -> NDArray[np.uint8]:
    """What each of the 65,536 codes becomes."""
    code = np.arange(1 << 16) / ((1 << 16) - 1)
    light = (_pq_nits(code) if transfer == PQ else _hlg_nits(code)) / WHITE_NITS
    above = np.maximum(light - SHOULDER, 0.0)
    room = 1.0 - SHOULDER
    pressed = np.where(light > SHOULDER, SHOULDER + room * above / (above + room), light)
    return np.rint(255.0 * pressed ** (1.0 / DISPLAY_GAMMA)).astype(np.uint8)


def _pq_nits(code: NDArray[np.float64]) -> NDArray[np.float64]:
    """Light of a PQ code 0..1 (SMPTE ST 2084; its own constants)."""
    m1, m2 = 2610 / 16384, 2523 / 32
    c1, c2, c3 = 3424 / 4096, 2413 / 128, 2392 / 128
    root = code ** (1.0 / m2)
    return np.asarray(10_000.0 * (np.maximum(root - c1, 0.0) / (c2 - c3 * root)) ** (1.0 / m1))


def _hlg_nits(code: NDArray[np.float64]) -> NDArray[np.float64]:
    """Light of an HLG code 0..1 on ``HLG_PEAK_NITS`` (ITU-R BT.2100; its own constants)."""
    a = 0.17883277
    b, c = 1.0 - 4.0 * a, 0.5 - a * np.log(4.0 * a)
    scene = np.where(code <= 0.5, code**2 / 3.0, (np.exp((code - c) / a) + b) / 12.0)
    return np.asarray(HLG_PEAK_NITS * scene**HLG_CONTRAST)
