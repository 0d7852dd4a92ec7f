"""Chin and upper face followed in the picture itself, finer than any landmark.

A reference keeps some thousand textured pixels of face and chin with their place on the skull. In a new picture one
asks which head movement and which opening of the jaw make these pixels look as they did: ten numbers (turn,
shift, an opening for each strip of the chin, side shift) for thousands of pixels. Because every pixel counts only
along its own brightness slope, smooth skin adds what little it has; because there are so few numbers, noise averages
out. (Inverse compositional Gauss-Newton: the slopes are taken once, in the reference.)
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.head import Camera, Head, Points, small_rotation
from vision.hinge import Hinge
from vision.strips import STRIPS, USUAL, Strips

Image = NDArray[np.float32]
Gray = NDArray[np.uint8]

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
LEAST_BROW_SAY, LIDS_PLAY_MM, LIDS_MM = 0.15, 1.4, 2.0
"""What the skin between brow and lid counts in where the head is, once the lids stand further apart or closer than
by such play than in the reference: it comes along with them, which reads as a head further off and a chin 2 mm
higher (a real person with closed eyes: 2.4 mm with a full say, 1.0 with a fifth)."""

FACE_PIXELS, CHIN_PIXELS = 1500, 1300
"""As many as fit in about two milliseconds."""
BLOCK_MM = 5.0
"""The steepest pixels are taken evenly from blocks of this size: one mole or one lip's edge must not speak for all."""
BLUR_MM, LEAST_BLUR_PX = 0.8, 0.8
"""Finer detail than this is mostly noise and compression. A face is compared at the fineness of its reference,
whether it has come nearer since or not."""
LIGHT_MM = 14.0
"""Brightness is taken against its surroundings of this width, about that of a chin: light that changes with the head's
turning varies more slowly, skin texture and the chin's own relief faster."""
QUIET_GREY = 2.0
"""Contrast below this (grey levels) is noise and is not blown up."""
ROBUST = 0.5
"""Pixels off by more than half the local contrast lose weight: a highlight, a finger, a fold."""
ROUNDS, SETTLED_RAD = 10, 5e-5
"""Until no angle moves by more than that, 0.004 mm at the chin: with four times as much, what processors round
differently grew to 0.04 mm."""
CHIN_SAY = 0.1
"""What the chin's pixels count in where the head is. No chin moves exactly like a hinge, and with a full say the head's
nod would take up the difference: on a warped photograph that halves the gain. A tenth still steadies the nod, which the
flat upper face shows poorly."""
SIDE_WEIGHT = 1.0
"""A jaw that only opens stays in the middle; this holds the side shift there unless the pixels say otherwise."""
NUMBERS = 6 + STRIPS + 1
OPENING, SIDE = slice(6, 6 + STRIPS), 6 + STRIPS
_SHARE = np.array(USUAL.share) / USUAL.share[-1]
TOGETHER, SKIN_SLIDES_RAD, SHARE_VARIES = 0.3, 0.004, np.array([0.35, 0.2, 0.1])
"""What holds the strips to their usual shares: some 0.3 mm of play at the chin, and besides such a part of the way from
the reference, because shares differ between people. Counted in brightness errors as they come, alike over many
pixels."""
UNBENDING_ROUNDS = 3
RIPE_AFTER = 10
"""Pictures averaged into a reference, so that it keeps the face and not one picture's noise."""
RIPEN_DEG = 2.0
RIPEN_MATCH = 0.5
"""Only pictures of the same pose in which face and chin are plainly the same."""
CELL_MM = 10.0
"""Errors of neighbouring pixels go together; patches of this size count as independent when the spread is reckoned."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where a reference was found again.

    head: refined. angles: (STRIPS,) rad, opening of each strip against the template's jaw. side_mm: to the person's own
    left. covariance: (STRIPS, STRIPS) of the angles, from how well patches of the face agree with each other.
    face_match, jaw_match: correlation of the pixels with the reference, -1..1.
    """

    head: Head
    angles: Points
    side_mm: float
    covariance: Points
    face_match: float
    jaw_match: float


@dataclass(slots=True, eq=False)
class Reference:
    """Pixels of one picture, on the skull.

    places: (N, 3) mm, skull frame, face first, then chin with its strips open by ``angles`` (STRIPS,). faces: how many
    are face. shares: (N - faces, STRIPS), of the chin's pixels in the strips. brows: (N,), which pixels lie between
    brow and lid. lids_mm: from lid to lid in that picture. cells: where each patch of neighbouring pixels begins.
    px_per_mm: in that picture; a later one may be larger or smaller.
    values, slopes: brightness against surroundings, and its derivatives (N, 2) per px of that picture. travel: (N,
    2, NUMBERS) px per unit of the numbers. covariance: how well ``angles`` are tied to the first reference, (STRIPS,
    STRIPS) rad². mesh_rotation: (3, 3) of the head as the mesh alone saw it. ties: how many references lie between
    this one and the first.
    jacobian: (N, NUMBERS) brightness per unit of the numbers. votes: the same with CHIN_SAY.
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
    jacobian: Image = field(init=False)
    votes: Image = field(init=False)
    mesh_rotation: Points = field(default_factory=lambda: np.eye(3))
    ties: int = 0
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
        self.jacobian = np.einsum("np,npk->nk", self.slopes, self.travel)
        self.votes = self.jacobian.copy()
        self.votes[self.faces :, :6] *= CHIN_SAY


def even_light(gray: Gray, px_per_mm: float, seen_px_per_mm: float) -> Image:
    """Brightness against its surroundings, in units of the local contrast; as fine as ``seen_px_per_mm`` could show."""
    blur_mm = max(BLUR_MM, LEAST_BLUR_PX / seen_px_per_mm)
    smooth = cv2.GaussianBlur(gray.astype(np.float32), (0, 0), blur_mm * px_per_mm)
    width = max(3, int(LIGHT_MM * px_per_mm) | 1)
    relief = smooth - cv2.blur(smooth, (width, width))
    contrast = np.sqrt(cv2.blur(relief * relief, (width, width)) + np.float32(QUIET_GREY**2))
    return np.asarray(relief / contrast, np.float32)


def make_reference(
    gray: Gray,
    head: Head,
    camera: Camera,
    template_mm: Points,
    hinge: Hinge,
    strips: Strips,
    angles: Points,
    covariance: Points,
    lids_mm: float,
) -> Reference | None:
    """Keep the pixels of this picture. None when too little of the face lies in the picture."""
    shape = _opened_face(template_mm[:468], hinge, strips, angles)
    posed = head.to_camera(shape)
    pixels = camera.project(posed)
    px_per_mm = camera.focal_px / float(head.shift[2])
    box = _box(pixels, LIGHT_MM * px_per_mm, gray)
    if box is None:
        return None
    left, top, right, bottom = box
    even = even_light(gray[top:bottom, left:right], px_per_mm, px_per_mm)
    across, down = _gradient(even)
    corner = np.array([left, top])
    chosen = [
        _strongest(across, down, mask, count, max(2, round(BLOCK_MM * px_per_mm)))
        for mask, count in _regions(even.shape, pixels - corner, px_per_mm, FACE_PIXELS, CHIN_PIXELS)
    ]
    if min(len(part) for part in chosen) < 50:
        return None
    at = np.concatenate(chosen)
    faces = len(chosen[0])
    depth = _depth(at, pixels - corner, posed[:, 2], px_per_mm, even.shape)
    places = head.to_skull(camera.rays((at + corner).astype(np.float64)) * depth[:, None])
    cells = np.floor(places[:, :2] / CELL_MM).astype(np.intp) @ np.array([1, 1000])
    cells[faces:] += 10**6
    order = np.argsort(cells, kind="stable")  # chin cells stay behind the face's
    at, places, (column, row) = at[order], places[order], at[order].T
    shares = _shares(places[faces:], hinge, strips, angles)
    return Reference(
        head=head,
        angles=angles.copy(),
        covariance=covariance,
        px_per_mm=px_per_mm,
        places=places.astype(np.float32),
        faces=faces,
        shares=shares.astype(np.float32),
        brows=_brows(even.shape, pixels - corner, px_per_mm)[row, column] > 0,
        lids_mm=lids_mm,
        values=even[row, column],
        slopes=np.stack([across[row, column], down[row, column]], axis=1),
        travel=_travel(places, faces, shares, head, camera, hinge),
        cells=np.unique(cells[order], return_index=True)[1],
    )


def _opened_face(shape: Points, hinge: Hinge, strips: Strips, angles: Points) -> Points:
    """The template's landmarks with the chin's strips open by ``angles``; what lies above the strips stays."""
    out = shape.copy()
    chin = shape[:, 1] > strips.levels_mm[0]
    out[chin] = hinge.opened(shape[chin], strips.shares(shape[chin, 1]) @ angles)
    return out


def _shares(places: Points, hinge: Hinge, strips: Strips, angles: Points) -> Points:
    """How chin places seen with the strips open by ``angles`` share in them: asked of where they lie when closed."""
    shares = strips.shares(places[:, 1])
    for _ in range(UNBENDING_ROUNDS):
        shares = strips.shares(hinge.opened(places, -(shares @ angles))[:, 1])
    return shares


def align(
    reference: Reference,
    gray: Gray,
    head: Head,
    camera: Camera,
    hinge: Hinge,
    angles: Points,
    side_mm: float,
    lids_mm: float,
    *,
    ripen: bool,
) -> Aligned | None:
    """Find the reference again, starting from ``head``, ``angles`` and ``side_mm``. None when it leaves the picture."""
    says = np.ones(len(reference.places), np.float32)
    moved_mm = max(0.0, abs(lids_mm - reference.lids_mm) - LIDS_PLAY_MM)
    says[reference.brows] = np.float32(max(LEAST_BROW_SAY, 1.0 - moved_mm / LIDS_MM))
    faces, places = reference.faces, reference.places.copy()
    rotation, shift, angles = head.rotation, head.shift, angles.copy()
    px_per_mm = camera.focal_px / float(head.shift[2])
    box = _box(camera.project(head.to_camera(places.astype(np.float64))), LIGHT_MM * px_per_mm, gray)
    if box is None:
        return None
    left, top, right, bottom = box
    even = even_light(gray[top:bottom, left:right], px_per_mm, reference.px_per_mm)
    centre = np.array([camera.centre_x - left, camera.centre_y - top], np.float32)
    for _ in range(ROUNDS):
        opened = reference.shares @ (angles - reference.angles).astype(np.float32)
        places[faces:] = hinge.opened(reference.places[faces:], opened, side_mm)
        posed = places @ rotation.T.astype(np.float32) + shift.astype(np.float32)
        at = posed[:, :2] * (np.float32(camera.focal_px) / posed[:, 2:]) + centre
        values = _sample(even, at)
        error = values - reference.values
        weight = says / np.maximum(1.0, np.abs(error) * np.float32(1.0 / ROBUST)) ** 2
        weighted = reference.votes * weight[:, None]
        normal = (weighted.T @ reference.jacobian).astype(np.float64)
        pull = (weighted.T @ error).astype(np.float64)
        normal[SIDE, SIDE] += SIDE_WEIGHT
        pull[SIDE] += SIDE_WEIGHT * side_mm
        gone = angles - reference.angles
        together = _together(gone)
        normal[OPENING, OPENING] += together
        pull[OPENING] += together @ gone
        normal.flat[:: NUMBERS + 1] *= 1.0 + 1e-6
        normal.flat[:: NUMBERS + 1] += 1e-9
        step = np.linalg.solve(normal, pull)
        rotation = rotation @ small_rotation(step[:3]).T
        shift = shift - rotation @ step[3:6]
        angles -= step[OPENING]
        side_mm -= float(step[SIDE])
        if np.abs(step[:3]).max() < SETTLED_RAD and np.abs(step[OPENING]).max() < SETTLED_RAD:
            break
    if not (np.isfinite(angles).all() and np.isfinite(shift).all() and shift[2] > 1.0):
        return None
    face_match = _correlation(values[:faces], reference.values[:faces])
    jaw_match = _correlation(values[faces:], reference.values[faces:])
    found = Head(rotation, shift, head.spread_mm)
    covariance = _covariance(weighted, error, normal, reference.cells)
    clear = min(face_match, jaw_match) > RIPEN_MATCH
    if (
        ripen
        and clear
        and reference.seen < RIPE_AFTER
        and turned_deg(found.rotation, reference.head.rotation) < RIPEN_DEG
    ):
        across, down = _gradient(even)
        slopes = np.stack([_sample(across, at), _sample(down, at)], axis=1)
        reference.ripen(values, slopes * np.float32(px_per_mm / reference.px_per_mm), jaw_match)
    return Aligned(found, angles, side_mm, covariance, face_match, jaw_match)


def turned_deg(one: Points, other: Points) -> float:
    """The angle between two rotations (3, 3), degrees."""
    cosine = (float(np.trace(one @ other.T)) - 1.0) / 2.0
    return float(np.degrees(np.arccos(min(1.0, max(-1.0, cosine)))))


def _box(pixels: Points, margin: float, gray: Gray) -> tuple[int, int, int, int] | None:
    """The part of the picture that holds ``pixels``; None when hardly anything of them lies in it."""
    height, width = gray.shape
    low, high = pixels.min(axis=0) - margin, pixels.max(axis=0) + margin
    left, top = max(0, int(low[0])), max(0, int(low[1]))
    right, bottom = min(width, int(high[0]) + 2), min(height, int(high[1]) + 2)
    return (left, top, right, bottom) if right - left >= 32 and bottom - top >= 32 else None


def _gradient(even: Image) -> tuple[Image, Image]:
    across = cv2.Sobel(even, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    down = cv2.Sobel(even, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def _regions(
    shape: tuple[int, ...], pixels: Points, px_per_mm: float, face_count: int, chin_count: int
) -> tuple[tuple[Gray, int], tuple[Gray, int]]:
    def hull(landmarks: list[int]) -> Gray:
        mask = np.zeros(shape, np.uint8)
        cv2.fillConvexPoly(mask, cv2.convexHull(np.round(pixels[landmarks]).astype(np.int32)), 1)
        return mask

    margin = 2 * round(EYE_MARGIN_MM * px_per_mm) + 1
    eyes = cv2.dilate(np.maximum(hull(EYES[0]), hull(EYES[1])), np.ones((margin, margin), np.uint8))
    chin = hull(CHIN_OUTLINE)
    face = hull(FACE_OUTLINE) & (1 - np.asarray(eyes, np.uint8)) & (1 - chin)
    return (face, face_count), (chin, chin_count)


def _brows(shape: tuple[int, ...], pixels: Points, px_per_mm: float) -> Gray:
    """1 on the skin around brows and lids."""
    mask = np.zeros(shape, np.uint8)
    for eye, brow in zip(EYES, BROWS, strict=True):
        cv2.fillConvexPoly(mask, cv2.convexHull(np.round(pixels[eye + brow]).astype(np.int32)), 1)
    margin = 2 * round(EYE_MARGIN_MM * px_per_mm) + 1
    return np.asarray(cv2.dilate(mask, np.ones((margin, margin), np.uint8)), np.uint8)


def _strongest(across: Image, down: Image, mask: Gray, count: int, block: int) -> NDArray[np.intp]:
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


def _depth(at: NDArray[np.intp], pixels: Points, depths: Points, px_per_mm: float, shape: tuple[int, ...]) -> Points:
    """Depth of picture places, mm, between the landmarks: a coarse lattice of nearest ones, then linear."""
    pitch = max(2, int(5.0 * px_per_mm))
    columns, rows = np.arange(0, shape[1] + pitch, pitch), np.arange(0, shape[0] + pitch, pitch)
    lattice = np.stack(np.meshgrid(columns, rows), axis=2).reshape(-1, 2)
    far = ((lattice[:, None] - pixels[None]) ** 2).sum(axis=2)
    near = np.argpartition(far, 6, axis=1)[:, :6]
    share = 1.0 / (np.take_along_axis(far, near, axis=1) + px_per_mm**2)
    coarse = ((depths[near] * share).sum(axis=1) / share.sum(axis=1)).reshape(len(rows), len(columns))
    return _sample(coarse.astype(np.float32), (at / pitch).astype(np.float32), cv2.INTER_LINEAR).astype(np.float64)


def _travel(places: Points, faces: int, shares: Points, head: Head, camera: Camera, hinge: Hinge) -> Image:
    """Picture travel (N, 2, NUMBERS), px per unit: turns and shifts of the skull, the strips' angles, side shift."""
    posed = head.to_camera(places)
    inverse = camera.focal_px / posed[:, 2]
    lens = np.zeros((len(places), 2, 3))
    lens[:, 0, 0] = lens[:, 1, 1] = inverse
    lens[:, :, 2] = -posed[:, :2] * (inverse / posed[:, 2])[:, None]
    shifts = lens @ head.rotation
    x, y, z = places.T
    travel = np.zeros((len(places), 2, NUMBERS))
    travel[:, :, 0] = shifts[:, :, 2] * y[:, None] - shifts[:, :, 1] * z[:, None]
    travel[:, :, 1] = shifts[:, :, 0] * z[:, None] - shifts[:, :, 2] * x[:, None]
    travel[:, :, 2] = shifts[:, :, 1] * x[:, None] - shifts[:, :, 0] * y[:, None]
    travel[:, :, 3:6] = shifts
    jaw = slice(faces, None)
    swing = hinge.swing(places[jaw])
    opening = shifts[jaw, :, 1] * swing[:, 1:2] + shifts[jaw, :, 2] * swing[:, 2:3]
    travel[jaw, :, OPENING] = opening[:, :, None] * shares[:, None, :]
    travel[jaw, :, SIDE] = shifts[jaw, :, 0]
    return travel.astype(np.float32)


def _sample(image: Image, at: Image, how: int = cv2.INTER_CUBIC) -> Image:
    column, row = np.ascontiguousarray(at[:, :1]), np.ascontiguousarray(at[:, 1:])
    return np.asarray(cv2.remap(image, column, row, how, borderMode=cv2.BORDER_REPLICATE)[:, 0], np.float32)


def _correlation(one: Image, other: Image) -> float:
    a, b = one - one.mean(), other - other.mean()
    return float(a @ b) / math.sqrt(float(a @ a) * float(b @ b) + 1e-12)


def _together(gone: Points) -> Points:
    """How strongly strips that have gone so far (STRIPS,) rad from the reference are held to their usual shares."""
    way = float(gone @ _SHARE) / float(_SHARE @ _SHARE)
    precision = TOGETHER / (SKIN_SLIDES_RAD**2 + (SHARE_VARIES * way) ** 2)
    along = precision * _SHARE
    out: Points = np.diag(precision) - np.outer(along, along) / float(along @ _SHARE)
    return out


def _covariance(weighted: Image, error: Image, normal: Points, cells: NDArray[np.intp]) -> Points:
    """Covariance of the strips' angles: as if every pixel erred alone, enlarged to what cells erring together do."""
    towards = np.linalg.solve(normal.T, np.eye(NUMBERS)[:, OPENING])
    alone = towards.T @ (weighted.T @ weighted).astype(np.float64) @ towards
    together = np.add.reduceat(weighted * error[:, None], cells, axis=0) @ towards
    even = np.linalg.solve(alone, _SHARE)
    out: Points = alone * (float(((together @ even) ** 2).sum()) / float(even @ alone @ even))
    return out
