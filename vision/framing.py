"""Measuring how a person sits before the camera: light, sharpness, distance, place in the picture."""

from __future__ import annotations

from math import isfinite, nan

import numpy as np
from numpy.typing import NDArray

from vision.camera import Frame
from vision.doubting import FaceView, face_view
from vision.framing_advice import Framing
from vision.grey import in_grey
from vision.head import Camera, HeadPose, find_head, pose_of, solid
from vision.landmarks import FaceLandmarks
from vision.template import build_template

BRIGHT_QUARTER = 75
"""The bright part of the surroundings: above this percentile. A window seldom fills more than a quarter of them."""
EVERY = 4
"""Of the surroundings every fourth pixel each way is looked at; they are large."""


def framing_of(frame: Frame, face: FaceLandmarks | None) -> Framing:
    """Look at how ``frame`` shows ``face`` (None: no face was found). Some 2 ms at 720p."""
    gray = in_grey(frame.image)
    pose = None if face is None else _pose(face, gray)
    if face is None or pose is None:
        return Framing(brightness=float(np.median(gray[::EVERY, ::EVERY])))
    points = solid(face.points)
    view = face_view(gray, points)
    height, width = gray.shape
    left, top = points[:, :2].min(axis=0)
    right, bottom = points[:, :2].max(axis=0)
    return Framing(
        brightness=view.brightness,
        contrast=_contrast(gray, view, (left, top, right, bottom)),
        sharpness=view.detail,
        face_px=float(right - left),
        width_share=view.width_share,
        outside=view.outside,
        distance_mm=pose.distance_mm,
        mm_per_px=pose.mm_per_px,
        offset_x=float(left + right) / 2 / width - 0.5,
        offset_y=float(top + bottom) / 2 / height - 0.5,
        yaw_deg=pose.yaw_deg,
        pitch_deg=pose.pitch_deg,
        faces=face.faces,
    )


def _pose(face: FaceLandmarks, gray: NDArray[np.uint8]) -> HeadPose | None:
    """Where the head is, by a template made of this face alone; None when the landmarks are no head."""
    size = (gray.shape[1], gray.shape[0])
    camera = Camera.of(*size)
    head = find_head(solid(face.points), build_template([face], size).points_mm, camera)
    return pose_of(head, camera) if isfinite(head.shift[2]) and head.shift[2] > 0.0 else None


def _contrast(gray: NDArray[np.uint8], view: FaceView, box: tuple[float, float, float, float]) -> float:
    """The face against the bright quarter around its box (left, top, right, bottom; px)."""
    left, top, right, bottom = (max(0, int(edge)) // EVERY for edge in box)
    few = gray[::EVERY, ::EVERY]
    around = np.ones(few.shape, np.bool_)
    around[top : bottom + 1, left : right + 1] = False
    outside = few[around]
    return view.brightness - float(np.percentile(outside, BRIGHT_QUARTER)) if outside.size else nan
