"""Brightness of skin as it can be compared: evened of light, sampled between pixels, correlated."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.arrays import Gray, Image, Picture, Points
from vision.grey import in_grey

BLUR_MM, LEAST_BLUR_PX = 0.8, 0.8
"""Finer detail than this is mostly noise and compression. A face is compared at the fineness of its reference,
whether it has come nearer since or not."""
LIGHT_MM = 14.0
"""Brightness is taken against its surroundings of this width, about that of a chin: light that changes with the head's
turning varies more slowly, skin texture and the chin's own relief faster."""
QUIET_GREY = 2.0
"""Contrast below this (grey levels) is noise and is not blown up."""
LEAST_PART_PX = 32
"""A part of the picture smaller than this each way shows too little of a face."""


def even_light(gray: Gray, px_per_mm: float, seen_px_per_mm: float) -> Image:
    """Brightness against its surroundings, in units of the local contrast; as fine as ``seen_px_per_mm`` could show."""
    blur_mm = max(BLUR_MM, LEAST_BLUR_PX / seen_px_per_mm)
    smooth = cv2.GaussianBlur(gray.astype(np.float32), (0, 0), blur_mm * px_per_mm)
    width = max(3, int(LIGHT_MM * px_per_mm) | 1)
    relief = smooth - cv2.blur(smooth, (width, width))
    contrast = np.sqrt(cv2.blur(relief * relief, (width, width)) + np.float32(QUIET_GREY**2))
    return np.asarray(relief / contrast, np.float32)


@dataclass(frozen=True, slots=True)
class EvenPart:
    """The part of a picture that holds a face. even: (H, W) evened brightness. corner: (2,) px, its left and top."""

    even: Image
    corner: Points


def even_part(picture: Picture, pixels: Points, px_per_mm: float, seen_px_per_mm: float) -> EvenPart | None:
    """The part of ``picture`` that holds ``pixels`` (N, 2), evened; None when hardly anything of them lies in it."""
    height, width = picture.shape[:2]
    margin = LIGHT_MM * px_per_mm
    low, high = pixels.min(axis=0) - margin, pixels.max(axis=0) + margin
    left, top = max(0, int(low[0])), max(0, int(low[1]))
    right, bottom = min(width, int(high[0]) + 2), min(height, int(high[1]) + 2)
    if min(right - left, bottom - top) < LEAST_PART_PX:
        return None
    even = even_light(in_grey(picture[top:bottom, left:right]), px_per_mm, seen_px_per_mm)
    return EvenPart(even, np.array([left, top], np.float64))


def gradient(even: Image) -> tuple[Image, Image]:
    """How brightness rises to the right and downwards, per px."""
    across = cv2.Sobel(even, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    down = cv2.Sobel(even, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def strongest(across: Image, down: Image, mask: Gray, count: int, block: int) -> NDArray[np.intp]:
    """Places (n, 2) of up to ``count`` steep pixels of a region, as (column, row); each block gives its share."""
    row, column = np.nonzero(mask)
    if not len(row):
        return np.zeros((0, 2), np.intp)
    steep = across[row, column] ** 2 + down[row, column] ** 2
    blocks = np.unique((row // block) * 10_000 + column // block, return_inverse=True)[1]
    order = np.lexsort((-steep, blocks))
    begins = np.flatnonzero(np.diff(blocks[order], prepend=-1))
    rank = np.empty(len(row), np.intp)
    rank[order] = np.arange(len(row)) - np.repeat(begins, np.diff(np.append(begins, len(row))))
    keep = np.argsort(rank, kind="stable")[:count]
    return np.stack([column[keep], row[keep]], axis=1)


def sample(image: Image, at: Image, how: int = cv2.INTER_CUBIC) -> Image:
    """What ``image`` shows at places ``at`` (N, 2) px between its pixels; beyond its edge, what the edge shows."""
    column, row = np.ascontiguousarray(at[:, 0])[None], np.ascontiguousarray(at[:, 1])[None]  # as one row: four times
    return np.asarray(cv2.remap(image, column, row, how, borderMode=cv2.BORDER_REPLICATE)[0], np.float32)  # as fast


def correlation(one: Image, other: Image) -> float:
    """How alike two rows of brightness (N,) are, -1..1; 0 when one of them is the same throughout."""
    a, b = one - one.mean(), other - other.mean()
    return float(a @ b) / math.sqrt(float(a @ a) * float(b @ b) + 1e-12)
