"""A reference: textured pixels of face and chin in one picture, with their places on the skull.

Some thousand pixels are kept, the steepest of every patch of skin. With each lies how it would travel in the picture
and how its brightness would change when the head turns or shifts, a strip of chin opens, or the jaw goes aside: ten
numbers. ``vision.chin.alignment`` asks which of them make a new picture look as the reference did.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.arrays import Gray, Image, Picture, Points
from vision.chin.hinge import Hinge
from vision.chin.pixels import even_part, gradient, sample, strongest
from vision.chin.strips import STRIPS, Strips
from vision.head import Camera, Head
from vision.landmarks import MESH_LANDMARKS
from vision.neighbours import nearest

FACE_OUTLINE = [10, 297, 332, 251, 389, 356, 447, 346, 360, 4, 131, 117, 227, 127, 162, 21, 103, 67]
"""Forehead, temples, cheekbones and nose down to its tip: above everything that lips or a smile move."""
EYES = (
    [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
    [362, 382, 381, 380, 374, 373, 390, 249, 263, 466, 388, 387, 386, 385, 384, 398],
)
CHIN_OUTLINE = [18, 83, 313, 182, 406, 194, 418, 211, 431, 169, 394, 170, 395, 140, 369, 171, 396, 175]
"""Skin over the mandible, from below the lower lip's red to just above the lower border: the border is an outline
against the throat, and what lies there is another piece of skin whenever the head nods."""
BROWS = (
    [70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
    [336, 296, 334, 293, 300, 285, 295, 282, 283, 276],
)
EYE_MARGIN_MM = 3.0
"""Lids and lashes around the eyes move with every blink."""
FACE_PIXELS, CHIN_PIXELS = 1500, 1300
"""As many as fit in about two milliseconds."""
BLOCK_MM = 5.0
"""The steepest pixels are taken evenly from blocks of this size: one mole or one lip's edge must not speak for all."""
LEAST_PIXELS = 50
"""With fewer of face or chin nothing is followed."""
DEPTH_PITCH_MM, DEPTH_NEAREST = 5.0, 6
"""Depth between landmarks: a lattice this fine, each of its points from so many landmarks nearest to it."""
CHIN_SAY = 0.1
"""What the chin's pixels count in where the head is. No chin moves exactly like a hinge, and with a full say the head's
nod would take up the difference: on a warped photograph that halves the gain. A tenth still steadies the nod, which the
flat upper face shows poorly."""
TURN, SHIFT, OPENING, SIDE = slice(0, 3), slice(3, 6), slice(6, 6 + STRIPS), 6 + STRIPS
"""Where the numbers lie: turn about and shift along the skull's axes, an opening for each strip, side shift."""
HEAD, NUMBERS = slice(0, 6), 6 + STRIPS + 1
UNBENDING_ROUNDS = 3
"""How a place shares in the strips hangs on where it lies when closed, and that on its shares: settled by then."""
CELL_MM = 10.0
"""Errors of neighbouring pixels go together; patches of this size count as independent when the spread is reckoned."""
CHIN_CELLS_FROM, CELLS_A_ROW = 10**6, 1000
"""Numbers of cells: those of the chin lie beyond all of the face's."""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """What is known of a face before any picture is followed. template_mm: (478, 3) skull frame."""

    template_mm: Points
    hinge: Hinge
    strips: Strips


@dataclass(slots=True, eq=False)
class Reference:
    """Pixels of one picture, on the skull.

    places: (3, N) mm, skull frame, face first, then chin with its strips open by ``angles`` (STRIPS,). faces: how many
    are face. shares: (STRIPS, N - faces), of the chin's pixels in the strips. brows: (N,), which pixels lie between
    brow and lid. lids_mm: from lid to lid in that picture. cells: where each patch of neighbouring pixels begins.
    px_per_mm: in that picture; a later one may be larger or smaller.
    values, slopes: brightness against surroundings, and its derivatives (N, 2) per px of that picture. travel: (N,
    2, NUMBERS) px per unit of the numbers. covariance: how well ``angles`` are tied to the first reference, (STRIPS,
    STRIPS) rad². mesh_rotation: (3, 3) of the head as the mesh alone saw it. ties: how many references lie between
    this one and the first.
    jacobian: (NUMBERS, N) brightness per unit of the numbers. votes: the same with CHIN_SAY. What every round of a fit
    reckons with lies pixel beside pixel, which takes a third of the time.
    usual_match: chin correlation while the reference was fresh. seen: pictures averaged in.
    """

    head: Head
    angles: Points
    covariance: Points
    px_per_mm: float
    places: Image
    faces: int
    shares: Image
    brows: NDArray[np.bool_]
    lids_mm: float
    values: Image
    slopes: Image
    travel: Image
    cells: NDArray[np.intp]
    mesh_rotation: Points
    ties: int
    jacobian: Image = field(init=False)
    votes: Image = field(init=False)
    usual_match: float = 1.0
    seen: int = 1

    def __post_init__(self) -> None:
        self._settle()

    def ripen(self, values: Image, slopes: Image, match: float) -> None:
        """Average another picture in."""
        share = np.float32(1.0 / (self.seen + 1))
        self.values += share * (values - self.values)
        self.slopes += share * (slopes - self.slopes)
        self.usual_match = match if self.seen == 1 else self.usual_match + float(share) * (match - self.usual_match)
        self.seen += 1
        self._settle()

    def _settle(self) -> None:
        self.jacobian = np.ascontiguousarray(np.einsum("np,npk->nk", self.slopes, self.travel).T)
        self.votes = self.jacobian.copy()
        self.votes[HEAD, self.faces :] *= CHIN_SAY


def make_reference(
    picture: Picture,
    head: Head,
    camera: Camera,
    anatomy: Anatomy,
    angles: Points,
    covariance: Points,
    lids_mm: float,
    *,
    mesh_rotation: Points,
    ties: int = 0,
) -> Reference | None:
    """Keep the pixels of this picture. None when too little of the face lies in the picture."""
    posed = head.to_camera(_opened_face(anatomy, angles))
    pixels = camera.project(posed)
    px_per_mm = camera.focal_px / float(head.shift[2])
    part = even_part(picture, pixels, px_per_mm, px_per_mm)
    if part is None:
        return None
    across, down = gradient(part.even)
    landmarks = pixels - part.corner
    block = max(2, round(BLOCK_MM * px_per_mm))
    face, chin = (
        strongest(across, down, mask, count, block)
        for mask, count in zip(_regions(part.even.shape, landmarks, px_per_mm), (FACE_PIXELS, CHIN_PIXELS), strict=True)
    )
    if min(len(face), len(chin)) < LEAST_PIXELS:
        return None
    at, faces = np.concatenate([face, chin]), len(face)
    depth = _depth(at, landmarks, posed[:, 2], px_per_mm, part.even.shape)
    places = head.to_skull(camera.rays(at + part.corner) * depth[:, None])
    cells = _cells(places, faces)
    order = np.argsort(cells, kind="stable")  # chin cells stay behind the face's
    at, places, (column, row) = at[order], places[order], at[order].T
    shares = _shares(places[faces:], anatomy, angles)
    return Reference(
        head=head,
        angles=angles.copy(),
        covariance=covariance,
        px_per_mm=px_per_mm,
        places=np.ascontiguousarray(places.T, np.float32),
        faces=faces,
        shares=np.ascontiguousarray(shares.T, np.float32),
        brows=_brows(part.even.shape, landmarks, px_per_mm)[row, column] > 0,
        lids_mm=lids_mm,
        values=part.even[row, column],
        slopes=np.stack([across[row, column], down[row, column]], axis=1),
        travel=_travel(places, faces, shares, head, camera, anatomy.hinge),
        cells=np.unique(cells[order], return_index=True)[1],
        mesh_rotation=mesh_rotation,
        ties=ties,
    )


def _opened_face(anatomy: Anatomy, angles: Points) -> Points:
    """The template's landmarks with the chin's strips open by ``angles``; what lies above the strips stays."""
    out = anatomy.template_mm[:MESH_LANDMARKS].copy()
    chin = out[:, 1] > anatomy.strips.levels_mm[0]
    out[chin] = anatomy.hinge.opened(out[chin], anatomy.strips.shares(out[chin, 1]) @ angles)
    return out


def _shares(places: Points, anatomy: Anatomy, angles: Points) -> Points:
    """How chin places seen with the strips open by ``angles`` share in them: asked of where they lie when closed."""
    shares = anatomy.strips.shares(places[:, 1])
    for _ in range(UNBENDING_ROUNDS):
        shares = anatomy.strips.shares(anatomy.hinge.opened(places, -(shares @ angles))[:, 1])
    return shares


def _cells(places: Points, faces: int) -> NDArray[np.intp]:
    """The number of the patch of skin that each place (N, 3) lies in."""
    cells = np.floor(places[:, :2] / CELL_MM).astype(np.intp) @ np.array([1, CELLS_A_ROW])
    cells[faces:] += CHIN_CELLS_FROM
    return np.asarray(cells, np.intp)


def _regions(shape: tuple[int, ...], landmarks: Points, px_per_mm: float) -> tuple[Gray, Gray]:
    """1 on the face to be followed, and on the chin."""
    eyes = _widened(np.maximum(_hull(shape, landmarks, EYES[0]), _hull(shape, landmarks, EYES[1])), px_per_mm)
    chin = _hull(shape, landmarks, CHIN_OUTLINE)
    return _hull(shape, landmarks, FACE_OUTLINE) & (1 - eyes) & (1 - chin), chin


def _brows(shape: tuple[int, ...], landmarks: Points, px_per_mm: float) -> Gray:
    """1 on the skin around brows and lids."""
    (right, left) = (_hull(shape, landmarks, eye + brow) for eye, brow in zip(EYES, BROWS, strict=True))
    return _widened(np.maximum(right, left), px_per_mm)


def _hull(shape: tuple[int, ...], landmarks: Points, outline: list[int]) -> Gray:
    mask = np.zeros(shape, np.uint8)
    cv2.fillConvexPoly(mask, cv2.convexHull(np.round(landmarks[outline]).astype(np.int32)), 1)
    return mask


def _widened(mask: Gray, px_per_mm: float) -> Gray:
    margin = 2 * round(EYE_MARGIN_MM * px_per_mm) + 1
    return np.asarray(cv2.dilate(mask, np.ones((margin, margin), np.uint8)), np.uint8)


def _depth(at: NDArray[np.intp], landmarks: Points, depths: Points, px_per_mm: float, shape: tuple[int, ...]) -> Points:
    """Depth of picture places, mm, between the landmarks: a coarse lattice of nearest ones, then linear."""
    pitch = max(2, int(DEPTH_PITCH_MM * px_per_mm))
    columns, rows = np.arange(0, shape[1] + pitch, pitch), np.arange(0, shape[0] + pitch, pitch)
    lattice = np.stack(np.meshgrid(columns, rows), axis=2).reshape(-1, 2)
    near, far = nearest(lattice, landmarks, DEPTH_NEAREST)
    share = 1.0 / (far + px_per_mm**2)
    coarse = ((depths[near] * share).sum(axis=1) / share.sum(axis=1)).reshape(len(rows), len(columns))
    return sample(coarse.astype(np.float32), (at / pitch).astype(np.float32), cv2.INTER_LINEAR).astype(np.float64)


def _travel(places: Points, faces: int, shares: Points, head: Head, camera: Camera, hinge: Hinge) -> Image:
    """Picture travel (N, 2, NUMBERS), px per unit: turns and shifts of the skull, the strips' angles, side shift."""
    posed = head.to_camera(places)
    inverse = camera.focal_px / posed[:, 2]
    lens = np.zeros((len(places), 2, 3))
    lens[:, 0, 0] = lens[:, 1, 1] = inverse
    lens[:, :, 2] = -posed[:, :2] * (inverse / posed[:, 2])[:, None]
    shifts = lens @ head.rotation
    x, y, z = places.T
    about_x = shifts[:, :, 2] * y[:, None] - shifts[:, :, 1] * z[:, None]
    about_y = shifts[:, :, 0] * z[:, None] - shifts[:, :, 2] * x[:, None]
    about_z = shifts[:, :, 1] * x[:, None] - shifts[:, :, 0] * y[:, None]
    travel = np.zeros((len(places), 2, NUMBERS))
    travel[:, :, TURN] = np.stack([about_x, about_y, about_z], axis=2)
    travel[:, :, SHIFT] = shifts
    jaw = slice(faces, None)
    swing = hinge.swing(places[jaw])
    opening = shifts[jaw, :, 1] * swing[:, 1:2] + shifts[jaw, :, 2] * swing[:, 2:3]
    travel[jaw, :, OPENING] = opening[:, :, None] * shares[:, None, :]
    travel[jaw, :, SIDE] = shifts[jaw, :, 0]
    return travel.astype(np.float32)
