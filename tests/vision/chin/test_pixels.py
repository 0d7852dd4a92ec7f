"""Brightness as it can be compared: in other light, at other sizes, between pixels."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from vision.chin.pixels import correlation, even_light, even_part, gradient, sample, strongest

SIZE = (120, 160)


def skin(seed: int = 1) -> np.ndarray:
    texture = cv2.GaussianBlur(np.random.default_rng(seed).normal(0, 1, SIZE), (0, 0), 2.0)
    return 120 + 20 * texture / texture.std()


def grey(picture: np.ndarray) -> np.ndarray:
    return np.clip(picture, 0, 255).astype(np.uint8)


def evened(picture: np.ndarray) -> np.ndarray:
    return even_light(grey(picture), 1.0, 1.0)[20:-20, 20:-20].ravel()


@pytest.mark.parametrize("light", [0.6, 1.4])
def test_a_lamp_that_dims_changes_nothing(light: float):
    assert correlation(evened(skin()), evened(light * skin())) > 0.97


def test_light_that_falls_from_the_side_changes_little():
    slope = np.linspace(0.7, 1.3, SIZE[1])
    assert correlation(evened(skin()), evened(slope * skin())) > 0.95


def test_smooth_skin_is_not_blown_up_into_texture():
    noise = 120 + np.random.default_rng(2).normal(0, 0.5, SIZE)
    assert np.std(evened(noise)) < 0.3 * np.std(evened(skin()))


def test_two_skins_have_nothing_in_common():
    assert abs(correlation(evened(skin(1)), evened(skin(2)))) < 0.2


@pytest.mark.parametrize(
    "pixels", [np.array([[-90.0, -90.0], [-80.0, -70.0]]), np.array([[200.0, 60.0], [230.0, 80.0]])]
)
def test_a_face_outside_the_picture_has_no_part_of_it(pixels: np.ndarray):
    assert even_part(grey(skin()), pixels, 1.0, 1.0) is None


def test_a_face_at_the_edge_is_cut_where_the_picture_ends():
    part = even_part(grey(skin()), np.array([[-10.0, 30.0], [60.0, 90.0]]), 1.0, 1.0)
    assert part is not None
    assert list(part.corner) == [0, 16]
    assert part.even.shape == (90 + 14 + 2 - 16, 60 + 14 + 2)


def test_between_pixels_brightness_is_what_lies_between():
    ramp = np.tile(np.arange(40, dtype=np.float32), (30, 1))
    at = np.array([[10.25, 5.0], [20.5, 12.5]], np.float32)
    assert sample(ramp, at) == pytest.approx([10.25, 20.5], abs=0.05)
    across, down = gradient(ramp)
    assert across[10, 20] == pytest.approx(1.0)
    assert down[10, 20] == pytest.approx(0.0)


def test_the_steepest_pixels_come_evenly_from_all_over():
    picture = skin()
    picture[:30, :30] *= 3  # one corner with far more texture than the rest
    across, down = gradient(even_light(grey(picture), 1.0, 1.0))
    mask = np.ones(SIZE, np.uint8)
    at = strongest(across, down, mask, 400, 10)
    assert len(at) == 400
    assert 0.3 < np.mean(at[:, 0] < SIZE[1] / 2) < 0.7
    assert 0.3 < np.mean(at[:, 1] < SIZE[0] / 2) < 0.7


def test_where_nothing_is_asked_for_nothing_is_chosen():
    across, down = gradient(even_light(grey(skin()), 1.0, 1.0))
    assert strongest(across, down, np.zeros(SIZE, np.uint8), 400, 10).shape == (0, 2)
