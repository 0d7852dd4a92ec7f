"""Known truth on real skin: neutral pictures of a person, the lower jaw turned about a known hinge.

Each picture's mesh gives a place on the skull for every pixel near the face. Skin goes with the jaw by a share that is
0 above the line between the lips, 1 below the fold under the lower lip, and smooth between; the moved places are
projected in full perspective with the camera that the product assumes, and the picture is pulled along. The hinge is
not the product's own, so that nothing is measured with the ruler it was made by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin
from zlib import crc32

import cv2
import numpy as np
from numpy.typing import NDArray

from calibration.levels import LITERATURE_GAIN
from vision.arrays import Points
from vision.camera import Frame
from vision.chin.hinge import MENTON, Hinge
from vision.head import Camera, Head, find_head, small_rotation, solid
from vision.landmarker import Landmarker
from vision.template import build_template

Picture = NDArray[np.uint8]
Field = NDArray[np.float32]

LIP_LINE, POGONION, SUBNASALE = (13, 14), 199, 2
OUTLINE = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
           152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109]  # fmt: skip
FADE_MM = 28.0
"""Beyond the face's outline the throat and the background come along less and less over this width."""
NOISE_GREY = 2.0
"""Standard deviation of the fresh noise on every picture, as of a webcam in a lit room."""
NOISE_SLACK_PX = 128
LATTICE_PX = 4
"""The way is found at every so many pixels and smooth between: skin does not fold more finely."""
SETTLING = 3
"""The landmarker sees the first picture so often before its word counts: it comes nearer over the first frames."""
INVERSION_ROUNDS = 8
"""Fixed-point rounds that turn "where does this go" into "where does this come from"."""


@dataclass(frozen=True, slots=True)
class Skin:
    """How one person's jaw turns and what the skin makes of it.

    fold: where skin begins to move in full, 0 at the line between the lips, 1 at the foremost point of the chin.
    lips: share of the jaw's way that the line between the lips follows, 0-0.6.
    above_mm, behind_mm: the momentary centre of rotation, from the line between the lips.
    """

    fold: float = 1.0
    lips: float = 0.0
    above_mm: float = 38.0
    behind_mm: float = 80.0

    @staticmethod
    def drawn(seed: int, fold: float, name: str = "") -> Skin:
        """A hinge and a lip share by chance, about the usual ones; other ones for another name."""
        random = np.random.default_rng([seed, crc32(name.encode())])
        return Skin(
            fold=fold,
            lips=float(random.uniform(0.0, 0.6)),
            above_mm=float(random.uniform(28.0, 48.0)),
            behind_mm=float(random.uniform(70.0, 90.0)),
        )


@dataclass(frozen=True, slots=True)
class Motion:
    """How the head moves besides: a slow sway of so many degrees and millimetres."""

    turn_deg: float = 0.0
    shift_mm: float = 0.0
    period_s: float = 5.0

    def at(self, t_s: float) -> tuple[Points, Points]:
        """Turn (rad) and shift (mm) about the resting place."""
        phase = 2 * pi * t_s / self.period_s
        turn = self.turn_deg * np.array([sin(phase), 0.8 * sin(1.31 * phase + 1.0), 0.5 * sin(0.77 * phase + 2.0)])
        shift = self.shift_mm * np.array([sin(0.9 * phase), cos(1.1 * phase) - 1.0, 3.0 * sin(0.53 * phase)])
        return np.radians(turn), shift


STILL, LITTLE, LIVELY = Motion(), Motion(1.5, 2.0), Motion(5.0, 6.0, 4.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One neutral picture on the skull. at: lattice (h, w, 2) px; places: (h, w, 3) mm, skull frame; share: (h, w)."""

    picture: Picture
    head: Head
    at: Field
    places: Field
    share: Field


@dataclass(frozen=True, slots=True)
class Person:
    """A person's neutral pictures, ready to be warped.

    template_mm: (478, 3), hinge: in the person's skull frame. menton_share: how far menton's skin goes with the jaw,
    0..1.
    """

    name: str
    sheets: Sequence[Sheet]
    camera: Camera
    hinge: Hinge
    template_mm: Points
    menton_mm: Points
    menton_share: float
    px_per_mm: float

    def angle(self, gap_mm: float) -> float:
        """Opening, rad, at which menton's skin has gone down as far as teeth ``gap_mm`` apart take it."""
        drop_mm = gap_mm / LITERATURE_GAIN / self.menton_share
        low, high = -0.2, 1.0
        for _ in range(50):
            middle = (low + high) / 2
            low, high = (middle, high) if self.hinge.drop_mm(self.menton_mm, middle) < drop_mm else (low, middle)
        return low

    def frames(
        self, gaps_mm: Sequence[float], *, fps: float = 30.0, motion: Motion = STILL, seed: int = 1
    ) -> Iterator[Frame]:
        """A picture for each gap, the neutral pictures forth and back, with fresh noise."""
        random = np.random.default_rng(seed)
        there_and_back = [*range(len(self.sheets)), *range(len(self.sheets) - 2, 0, -1)]
        noise = _Noise(random, self.sheets[0].picture.shape)
        angles = {gap_mm: self.angle(gap_mm) for gap_mm in set(gaps_mm)}
        for index, gap_mm in enumerate(gaps_mm):
            sheet = there_and_back[index % len(there_and_back)]
            source = self.source(angles[gap_mm], *motion.at(index / fps), sheet=sheet)
            neutral = self.sheets[sheet].picture
            picture = cv2.remap(neutral, source, None, cv2.INTER_CUBIC, None, cv2.BORDER_REPLICATE)
            noisy = cv2.add(picture, noise.fresh(), dtype=cv2.CV_8U)
            yield Frame(np.asarray(noisy, np.uint8), index / fps, index)

    def source(self, angle: float, turn: Points, shift: Points, *, sheet: int = 0) -> Field:
        """Where in a neutral picture each pixel of the warped one comes from, (height, width, 2), x and y in px."""
        one = self.sheets[sheet]
        rows, columns = one.share.shape
        off = self.gone(one, angle, turn, shift).astype(np.float32).reshape(rows, columns, 2)
        source = one.at - off
        for _ in range(INVERSION_ROUNDS):
            at = source / LATTICE_PX
            source = one.at - cv2.remap(off, at[..., 0], at[..., 1], cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)
        height, width = one.picture.shape[:2]
        pixels = _pixels(height, width)
        return cv2.remap(source, pixels / LATTICE_PX, None, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)

    def gone(self, sheet: Sheet, angle: float, turn: Points, shift: Points) -> Points:
        """How far each lattice point goes in the picture, (n, 2) px."""
        places = sheet.places.reshape(-1, 3).astype(np.float64)
        moved = places + sheet.share.reshape(-1, 1) * (self.hinge.opened(places, angle) - places)
        head = Head(small_rotation(turn) @ sheet.head.rotation, sheet.head.shift + shift, 0.0)
        return self.camera.project(head.to_camera(moved)) - self.camera.project(sheet.head.to_camera(places))


class _Noise:
    """Fresh noise for every picture: another window of one large sheet, which costs a twentieth of drawing it anew."""

    def __init__(self, random: np.random.Generator, shape: tuple[int, ...]) -> None:
        height, width, channels = self._shape = shape
        self._random = random
        sheet = random.standard_normal((height + NOISE_SLACK_PX, width + NOISE_SLACK_PX, channels), np.float32)
        self._sheet = np.round(NOISE_GREY * sheet).astype(np.int16)

    def fresh(self) -> NDArray[np.int16]:
        """Rounded noise for one picture."""
        top, left = self._random.integers(0, NOISE_SLACK_PX, 2)
        return np.ascontiguousarray(self._sheet[top : top + self._shape[0], left : left + self._shape[1]])


@cache
def _pixels(height: int, width: int) -> Field:
    """Each pixel's own place, (height, width, 2), x and y."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    return np.dstack([x, y])


def person(name: str, pictures: Sequence[Picture], skin: Skin) -> Person:
    """Prepare a person's neutral pictures, all of one size. Raises SystemExit when one shows no face."""
    height, width = pictures[0].shape[:2]
    camera = Camera.of(width, height)
    faces = []
    with Landmarker() as landmarker:
        for index, picture in enumerate([*SETTLING * [pictures[0]], *pictures]):
            face = landmarker.find(Frame(picture, index / 30, index))
            if face is None and index >= SETTLING:
                raise SystemExit(f"{name}: no face in neutral picture {index - SETTLING}")
            faces.append(face)
    faces = [face for face in faces[SETTLING:] if face is not None]
    template = build_template(faces, (width, height)).points_mm
    lips = template[list(LIP_LINE)].mean(axis=0)
    hinge = Hinge(down_mm=float(lips[1]) - skin.above_mm, back_mm=float(lips[2]) + skin.behind_mm)
    sheets = [
        _sheet(picture, solid(face.points), template, camera, skin)
        for picture, face in zip(pictures, faces, strict=True)
    ]
    distance = float(np.median([sheet.head.shift[2] for sheet in sheets]))
    seen = np.median([_at_menton(sheet, template, camera) for sheet in sheets], axis=0)
    return Person(name, sheets, camera, hinge, template, seen[:3], float(seen[3]), camera.focal_px / distance)


def _at_menton(sheet: Sheet, template: Points, camera: Camera) -> Points:
    """Where menton's pixel lies on the sheet, (3,) mm, and its share; depth between landmarks is not quite theirs."""
    column, row = (camera.project(sheet.head.to_camera(template[[MENTON]]))[0] / LATTICE_PX).astype(np.float32)
    values = np.dstack([sheet.places, sheet.share])
    return np.asarray(cv2.remap(values, np.array([[column]]), np.array([[row]]), cv2.INTER_LINEAR)[0, 0], np.float64)


def _sheet(picture: Picture, points: Points, template: Points, camera: Camera, skin: Skin) -> Sheet:
    head = find_head(points, template, camera)
    height, width = picture.shape[:2]
    rows, columns = -(-height // LATTICE_PX) + 1, -(-width // LATTICE_PX) + 1
    y, x = np.mgrid[:rows, :columns].astype(np.float32) * LATTICE_PX
    at = np.stack([x, y], axis=2)
    pixels = camera.project(head.to_camera(template[:468]))
    px_per_mm = camera.focal_px / float(head.shift[2])
    flat = at.reshape(-1, 2).astype(np.float64)
    far = ((flat[:, None] - pixels[None]) ** 2).sum(axis=2)
    near = np.argpartition(far, 6, axis=1)[:, :6]
    weight = 1.0 / (np.take_along_axis(far, near, axis=1) + px_per_mm**2)
    depth = (head.to_camera(template[:468])[:, 2][near] * weight).sum(axis=1) / weight.sum(axis=1)
    places = head.to_skull(camera.rays(flat) * depth[:, None])
    share = _share(places, template, skin) * _fade(at, pixels, px_per_mm).reshape(-1)
    return Sheet(picture, head, at, places.reshape(rows, columns, 3).astype(np.float32), share.reshape(rows, columns))


def _share(places: Points, template: Points, skin: Skin) -> Field:
    """How much of the jaw's way each place goes, 0..1."""
    line = float(template[list(LIP_LINE), 1].mean())
    nose = float(template[SUBNASALE, 1])
    fold = line + skin.fold * (float(template[POGONION, 1]) - line)
    down = places[:, 1]
    below = skin.lips + (1.0 - skin.lips) * _smooth((down - line) / (fold - line))
    above = skin.lips * _smooth((down - nose) / (line - nose))
    return np.where(down > line, below, above).astype(np.float32)


def _fade(at: Field, pixels: Points, px_per_mm: float) -> Field:
    """1 within the face's outline, falling to 0 around it."""
    outside = np.ones(at.shape[:2], np.uint8)
    outline = np.round(pixels[OUTLINE] / LATTICE_PX).astype(np.int32)
    cv2.fillPoly(outside, [outline], 0)
    far_mm = cv2.distanceTransform(outside, cv2.DIST_L2, 5) * LATTICE_PX / px_per_mm
    return np.asarray(1.0 - _smooth(far_mm / FADE_MM), np.float32)


def _smooth(share: NDArray[np.floating]) -> NDArray[np.floating]:
    share = np.clip(share, 0.0, 1.0)
    return share * share * (3.0 - 2.0 * share)
