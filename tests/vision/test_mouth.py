from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest

from vision.mouth import LEFT_CHEEK, LEFT_MASSETER, RIGHT_CHEEK, RIGHT_MASSETER, mouth_shape


@pytest.fixture
def face() -> np.ndarray:
    """A made-up face: lips, corners, jaw and chin where they belong, mm."""
    points = np.zeros((478, 3))
    for index, (x, y) in {
        0: (0, 62), 37: (-6, 62), 267: (6, 62), 82: (-5, 70), 13: (0, 70), 312: (5, 70),
        87: (-5, 71), 14: (0, 71), 317: (5, 71), 84: (-6, 81), 17: (0, 81), 314: (6, 81),
        61: (-24, 71), 78: (-22, 71), 291: (24, 71), 308: (22, 71),
        386: (32, -5), 374: (32, 5), 159: (-32, -5), 145: (-32, 5),
    }.items():  # fmt: skip
        points[index, :2] = x, y
    points[LEFT_MASSETER, :2], points[RIGHT_MASSETER, :2] = (55, 60), (-56, 60)
    points[LEFT_CHEEK, 0], points[RIGHT_CHEEK, 0] = 38, -37
    points[[199, 200, 201, 421], 1] = 97
    return points


def test_reads_lengths_in_millimetres(face: np.ndarray) -> None:
    assert asdict(mouth_shape(face)) == pytest.approx(
        {
            "lip_gap_mm": 1.0,
            "mouth_width_mm": 46.0,
            "corner_lift_mm": -0.5,
            "lip_height_mm": 18.0,
            "jaw_left_mm": 55.0,
            "jaw_right_mm": 56.0,
            "cheek_width_mm": 75.0,
            "chin_pad_mm": 16.0,
            "eye_open_mm": 10.0,
        }
    )


def test_a_smile_lifts_the_corners(face: np.ndarray) -> None:
    face[[61, 78, 291, 308], 1] -= 5
    assert mouth_shape(face).corner_lift_mm == pytest.approx(4.5)


def test_lips_never_gap_less_than_nothing(face: np.ndarray) -> None:
    face[14, 1] = 69.0
    assert mouth_shape(face).lip_gap_mm == 0.0


def test_mirroring_swaps_the_sides(face: np.ndarray) -> None:
    mirrored = face.copy()
    mirrored[LEFT_MASSETER], mirrored[RIGHT_MASSETER] = (
        face[RIGHT_MASSETER] * (-1, 1, 1),
        face[LEFT_MASSETER] * (-1, 1, 1),
    )
    assert mouth_shape(mirrored).jaw_left_mm == mouth_shape(face).jaw_right_mm


def test_says_which_shape_it_expects() -> None:
    with pytest.raises(ValueError, match=r"\(478, 3\)"):
        mouth_shape(np.zeros((468, 3)))
