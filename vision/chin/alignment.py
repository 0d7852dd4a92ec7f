"""The fit: where a reference is found again in a new picture, and how sure that is.

One asks which head movement and which opening of the jaw make the reference's pixels look as they did: ten numbers for
thousands of pixels. Because every pixel counts only along its own brightness slope, smooth skin adds what little it
has; because there are so few numbers, noise averages out. (Inverse compositional Gauss-Newton: the slopes are taken
once, in the reference.)
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.arrays import Image, Picture, Points
from vision.chin.hinge import Hinge
from vision.chin.patches import NUMBERS, OPENING, SHIFT, SIDE, TURN, Reference
from vision.chin.pixels import EvenPart, correlation, even_part, gradient, sample
from vision.chin.strips import USUAL
from vision.equations import solved
from vision.head import Camera, Head, small_rotation, true_rotation

LEAST_BROW_SAY, LIDS_PLAY_MM, LIDS_MM = 0.15, 1.4, 2.0
"""What the skin between brow and lid counts in where the head is, once the lids stand further apart or closer than
by such play than in the reference: it comes along with them, which reads as a head further off and a chin 2 mm
higher (a real person with closed eyes: 2.4 mm with a full say, 1.0 with a fifth)."""
ROBUST = 0.5
"""Pixels off by more than half the local contrast lose weight: a highlight, a finger, a fold."""
ALIGN_ROUNDS, ALIGNED_RAD = 10, 5e-5
"""Until no angle moves by more than that, 0.004 mm at the chin: with four times as much, what processors round
differently grew to 0.04 mm."""
SIDE_WEIGHT = 1.0
"""A jaw that only opens stays in the middle; this holds the side shift there unless the pixels say otherwise."""
_SHARE = np.array(USUAL.share) / USUAL.share[-1]
TOGETHER, SKIN_SLIDES_RAD, SHARE_VARIES = 0.3, 0.004, np.array([0.35, 0.2, 0.1])
"""What holds the strips to their usual shares: some 0.3 mm of play at the chin, and besides such a part of the way from
the reference, because shares differ between people. Counted in brightness errors as they come, alike over many
pixels."""
RIPE_AFTER = 10
"""Pictures averaged into a reference, so that it keeps the face and not one picture's noise."""
RIPEN_DEG = 2.0
RIPEN_MATCH = 0.5
"""Only pictures of the same pose in which face and chin are plainly the same."""
EVEN_SHARE, EVEN_LEAST = 1e-6, 1e-9
"""Added to the equations' diagonal, as a share and at least: they stay solvable where no pixel shows a number."""
LEAST_DISTANCE_MM = 1.0
"""A head nearer than this has run away from the fit."""


@dataclass(frozen=True, slots=True)
class FitStart:
    """Where the search begins. angles: (STRIPS,) rad against the template's jaw. side_mm: to the person's own left."""

    head: Head
    angles: Points
    side_mm: float


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where a reference was found again.

    head: refined. angles: (STRIPS,) rad, opening of each strip against the template's jaw. side_mm: to the person's own
    left. covariance: (STRIPS, STRIPS) of the angles, from how well patches of the face agree with each other.
    face_match, jaw_match: correlation of the pixels with the reference, -1..1. even: the picture's part that was looked
    at.
    """

    head: Head
    angles: Points
    side_mm: float
    covariance: Points
    face_match: float
    jaw_match: float
    even: EvenPart | None = None


@dataclass(slots=True)
class _Fit:
    """Where the search stands. rotation: (3, 3); shift: (3,) mm; angles: (STRIPS,) rad; side_mm.

    at: (2, N) px, where the reference's pixels lie then. values: (N,), what the picture shows there; error: less what
    the reference did. weighted: (NUMBERS, N), its votes by how well each pixel agrees. normal: (NUMBERS, NUMBERS).
    """

    rotation: Points
    shift: Points
    angles: Points
    side_mm: float
    at: Image
    values: Image
    error: Image
    weighted: Image
    normal: Points


def align(
    reference: Reference,
    picture: Picture,
    camera: Camera,
    hinge: Hinge,
    start: FitStart,
    lids_mm: float,
    *,
    ripen: bool,
    settled_rad: float = ALIGNED_RAD,
) -> Aligned | None:
    """Find the reference again, starting from ``start``. None when it leaves the picture.

    lids_mm: from lid to lid in this picture, NaN where nobody knows. ripen: where it is plainly the same, average the
    picture in. settled_rad: the search ends when no angle moves by more than that.
    """
    px_per_mm = camera.focal_px / float(start.head.shift[2])
    pixels = _pictured(reference.places, start.head.rotation, start.head.shift, camera).T
    part = even_part(picture, pixels.astype(np.float64), px_per_mm, reference.px_per_mm)
    if part is None:
        return None
    fit = _fitted(reference, part, camera, hinge, start, _says(reference, lids_mm), settled_rad)
    if not (np.isfinite(fit.angles).all() and np.isfinite(fit.shift).all() and fit.shift[2] > LEAST_DISTANCE_MM):
        return None
    faces = reference.faces
    found = Aligned(
        head=Head(true_rotation(fit.rotation), fit.shift, start.head.spread_mm),
        angles=fit.angles,
        side_mm=fit.side_mm,
        covariance=_covariance(fit.weighted, fit.error, fit.normal, reference.cells),
        face_match=correlation(fit.values[:faces], reference.values[:faces]),
        jaw_match=correlation(fit.values[faces:], reference.values[faces:]),
        even=part,
    )
    if ripen and _plainly_the_same(found, reference):
        across, down = gradient(part.even)
        slopes = np.stack([sample(across, fit.at.T), sample(down, fit.at.T)], axis=1)
        reference.ripen(fit.values, slopes * np.float32(px_per_mm / reference.px_per_mm), found.jaw_match)
    return found


def _fitted(
    reference: Reference,
    part: EvenPart,
    camera: Camera,
    hinge: Hinge,
    start: FitStart,
    says: Image,
    settled_rad: float,
) -> _Fit:
    """Step towards what explains the picture best, until the angles settle."""
    rotation, shift = start.head.rotation, start.head.shift
    angles, side_mm = start.angles.copy(), start.side_mm
    places = reference.places.copy()
    chin, shut = places[:, reference.faces :], reference.places[:, reference.faces :]
    left, top = part.corner
    seen = Camera(camera.focal_px, camera.centre_x - float(left), camera.centre_y - float(top))
    for _ in range(ALIGN_ROUNDS):
        opened = (angles - reference.angles).astype(np.float32) @ reference.shares
        chin[:] = hinge.opened(shut.T, opened, side_mm).T
        at = _pictured(places, rotation, shift, seen)
        values = sample(part.even, at.T)
        error = values - reference.values
        weight = says / np.maximum(1.0, np.abs(error) * np.float32(1.0 / ROBUST)) ** 2
        weighted = reference.votes * weight
        normal, pull = _equations(reference, weighted, error, angles - reference.angles, side_mm)
        step = solved(normal, pull)
        rotation = rotation @ small_rotation(step[TURN]).T
        shift = shift - rotation @ step[SHIFT]
        angles -= step[OPENING]
        side_mm -= float(step[SIDE])
        if np.abs(step[TURN]).max() < settled_rad and np.abs(step[OPENING]).max() < settled_rad:
            break
    return _Fit(rotation, shift, angles, side_mm, at, values, error, weighted, normal)


def _pictured(places: Image, rotation: Points, shift: Points, camera: Camera) -> Image:
    """Where places (3, N) mm of the skull lie in the picture, (2, N) px."""
    posed = rotation.astype(np.float32) @ places
    posed += shift.astype(np.float32)[:, None]
    at = posed[:2]
    at *= np.float32(camera.focal_px) / posed[2]
    at += np.array([[camera.centre_x], [camera.centre_y]], np.float32)
    return at


def _equations(
    reference: Reference, weighted: Image, error: Image, gone: Points, side_mm: float
) -> tuple[Points, Points]:
    """What the step's numbers must fulfil, (NUMBERS, NUMBERS) and (NUMBERS,): the pixels, and what holds the jaw."""
    normal = (weighted @ reference.jacobian.T).astype(np.float64)
    pull = (weighted @ error).astype(np.float64)
    normal[SIDE, SIDE] += SIDE_WEIGHT
    pull[SIDE] += SIDE_WEIGHT * side_mm
    together = _together(gone)
    normal[OPENING, OPENING] += together
    pull[OPENING] += together @ gone
    diagonal = np.diag_indices(NUMBERS)
    normal[diagonal] *= 1.0 + EVEN_SHARE
    normal[diagonal] += EVEN_LEAST
    return normal, pull


def _says(reference: Reference, lids_mm: float) -> Image:
    """What each pixel (N,) counts in where the head is, with lids so far apart (NaN: not known)."""
    says = np.ones(reference.places.shape[1], np.float32)
    moved_mm = LIDS_MM if math.isnan(lids_mm) else max(0.0, abs(lids_mm - reference.lids_mm) - LIDS_PLAY_MM)
    says[reference.brows] = np.float32(max(LEAST_BROW_SAY, 1.0 - moved_mm / LIDS_MM))
    return says


def _plainly_the_same(found: Aligned, reference: Reference) -> bool:
    """Whether the picture shows what a reference that is still fresh does, from the same side."""
    return (
        reference.seen < RIPE_AFTER
        and min(found.face_match, found.jaw_match) > RIPEN_MATCH
        and turned_deg(found.head.rotation, reference.head.rotation) < RIPEN_DEG
    )


def turned_deg(one: Points, other: Points) -> float:
    """The angle between two rotations (3, 3), degrees."""
    cosine = (float(np.trace(one @ other.T)) - 1.0) / 2.0
    return float(np.degrees(np.arccos(min(1.0, max(-1.0, cosine)))))


def _together(gone: Points) -> Points:
    """How strongly strips that have gone so far (STRIPS,) rad from the reference are held to their usual shares."""
    way = float(gone @ _SHARE) / float(_SHARE @ _SHARE)
    precision = TOGETHER / (SKIN_SLIDES_RAD**2 + (SHARE_VARIES * way) ** 2)
    along = precision * _SHARE
    out: Points = np.diag(precision) - np.outer(along, along) / float(along @ _SHARE)
    return out


def _covariance(weighted: Image, error: Image, normal: Points, cells: NDArray[np.intp]) -> Points:
    """Covariance of the strips' angles: as if every pixel erred alone, enlarged to what cells erring together do."""
    towards = solved(normal.T, np.eye(NUMBERS)[:, OPENING])
    alone = towards.T @ (weighted @ weighted.T).astype(np.float64) @ towards
    together = np.add.reduceat(weighted * error, cells, axis=1).T @ towards
    even = solved(alone, _SHARE)
    out: Points = alone * (float(((together @ even) ** 2).sum()) / float(even @ alone @ even))
    return out
