"""What is worked into a camera picture's pixels: size, dimming, soft lines, round corners. No window here.

OpenCV is imported where a picture is worked on: it takes its time, and the window stands before any picture comes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feedback.window.drawn.hammock_pixels import Ink, blend, full_ink

JAW_LINE = (234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454)
LIP_LINE = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
"""The mesh's own lower contour, ear to ear, and the outer edge of the lips."""
FINER = 4
"""Lines are drawn so many times larger and averaged down: that makes their edges soft."""
BEND = 4
"""Straight pieces between two points of a line; more cannot be told from a curve."""
WORST_CROP = 0.36
"""A picture that would lose more than this to the card's shape (a phone held upright) is shown whole instead."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of the camera's picture is shown, px in it."""

    left: float
    top: float
    width: float
    height: float


def whole_cut(size: tuple[int, int], card: tuple[int, int]) -> Cut:
    """The largest middle part of a picture of ``size`` (width, height) that fills ``card``; all if too much goes."""
    (width, height), wanted = size, card[0] / card[1]
    cut_width, cut_height = min(width, height * wanted), min(height, width / wanted)
    if cut_width * cut_height < (1 - WORST_CROP) * width * height:
        return Cut(0.0, 0.0, width, height)
    return Cut((width - cut_width) / 2, (height - cut_height) / 2, cut_width, cut_height)


class Corners:
    """Rounds the corners of pictures of one size (width, height) px; only the pixels there are touched."""

    def __init__(self, size: tuple[int, int], radius: float) -> None:
        self.fit = (size, radius)
        width, height = size
        across = np.maximum(0.0, np.abs(np.arange(width) + 0.5 - width / 2) - (width / 2 - radius))
        down = np.maximum(0.0, np.abs(np.arange(height) + 0.5 - height / 2) - (height / 2 - radius))
        inside = np.clip(radius + 0.5 - np.hypot(across, down[:, None]), 0.0, 1.0).ravel()
        self._place = np.flatnonzero(inside < 1.0)
        self._inside = inside[self._place, None].astype(np.float32)

    def round_off(self, pixels: NDArray[np.uint8], ground: Ink) -> None:
        """Let ``ground`` show in the corners of ``pixels`` (BGRA)."""
        flat = pixels.reshape(-1, 4)
        flat[self._place] = flat[self._place] * self._inside + full_ink(ground) * (1.0 - self._inside)


def small_picture(image: NDArray[np.uint8], cut: Cut, size: tuple[int, int]) -> NDArray[np.uint8]:
    """``cut`` of ``image`` (BGR, unmirrored), mirrored and brought to ``size`` (width, height) px."""
    import cv2

    height, width = image.shape[:2]
    left, top = int(max(0, cut.left)), int(max(0, cut.top))
    right, bottom = min(width, round(cut.left + cut.width)), min(height, round(cut.top + cut.height))
    part: NDArray[np.uint8] = image[top : max(top + 2, bottom), left : max(left + 2, right)]
    if part.shape[1] > 2 * size[0]:  # four pixels for each are averaged: plenty for a dimmed card
        part = np.asarray(cv2.resize(part, (2 * size[0], 2 * size[1]), interpolation=cv2.INTER_NEAREST), np.uint8)
    exactly_half = part.shape[1] == 2 * size[0]
    method = cv2.INTER_AREA if exactly_half else cv2.INTER_LINEAR  # averaging over odd shares costs ten times as much
    part = np.asarray(cv2.resize(part, size, interpolation=method), np.uint8)
    return np.asarray(cv2.flip(part, 1), np.uint8)


def dimmed(picture: NDArray[np.uint8], veil: Ink, dim: float) -> NDArray[np.uint8]:
    """``picture`` (BGR) under a veil of one colour: uint8 (height, width, 4), BGRA."""
    import cv2

    ground = (*(dim * part for part in veil), 255.0)
    plain = cv2.convertScaleAbs(cv2.cvtColor(picture, cv2.COLOR_BGR2BGRA), alpha=1 - dim)
    return np.asarray(cv2.add(plain, ground))  # type: ignore[call-overload]  # cv2 takes a colour too


def bent(points: NDArray[np.float64], *, closed: bool) -> NDArray[np.float64]:
    """A line (n, k) through the middles between ``points`` (m, k), bent by the points: no corners."""
    if closed:
        before, after = np.roll(points, 1, axis=0), np.roll(points, -1, axis=0)
        starts, ends, bends = (before + points) / 2, (points + after) / 2, points
    else:
        middles = (points[1:] + points[:-1]) / 2
        starts, ends, bends = middles[:-1], middles[1:], points[1:-1]
    part = (np.arange(BEND) / BEND)[None, :, None]
    curve = (1 - part) ** 2 * starts[:, None] + 2 * part * (1 - part) * bends[:, None] + part**2 * ends[:, None]
    line: NDArray[np.float64] = curve.reshape(-1, points.shape[1])
    return np.concatenate([line, line[:1]] if closed else [points[:1], line, ends[-1:], points[-1:]])


def draw(
    pixels: NDArray[np.uint8], lines: list[NDArray[np.float64]], tint: Ink, opacity: float, width_px: float
) -> None:
    """Draw soft-edged lines (n, 2) into ``pixels`` (BGRA)."""
    import cv2

    every, far = np.concatenate(lines), math.ceil(width_px)
    left, top = np.maximum(0, np.floor(every.min(axis=0)).astype(int) - far)
    right, bottom = np.minimum(pixels.shape[1::-1], np.ceil(every.max(axis=0)).astype(int) + far)
    if right <= left or bottom <= top:
        return
    large = np.zeros(((bottom - top) * FINER, (right - left) * FINER), np.uint8)
    for line in lines:
        at = np.round((line - (left, top)) * FINER - 0.5).astype(np.int32)
        cv2.polylines(large, [at], isClosed=False, color=255, thickness=round(width_px * FINER) - 1)
    mask = cv2.resize(large, (int(right - left), int(bottom - top)), interpolation=cv2.INTER_AREA)
    at = np.flatnonzero(mask)
    row, column = np.divmod(at, mask.shape[1])
    place = (row + top) * pixels.shape[1] + column + left
    blend(pixels, place, mask.ravel()[at] * np.float32(opacity / 255), full_ink(tint))


JAW_BEND = bent(np.eye(len(JAW_LINE)), closed=False)
LIP_BEND = bent(np.eye(len(LIP_LINE)), closed=True)
"""How each place on the bent lines follows from the landmarks: worked out once, by bending those of unit length."""
