"""The two ways to lay soft layers: the quick one and the one without OpenCV."""

from __future__ import annotations

import numpy as np
import pytest

from feedback.window.drawn.soft_layers import SoftLayers, laid, laid_quickly


@pytest.mark.parametrize("size", [(400, 240), (801, 333), (97, 51)])
@pytest.mark.parametrize("ground", [(27, 26, 17, 255), (0, 0, 0, 0)])
def test_both_ways_give_the_same_picture(size: tuple[int, int], ground: tuple[int, ...]):
    width, height = size
    random = np.random.default_rng(1)
    light, share = random.random((2, round(height / 4), round(width / 4)), np.float32)
    layers = SoftLayers(light, (1 - light) * share, (196, 213, 147, 255), (166, 205, 241, 255), ground)
    one, other = np.zeros((height, width, 4), np.uint8), np.zeros((height, width, 4), np.uint8)
    laid(layers, one)
    laid_quickly(layers, other)
    assert np.abs(one.astype(int) - other).max() <= 2


def test_a_layer_of_full_strength_is_its_own_colour():
    layers = SoftLayers(np.ones((4, 5), np.float32), np.zeros((4, 5), np.float32), (9, 8, 7, 255), (0,) * 4, (1,) * 4)
    into = np.zeros((16, 20, 4), np.uint8)
    laid(layers, into)
    assert np.array_equal(np.unique(into.reshape(-1, 4), axis=0), [(9, 8, 7, 255)])
