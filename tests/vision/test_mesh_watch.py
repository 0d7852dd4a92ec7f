"""Between two meshes the face is carried on by its pixels; a mesh is due when pixels cannot tell what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.vision.faces import sitter
from vision.camera import Frame
from vision.chin.patches import EYES
from vision.jaw import JawFollower
from vision.landmarks import FaceLandmarks
from vision.mesh_watch import BLINK_S, MESH_EVERY_S, MOUTH_OUTLINE
from vision.readings import JawReading

FPS = 15.0
"""As often as a still face is analysed."""
KNOWN_S = 3.0
"""By then the face is known and its pixels are kept."""
Picture = NDArray[np.uint8]


class Sitting:
    """The sitter before a camera, first with a mesh for each picture until the face is known."""

    def __init__(self) -> None:
        self.follower = JawFollower(sitter().template)
        self.shown = 0
        for _ in range(round(KNOWN_S * FPS)):
            self.meshed()

    def picture(self, changed: Callable[[Picture], Picture] = lambda image: image) -> tuple[Frame, FaceLandmarks]:
        """The next picture, and the mesh that belongs to it unchanged."""
        way = [*range(40), *range(38, 0, -1)]
        of, t_s = way[self.shown % len(way)], self.shown / FPS
        self.shown += 1
        frame, face = sitter().frames[of], sitter().faces[of]
        return Frame(changed(frame.image), t_s, self.shown), replace(face, t_s=t_s)

    def meshed(self) -> JawReading:
        """Read the next picture with its mesh."""
        return self.follower.read(*self.picture())

    def carried(self, changed: Callable[[Picture], Picture] = lambda image: image) -> FaceLandmarks | None:
        """Ask about the next picture without a mesh."""
        return self.follower.carried(self.picture(changed)[0])


@pytest.fixture
def sitting() -> Sitting:
    return Sitting()


def test_a_calm_face_gets_two_to_four_meshes_a_second(sitting: Sitting) -> None:
    meshes, seconds = 0, 6.0
    for _ in range(round(seconds * FPS)):
        frame, face = sitting.picture()
        carried = sitting.follower.carried(frame)
        meshes += carried is None
        reading = sitting.follower.read(frame, carried or face)
        assert reading.by_pixels
        assert not reading.doubts
    assert 2.0 <= meshes / seconds <= 4.0


def test_what_is_carried_reads_as_it_would_with_a_mesh(sitting: Sitting) -> None:
    other = Sitting()
    for _ in range(round(4.0 * FPS)):
        frame, face = sitting.picture()
        carried = sitting.follower.carried(frame) or face
        assert np.median(np.linalg.norm(carried.points[:, :2] - face.points[:, :2], axis=1)) < 1.0
        reading, usual = sitting.follower.read(frame, carried), other.meshed()
        assert reading.t_s == usual.t_s
        assert reading.chin_drop_mm == pytest.approx(usual.chin_drop_mm, abs=0.1)
        assert reading.pose is not None
        assert usual.pose is not None
        assert reading.pose.yaw_deg == pytest.approx(usual.pose.yaw_deg, abs=0.3)


def test_the_lines_stay_on_a_face_that_moves_a_little(sitting: Sitting) -> None:
    before = sitting.carried()
    assert before is not None
    sitting.follower.read(*sitting.picture())
    moved = sitting.carried(lambda image: shifted(image, 4.0))
    assert moved is not None
    across = np.median(moved.points[:, 0] - before.points[:, 0])
    assert across == pytest.approx(4.0, abs=0.7)


def painted_mouth(image: Picture) -> Picture:
    out = image.copy()
    lips = sitter().faces[0].points[MOUTH_OUTLINE, :2]
    middle, size = lips.mean(axis=0), np.ptp(lips, axis=0)
    cv2.ellipse(out, (tuple(map(float, middle)), (float(size[0]) * 0.4, float(size[1]) * 0.4), 0.0), (30, 20, 40), -1)
    return out


def shut_eyes(image: Picture) -> Picture:
    out = image.copy()
    for eye in EYES:
        outline = cv2.convexHull(sitter().faces[0].points[eye, :2].astype(np.int32))
        skin = out[int(outline[:, 0, 1].max()) + 8, int(outline[:, 0, 0].mean())]
        cv2.fillConvexPoly(out, outline, tuple(map(int, skin)))
    return out


def shifted(image: Picture, across_px: float) -> Picture:
    matrix = np.array([[1.0, 0.0, across_px], [0.0, 1.0, 0.0]])
    return np.asarray(cv2.warpAffine(image, matrix, image.shape[1::-1], borderMode=cv2.BORDER_REPLICATE), np.uint8)


@pytest.mark.parametrize(
    "changed",
    [
        painted_mouth,
        lambda image: (image * 0.8).astype(np.uint8),
        lambda image: shifted(image, 25.0),
        lambda image: np.full_like(image, 90),
        lambda image: np.asarray(cv2.resize(image, None, fx=0.5, fy=0.5), np.uint8),
    ],
    ids=[
        "the lips part",
        "a lamp goes out",
        "a fast head",
        "nobody is there",
        "another picture size",
    ],
)
def test_a_mesh_is_due_at_once_when_something_changes(sitting: Sitting, changed: Callable[[Picture], Picture]) -> None:
    sitting.meshed()
    assert sitting.carried() is not None
    sitting.meshed()
    assert sitting.carried(changed) is None


def test_a_blink_asks_for_no_mesh_and_eyes_that_stay_shut_do(sitting: Sitting) -> None:
    seeing = Sitting()
    sitting.meshed(), seeing.meshed()
    for _ in range(round(BLINK_S * FPS) - 1):
        frame, _ = sitting.picture(shut_eyes)
        face = sitting.follower.carried(frame)
        assert face is not None
        assert sitting.follower.read(frame, face).chin_drop_mm == pytest.approx(seeing.meshed().chin_drop_mm, abs=0.3)
    for _ in range(3):
        shut = sitting.carried(shut_eyes)
    assert shut is None


def test_a_mesh_is_due_after_a_while_whatever_the_pixels_say(sitting: Sitting) -> None:
    sitting.meshed()
    for _ in range(round(MESH_EVERY_S * FPS) - 1):
        frame, face = sitting.picture()
        sitting.follower.read(frame, sitting.follower.carried(frame) or face)
    sitting.picture()
    assert sitting.carried() is None


def test_nothing_is_carried_before_the_face_is_known() -> None:
    follower = JawFollower(sitter().template)
    for frame, face in zip(sitter().frames[:10], sitter().faces[:10], strict=True):
        assert follower.carried(frame) is None
        follower.read(frame, face)


def test_after_nobody_was_seen_a_mesh_comes_first(sitting: Sitting) -> None:
    sitting.meshed()
    sitting.follower.read(sitting.picture()[0], None)
    assert sitting.carried() is None
