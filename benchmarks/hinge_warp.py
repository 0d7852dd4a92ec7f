"""Known truth on real skin: neutral pictures of a person, the lower jaw turned about a known hinge.

Each picture's mesh gives a place on the skull for every pixel near the face. Skin goes with the jaw by a share that
is 0 above the line between the lips, 1 below the fold under the lower lip, and smooth between; the moved places are
projected in full perspective with the camera that the product assumes, and the picture is pulled along. The hinge is
not the product's own, so that nothing is measured with the ruler it was made by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from calibration.levels import LITERATURE_GAIN
from vision.camera import Frame
from vision.head import Camera, Head, find_head, small_rotation, solid
from vision.hinge import MENTON, Hinge
from vision.landmarker import Landmarker
from vision.template import build_template

Picture = NDArray[np.uint8]
Points = NDArray[np.float64]
Field = NDArray[np.float32]

LIP_LINE, POGONION, SUBNASALE = (13, 14), 199, 2
OUTLINE = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
           152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109]  # fmt: skip
FADE_MM = 28.0
"""Beyond the face's outline the throat and the background come along less and less over this width."""
NOISE_GREY = 2.0
LATTICE_PX = 4
ROUNDS = 8
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
    def drawn(seed: int, fold: float) -> Skin:
        """A hinge and a lip share by chance, about the usual ones."""
        random = np.random.default_rng(seed)
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
class _Sheet:
    """One neutral picture on the skull. at: lattice (h, w, 2) px; places: (h, w, 3) mm, skull frame; share: (h, w)."""

    picture: Picture
    head: Head
    at: Field
    places: Field
    share: Field


@dataclass(frozen=True, slots=True)
class Person:
    """A person's neutral pictures, ready to be warped.

    menton_mm: (3,), hinge: in the person's skull frame. menton_share: how far menton's skin goes with the jaw, 0..1.
    """

    name: str
    sheets: Sequence[_Sheet]
    camera: Camera
    hinge: Hinge
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
        for index, gap_mm in enumerate(gaps_mm):
            sheet = self.sheets[there_and_back[index % len(there_and_back)]]
            picture = self._warped(sheet, self.angle(gap_mm), *motion.at(index / fps))
            noisy = picture + np.float32(NOISE_GREY) * random.standard_normal(picture.shape, np.float32)
            yield Frame(np.clip(noisy, 0, 255).astype(np.uint8), index / fps, index)

    def _warped(self, sheet: _Sheet, angle: float, turn: Points, shift: Points) -> Picture:
        rows, columns = sheet.share.shape
        places = sheet.places.reshape(-1, 3).astype(np.float64)
        opened = self.hinge.opened(places, angle)
        moved = places + sheet.share.reshape(-1, 1) * (opened - places)
        head = Head(small_rotation(turn) @ sheet.head.rotation, sheet.head.shift + shift, 0.0)
        before = self.camera.project(sheet.head.to_camera(places))
        off = (self.camera.project(head.to_camera(moved)) - before).astype(np.float32).reshape(rows, columns, 2)
        source = sheet.at - off
        for _ in range(ROUNDS):
            at = source / LATTICE_PX
            source = sheet.at - cv2.remap(off, at[..., 0], at[..., 1], cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE)
        height, width = sheet.picture.shape[:2]
        size = (columns * LATTICE_PX, rows * LATTICE_PX)
        # A lattice point stands for the corner of its square, not for its middle.
        middle = np.array([(LATTICE_PX - 1) / 2, (LATTICE_PX - 1) / 2], np.float32)
        dense = cv2.resize(source - sheet.at, size, interpolation=cv2.INTER_LINEAR)
        dense = cv2.warpAffine(dense, np.float32([[1, 0, -middle[0]], [0, 1, -middle[1]]]), size,
                               flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
        y, x = np.mgrid[:height, :width].astype(np.float32)
        dense = dense[:height, :width]
        return np.asarray(
            cv2.remap(sheet.picture, x + dense[..., 0], y + dense[..., 1], cv2.INTER_CUBIC, None, cv2.BORDER_REPLICATE),
            np.uint8,
        )


def person(name: str, pictures: Sequence[Picture], skin: Skin) -> Person:
    """Prepare a person's neutral pictures, all of one size. Raises SystemExit when one shows no face."""
    height, width = pictures[0].shape[:2]
    camera = Camera.of(width, height)
    faces = []
    with Landmarker() as landmarker:
        for index, picture in enumerate([*pictures[:3], *pictures]):  # the tracker settles first
            face = landmarker.find(Frame(picture, index / 30, index))
            if face is None:
                raise SystemExit(f"{name}: no face in neutral picture {index}")
            faces.append(face)
    faces = faces[3:]
    template = build_template(faces, (width, height)).points_mm
    lips = template[list(LIP_LINE)].mean(axis=0)
    hinge = Hinge(down_mm=float(lips[1]) - skin.above_mm, back_mm=float(lips[2]) + skin.behind_mm)
    sheets = [
        _sheet(picture, solid(face.points), template, camera, skin)
        for picture, face in zip(pictures, faces, strict=True)
    ]
    distance = float(np.median([sheet.head.shift[2] for sheet in sheets]))
    share = float(_share(template[[MENTON]], template, skin)[0])
    return Person(name, sheets, camera, hinge, template[MENTON], share, camera.focal_px / distance)


def _sheet(picture: Picture, points: Points, template: Points, camera: Camera, skin: Skin) -> _Sheet:
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
    return _Sheet(picture, head, at, places.reshape(rows, columns, 3).astype(np.float32), share.reshape(rows, columns))


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


def placed(picture: Picture, size: tuple[int, int], scale: float) -> Picture:
    """The picture, scaled, in the middle of a canvas of ``size`` (width, height); its own border colour around it."""
    width, height = size
    if scale != 1.0:
        how = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_CUBIC
        picture = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how), np.uint8)
    top, left = max(0, picture.shape[0] - height) // 2, max(0, picture.shape[1] - width) // 2
    picture = picture[top : top + height, left : left + width]
    over, side = height - picture.shape[0], width - picture.shape[1]
    out = cv2.copyMakeBorder(
        picture, over // 2, over - over // 2, side // 2, side - side // 2, cv2.BORDER_CONSTANT, value=(96, 96, 96)
    )
    return np.asarray(out, np.uint8)
