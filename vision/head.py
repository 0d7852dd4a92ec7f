"""The head's own frame: pose, millimetres per pixel, skull coordinates.

Camera frame: mm, x right, y down, z into the scene, origin in the lens. Skull frame: the same axes when the person
faces the camera, origin midway between the eyes, so x points to the person's own left.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, hypot, radians, tan

import numpy as np
from numpy.typing import NDArray

from vision.arrays import Points
from vision.equations import solved

H_FOV_DEG = 65.0
"""What a camera sees along the picture's longer side. No camera tells; lid cameras have 60, USB ones 70 degrees, and
it can be given. A wrong value scales the distance shown, and as faces look flatter through a
narrow lens, the gap too: by a tenth at 50 degrees, by up to a half at 90 (docs/measurement.md)."""

_MID_LINE = [10, 151, 9, 8, 168, 6, 197, 195, 5, 4]
_FOREHEAD = [108, 337, 69, 299, 67, 297, 109, 338, 104, 333, 103, 332, 54, 284, 68, 298, 21, 251, 71, 301]
_EYE_CORNERS = [133, 362, 33, 263, 173, 398, 155, 382, 130, 359, 243, 463]
_NOSE_SIDES = [122, 351, 193, 417, 245, 465, 188, 412, 174, 399, 196, 419, 114, 343, 128, 357, 236, 456]
_CHEEKBONES = [143, 372, 34, 264, 227, 447, 116, 345, 111, 340, 127, 356, 162, 389, 139, 368]
RIGID = np.array([*_MID_LINE, *_FOREHEAD, *_EYE_CORNERS, *_NOSE_SIDES, *_CHEEKBONES])
"""Landmarks on bone or gristle that neither lips, smile, brows nor lids move (docs/facts.md 33)."""

DEPTH_WEIGHT = 0.4
"""How much a landmark's depth counts against its place in the picture: one camera guesses depth, it sees the rest."""
ROBUST_PX = 0.01
"""Landmarks further off than this share of the face's width (about 1.5 mm) lose weight: a hand, hair, a raised brow."""


DEPTH_STRETCH = 1.2
"""Landmark depth is flatter than faces are: a nose tip stands some 20 mm before the skin under the nose, landmarks say
17; from the outer corner of the eye back to the ear it is some 75 mm, landmarks say 58."""

POSE_ROUNDS = 3
"""The closed form is near already; after three rounds the pose moves by less than a hundredth of a degree."""


@dataclass(frozen=True, slots=True)
class HeadPose:
    """How the head stands before the camera.

    yaw_deg: + = the person turns to their own left (image right, unmirrored).
    pitch_deg: + = looks up. roll_deg: + = head tips to the person's own left shoulder. All against the camera's axes.
    distance_mm: along the camera axis to the point midway between the eyes.
    mm_per_px: at that depth.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    distance_mm: float
    mm_per_px: float


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole camera without distortion. focal_px; centre_x, centre_y: px."""

    focal_px: float
    centre_x: float
    centre_y: float

    @staticmethod
    def of(width: int, height: int, lens_deg: float = H_FOV_DEG) -> Camera:
        """The camera of a picture of that size in px (upright or not) that sees so much along the longer side."""
        return Camera(max(width, height) / 2 / tan(radians(lens_deg) / 2), width / 2, height / 2)

    def project(self, points_mm: Points) -> Points:
        """Camera frame (N, 3) mm → picture (N, 2) px."""
        centre = (self.centre_x, self.centre_y)
        return points_mm[:, :2] * (self.focal_px / points_mm[:, 2:]) + centre

    def rays(self, points_px: Points) -> Points:
        """Picture (N, 2) px → directions (N, 3) with z = 1."""
        out = np.ones((len(points_px), 3))
        out[:, :2] = (points_px[:, :2] - (self.centre_x, self.centre_y)) / self.focal_px
        return out


@dataclass(frozen=True, slots=True)
class Head:
    """Where the skull is: camera = rotation @ skull + shift.

    rotation: (3, 3). shift: (3,) mm, the point between the eyes. spread_mm: how far the rigid landmarks lie from the
    template (robust standard deviation in the picture plane).
    """

    rotation: Points
    shift: Points
    spread_mm: float

    def to_camera(self, skull_mm: Points) -> Points:
        """Skull frame (N, 3) mm → camera frame."""
        return skull_mm @ self.rotation.T + self.shift

    def to_skull(self, camera_mm: Points) -> Points:
        """Camera frame (N, 3) mm → skull frame."""
        out: Points = (camera_mm - self.shift) @ self.rotation
        return out


def pose_of(head: Head, camera: Camera) -> HeadPose:
    """Angles in the order yaw, pitch, roll (R = Ry Rx Rz)."""
    turn = head.rotation
    return HeadPose(
        yaw_deg=-degrees(atan2(turn[0, 2], turn[2, 2])),
        pitch_deg=degrees(atan2(turn[1, 2], hypot(turn[0, 2], turn[2, 2]))),
        roll_deg=degrees(atan2(turn[1, 0], turn[1, 1])),
        distance_mm=float(head.shift[2]),
        mm_per_px=float(head.shift[2]) / camera.focal_px,
    )


def solid(points: NDArray[np.float32]) -> Points:
    """Landmarks as the landmarker gives them, (478, 3) px → float64 with the depth of a real face."""
    out = points.astype(np.float64)
    out[:, 2] *= DEPTH_STRETCH
    return out


def unproject(points: Points, camera: Camera, distance_mm: float, depth_px: float) -> Points:
    """Landmarks (N, 3) px → camera frame (N, 3) mm, when the depth zero lies at ``distance_mm`` + ``depth_px``'s mm."""
    mm_per_px = distance_mm / camera.focal_px
    depth = distance_mm + (points[:, 2:] - depth_px) * mm_per_px
    out: Points = camera.rays(points) * depth
    return out


def rigid_fit(source: Points, target: Points, weights: Points) -> tuple[Points, Points, float]:
    """Least-squares rotation (3, 3), shift (3,) and scale with target ≈ scale * rotation @ source + shift.

    source, target: (N, 3); weights: (N,), >= 0, not all zero.
    """
    share = weights / weights.sum()
    source_mean, target_mean = share @ source, share @ target
    centred, aimed = source - source_mean, target - target_mean
    u, strength, vt = np.linalg.svd((aimed * share[:, None]).T @ centred)
    keep = np.array([1.0, 1.0, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
    rotation = (u * keep) @ vt
    scale = float(strength @ keep) / float(share @ (centred**2).sum(axis=1))
    return rotation, target_mean - scale * rotation @ source_mean, scale


def find_head(points: Points, template_mm: Points, camera: Camera) -> Head:
    """Place the template's rigid landmarks on the face seen.

    points: (478, 3) px as the landmarker gives them; template_mm: (478, 3) skull frame.
    First all at once with the landmarks' own depth, then refined under perspective on what the picture shows.
    """
    seen, model = points[RIGID], template_mm[RIGID]
    weights = np.ones(len(RIGID))
    rotation, shift, px_per_mm = rigid_fit(model, seen, weights)
    distance = camera.focal_px / px_per_mm
    depth_zero = shift[2]
    flat = np.append(shift[:2], 0.0)[None]
    place = camera.rays(flat)[0] * distance
    head = Head(rotation, place, 0.0)
    reach = ROBUST_PX * float(np.ptp(seen[:, 0])) + 1e-6
    for _ in range(POSE_ROUNDS):
        head, depth_zero = _refine(head, depth_zero, seen, model, camera, reach)
    off = np.sort(np.abs(seen[:, :2] - camera.project(head.to_camera(model))), axis=None)
    spread_px = 1.4826 * float(off[len(off) // 2])  # the median absolute deviation as a standard deviation
    return Head(head.rotation, head.shift, spread_px * float(head.shift[2]) / camera.focal_px)


def _refine(
    head: Head, depth_zero: float, seen: Points, model: Points, camera: Camera, reach: float
) -> tuple[Head, float]:
    """One robust Gauss-Newton step on picture places (px) and landmark depth (px)."""
    turned = model @ head.rotation.T
    placed = turned + head.shift
    focal, z = camera.focal_px, placed[:, 2]
    projected = camera.project(placed)
    px_per_mm = focal / float(head.shift[2])
    off = seen[:, :2] - projected
    off_depth = seen[:, 2] - depth_zero - turned[:, 2] * px_per_mm
    weight = 1.0 / np.maximum(1.0, np.hypot(off[:, 0], off[:, 1]) / reach)

    count = len(model)
    towards = np.zeros((count, 3, 3))  # d(u, v, depth) / d(point in the camera frame)
    towards[:, 0, 0] = towards[:, 1, 1] = focal / z
    towards[:, 0, 2] = -focal * placed[:, 0] / z**2
    towards[:, 1, 2] = -focal * placed[:, 1] / z**2
    towards[:, 2, 2] = px_per_mm
    spin = np.zeros((count, 3, 3))  # d(point) / d(small rotation)
    x, y, depth = turned.T
    spin[:, 0, 1], spin[:, 0, 2] = depth, -y
    spin[:, 1, 0], spin[:, 1, 2] = -depth, x
    spin[:, 2, 0], spin[:, 2, 1] = y, -x
    slopes = np.zeros((count, 3, 7))
    slopes[:, :, :3] = towards @ spin
    slopes[:, :2, 3:6] = towards[:, :2]
    slopes[:, 2, 6] = 1.0
    slopes[:, 2] *= DEPTH_WEIGHT
    errors = np.concatenate([off, off_depth[:, None] * DEPTH_WEIGHT], axis=1)
    weighted = (slopes * weight[:, None, None]).reshape(-1, 7)
    step = solved(weighted.T @ slopes.reshape(-1, 7) + 1e-9 * np.eye(7), weighted.T @ errors.reshape(-1))
    rotation = small_rotation(step[:3]) @ head.rotation
    return Head(rotation, head.shift + step[3:6], 0.0), depth_zero + float(step[6])


def small_rotation(angles: Points) -> Points:
    """Rotation (3, 3) about the vector ``angles`` (rad)."""
    size = float(np.linalg.norm(angles))
    if size < 1e-12:
        return np.eye(3)
    x, y, z = angles / size
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    out: Points = np.eye(3) + np.sin(size) * cross + (1.0 - np.cos(size)) * (cross @ cross)
    return out


def true_rotation(nearly: Points) -> Points:
    """A rotation (3, 3) again, of one that rounding has bent a little: products of many would bend ever more."""
    out: Points = 1.5 * nearly - 0.5 * nearly @ nearly.T @ nearly
    return out
