"""One JawReading per frame: chin drop, lip gap, jaw width, side shift, trust.

From the landmarks comes where everything is; from the pixels of chin and upper face, how much it moved.
"""

from __future__ import annotations

import math
import secrets
from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from vision.arrays import Points
from vision.camera import Frame
from vision.chin.alignment import Aligned
from vision.chin.hinge import CHIN, MENTON, Hinge, hinge_of, jaw_turn
from vision.chin.references import References
from vision.chin.strips import STRIPS, USUAL, ChinTravel, strips_of
from vision.doubting import Doubts, FaceView, face_view, trust_of
from vision.doubts import Doubt
from vision.head import H_FOV_DEG, Camera, Head, find_head, pose_of, solid
from vision.landmarks import FaceLandmarks
from vision.mesh_watch import MeshWatch
from vision.mouth import LIPS_INNER, CalmMouth, MouthShape, mouth_shape
from vision.readings import JawReading, no_face
from vision.template import FaceTemplate, build_template

FIRST_TEMPLATE_S = 1.0
FIRST_TEMPLATE_FACES = 8
"""Without a personal template one is made from the first second, provided it holds this many faces."""
CHIN_REACH_MM = 1.0
"""A chin landmark that disagrees with the others by more than this loses weight."""
MESH_SD_MM = 1.2
"""What a mesh-only chin drop is worth, mm: residuals of 0.5-0.9 mm once sway is corrected, and a factor between
mesh and skin of 0.25-0.85 that is known only roughly (docs/facts.md 30)."""
PIXEL_SD_MM = 0.15
"""What tracked pixels leave even when they all agree, mm: skin that slides over the bone, light that wanders."""
JAW_ANGLES = ((58, 288), (172, 397))
EYE_CORNERS = (33, 133, 362, 263)
NO_TRACKING = frozenset({Doubt.CUT_OFF, Doubt.DARK, Doubt.FAR})
NO_LEARNING = NO_TRACKING | {Doubt.OTHER_FACE, Doubt.TURNED, Doubt.BLURRED, Doubt.CLOSE}
"""With these a picture is not followed, or not made a reference."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What only a mesh tells of a face.

    skull: its landmarks (478, 3), mm in the skull frame. mouth, lip_gap_mm, jaw_width_mm: as in a reading.
    """

    skull: Points
    mouth: MouthShape
    lip_gap_mm: float
    jaw_width_mm: float


@dataclass(frozen=True, slots=True)
class _Carried:
    """A face whose shape is the last mesh's: where it is in a picture, and how it stands there."""

    face: FaceLandmarks
    shape: _Shape
    found: Aligned
    view: FaceView


class JawFollower:
    """Reads the jaw frame by frame. Feed it in the order of time; it takes any picture size, and sizes that change.

    template: the person's, from calibration; without one the first second makes a provisional one.
    patches: track chin and upper face in the picture; False leaves the mesh alone (for comparison).
    """

    def __init__(self, template: FaceTemplate | None = None, *, patches: bool = True) -> None:
        self._patches_wanted = patches
        self._first: deque[FaceLandmarks] = deque()
        self._size = (0, 0)
        self._carried: _Carried | None = None
        self._provisional = template is None
        self.template: FaceTemplate | None = None
        if template is not None:
            self.set_template(template)

    def set_template(self, template: FaceTemplate) -> None:
        """Go on with this template; what was tracked against the old one is forgotten."""
        self.template = template
        self._provisional = False
        self._points = np.asarray(template.points_mm, np.float64)
        self._hinge: Hinge = hinge_of(self._points)
        self._calm = CalmMouth(mouth_shape(self._points))
        self._watch = MeshWatch(self._points)
        self.forget_references()

    def forget_references(self) -> None:
        """Start tracking anew, with a new anchor."""
        self._carried = None
        self._anchor = secrets.randbits(52)
        self._doubt_afresh()
        self._references = (
            References(self._points, self._hinge, strips_of(self._points), self._facing_deg)
            if self._patches_wanted
            else None
        )

    def carried(self, frame: Frame) -> FaceLandmarks | None:
        """Carry the face on by its pixels alone, shaped as the last mesh saw it. None: a mesh is due.

        To be asked once a picture, before ``read``, which takes the answer like any landmarks.
        """
        last, self._carried = self._carried, None
        size = (frame.image.shape[1], frame.image.shape[0])
        if last is None or self._references is None or size != self._size or not self._watch.waits(frame.t_s):
            return None
        camera = self._camera()
        lids_mm = math.nan if self._watch.blinks else last.shape.mouth.eye_open_mm
        found = self._references.carry(frame.image, camera, frame.t_s, lids_mm=lids_mm)
        if found is None:
            return None
        points = last.face.points.copy()
        points[:, :2] = camera.project(found.head.to_camera(last.shape.skull))
        view = face_view(frame.image, points.astype(np.float64))
        if not self._watch.holds(found, camera, view.brightness, frame.t_s):
            return None
        self._carried = _Carried(FaceLandmarks(points, frame.t_s, last.face.faces), last.shape, found, view)
        return self._carried.face

    def _doubt_afresh(self) -> None:
        self._doubts = Doubts(self._facing_deg)

    @property
    def _facing_deg(self) -> tuple[float, float]:
        return self.template.facing_deg if self.template is not None else (0.0, 0.0)

    def read(self, frame: Frame, face: FaceLandmarks | None) -> JawReading:
        """Read one frame. Never raises on odd frames; then it doubts."""
        if self._carried is not None and face is self._carried.face:
            return self._read_carried(self._carried)
        self._carried = None
        if face is None:
            self._first.clear()
            if self.template is not None:
                self._doubts.lost()
            return no_face(frame.t_s)
        size = (frame.image.shape[1], frame.image.shape[0])
        if size != self._size:
            self._size = size
            self._first.clear()
            if not self._provisional:
                self._doubt_afresh()  # as good as a new camera, but the same face and the same zero
        if self._provisional:
            self._learn(face)
        camera = self._camera()
        points = solid(face.points)
        head = find_head(points, self._points, camera)
        if not np.isfinite(head.shift).all() or head.shift[2] <= 0.0:
            return no_face(frame.t_s)
        return self._read(frame, face, points, head, camera)

    def _camera(self) -> Camera:
        return Camera.of(*self._size, H_FOV_DEG if self.template is None else self.template.lens_deg)

    def _learn(self, face: FaceLandmarks) -> None:
        """Until the first second is full, each face is its own template; then the second makes one."""
        self._first.append(face)
        full = face.t_s - self._first[0].t_s >= FIRST_TEMPLATE_S and len(self._first) >= FIRST_TEMPLATE_FACES
        self.set_template(build_template(list(self._first) if full else [face], self._size))
        self._provisional = not full
        if full:
            self._first.clear()

    def _read(self, frame: Frame, face: FaceLandmarks, points: Points, head: Head, camera: Camera) -> JawReading:
        t_s = frame.t_s
        pose = pose_of(head, camera)
        view = face_view(frame.image, points)
        doubts = set(self._doubts.seen(view, pose))
        # Landmarks are read in the frame they give themselves; in the tracked one the errors of both would count.
        skull = to_skull(points, head, camera)
        if self._doubts.other_face(skull - self._points, head.shift, pose, t_s):
            doubts.add(Doubt.OTHER_FACE)
        if self._provisional:
            doubts.add(Doubt.UNSTABLE)

        reach_px = CHIN_REACH_MM / pose.mm_per_px
        mesh = jaw_turn(self._points[CHIN], points[CHIN, :2], head, camera, self._hinge, reach_px)
        shape = _shape_of(skull)
        calm = self._calm.step(shape.mouth, t_s)
        drop_mm, found = self._hinge.drop_mm(self._points[MENTON], mesh.angle), None
        if self._references is not None and not self._provisional and not doubts & NO_TRACKING:
            steady = calm and not doubts & NO_LEARNING
            lids_mm = shape.mouth.eye_open_mm
            found = self._references.follow(frame.image, head, mesh, camera, t_s, lids_mm=lids_mm, steady=steady)
            drop_mm = self._hinge.drop_mm(self._points[MENTON], self._references.relation.pixels_angle(mesh.angle))
            if self._references.face_found:
                self._doubts.recognised()

        jaw_hidden = self._references is not None and self._references.jaw_hidden
        if self._doubts.hidden(jaw_hidden and Doubt.TURNED not in doubts, shape.lip_gap_mm, t_s):
            doubts.add(Doubt.OCCLUDED)
        if found is not None:
            if not doubts and self._doubts.sure_of_face:
                carried_shape = replace(shape, skull=to_skull(points, found.head, camera))
                self._carried = _Carried(face, carried_shape, found, view)
                self._watch.keep(found, camera, view.brightness, t_s)
            return self._reading(t_s, found, shape, camera, doubts)
        return JawReading(
            t_s=t_s,
            chin_drop_mm=math.nan if self._provisional else drop_mm,
            chin_drop_sd_mm=MESH_SD_MM,
            lip_gap_mm=shape.lip_gap_mm,
            jaw_width_mm=shape.jaw_width_mm,
            side_mm=mesh.side_mm,
            pose=pose,
            trust=trust_of(frozenset(doubts), by_pixels=False),
            doubts=frozenset(doubts),
            mouth=shape.mouth,
            anchor=self._anchor,
        )

    def _read_carried(self, carried: _Carried) -> JawReading:
        camera, shape, t_s = self._camera(), carried.shape, carried.face.t_s
        doubts = set(self._doubts.seen(carried.view, pose_of(carried.found.head, camera)))
        self._doubts.hidden(False, shape.lip_gap_mm, t_s)
        self._calm.step(shape.mouth, t_s)
        if doubts:
            self._carried = None
        return self._reading(t_s, carried.found, shape, camera, doubts)

    def _reading(self, t_s: float, found: Aligned, shape: _Shape, camera: Camera, doubts: set[Doubt]) -> JawReading:
        """What the pixels say of head and chin, and the mesh of the mouth."""
        chin = self._chin_travel(found)
        drop_mm, sd_mm = chin.drop(USUAL)
        return JawReading(
            t_s=t_s,
            chin_drop_mm=drop_mm,
            chin_drop_sd_mm=sd_mm,
            lip_gap_mm=shape.lip_gap_mm,
            jaw_width_mm=shape.jaw_width_mm,
            side_mm=found.side_mm,
            pose=pose_of(found.head, camera),
            trust=trust_of(frozenset(doubts), by_pixels=True),
            doubts=frozenset(doubts),
            mouth=shape.mouth,
            by_pixels=True,
            anchor=self._anchor,
            chin=chin,
        )

    def _chin_travel(self, found: Aligned) -> ChinTravel:
        menton = self._points[MENTON]
        reach_mm = self._hinge.reach_mm(menton)
        covariance = found.covariance + (PIXEL_SD_MM / reach_mm) ** 2 * np.eye(STRIPS)
        return ChinTravel(found.angles, covariance, self._hinge, menton)


def _shape_of(skull: Points) -> _Shape:
    """Read the mouth and the jaw's width off landmarks (478, 3), mm in the skull frame."""
    return _Shape(
        skull=skull,
        mouth=mouth_shape(skull),
        lip_gap_mm=max(0.0, float(skull[LIPS_INNER[1], 1] - skull[LIPS_INNER[0], 1])),
        jaw_width_mm=float(np.mean([np.linalg.norm(skull[one] - skull[other]) for one, other in JAW_ANGLES])),
    )


def to_skull(points: Points, head: Head, camera: Camera) -> Points:
    """Landmarks (478, 3) px → skull frame, mm, with the landmarks' own depth about the eyes."""
    px_per_mm = camera.focal_px / float(head.shift[2])
    depth = head.shift[2] + (points[:, 2] - float(points[list(EYE_CORNERS), 2].mean())) / px_per_mm
    return head.to_skull(camera.rays(points) * depth[:, None])
