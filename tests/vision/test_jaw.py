"""Readings from real pixels that were moved by known amounts."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from tests.vision.faces import sitter
from vision.camera import Frame
from vision.chin.hinge import CHIN
from vision.doubts import Doubt
from vision.jaw import JawFollower
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading


def warped(index: int, matrix: np.ndarray, size: tuple[int, int], t_s: float) -> tuple[Frame, FaceLandmarks]:
    """Picture and landmarks of the sitter, both put through the same affine map (2, 3)."""
    frame, face = sitter().frames[index], sitter().faces[index]
    image = cv2.warpAffine(frame.image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    points = face.points.copy()
    points[:, :2] = points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    points[:, 2] *= np.sqrt(abs(np.linalg.det(matrix[:, :2])))
    return Frame(np.asarray(image, np.uint8), t_s, round(t_s * 30)), FaceLandmarks(points.astype(np.float32), t_s)


def with_chin_down(index: int, down_px: float, t_s: float) -> tuple[Frame, FaceLandmarks]:
    """The sitter's picture with all below the lips moved down; the landmarks do not notice (docs/facts.md 30)."""
    frame, face = sitter().frames[index], sitter().faces[index]
    lip, chin = float(face.points[0, 1]), float(face.points[152, 1])
    height, width = frame.image.shape[:2]
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    share = np.clip((rows - lip) / (0.35 * (chin - lip)), 0, 1) * np.clip((2 * chin - lip - rows) / (chin - lip), 0, 1)
    image = cv2.remap(frame.image, columns, (rows - down_px * share).astype(np.float32), cv2.INTER_CUBIC)
    return Frame(np.asarray(image, np.uint8), t_s, round(t_s * 30)), FaceLandmarks(face.points, t_s)


def follow_still(follower: JawFollower, count: int = 15) -> float:
    """The chin drop of the sitter as filmed."""
    drops = [
        follower.read(Frame(frame.image, index / 30, index), FaceLandmarks(face.points, index / 30)).chin_drop_mm
        for index, (frame, face) in enumerate(zip(sitter().frames[:count], sitter().faces, strict=False))
    ]
    return float(np.median(drops))


@pytest.mark.parametrize("down_px", [1.0, 3.0, 6.0])
def test_pixels_tell_a_drop_that_the_landmarks_miss(down_px):
    follower = JawFollower(sitter().template)
    closed_mm = follow_still(follower)
    reading = None
    for step in range(1, 11):  # a third of a second on the way
        reading = follower.read(*with_chin_down(14, down_px * step / 10, 0.5 + step / 30))
    assert reading is not None
    assert reading.pose is not None
    assert reading.by_pixels
    in_picture_mm = down_px * reading.pose.mm_per_px
    # The chin swings back as it drops, so a level camera sees some 0.7-0.9 mm per mm.
    assert 0.8 * in_picture_mm < reading.chin_drop_mm - closed_mm < 1.6 * in_picture_mm
    assert reading.chin_drop_sd_mm < 1.0


@pytest.mark.parametrize(
    ("what", "matrix"),
    [
        ("further to the side", [[1, 0, 25], [0, 1, -12]]),
        ("head tilted", [[0.985, -0.174, 60], [0.174, 0.985, -45]]),
        ("a little further away", [[0.88, 0, 38], [0, 0.88, 28]]),
        ("a little nearer", [[1.1, 0, -32], [0, 1.1, -24]]),
    ],
)
def test_a_moved_head_is_no_moved_jaw(what, matrix):
    follower = JawFollower(sitter().template)
    still_mm = follow_still(follower)
    end = np.array(matrix, float)
    start = np.array([[1, 0, 0], [0, 1, 0]], float)
    moved = []
    for step in range(1, 21):
        share = min(1.0, step / 15)
        reading = follower.read(*warped(14, start + share * (end - start), sitter().size, 0.5 + step / 30))
        moved.append(reading.chin_drop_mm)
    # Pushing a picture about also turns the head a little; what that leaks is the pose correction's to remove.
    assert np.median(moved[-5:]) == pytest.approx(still_mm, abs=0.8), what


def test_a_sharper_camera_says_the_same():
    drops = []
    for scale in (0.75, 1.0, 2.0):
        size = (round(640 * scale), round(480 * scale))
        matrix = np.array([[scale, 0, 0], [0, scale, 0]], float)
        follower = JawFollower(sitter().template)
        readings = [follower.read(*warped(index, matrix, size, index / 30)) for index in range(15)]
        drops.append(float(np.median([reading.chin_drop_mm for reading in readings])))
    assert np.ptp(drops) < 0.4


def test_a_still_face_is_still():
    follower = JawFollower(sitter().template)
    readings = [follower.read(frame, face) for frame, face in zip(sitter().frames, sitter().faces, strict=True)]
    drops = [reading.chin_drop_mm for reading in readings[2:]]
    assert np.std(np.diff(drops)) < 0.15
    assert all(reading.trust > 0.9 and not reading.doubts for reading in readings)
    assert len({reading.anchor for reading in readings}) == 1


def test_without_a_template_the_first_second_makes_one():
    follower = JawFollower()
    readings = [follower.read(frame, face) for frame, face in zip(sitter().frames, sitter().faces, strict=True)]
    assert readings[0].pose is not None
    assert readings[0].trust < 0.3
    assert Doubt.UNSTABLE in readings[0].doubts
    assert math.isnan(readings[0].chin_drop_mm)
    assert readings[-1].trust > 0.9
    assert math.isfinite(readings[-1].chin_drop_mm)


def test_nobody_there_is_no_reading():
    reading = JawFollower().read(sitter().frames[0], None)
    assert reading.pose is None
    assert reading.doubts == {Doubt.NO_FACE}
    assert reading.trust == 0.0


def test_something_before_the_chin_is_noticed_and_goes_again():
    follower = JawFollower(sitter().template)
    follow_still(follower, 20)
    face = sitter().faces[14]
    covered = sitter().frames[14].image.copy()
    x, y = face.points[152, :2].astype(int)
    noise = np.random.default_rng(3).integers(40, 220, (100, 140, 3))
    covered[y - 45 : y + 55, x - 70 : x + 70] = cv2.GaussianBlur(noise.astype(np.uint8), (0, 0), 4)
    hidden = [
        follower.read(Frame(covered, 1 + i / 30, 30 + i), FaceLandmarks(face.points, 1 + i / 30)) for i in range(12)
    ]
    assert Doubt.OCCLUDED in hidden[-1].doubts
    assert hidden[-1].trust < 0.3
    again = follower.read(Frame(sitter().frames[15].image, 1.5, 45), FaceLandmarks(sitter().faces[15].points, 1.5))
    assert again.by_pixels
    assert Doubt.OCCLUDED not in again.doubts


def test_a_dark_room_is_named():
    follower = JawFollower(sitter().template)
    dim = (sitter().frames[0].image * 0.1).astype(np.uint8)
    reading = follower.read(Frame(dim, 0.0, 0), sitter().faces[0])
    assert Doubt.DARK in reading.doubts
    assert reading.trust < 0.3


def test_a_face_half_outside_the_picture_is_named():
    follower = JawFollower(sitter().template)
    gone = np.array([[1, 0, 0], [0, 1, 170]], float)
    reading = follower.read(*warped(0, gone, sitter().size, 0.0))
    assert Doubt.CUT_OFF in reading.doubts
    assert reading.trust < 0.3


def test_another_face_is_noticed_within_ten_seconds():
    own = sitter().template
    stretched = own.points_mm * (1.0, 1.0, 1.0)
    stretched[:, 1] *= np.where(stretched[:, 1] > 0, 0.86, 1.2)
    stretched[:, 0] *= 1.07
    other = type(own)(stretched, own.spread_mm, own.scale_source, own.scale_sd_share, own.faces)
    follower = JawFollower(other)
    for index in range(100):
        frame, face = sitter().frames[index % 40], sitter().faces[index % 40]
        reading = follower.read(Frame(frame.image, index / 12, index), FaceLandmarks(face.points, index / 12))
        if Doubt.OTHER_FACE in reading.doubts:
            break
    assert Doubt.OTHER_FACE in reading.doubts
    assert reading.trust < 0.3


@pytest.mark.parametrize("size", [(160, 120), (3840, 2160), (480, 854), (17, 9), (1, 1)])
def test_odd_pictures_are_doubted_not_refused(size):
    follower = JawFollower(sitter().template)
    for index in range(3):
        scale = min(size[0] / 640, size[1] / 480)
        frame, face = warped(index, np.array([[scale, 0, 0], [0, scale, 0]], float), size, index / 30)
        reading = follower.read(frame, face)
        assert 0.0 <= reading.trust <= 1.0


def test_a_picture_that_changes_size_keeps_the_zero():
    """A jaw that hangs, seen by the mesh as half of what the pixels show, hangs as far in pictures of another size."""

    def hanging(down_px: float, scale: float, t_s: float) -> JawReading:
        frame, face = with_chin_down(14, down_px, t_s)
        points = face.points.copy()
        points[CHIN, 1] += down_px / 2
        size = (round(640 * scale), round(480 * scale))
        image = cv2.resize(frame.image, size, interpolation=cv2.INTER_AREA)
        scaled = (points * scale).astype(np.float32)
        return follower.read(Frame(np.asarray(image, np.uint8), t_s, frame.index), FaceLandmarks(scaled, t_s))

    follower = JawFollower(sitter().template)
    closed_mm = follow_still(follower)
    for step in range(60):  # the jaw sinks and rises for six seconds, and stays down
        before = hanging(3.0 - 3.0 * math.cos(math.pi * step / 12 - math.pi / 12), 1.0, 0.6 + step / 10)
    assert before.chin_drop_mm - closed_mm > 3.0
    for step in range(15):
        after = hanging(6.0, 0.75, 8.0 + step / 10)
    assert after.by_pixels
    assert after.anchor == before.anchor
    assert after.chin_drop_mm == pytest.approx(before.chin_drop_mm, abs=1.0)
    assert after.chin_drop_sd_mm > before.chin_drop_sd_mm


def test_a_face_that_slides_out_and_in_again_is_measured_as_before():
    follower = JawFollower(sitter().template)
    before = follow_still(follower, 20)
    out = [index * 30.0 for index in range(12)]
    t_s = 0.7
    for shift in [*out, *reversed(out)]:
        follower.read(*warped(14, np.array([[1, 0, shift], [0, 1, 0]], float), sitter().size, t_s))
        t_s += 0.033
        if shift == out[-1]:
            for _ in range(60):
                follower.read(Frame(sitter().frames[0].image, t_s, 0), None)
                t_s += 0.05
    after = []
    for index in range(40):
        face = FaceLandmarks(sitter().faces[index].points, t_s)
        after.append(follower.read(Frame(sitter().frames[index].image, t_s, index), face).chin_drop_mm)
        t_s += 0.1
    assert np.median(after[-10:]) == pytest.approx(before, abs=0.3)


def test_a_lost_face_does_not_move_the_zero():
    follower = JawFollower(sitter().template)
    before = follow_still(follower)
    for index in range(60):
        follower.read(Frame(sitter().frames[0].image, 1 + index / 30, 30 + index), None)
    after = [
        follower.read(Frame(frame.image, 4 + i / 30, 120 + i), FaceLandmarks(face.points, 4 + i / 30)).chin_drop_mm
        for i, (frame, face) in enumerate(zip(sitter().frames[:10], sitter().faces, strict=False))
    ]
    assert np.median(after) == pytest.approx(before, abs=0.2)
