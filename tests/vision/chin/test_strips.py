"""Strips of chin skin and what they say of the bone."""

from __future__ import annotations

import math

import numpy as np
import pytest

from vision.chin.strips import STRIPS, USUAL, Mobility, Strips, followed_sd, opening, slipped, unslipped

STRIPS_AT = Strips(np.array([62.0, 80.0, 92.0]))
SHARP = (0.003**2) * np.eye(STRIPS)
HELD_BACK = Mobility(share=(0.3, 0.6, 1.0), share_sd=(0.04, 0.04, 0.03))


def gone(mobility: Mobility, bone: float) -> np.ndarray:
    return bone * np.array(mobility.share) + np.array(mobility.shut)


def test_the_shares_of_a_place_are_one_in_all():
    shares = STRIPS_AT.shares(np.linspace(40, 120, 50))
    assert shares.sum(axis=1) == pytest.approx(1.0)
    assert shares.min() >= 0.0


def test_a_place_on_a_level_belongs_to_its_strip_and_beyond_the_ends_to_the_nearest():
    assert STRIPS_AT.shares(STRIPS_AT.levels_mm) == pytest.approx(np.eye(STRIPS))
    assert STRIPS_AT.shares(np.array([0.0, 200.0])) == pytest.approx(np.eye(STRIPS)[[0, -1]])


@pytest.mark.parametrize("bone", [-0.02, 0.0, 0.03, 0.08, 0.15])
@pytest.mark.parametrize(
    "mobility", [USUAL, HELD_BACK, Mobility((0.9, 1.0, 1.0), (0.05, 0.05, 0.03), (0.02, -0.01, 0))]
)
def test_skin_that_goes_as_known_tells_the_bone(bone: float, mobility: Mobility):
    angle, angle_sd = opening(gone(mobility, bone), SHARP, mobility)
    assert angle == pytest.approx(bone, abs=0.002)
    assert angle_sd > 0.0


def test_someone_whose_skin_is_held_back_is_misread_without_their_own_mobility():
    travel = 0.1 * np.array(HELD_BACK.share)
    own, own_sd = opening(travel, SHARP, HELD_BACK)
    usual, usual_sd = opening(travel, SHARP, USUAL)
    assert abs(own - 0.1) < abs(usual - 0.1)
    assert usual == pytest.approx(0.1, abs=2 * usual_sd)
    assert own_sd < usual_sd


def test_a_wide_jaw_is_less_sure_where_shares_are_unknown():
    sds = [opening(gone(USUAL, bone), SHARP, USUAL)[1] for bone in (0.0, 0.1, 0.3)]
    assert sds == sorted(sds)
    assert sds[-1] > 3 * sds[0]


def test_a_lowest_strip_that_slips_onto_the_throat_is_held_to_the_one_above():
    runs_off = np.array([0.02, 0.04, 0.4])
    assert slipped(runs_off)
    angle, _ = opening(runs_off, SHARP, USUAL)
    assert angle < 0.1
    assert not slipped(unslipped(runs_off))
    assert not slipped(gone(USUAL, 0.3))


def test_sharper_pixels_make_a_surer_jaw():
    assert followed_sd(4 * SHARP) == pytest.approx(2 * followed_sd(SHARP), rel=0.01)
    assert math.isfinite(followed_sd(np.zeros((STRIPS, STRIPS))))
