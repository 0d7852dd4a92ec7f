"""Laying the hammock's soft layers over its ground and enlarging them, in two ways that give the same pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SoftLayers:
    """Opacities 0..1 of two layers, float32 (height, width), and the plane values of each and of the ground, 0..255.

    light: the band and the line's glow. behind: the breath, as far as it is seen through them.
    """

    light: NDArray[np.float32]
    behind: NDArray[np.float32]
    light_ink: Sequence[int]
    behind_ink: Sequence[int]
    ground: Sequence[int]


LayInto = Callable[[SoftLayers, NDArray[np.uint8]], None]
"""Fills a picture, uint8 (height, width, 4), with layers that are smaller."""


def laid(layers: SoftLayers, into: NDArray[np.uint8]) -> None:
    """By numpy alone: for pictures that are painted once, maybe on the very first page, before OpenCV is loaded."""
    inks = zip(layers.light_ink, layers.behind_ink, layers.ground, strict=True)
    planes = [
        layers.light * (light - under) + layers.behind * (behind - under) + under for light, behind, under in inks
    ]
    small = np.rint(np.stack(planes, axis=-1)).clip(0, 255)
    (height, width), (from_height, from_width) = into.shape[:2], small.shape[:2]
    row, down = _between(height, from_height)
    column, across = _between(width, from_width)
    rows = small[row] + down[:, None, None] * (small[row + 1] - small[row])
    into[:] = np.rint(rows[:, column] + across[:, None] * (rows[:, column + 1] - rows[:, column]))


def laid_quickly(layers: SoftLayers, into: NDArray[np.uint8]) -> None:
    """By OpenCV, in a thirtieth of the time: for pictures that move, which a camera came before."""
    import cv2

    planes = [
        cv2.addWeighted(layers.light, light - under, layers.behind, behind - under, under, dtype=cv2.CV_8U)
        for light, behind, under in zip(layers.light_ink, layers.behind_ink, layers.ground, strict=True)
    ]
    cv2.resize(cv2.merge(planes), into.shape[1::-1], dst=into, interpolation=cv2.INTER_LINEAR)


def _between(count: int, from_count: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """For each of ``count`` pixels the one of ``from_count`` before it, and how far on to the next it lies, 0..1."""
    place = np.clip((np.arange(count, dtype=np.float32) + 0.5) * from_count / count - 0.5, 0, from_count - 1)
    before = np.minimum(place.astype(np.intp), from_count - 2)
    return before, (place - before).astype(np.float32)
