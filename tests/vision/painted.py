"""A head that can be painted: the sitter's shape with a made-up skin, its strips of chin opened as one likes."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.vision.faces import even_face, turned
from vision.chin.hinge import Hinge, hinge_of
from vision.chin.strips import STRIPS, Strips, strips_of
from vision.head import Camera, Head

FULL, HALF = (640, 480), (320, 240)
CELL_MM = 0.4
LATTICE_MM = 4.0
HALF_WIDTH_MM, ABOVE_MM, BELOW_MM = 80.0, 62.0, 142.0
UPPER_LIP = 13
SHUT = np.zeros(STRIPS)


def shape() -> NDArray[np.float64]:
    return even_face()


def hinge() -> Hinge:
    return hinge_of(shape())


def strips() -> Strips:
    return strips_of(shape())


def head(
    yaw_deg: float = 0.0,
    pitch_deg: float = 0.0,
    roll_deg: float = 0.0,
    distance_mm: float = 400.0,
    across_mm: float = 0,
) -> Head:
    return Head(turned(yaw_deg, pitch_deg, roll_deg), np.array([across_mm, -30.0, distance_mm]), 0.0)


@cache
def _skin() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places (N, 3) on the skull, evenly spread, and their brightness (N,)."""
    across = np.arange(-HALF_WIDTH_MM, HALF_WIDTH_MM, CELL_MM)
    down = np.arange(-ABOVE_MM, BELOW_MM, CELL_MM)
    points = shape()[:468]
    coarse_x, coarse_y = np.meshgrid(
        np.arange(-HALF_WIDTH_MM, HALF_WIDTH_MM, LATTICE_MM), np.arange(-ABOVE_MM, BELOW_MM, LATTICE_MM)
    )
    apart = (coarse_x[..., None] - points[:, 0]) ** 2 + (coarse_y[..., None] - points[:, 1]) ** 2
    weight = np.exp(-apart / (2 * 6.0**2)) + 1e-9
    depth = (weight * points[:, 2]).sum(axis=2) / weight.sum(axis=2)
    z = cv2.resize(depth, (len(across), len(down)), interpolation=cv2.INTER_CUBIC)
    random = np.random.default_rng(5)
    freckles = cv2.GaussianBlur(random.normal(0, 1, z.shape), (0, 0), 1.3 / CELL_MM)
    shades = cv2.GaussianBlur(random.normal(0, 1, z.shape), (0, 0), 5.0 / CELL_MM)
    tone = 130 + 22 * freckles / freckles.std() + 12 * shades / shades.std()
    x, y = np.meshgrid(across, down)
    return np.stack([x, y, z], axis=2).reshape(-1, 3), tone.reshape(-1)


def painted(
    place: Head, angles: NDArray[np.float64] = SHUT, size: tuple[int, int] = FULL, noise_grey: float = 1.0
) -> NDArray[np.uint8]:
    """The picture (grey) of the head there, its chin open by ``angles``; skin fades into the strips from the lips."""
    return _painted(place.rotation.tobytes(), place.shift.tobytes(), tuple(map(float, angles)), size, noise_grey)


@cache
def _painted(
    rotation: bytes, shift: bytes, angles: tuple[float, ...], size: tuple[int, int], noise_grey: float
) -> NDArray[np.uint8]:
    place = Head(np.frombuffer(rotation).reshape(3, 3), np.frombuffer(shift), 0.0)
    places, tone = _skin()
    lip, level = float(shape()[UPPER_LIP, 1]), float(strips().levels_mm[0])
    below = np.clip((places[:, 1] - lip) / (level - lip), 0.0, 1.0)
    moved = hinge().opened(places, below * (strips().shares(places[:, 1]) @ np.array(angles)))
    camera = Camera.of(*size)
    at = camera.project(place.to_camera(moved))
    column, row = np.floor(at).astype(int).T
    right, lower = (at - np.floor(at)).T
    total, count = np.zeros(size[0] * size[1]), np.zeros(size[0] * size[1])
    for dx, dy, share in (
        (0, 0, (1 - right) * (1 - lower)),
        (1, 0, right * (1 - lower)),
        (0, 1, (1 - right) * lower),
        (1, 1, right * lower),
    ):
        inside = (column + dx >= 0) & (column + dx < size[0]) & (row + dy >= 0) & (row + dy < size[1])
        pixel = (row + dy)[inside] * size[0] + (column + dx)[inside]
        total += np.bincount(pixel, share[inside] * tone[inside], len(total))
        count += np.bincount(pixel, share[inside], len(total))
    picture = np.where(count > 0.05, total / np.maximum(count, 0.05), 110.0).reshape(size[1], size[0])
    seed = np.frombuffer(rotation + shift + np.array(angles).tobytes(), np.uint32)
    grain = np.random.default_rng(seed).normal(0, noise_grey, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)
