"""The photograph test: a real face whose chin is moved by known amounts, with noise and a swaying head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.portraits import ASTRONAUT, Picture, portrait, still
from vision.camera import Frame
from vision.chin.hinge import MENTON, hinge_of
from vision.head import Camera, find_head, solid
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.template import build_template

LEVELS_MM = (0, 1, 2, 3, 4, 5, 6, 0)
PICTURES = 45
NOISE_GREY = 3.0
SWAY_PX, SWAY_DEG, SWAY_SCALE = 1.5, 1.0, 0.01
WIDTH = 640
UPPER_LIP, LOWER_LIP, CHIN = 0, 17, 152


def photograph_table(path: Path | None) -> str:
    """Gain and residual on a warped portrait, mesh alone and with patches."""
    picture = _portrait(path)
    with Landmarker() as landmarker:
        faces = [landmarker.find(Frame(picture, index / 30, index)) for index in range(8)]
        face = faces[-1]
        if face is None:
            return "photograph test: no face found in the portrait"
        frames = list(_frames(picture, face))
        found = [landmarker.find(frame) for frame, _ in frames]
    size = (picture.shape[1], picture.shape[0])
    first = [one for one in found[:PICTURES] if one is not None]
    template = build_template(first, size)
    seen_share = _seen_share(first[0], template.points_mm, Camera.of(*size))
    true = np.array([level for _, level in frames]) / seen_share
    name = "astronaut of scikit-image" if path is None else path.name
    lines = [
        f"Photograph test ({name}): lips sealed, chin moved down in the picture by 0-{max(LEVELS_MM)} mm",
        f"  in this pose the camera sees {seen_share:.2f} mm of each mm that a chin drops; gain is against the drop",
    ]
    for way, patches in (("head frame, mesh alone", False), ("ours (patches)", True)):
        follower = JawFollower(template, patches=patches)
        readings = [follower.read(frame, one) for (frame, _), one in zip(frames, found, strict=True)]
        lines.append(f"  {way:24s} {_figures(readings, true)}")
    return "\n".join(lines)


def _figures(readings: list[JawReading], true: NDArray[np.float64]) -> str:
    drop = np.array([reading.chin_drop_mm for reading in readings])
    known = np.isfinite(drop)
    gain, offset = np.polyfit(true[known], drop[known], 1)
    means = np.array([np.nanmean(drop[start : start + PICTURES]) for start in range(0, len(drop), PICTURES)])
    residual = means - (gain * true[::PICTURES] + offset)
    jitter = np.median([np.nanstd(drop[start : start + PICTURES]) for start in range(0, len(drop), PICTURES)])
    back = means[-1] - means[0]
    noise = f"residual {residual.std():.2f} mm, SD per picture {jitter:.2f} mm"
    return f"gain {gain:.2f}, {noise}, back at 0: {back:+.2f} mm"


def _seen_share(face: FaceLandmarks, points_mm: NDArray[np.float64], camera: Camera) -> float:
    """Picture travel of the chin, mm, per mm that it drops on the hinge, in this pose."""
    head = find_head(solid(face.points), points_mm, camera)
    hinge = hinge_of(points_mm)
    chin, angle = points_mm[[MENTON]], 0.02
    ends = [camera.project(head.to_camera(hinge.opened(chin, one)))[0, 1] for one in (0.0, angle)]
    drop_mm = hinge.drop_mm(points_mm[MENTON], angle)
    return float(ends[1] - ends[0]) * float(head.shift[2]) / camera.focal_px / drop_mm


def _portrait(path: Path | None) -> Picture:
    image = portrait(ASTRONAUT)[:300, 80:380] if path is None else still(path)
    scale = WIDTH / image.shape[1]
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)


def _frames(picture: Picture, face: FaceLandmarks) -> Iterator[tuple[Frame, float]]:
    """Pictures with the chin moved by each level in turn; seeded, so that every run sees the same."""
    random = np.random.default_rng(1)
    height, width = picture.shape[:2]
    camera = Camera.of(width, height)
    points = solid(face.points)
    template = build_template([face], (width, height))
    px_per_mm = camera.focal_px / float(find_head(points, template.points_mm, camera).shift[2])
    weight = _chin_weight(points, (height, width))
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    middle = (float(points[1, 0]), float(points[1, 1]))
    for index in range(len(LEVELS_MM) * PICTURES):
        level = float(LEVELS_MM[index // PICTURES])
        moved = cv2.remap(picture, columns, rows - weight * np.float32(level * px_per_mm), cv2.INTER_CUBIC)
        phase = 2 * np.pi * index / 97
        turn = cv2.getRotationMatrix2D(middle, SWAY_DEG * np.sin(phase), 1 + SWAY_SCALE * np.sin(1.7 * phase))
        turn[:, 2] += SWAY_PX * np.sin(1.3 * phase), SWAY_PX * np.cos(0.9 * phase)
        swayed = cv2.warpAffine(moved, turn, (width, height), None, cv2.INTER_CUBIC, cv2.BORDER_REPLICATE)
        noisy = swayed + random.normal(0.0, NOISE_GREY, swayed.shape)
        yield Frame(np.clip(noisy, 0, 255).astype(np.uint8), index / 30, index), level


def _chin_weight(points: NDArray[np.float64], shape: tuple[int, int]) -> NDArray[np.float32]:
    """How far each place goes with the chin: 0 from the upper lip up, 1 on the chin, fading on the neck and cheeks.

    In the backward map a place is looked up above itself, so the chin's weight reaches a little below its border.
    """
    lip, lower, chin = (float(points[index, 1]) for index in (UPPER_LIP, LOWER_LIP, CHIN))
    rows = np.arange(shape[0], dtype=np.float32)[:, None]
    columns = np.arange(shape[1], dtype=np.float32)[None]
    depth = chin - lower
    rising = np.clip((rows - lip) / max(1.0, lower - lip), 0.0, 1.0)
    falling = np.clip((chin + 1.5 * depth - rows) / depth, 0.0, 1.0)
    half = float(np.ptp(points[:, 0])) / 2
    off = np.abs(columns - float(points[CHIN, 0])) / half
    sides = np.clip((1.0 - off) / 0.4, 0.0, 1.0)
    return np.asarray(rising * falling * sides, np.float32)
