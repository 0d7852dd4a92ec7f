"""The personal template: this face's landmarks in millimetres in the skull frame, from a steady stretch.

The size comes from two things that are alike in all adults: how wide an iris is, and how far the eyes stand apart.
Either may be overruled by a pupillary distance from a glasses prescription.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from vision.arrays import Points
from vision.errors import PlainError
from vision.head import H_FOV_DEG, RIGID, Camera, find_head, pose_of, rigid_fit, solid, unproject
from vision.landmarks import FaceLandmarks
from vision.sentences import N_

IRIS_MM = 11.7
IRIS_SD_SHARE = 0.054
"""Between people 3.6 %, and MediaPipe over-measures small irises by 0-9 % (docs/facts.md 23, 35): 4 % more."""
NEAR_EYES_MM = 61.5
NEAR_EYES_SD_SHARE = 0.06
"""Adults' pupils stand 63 +- 3.7 mm apart when looking far, and some 2 mm less when looking at a screen."""
CONVERGENCE_MM = 2.0
"""A prescription's pupillary distance is for looking far; pupils on a screen at half a metre stand this much closer."""
PRESCRIPTION_SD_SHARE = 0.015
"""What an entered pupillary distance is worth (docs/facts.md 24)."""

IRIS_DIAMETERS = ((469, 471), (474, 476))
IRIS_CENTRES = (468, 473)
EYE_LIDS = (((159, 145), (33, 133)), ((386, 374), (362, 263)))
OPEN_EYE = 0.16
"""Lid gap against eye width from which an iris is seen wide enough to be measured (in blinks the ring collapses)."""
IRIS_TO_EYE_CENTRE_MM = 10.0
"""The iris lies about this far before the eyeball's centre, which is the origin of the skull frame."""
MIRROR_PAIRS = ((33, 263), (133, 362), (127, 356), (234, 454), (54, 284))
NASION, SUBNASALE = 168, 2
FACIAL_LINE_DEG = 2.0
"""How much the line from the bridge of the nose to under the nose leans forward below when a person looks level."""
MOST_FACES = 150


LENS_DEG = (35.0, 120.0)
"""From a telephone's longer lens to a fish-eye, along the longer side."""


class TemplateError(PlainError):
    """No usable face to learn from."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is known of face and camera in true units.

    pupillary_distance_mm: from a prescription (looking far), 45-80; None when not given. lens_deg: what the camera sees
    along the picture's longer side.
    """

    pupillary_distance_mm: float | None = None
    lens_deg: float = H_FOV_DEG


UNGIVEN = Sizes()


@dataclass(frozen=True, slots=True)
class FaceTemplate:
    """One person's face at the moment of calibration.

    points_mm: float64 (478, 3), skull frame. spread_mm: how much single landmarks wander about it in a steady stretch,
    mm (median). scale_source: "eyes" (iris and eye distance) or "prescription". scale_sd_share: relative standard
    deviation of its millimetres. faces: how many pictures it was made from. facing_deg: yaw and pitch in the middle of
    these; landmarks fit best from there. lens_deg: of the camera it was learned through, along the longer side.
    """

    points_mm: NDArray[np.float64]
    spread_mm: float
    scale_source: str
    scale_sd_share: float
    faces: int
    facing_deg: tuple[float, float] = (0.0, 0.0)
    lens_deg: float = H_FOV_DEG


def build_template(faces: Sequence[FaceLandmarks], size: tuple[int, int], sizes: Sizes = UNGIVEN) -> FaceTemplate:
    """Learn a face from landmarks of a steady stretch.

    size: width and height of the pictures, px. sizes: what is known in true units.
    Raises TemplateError when there is nothing to learn from, or a size cannot be.
    """
    if not faces:
        raise TemplateError(N_("No face was seen, so there is nothing to calibrate on."))
    check_sizes(sizes)
    camera = Camera.of(*size, sizes.lens_deg)
    chosen = faces[:: max(1, -(-len(faces) // MOST_FACES))]
    clouds = [solid(face.points) for face in chosen]
    mm_per_eyes, source, sd_share = _scale(clouds, sizes.pupillary_distance_mm)

    # Alternate: unproject each cloud at the distance its size tells, lay all on their mean.
    even = np.ones(len(RIGID))
    mean = _first_mean(clouds[len(clouds) // 2], camera, mm_per_eyes)
    for _ in range(3):
        laid = np.array([_lay(cloud, mean, camera, even) for cloud in clouds])
        mean = np.median(laid, axis=0)
        mean *= mm_per_eyes / float(np.linalg.norm(mean[IRIS_CENTRES[0]] - mean[IRIS_CENTRES[1]]))
    spread = 1.4826 * float(np.median(np.abs(laid[:, RIGID, :2] - np.median(laid, axis=0)[RIGID, :2])))
    upright = _upright(mean)
    poses = [pose_of(find_head(cloud, upright, camera), camera) for cloud in clouds[:: max(1, len(clouds) // 15)]]
    facing_deg = (median(pose.yaw_deg for pose in poses), median(pose.pitch_deg for pose in poses))
    return FaceTemplate(upright, spread, source, sd_share, len(faces), facing_deg, sizes.lens_deg)


def check_sizes(sizes: Sizes) -> None:
    """Raise TemplateError when this is no adult's pupillary distance, or no lens of a webcam."""
    distance_mm = sizes.pupillary_distance_mm
    if not LENS_DEG[0] <= sizes.lens_deg <= LENS_DEG[1]:
        raise TemplateError(
            N_("A camera that sees {value:g} degrees is not a webcam ({least:g} to {most:g})."),
            value=sizes.lens_deg,
            least=LENS_DEG[0],
            most=LENS_DEG[1],
        )
    if distance_mm is not None and not 45.0 <= distance_mm <= 80.0:
        raise TemplateError(
            N_("A pupillary distance of {value:g} mm is not one of an adult (45 to 80)."), value=distance_mm
        )


def open_eyes(points: Points) -> bool:
    """Both eyes are open wide enough for the iris to be measured."""
    for (upper, lower), (inner, outer) in EYE_LIDS:
        width = float(np.linalg.norm(points[inner, :2] - points[outer, :2]))
        if float(np.linalg.norm(points[upper, :2] - points[lower, :2])) < OPEN_EYE * width:
            return False
    return True


def _scale(clouds: list[Points], pupillary_distance_mm: float | None) -> tuple[float, str, float]:
    """Millimetres between the iris centres, where they come from, and their relative standard deviation."""
    if pupillary_distance_mm is not None:
        return pupillary_distance_mm - CONVERGENCE_MM, "prescription", PRESCRIPTION_SD_SHARE
    irises_apart = [
        _apart(cloud, *IRIS_CENTRES) / float(np.mean([_apart(cloud, *pair) for pair in IRIS_DIAMETERS]))
        for cloud in clouds
        if open_eyes(cloud)
    ]
    if not irises_apart:
        return NEAR_EYES_MM, "eyes", NEAR_EYES_SD_SHARE
    by_iris = float(np.median(irises_apart)) * IRIS_MM
    trust_iris, trust_eyes = IRIS_SD_SHARE**-2, NEAR_EYES_SD_SHARE**-2
    mm = (by_iris * trust_iris + NEAR_EYES_MM * trust_eyes) / (trust_iris + trust_eyes)
    return mm, "eyes", (trust_iris + trust_eyes) ** -0.5


def _apart(cloud: Points, one: int, other: int) -> float:
    return float(np.linalg.norm(cloud[one] - cloud[other]))


def _first_mean(cloud: Points, camera: Camera, mm_per_eyes: float) -> Points:
    mm_per_px = mm_per_eyes / _apart(cloud, *IRIS_CENTRES)
    eye_depth = float(cloud[list(IRIS_CENTRES), 2].mean())
    return unproject(cloud, camera, mm_per_px * camera.focal_px, eye_depth)


def _lay(cloud: Points, mean: Points, camera: Camera, weights: Points) -> Points:
    """One cloud in px, laid on ``mean`` in mm."""
    _, _, px_per_mm = rigid_fit(mean[RIGID], cloud[RIGID], weights)
    eye_depth = float(cloud[list(IRIS_CENTRES), 2].mean())
    in_mm = unproject(cloud, camera, camera.focal_px / px_per_mm, eye_depth)
    rotation, shift, scale = rigid_fit(in_mm[RIGID], mean[RIGID], weights)
    out: Points = scale * in_mm @ rotation.T + shift
    return out


def _upright(points: Points) -> Points:
    """Turn a face so that it looks level at the camera, with the point between the eyeballs as origin."""
    across = np.mean([points[left] - points[right] for right, left in MIRROR_PAIRS], axis=0)
    x = across / np.linalg.norm(across)
    down = points[SUBNASALE] - points[NASION]
    down = down - (down @ x) * x
    y = down / np.linalg.norm(down)
    z = np.cross(x, y)
    lean = np.radians(FACIAL_LINE_DEG)
    y, z = np.cos(lean) * y + np.sin(lean) * z, np.cos(lean) * z - np.sin(lean) * y
    turned: Points = points @ np.array([x, y, z]).T
    turned -= turned[list(IRIS_CENTRES)].mean(axis=0)
    turned[:, 2] -= IRIS_TO_EYE_CENTRE_MM
    return turned
