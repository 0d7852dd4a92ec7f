"""Pose and millimetres from landmarks of a known face in a known place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vision.faces import even_face, mirror_twins, seen, sitter
from vision.chin.hinge import CHIN, MENTON, hinge_of, jaw_turn
from vision.head import RIGID, Camera, find_head, pose_of, solid

SIZES = st.sampled_from([(640, 480), (1280, 720), (480, 854), (3840, 2160), (160, 120)])
ANGLES = st.tuples(st.floats(-25, 25), st.floats(-15, 15), st.floats(-20, 20))
PLACES = st.tuples(st.floats(-80, 80), st.floats(-60, 60), st.floats(350, 900))


def drop_mm(points_mm: np.ndarray, face: object, size: tuple[int, int]) -> float:
    camera = Camera.of(*size)
    points = solid(face.points)  # type: ignore[attr-defined]
    head = find_head(points, points_mm, camera)
    hinge = hinge_of(points_mm)
    turn = jaw_turn(points_mm[CHIN], points[CHIN, :2], head, camera, hinge, 3.0)
    return hinge.drop_mm(points_mm[MENTON], turn.angle)


@settings(max_examples=40, deadline=None)
@given(size=SIZES, angles=ANGLES, place=PLACES)
def test_the_pose_is_the_heads_whatever_the_picture(size, angles, place):
    points_mm = sitter().template.points_mm
    face = seen(points_mm, size, angles, place)
    pose = pose_of(find_head(solid(face.points), points_mm, Camera.of(*size)), Camera.of(*size))
    assert (pose.yaw_deg, pose.pitch_deg, pose.roll_deg) == pytest.approx(angles, abs=0.5)
    assert pose.distance_mm == pytest.approx(place[2], rel=0.01)


@settings(max_examples=40, deadline=None)
@given(size=SIZES, angles=ANGLES, place=PLACES, opened_mm=st.floats(0, 15))
def test_a_jaw_drops_as_far_in_every_pose_and_picture(size, angles, place, opened_mm):
    points_mm = sitter().template.points_mm
    hinge = hinge_of(points_mm)
    angle = opened_mm / hinge.reach_mm(points_mm[MENTON])
    true_mm = hinge.drop_mm(points_mm[MENTON], angle)
    face = seen(points_mm, size, angles, place, angle)
    # Landmark depth under perspective is a rough thing: within 4 % on top of a quarter of a millimetre.
    assert drop_mm(points_mm, face, size) == pytest.approx(true_mm, abs=0.25, rel=0.04)


@settings(max_examples=20, deadline=None)
@given(angles=ANGLES, opened_mm=st.floats(0, 10))
def test_a_mirrored_picture_shows_the_same_jaw_and_the_other_turn(angles, opened_mm):
    points_mm, twin = even_face(), mirror_twins()
    assert set(twin[RIGID]) == set(RIGID.tolist())
    size = (640, 480)
    face = seen(points_mm, size, angles, (0.0, 0.0, 550.0), opened_mm / 90)
    mirrored = type(face)((face.points[twin] * (-1, 1, 1) + (640, 0, 0)).astype(np.float32), face.t_s)
    assert drop_mm(points_mm, mirrored, size) == pytest.approx(drop_mm(points_mm, face, size), abs=0.05)
    pose, other = (
        pose_of(find_head(solid(one.points), points_mm, Camera.of(*size)), Camera.of(*size)) for one in (face, mirrored)
    )
    assert (other.yaw_deg, other.pitch_deg, other.roll_deg) == pytest.approx(
        (-pose.yaw_deg, pose.pitch_deg, -pose.roll_deg), abs=0.1
    )


def test_looking_left_up_and_tilting_left_are_positive():
    points_mm = sitter().template.points_mm
    camera = Camera.of(640, 480)
    left = seen(points_mm, (640, 480), (20, 0, 0)).points
    assert left[4, 0] > 320, "a nose turned to the person's own left points to the right of the unmirrored picture"
    up = seen(points_mm, (640, 480), (0, 15, 0)).points
    assert up[4, 1] < seen(points_mm, (640, 480)).points[4, 1]
    tilted = seen(points_mm, (640, 480), (0, 0, 15)).points
    assert tilted[10, 0] > tilted[152, 0]
    for points, angle in ((left, "yaw_deg"), (up, "pitch_deg"), (tilted, "roll_deg")):
        assert getattr(pose_of(find_head(solid(points), points_mm, camera), camera), angle) > 10


def test_a_hand_over_one_cheek_hardly_moves_the_head():
    points_mm = sitter().template.points_mm
    camera = Camera.of(640, 480)
    face = seen(points_mm, (640, 480)).points
    face[[116, 111, 143, 34, 227, 127], 0] += 12
    pose = pose_of(find_head(solid(face), points_mm, camera), camera)
    assert abs(pose.yaw_deg) < 2.0
