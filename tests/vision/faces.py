"""A face to measure: one real clip's landmarks, and what a camera would make of them in any pose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.places import FACE_CLIP
from vision.camera import Frame
from vision.chin.hinge import hinge_of
from vision.head import DEPTH_STRETCH, Camera, Head
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks
from vision.template import FaceTemplate, build_template

FACE_CLIP = FACE_CLIP
FACES = 40


@dataclass(frozen=True)
class Sitter:
    """Pictures and landmarks of a person who sits still, and their template."""

    frames: tuple[Frame, ...]
    faces: tuple[FaceLandmarks, ...]
    template: FaceTemplate

    @property
    def size(self) -> tuple[int, int]:
        height, width = self.frames[0].image.shape[:2]
        return width, height


@cache
def sitter() -> Sitter:
    """Look at the clip once for all tests."""
    capture = cv2.VideoCapture(str(FACE_CLIP))
    frames, faces = [], []
    with Landmarker() as landmarker:
        for index in range(FACES):
            _, image = capture.read()
            frame = Frame(np.asarray(image, np.uint8), index / 30, index)
            face = landmarker.find(frame)
            assert face is not None
            frames.append(frame)
            faces.append(face)
    capture.release()
    size = (frames[0].image.shape[1], frames[0].image.shape[0])
    return Sitter(tuple(frames), tuple(faces), build_template(faces, size))


@cache
def even_face() -> NDArray[np.float64]:
    """The sitter's template made symmetric, so that a mirrored picture shows the same person."""
    points = sitter().template.points_mm.copy()
    twin = mirror_twins()
    flipped = points[twin] * (-1.0, 1.0, 1.0)
    return (points + flipped) / 2


@cache
def mirror_twins() -> NDArray[np.intp]:
    """For each landmark the one on the other side of the face."""
    points = sitter().template.points_mm
    apart = np.linalg.norm(points[:, None] * (-1.0, 1.0, 1.0) - points[None], axis=2)
    twin = apart.argmin(axis=1)
    return np.where(twin[twin] == np.arange(len(twin)), twin, np.arange(len(twin)))


def turned(yaw_deg: float, pitch_deg: float, roll_deg: float) -> NDArray[np.float64]:
    """The head's rotation in the clips' convention: R = Ry Rx Rz; left, up and to the left shoulder are positive."""
    yaw, pitch, roll = np.radians([-yaw_deg, -pitch_deg, roll_deg])
    ry = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    rx = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    rz = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return ry @ rx @ rz


def seen(
    points_mm: NDArray[np.float64],
    size: tuple[int, int],
    angles_deg: tuple[float, float, float] = (0.0, 0.0, 0.0),
    place_mm: tuple[float, float, float] = (0.0, 0.0, 550.0),
    jaw_rad: float = 0.0,
    t_s: float = 0.0,
) -> FaceLandmarks:
    """Landmarks as MediaPipe would give them for a face in that place, its jaw opened about the hinge."""
    camera = Camera.of(*size)
    jaw = points_mm[:, 1] > points_mm[17, 1]
    moved = points_mm.copy()
    moved[jaw] = hinge_of(points_mm).opened(points_mm[jaw], jaw_rad)
    placed = Head(turned(*angles_deg), np.array(place_mm), 0.0).to_camera(moved)
    depth = (placed[:, 2] - place_mm[2]) * camera.focal_px / place_mm[2] / DEPTH_STRETCH
    return FaceLandmarks(np.column_stack([camera.project(placed), depth]).astype(np.float32), t_s)
