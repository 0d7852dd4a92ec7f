"""The lower jaw as a hinge, up to jaws opened by 45 mm."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.faces import even_face, turned
from vision.chin.hinge import CHIN, MENTON, TURNS_UNTIL_RAD, JawTurn, hinge_of, jaw_turn
from vision.head import Camera, Head

CAMERA = Camera.of(640, 480)
POSES = [(0, 0, 0), (18, 0, 0), (0, 12, 0), (0, -12, 0), (0, 0, 15), (-12, 8, -10)]
NOISE_PX = 0.25
MOST_DROP_MM = 45.0 / 1.19
"""Of the chin's skin, when the front teeth stand 45 mm apart."""


def looked_for(drop_mm: float, pose: tuple[float, float, float], start: float = 0.0) -> tuple[float, JawTurn]:
    """What ``jaw_turn`` says of a chin that has dropped so far: drop in mm, and all of it."""
    points, hinge = even_face(), hinge_of(even_face())
    angle = hinge.angle_of_drop(points[MENTON], drop_mm)
    head = Head(turned(*pose), np.array([10.0, -5.0, 550.0]), 0.0)
    seen = CAMERA.project(head.to_camera(hinge.opened(points[CHIN], angle, 1.0)))
    seen = seen + np.random.default_rng(round(10 * drop_mm + 100)).normal(0, NOISE_PX, seen.shape)
    found = jaw_turn(points[CHIN], seen, head, CAMERA, hinge, reach_px=0.9, start=start)
    return hinge.drop_mm(points[MENTON], found.angle), found


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("drop_mm", [-2.0, 0.0, 1.0, 3.0, 6.0, 9.0, 12.0])
def test_a_hanging_jaw_is_found_within_a_third_of_a_millimetre(drop_mm: float, pose: tuple[float, float, float]):
    seen_mm, found = looked_for(drop_mm, pose)
    assert seen_mm == pytest.approx(drop_mm, abs=0.3)
    assert found.side_mm == pytest.approx(1.0, abs=0.5)


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("drop_mm", [13.5, 17.0, 22.0, 27.0, 32.0, MOST_DROP_MM])
def test_a_wide_jaw_is_found_within_a_twentieth(drop_mm: float, pose: tuple[float, float, float]):
    seen_mm, found = looked_for(drop_mm, pose)
    assert seen_mm == pytest.approx(drop_mm, rel=0.05)
    assert found.share > 0.9


@pytest.mark.parametrize("start", [-0.2, 0.3, 0.9])
def test_it_does_not_matter_where_the_search_begins(start: float):
    assert looked_for(30.0, (0, 0, 0), start)[0] == pytest.approx(looked_for(30.0, (0, 0, 0))[0], abs=0.05)


@pytest.mark.parametrize("angle", [-0.3, -0.1, 0.0, 0.1, TURNS_UNTIL_RAD - 0.01, TURNS_UNTIL_RAD + 0.01, 0.5, 0.8])
def test_the_swing_says_how_points_move_on_also_where_the_condyles_glide(angle: float):
    points, hinge, step = even_face()[CHIN], hinge_of(even_face()), 1e-6
    slope = (hinge.opened(points, angle + step) - hinge.opened(points, angle - step)) / (2 * step)
    assert hinge.swing(points, angle) == pytest.approx(slope, abs=1e-4)


@pytest.mark.parametrize("drop_mm", [-5.0, 0.0, 4.0, 18.0, MOST_DROP_MM])
def test_a_drop_and_its_angle_lead_to_each_other(drop_mm: float):
    points, hinge = even_face(), hinge_of(even_face())
    angle = hinge.angle_of_drop(points[MENTON], drop_mm)
    assert hinge.drop_mm(points[MENTON], angle) == pytest.approx(drop_mm, abs=1e-6)


def test_a_chin_goes_on_down_beyond_a_pure_hinge():
    points, hinge = even_face(), hinge_of(even_face())
    drops = [hinge.drop_mm(points[MENTON], angle) for angle in np.linspace(0.0, 1.3, 20)]
    assert drops == sorted(drops)
    assert drops[-1] > MOST_DROP_MM
