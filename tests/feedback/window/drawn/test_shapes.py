"""What the hammock, the picture and the curve show, without a window."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from calibration.states import Kind, Reason
from feedback.practice.summary import PauseReason
from feedback.window.drawn.glide import Glide
from feedback.window.drawn.hammock import Aim, Hammock, aim, band_strength, glow_strength, sag
from feedback.window.drawn.picture_pixels import Cut, dimmed, small_picture, whole_cut
from tests.feedback.practice.stories import jaw
from tests.feedback.window.conftest import picture


def follow(hammock: Hammock, kind: Kind, seconds: float, reason: Reason | None = None) -> Aim:
    for _ in range(round(seconds * 40)):
        shown = hammock.follow(jaw(0.0, kind, reason), None, 0.025)
    return shown


def test_a_glide_neither_jumps_nor_swings() -> None:
    glide = Glide(0.0, settle_s=0.5)
    way = [glide.towards(10.0, 0.025) for _ in range(80)]
    assert way[0] < 1.0
    assert all(before <= after <= 10.0 for before, after in pairwise(way))
    assert way[20] == pytest.approx(9.0, abs=0.4)  # nine tenths after settle_s
    assert way[-1] == pytest.approx(10.0, abs=0.05)


def test_a_glide_does_not_depend_on_the_frame_rate() -> None:
    slow, quick = Glide(0.0, 0.5), Glide(0.0, 0.5)
    for _ in range(10):
        slow.towards(10.0, 0.05)
    for _ in range(50):
        quick.towards(10.0, 0.01)
    assert slow.value == pytest.approx(quick.value)


def test_it_sinks_with_the_jaw_and_hardly_further_beyond_the_band() -> None:
    gaps = [sag(gap) for gap in np.arange(0.0, 25.0, 0.5)]
    assert all(before <= after for before, after in pairwise(gaps))
    assert sag(0.0) < 0.05
    assert sag(20.0) - sag(12.0) < (sag(8.0) - sag(4.0)) / 4


def test_a_tense_jaw_pulls_the_line_taut_and_heavier() -> None:
    soft, tense = follow(Hammock(), Kind.CLOSED_SOFT, 4.0), follow(Hammock(), Kind.CLOSED_TENSE, 4.0)
    assert tense.tension > 0.4
    assert soft.tension == pytest.approx(0.0, abs=0.01)
    assert sag(2.0, tense.tension) < sag(2.0)


def test_it_rests_where_it_was_while_somebody_talks() -> None:
    hammock = Hammock()
    before = follow(hammock, Kind.HANGING, 3.0)
    after = follow(hammock, Kind.ACTIVE, 3.0, Reason.TALKING)
    assert after.gap_mm == pytest.approx(before.gap_mm, abs=0.1)
    assert after.pebble > 0.9


def test_it_blurs_and_lets_the_pebble_go_when_it_cannot_tell() -> None:
    hammock = Hammock()
    sure = follow(hammock, Kind.HANGING, 3.0)
    unsure = follow(hammock, Kind.UNSURE, 3.0, Reason.DARK)
    assert unsure.spread_mm > 3 * sure.spread_mm
    assert unsure.pebble < 0.05
    assert unsure.gap_mm == pytest.approx(sure.gap_mm, abs=0.1)


def test_it_dims_when_nobody_is_there_or_the_person_pauses() -> None:
    assert follow(Hammock(), Kind.AWAY, 3.0, Reason.NO_FACE).presence < 0.5
    assert aim(Aim(), jaw(0.0, Kind.HANGING), PauseReason.PERSON).presence < 0.5


def test_the_band_is_soft_on_both_edges_and_ends_at_the_points() -> None:
    strength = band_strength(200, 300, 0.0, 300.0)
    middle = strength[:, 100]
    assert middle.max() == pytest.approx(1.0, abs=0.01)
    assert np.abs(np.diff(middle)).max() < 0.1
    assert middle[0] == 0.0
    assert strength[:, 0].max() < 0.01


def test_the_less_is_known_the_wider_and_paler_the_line() -> None:
    sharp, vague = (glow_strength(100, 100, 10.0, 40.0, 3.0, spread) for spread in (1.0, 20.0))
    assert vague.max() < sharp.max()
    assert (vague[:, 50] > 0.05).sum() > 2 * (sharp[:, 50] > 0.05).sum()


def test_the_picture_is_mirrored() -> None:
    card = small_picture(picture().image, Cut(0, 0, 320, 180), (32, 18))
    assert card[9, 28, 2] > 150  # red is left for the camera, so right for the person
    assert card[9, 3, 2] < 120


def test_the_picture_is_dimmed_towards_the_ground() -> None:
    card = dimmed(np.full((4, 4, 3), (40, 40, 200), np.uint8), (16, 16, 16), 0.5)
    assert card[2, 2].tolist() == [28, 28, pytest.approx(108, abs=1), 255]


@pytest.mark.parametrize(("size", "whole"), [((1280, 720), False), ((640, 480), False), ((720, 1280), True)])
def test_an_upright_phone_picture_is_shown_whole(size: tuple[int, int], whole: bool) -> None:
    cut = whole_cut(size, (680, 500))
    assert ((cut.width, cut.height) == size) is whole


def test_tiny_and_huge_pictures_become_the_card() -> None:
    for size in ((160, 120), (3840, 2160)):
        card = small_picture(picture(size=size).image, whole_cut(size, (208, 146)), (208, 146))
        assert card.shape == (146, 208, 3)
