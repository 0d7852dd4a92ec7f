"""How a person's skin goes with the jaw is learned from a hang nobody measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calibration.baseline import Baseline, fit_baseline
from calibration.levels import Passage
from calibration.mobility import fit_mobility, learned, shut_anew, told_by
from calibration.warm_up import warmed_up
from tests.calibration.people import a_template, readings
from tests.calibration.skins import ALONG, HELD_BACK, angle_of, seen
from vision.chin.strips import USUAL

TODAY = (0.02, -0.015, 0.03)
"""Where the strips of a new session's first picture happen to lie."""
Skin = tuple[float, float, float]


def calibrated(skin: Skin, hang_mm: float | None = 7.0) -> Baseline:
    passages = [Passage("closed", seen(0.0, skin))]
    if hang_mm is not None:
        passages.append(Passage("hang", seen(hang_mm, skin, from_s=10.0)))
    return fit_baseline(passages, a_template())


def median_gap(baseline: Baseline, found: list) -> float:
    return float(np.median([baseline.gap(reading).signed_mm for reading in found]))


@pytest.mark.parametrize("hang_mm", [4.0, 7.0, 11.0])
@pytest.mark.parametrize("skin", [HELD_BACK, ALONG])
def test_a_hang_of_any_size_shows_how_the_skin_follows(skin: Skin, hang_mm: float):
    mobility = fit_mobility([Passage("closed", seen(0.0, skin)), Passage("hang", seen(hang_mm, skin, from_s=10.0))])
    assert learned(mobility)
    truth = np.array(skin) / skin[-1]
    shares = np.array(mobility.share) / mobility.share[-1]
    assert np.abs(shares - truth).max() < 0.5 * np.abs(np.array(USUAL.share) / USUAL.share[-1] - truth).max() + 0.03


@pytest.mark.parametrize("skin", [HELD_BACK, ALONG])
def test_the_gap_then_grows_as_the_teeth_part(skin: Skin):
    baseline = calibrated(skin)
    gaps = [3.0, 5.0, 9.0, 12.0]
    told = [median_gap(baseline, seen(gap_mm, skin, from_s=30.0)) for gap_mm in gaps]
    assert np.polyfit(gaps, told, 1)[0] == pytest.approx(1.0, abs=0.12)
    assert abs(median_gap(baseline, seen(0.0, skin, from_s=40.0))) < 0.25


def test_without_a_hang_the_skin_is_taken_for_anybodys():
    mobility = fit_mobility([Passage("closed", seen(0.0)), Passage("clench", seen(0.0, from_s=10.0))])
    assert mobility.share == pytest.approx(USUAL.share)
    assert mobility.share_sd == pytest.approx(USUAL.share_sd)
    assert not learned(mobility)


def test_a_hang_of_hardly_any_travel_teaches_nothing():
    mobility = fit_mobility([Passage("closed", seen(0.0)), Passage("hang", seen(0.8, from_s=10.0))])
    assert not learned(mobility)


def test_readings_of_the_mesh_alone_teach_nothing_and_stay_as_they_are():
    passages = [Passage("closed", readings(0.0)), Passage("hang", readings(6.0, from_s=10.0))]
    assert fit_mobility(passages) == USUAL
    reading = readings(3.0)[0]
    assert told_by(calibrated(HELD_BACK).mobility, reading) == reading


@pytest.mark.parametrize("gap_mm", [0.0, 6.0])
def test_a_new_session_finds_where_the_strips_stand_from_any_known_gap(gap_mm: float):
    mobility = calibrated(HELD_BACK).mobility
    today = shut_anew(mobility, seen(gap_mm, mobility.share, home=TODAY), gap_mm / 1.19)
    assert today.shut == pytest.approx(TODAY, abs=0.002)
    assert today.share == mobility.share


def test_too_few_pictures_move_no_strip():
    mobility = calibrated(HELD_BACK).mobility
    assert shut_anew(mobility, seen(0.0, home=TODAY)[:3], 0.0) == mobility


@pytest.mark.parametrize("skin", [HELD_BACK, ALONG])
@pytest.mark.parametrize("shown", [("closed",), ("hang",), ("rest", "closed", "hang")])
def test_after_a_warm_up_the_zero_lies_where_the_teeth_meet_today(shown: tuple[str, ...], skin: Skin):
    gaps = {"closed": 0.0, "rest": 2.0, "hang": 7.0}
    passages = [Passage(label, seen(gap, skin, from_s=10.0 * n)) for n, (label, gap) in enumerate(gaps.items())]
    baseline = fit_baseline(passages, a_template())
    warm_up = [
        Passage(label, seen(gaps[label], skin, home=TODAY, anchor=7, from_s=60.0 + 10 * n, seconds=2.0))
        for n, label in enumerate(shown)
    ]
    moved = warmed_up(baseline, warm_up).baseline
    now = {gap: median_gap(moved, seen(gap, skin, home=TODAY, anchor=7, from_s=100.0)) for gap in (0.0, 4.0, 8.0)}
    assert abs(now[0.0]) < 0.4
    assert now[4.0] == pytest.approx(4.0, abs=0.7)
    assert now[8.0] == pytest.approx(8.0, abs=1.0)


def test_a_warm_up_seen_by_the_mesh_alone_still_moves_the_zero():
    baseline = fit_baseline([Passage("closed", readings(0.0)), Passage("hang", readings(6.0, from_s=10))], a_template())
    today = [Passage("closed", [replace(reading, anchor=7) for reading in readings(3.0)])]
    moved = warmed_up(baseline, today).baseline
    assert moved.mobility == baseline.mobility
    assert moved.zero_mm == pytest.approx(3.0, abs=0.1)


def test_the_angle_of_a_gap_is_that_of_the_chins_drop():
    assert angle_of(0.0) == pytest.approx(0.0, abs=1e-6)
    assert angle_of(8.0) > angle_of(4.0) > 0.0
