"""One JawReading per frame: chin drop, lip gap, jaw width, side shift, trust."""

from __future__ import annotations

import math
import secrets
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from vision.camera import Frame
from vision.head import Camera, Head, HeadPose, Points, find_head, pose_of, solid
from vision.hinge import CHIN, MENTON, Hinge, JawTurn, hinge_of, jaw_turn
from vision.landmarker import FaceLandmarks
from vision.mouth import MouthShape, mouth_shape
from vision.patches import Aligned
from vision.references import References
from vision.template import FaceTemplate, build_template

FIRST_TEMPLATE_S = 1.0
FIRST_TEMPLATE_FACES = 8
"""Without a personal template one is made from the first second, provided it holds this many faces."""
CHIN_REACH_MM = 1.0
"""A chin landmark that disagrees with the others by more than this loses weight."""
MESH_SD_MM = 0.9
"""What a mesh-only chin drop is worth at best, mm: MEASURING.md saw residuals of 0.5-0.9 mm once sway is corrected."""
PIXEL_SD_MM = 0.12
JAW_ANGLES = ((58, 288), (172, 397))
LIPS_INNER = (13, 14)


class Doubt(StrEnum):
    """Why a reading is trusted less."""

    NO_FACE = "no_face"
    TURNED = "turned"
    FAR = "far"
    CLOSE = "close"
    DARK = "dark"
    BLURRED = "blurred"
    OCCLUDED = "occluded"
    UNSTABLE = "unstable"
    UNTRAINED = "untrained"
    OTHER_FACE = "other_face"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class JawReading:
    """What one frame says about the jaw, in the head's own frame. All NaN and pose None when there is no face.

    t_s: the frame's time, s.
    chin_drop_mm: travel of the chin skin downwards from the template's chin, mm; unfiltered by decisions.
    chin_drop_sd_mm: its standard deviation, mm (> 0), against other readings with the same ``anchor``.
    lip_gap_mm: between the inner lip margins on the midline, mm (>= 0).
    jaw_width_mm: between the two jaw angles, mm.
    side_mm: chin to the person's own left (+) or right (-) of the mid-plane, mm.
    trust: 0..1; below 0.3 nothing should be concluded.
    mouth: the mouth's shape; None when there is no face.
    by_pixels: the drop was tracked in the picture; False: it comes from the mesh alone, which under-reads.
    anchor: readings with the same number share their zero exactly; others only as well as the mesh knows it.
    """

    t_s: float
    chin_drop_mm: float
    chin_drop_sd_mm: float
    lip_gap_mm: float
    jaw_width_mm: float
    side_mm: float
    pose: HeadPose | None
    trust: float
    doubts: frozenset[Doubt]
    mouth: MouthShape | None = None
    by_pixels: bool = False
    anchor: int = 0


class JawFollower:
    """Reads the jaw frame by frame. Feed it in the order of time; it takes any picture size, and sizes that change.

    template: the person's, from calibration; without one the first second makes a provisional one.
    patches: track chin and upper face in the picture; False leaves the mesh alone (for comparison).
    """

    def __init__(self, template: FaceTemplate | None = None, *, patches: bool = True) -> None:
        self._patches_wanted = patches
        self._first: deque[FaceLandmarks] = deque()
        self._size = (0, 0)
        self.template: FaceTemplate | None = None
        self._provisional = template is None
        if template is not None:
            self.set_template(template)

    def set_template(self, template: FaceTemplate) -> None:
        """Go on with this template; what was tracked against the old one is forgotten."""
        self.template = template
        self._points = np.asarray(template.points_mm, np.float64)
        self._hinge: Hinge = hinge_of(self._points)
        self.forget_references()

    def forget_references(self) -> None:
        """Start tracking anew, with a new anchor."""
        self._anchor = secrets.randbits(52)
        self._references = References(self._points, self._hinge) if self._patches_wanted else None

    def read(self, frame: Frame, face: FaceLandmarks | None) -> JawReading:
        """What this frame says. Never raises on odd frames; then it doubts."""
        if face is None:
            self._first.clear()
            return no_face(frame.t_s)
        size = (frame.image.shape[1], frame.image.shape[0])
        if size != self._size:
            self._size = size
            self._first.clear()
            if self.template is not None:
                self.forget_references()
        if self._provisional:
            self._learn(face)
        assert self.template is not None
        camera = Camera.of(*size)
        points = solid(face.points)
        head = find_head(points, self._points, camera)
        pose = pose_of(head, camera)
        mesh = jaw_turn(
            self._points[CHIN], points[CHIN, :2], head, camera, self._hinge, CHIN_REACH_MM / pose.mm_per_px
        )
        found = None
        if self._references is not None and not self._provisional:
            gray = cv2.cvtColor(frame.image, cv2.COLOR_BGR2GRAY)
            found = self._references.follow(gray, head, mesh, camera, frame.t_s, steady=True)
        return self._reading(frame, points, head, camera, mesh, found)

    def _learn(self, face: FaceLandmarks) -> None:
        """Until the first second is full, each face is its own template; then the second makes one."""
        self._first.append(face)
        full = face.t_s - self._first[0].t_s >= FIRST_TEMPLATE_S and len(self._first) >= FIRST_TEMPLATE_FACES
        self.set_template(build_template(list(self._first) if full else [face], self._size))
        if full:
            self._provisional = False
            self._first.clear()

    def _reading(
        self, frame: Frame, points: Points, head: Head, camera: Camera, mesh: JawTurn, found: Aligned | None
    ) -> JawReading:
        if found is not None:
            head = found.head
            angle, side = found.angle, found.side_mm
            sd = math.hypot(PIXEL_SD_MM, found.angle_sd*80)
        else:
            angle, side, sd = mesh.angle, mesh.side_mm, MESH_SD_MM
            if self._references is not None: angle = self._references.from_mesh(angle)
        pose = pose_of(head, camera)
        skull = to_skull(points, head, camera)
        doubts: set[Doubt] = set()
        if self._provisional:
            doubts.add(Doubt.UNSTABLE)
        drop = math.nan if self._provisional else self._hinge.drop_mm(self._points[MENTON], angle)
        widths = [float(np.linalg.norm(skull[one] - skull[other])) for one, other in JAW_ANGLES]
        return JawReading(
            t_s=frame.t_s,
            chin_drop_mm=drop,
            chin_drop_sd_mm=sd,
            lip_gap_mm=max(0.0, float(skull[LIPS_INNER[1], 1] - skull[LIPS_INNER[0], 1])),
            jaw_width_mm=float(np.mean(widths)),
            side_mm=side,
            pose=pose,
            trust=0.0 if self._provisional else 0.7,
            doubts=frozenset(doubts),
            mouth=mouth_shape(skull),
            by_pixels=found is not None,
            anchor=self._anchor,
        )


def to_skull(points: Points, head: Head, camera: Camera) -> Points:
    """Landmarks (478, 3) px → skull frame, mm, with the landmarks' own depth about the eyes."""
    eyes = points[[33, 133, 362, 263]]
    px_per_mm = camera.focal_px / float(head.shift[2])
    depth = head.shift[2] + (points[:, 2] - float(eyes[:, 2].mean())) / px_per_mm
    return head.to_skull(camera.rays(points) * depth[:, None])


def no_face(t_s: float) -> JawReading:
    """The reading of a frame without a face."""
    nan = math.nan
    return JawReading(t_s, nan, math.inf, nan, nan, nan, None, 0.0, frozenset({Doubt.NO_FACE}))
