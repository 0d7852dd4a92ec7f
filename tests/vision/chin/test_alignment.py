"""A painted head, moved by known amounts, is found again where it was put."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.vision.painted import FULL, HALF, head, hinge, painted, shape, strips
from vision.chin.alignment import Aligned, FitStart, align, turned_deg
from vision.chin.hinge import MENTON
from vision.chin.patches import Anatomy, Reference, make_reference
from vision.chin.strips import STRIPS, USUAL, opening
from vision.head import Camera, Head

SHUT = np.zeros(STRIPS)
LIDS_MM = 10.0


def mm(angles: np.ndarray) -> np.ndarray:
    """Travel of each strip as menton would show it."""
    return np.array([hinge().drop_mm(shape()[MENTON], float(angle)) for angle in angles])


def kept(picture: np.ndarray, there: Head | None = None) -> Reference | None:
    """The reference that the picture of a head, by default one that faces the camera, gives."""
    return make_reference(
        picture,
        there or head(),
        Camera.of(*FULL),
        Anatomy(shape(), hinge(), strips()),
        SHUT,
        np.zeros((STRIPS, STRIPS)),
        LIDS_MM,
        mesh_rotation=head().rotation,
    )


@cache
def reference() -> Reference:
    made = kept(painted(head()))
    assert made is not None
    return made


def bone_mm(found: Aligned) -> float:
    return float(mm(np.array([opening(found.angles, found.covariance, USUAL)[0]]))[0])


def found_again(
    picture: np.ndarray, size: tuple[int, int] = FULL, lids_mm: float = LIDS_MM, start: Head | None = None
) -> Aligned:
    begin = FitStart(start or head(), SHUT, 0.0)
    found = align(reference(), picture, Camera.of(*size), hinge(), begin, lids_mm, ripen=False)
    assert found is not None
    return found


@pytest.mark.parametrize("turn_deg", [(0, 0, 0), (3, 0, 0), (-2, 2, 1), (0, -3, 0), (0, 0, 4)])
def test_a_head_that_turns_with_a_still_jaw_is_found_as_it_stands(turn_deg: tuple[float, float, float]):
    there = head(*turn_deg)
    seen_by_mesh = head(*(0.8 * part for part in turn_deg))
    found = found_again(painted(there), start=seen_by_mesh)
    assert turned_deg(found.head.rotation, there.rotation) < 0.4
    assert abs(bone_mm(found)) < 0.3
    assert np.abs(mm(found.angles)).max() < 0.4
    assert found.face_match > 0.9
    assert found.jaw_match > 0.9


@pytest.mark.parametrize(
    "angles", [(0.02, 0.035, 0.04), (0.0, 0.05, 0.06), (0.06, 0.07, 0.07), (0.01, 0.045, 0.07), (-0.01, -0.015, -0.02)]
)
def test_each_strip_of_chin_is_found_where_it_went(angles: tuple[float, ...]):
    gone = np.array(angles)
    found = found_again(painted(head(), gone))
    assert mm(found.angles)[1:] == pytest.approx(mm(gone)[1:], abs=0.35)
    # Little of the uppermost strip is its own: lip and pad pull at it.
    assert mm(found.angles)[0] == pytest.approx(mm(gone)[0], abs=0.8)


def test_a_jaw_that_opens_while_the_head_nods_is_told_from_the_nod():
    gone = np.array(USUAL.share) * 0.06
    there = head(pitch_deg=-2.0)
    found = found_again(painted(there, gone))
    assert turned_deg(found.head.rotation, there.rotation) < 0.5
    assert mm(found.angles)[1:] == pytest.approx(mm(gone)[1:], abs=0.4)


@pytest.mark.parametrize("bone_rad", [0.0, 0.04, 0.08])
def test_a_picture_of_half_the_size_says_the_same_as_the_full_one(bone_rad: float):
    gone = np.array(USUAL.share) * bone_rad
    full = found_again(painted(head(), gone))
    half = found_again(painted(head(), gone, HALF), HALF)
    assert bone_mm(half) == pytest.approx(bone_mm(full), abs=0.3)


def test_the_spread_holds_what_noise_does():
    noisy = [found_again(painted(head(yaw_deg=0.1 * n), SHUT, HALF, noise_grey=6.0), HALF) for n in range(8)]
    errors = np.array([found.angles[1:] for found in noisy])
    given = np.sqrt([np.diag(found.covariance)[1:] for found in noisy])
    assert np.mean(np.abs(errors) < 3 * given) > 0.8


def test_closed_eyes_leave_the_chin_to_the_pixels_that_did_not_move():
    found = found_again(painted(head()), lids_mm=0.0)
    assert np.abs(mm(found.angles)).max() < 0.3


def find(reference: Reference, there: Head, noise_grey: float, *, ripen: bool) -> Aligned:
    picture, camera = painted(there, noise_grey=noise_grey), Camera.of(*FULL)
    found = align(reference, picture, camera, hinge(), FitStart(there, SHUT, 0.0), LIDS_MM, ripen=ripen)
    assert found is not None
    return found


def test_pictures_of_the_same_pose_ripen_a_reference_and_others_do_not():
    fresh = kept(painted(head(), noise_grey=6.0))
    assert fresh is not None
    for there, seen in ((head(yaw_deg=4.0), 1), (head(yaw_deg=0.3), 2), (head(yaw_deg=-0.3), 3)):
        find(fresh, there, 6.0, ripen=True)
        assert fresh.seen == seen


def test_a_ripe_reference_keeps_the_face_and_less_of_the_noise():
    def match(pictures: int) -> float:
        reference = kept(painted(head(), noise_grey=12.0))
        assert reference is not None
        for index in range(1, pictures):
            find(reference, head(yaw_deg=0.01 * index), 12.0, ripen=True)
        return find(reference, head(), 0.5, ripen=False).jaw_match

    assert match(8) > match(1) + 0.02


def test_a_face_that_lies_outside_the_picture_gives_no_reference_and_is_not_found():
    away, nothing = head(across_mm=900.0), np.full((FULL[1], FULL[0]), 90, np.uint8)
    assert kept(nothing, away) is None
    begin = FitStart(away, SHUT, 0.0)
    assert align(reference(), nothing, Camera.of(*FULL), hinge(), begin, LIDS_MM, ripen=False) is None
