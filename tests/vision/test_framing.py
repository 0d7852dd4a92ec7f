"""How a person sits: one picture of the built-in clip, spoiled in the ways that rooms and webcams spoil pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from feedback.practice.framing_words import Aspect, Sign, in_a_line, lines_of
from tests.vision.faces import even_face, seen
from vision.camera import Frame, frames, open_source
from vision.doubting import Doubts, face_view
from vision.doubts import Doubt
from vision.framing import framing_of
from vision.framing_advice import ADVICE_WORDS, Advice, Framing, advice
from vision.head import Camera, find_head, pose_of, solid
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks
from vision.template import build_template

Picture = NDArray[np.uint8]


class Watcher:
    """Looks at pictures one after the other, as a live page does."""

    def __init__(self, landmarker: Landmarker) -> None:
        self._landmarker = landmarker
        self._index = 0

    def face(self, image: Picture) -> tuple[Frame, FaceLandmarks | None]:
        for _ in range(3):  # the tracker lets go of a face that has moved, and finds it again
            self._index += 1
            frame = Frame(image, self._index / 10, self._index)
            face = self._landmarker.find(frame)
        return frame, face

    def framing(self, image: Picture) -> Framing:
        return framing_of(*self.face(image))


@pytest.fixture(scope="module")
def watcher() -> Iterator[Watcher]:
    with Landmarker() as landmarker:
        yield Watcher(landmarker)


@pytest.fixture(scope="module")
def picture() -> Picture:
    with open_source("demo", paced=False) as capture:
        return next(islice(frames(capture), 60, None)).image


def darkened(picture: Picture, left: float) -> Picture:
    return np.asarray(picture * left, np.uint8)


def from_further(picture: Picture, times: float) -> Picture:
    """The same camera, the person further off: the picture shrunk into the middle of an equally large one."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, None, fx=1 / times, fy=1 / times, interpolation=cv2.INTER_AREA)
    top, left = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    edges = (top, height - small.shape[0] - top, left, width - small.shape[1] - left)
    return np.asarray(cv2.copyMakeBorder(small, *edges, cv2.BORDER_REPLICATE), np.uint8)


def moved(picture: Picture, share_x: float, share_y: float) -> Picture:
    height, width = picture.shape[:2]
    shift = np.array([[1.0, 0.0, share_x * width], [0.0, 1.0, share_y * height]])
    return np.asarray(cv2.warpAffine(picture, shift, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def before_a_window(picture: Picture, face: FaceLandmarks) -> Picture:
    """A camera that sets itself by the window leaves the face dark."""
    left, forehead = face.points[:, :2].min(axis=0).astype(int)
    right = int(face.points[:, 0].max())
    image = np.full_like(picture, 250)
    person = (slice(forehead - 100, None), slice(left, right))
    image[person] = darkened(picture, 0.3)[person]
    return image


def test_the_demo_sits_well(watcher: Watcher, picture: Picture):
    framing = watcher.framing(picture)
    assert advice(framing) == ()
    assert framing.faces == 1
    assert 150 < framing.brightness < 220
    assert 500 < framing.distance_mm < 650
    assert 0.15 < framing.width_share < 0.25
    assert abs(framing.offset_x) < 0.05
    assert abs(framing.offset_y) < 0.15


def test_in_the_dark_light_is_the_first_advice(watcher: Watcher, picture: Picture):
    assert advice(watcher.framing(darkened(picture, 0.15)))[0] is Advice.TOO_DARK
    blind = watcher.framing(darkened(picture, 0.0))
    assert advice(blind) == (Advice.TOO_DARK, Advice.NO_FACE)


def test_advice_comes_before_the_measurement_doubts_the_light(watcher: Watcher, picture: Picture):
    for left in np.arange(1.0, 0.1, -0.04):
        frame, face = watcher.face(darkened(picture, float(left)))
        assert face is not None
        size = (frame.image.shape[1], frame.image.shape[0])
        camera = Camera.of(*size)
        points = solid(face.points)
        pose = pose_of(find_head(points, build_template([face], size).points_mm, camera), camera)
        view = face_view(np.asarray(cv2.cvtColor(frame.image, cv2.COLOR_BGR2GRAY), np.uint8), points)
        told = advice(framing_of(frame, face))
        assert (Doubt.DARK not in Doubts((0.0, 0.0)).seen(view, pose)) or (Advice.TOO_DARK in told)


def test_a_lamp_into_the_face_is_too_bright(watcher: Watcher, picture: Picture):
    burnt = np.asarray(np.clip(picture * 1.2 + 50.0, 0, 255), np.uint8)
    assert Advice.TOO_BRIGHT in advice(watcher.framing(burnt))


def test_a_window_behind_is_told_from_a_dark_room(watcher: Watcher, picture: Picture):
    _, face = watcher.face(picture)
    assert face is not None
    framing = watcher.framing(before_a_window(picture, face))
    assert advice(framing) == (Advice.BACKLIT,)
    assert Advice.BACKLIT not in advice(watcher.framing(darkened(picture, 0.2)))


def test_a_smeared_lens_is_blurred_and_a_coarse_camera_is_not(watcher: Watcher, picture: Picture):
    smeared = np.asarray(cv2.GaussianBlur(picture, (0, 0), 9), np.uint8)
    assert advice(watcher.framing(smeared)) == (Advice.BLURRED,)
    coarse = np.asarray(cv2.resize(picture, (640, 360), interpolation=cv2.INTER_AREA), np.uint8)
    assert advice(watcher.framing(coarse)) == ()


def test_darkness_alone_does_not_count_as_blur(watcher: Watcher, picture: Picture):
    assert Advice.BLURRED not in advice(watcher.framing(darkened(picture, 0.25)))


def test_twice_as_far_is_told_as_twice_as_far(watcher: Watcher, picture: Picture):
    near, far = watcher.framing(picture), watcher.framing(from_further(picture, 2.0))
    assert far.distance_mm == pytest.approx(2 * near.distance_mm, rel=0.1)
    assert far.face_px == pytest.approx(near.face_px / 2, rel=0.1)
    assert Advice.TOO_FAR in advice(far)


def test_a_face_that_fills_the_picture_is_too_near(watcher: Watcher, picture: Picture):
    height, width = picture.shape[:2]
    part = picture[height // 4 : 3 * height // 4, width // 4 : 3 * width // 4]
    near = watcher.framing(np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8))
    assert Advice.TOO_NEAR in advice(near)


@pytest.mark.parametrize("where", [(0.3, 0.0), (-0.3, 0.0), (0.0, 0.34)])
def test_a_face_near_the_edge_is_told_and_where(where: tuple[float, float], watcher: Watcher, picture: Picture):
    middle, aside = watcher.framing(picture), watcher.framing(moved(picture, *where))
    assert Advice.OFF_CENTRE in advice(aside)
    assert aside.offset_x - middle.offset_x == pytest.approx(where[0], abs=0.03)
    assert aside.offset_y - middle.offset_y == pytest.approx(where[1], abs=0.05)


def test_two_people_are_noticed(watcher: Watcher, picture: Picture):
    frame, face = watcher.face(picture)
    assert face is not None
    assert advice(framing_of(frame, replace(face, faces=2))) == (Advice.SEVERAL_FACES,)


@pytest.mark.parametrize(
    ("yaw_deg", "pitch_deg", "aside"), [(0, 0, False), (8, 0, False), (35, 0, True), (-35, 0, True), (0, 40, True)]
)
def test_a_face_in_profile_is_not_well(picture: Picture, yaw_deg: float, pitch_deg: float, aside: bool):
    height, width = picture.shape[:2]
    face = seen(even_face(), (width, height), (yaw_deg, pitch_deg, 0.0))
    framing = framing_of(Frame(picture, 0.0, 0), face)
    assert framing.yaw_deg == pytest.approx(yaw_deg, abs=6.0)
    assert (Advice.TURNED in advice(framing)) is aside
    lines = lines_of(framing)
    assert (lines[Aspect.PLACE].sign is Sign.TO_DO) is aside
    assert in_a_line(lines)[1] or not aside


def test_an_empty_room_is_an_answer_too():
    room = Frame(np.full((480, 640, 3), 120, np.uint8), 0.0, 0)
    framing = framing_of(room, None)
    assert advice(framing) == (Advice.NO_FACE,)
    assert framing.faces == 0


def test_each_advice_has_its_words():
    assert set(ADVICE_WORDS) == set(Advice)
