"""A look at the jaw before and after, and what of the difference can be told."""

from __future__ import annotations

import math

import pytest

from calibration.states import JawState, Kind
from feedback.practice.look_words import difference_words
from feedback.practice.looks import Look, Looking, Moment, difference
from feedback.texts import Texts
from tests.calibration.people import a_baseline, readings

OWN_MM, SHARE = 0.8, 0.1


def looked(moment: Moment, gap_mm: float, seconds: float = 20.0) -> Look:
    """A look at a jaw that is still; its zero is known to 1.5 mm."""
    looking = Looking()
    sd_mm = math.hypot(OWN_MM, 1.5, gap_mm * SHARE)
    for number in range(round(seconds * 10)):
        kind = Kind.HANGING if gap_mm > 3.5 else Kind.CLOSED_SOFT
        state = JawState(number / 10, gap_mm, sd_mm, math.nan, kind, None, OWN_MM, SHARE)
        looking = looking.seeing(state, 0.1)
    look = looking.taken(moment, tension_told=True)
    assert look is not None
    return look


def test_two_looks_of_one_session_share_their_zero_so_three_millimetres_are_a_difference():
    between = difference([looked(Moment.BEFORE, 2.0), looked(Moment.AFTER, 5.5)])
    assert between is not None
    assert between.gap_mm == pytest.approx(3.5)
    assert between.sd_mm == pytest.approx(math.hypot(OWN_MM, OWN_MM, 3.5 * SHARE))
    assert between.told


def test_a_zero_however_unsure_does_not_move_the_difference():
    pairs = [[(0.5, 1.5), (3.0, 2.9)], [(0.5, 0.9), (3.0, 1.2)]]
    found = {
        difference(
            [
                Look(moment, 20.0, gap_mm, sd_mm, None, OWN_MM, SHARE)
                for moment, (gap_mm, sd_mm) in zip(Moment, pair, strict=True)
            ]
        )
        for pair in pairs
    }
    assert len(found) == 1


def test_looks_kept_by_an_earlier_version_are_taken_to_share_nothing():
    between = difference([Look(Moment.BEFORE, 20.0, 2.0, 1.5), Look(Moment.AFTER, 20.0, 5.5, 2.0)])
    assert between is not None
    assert between.sd_mm == pytest.approx(2.5)
    assert not between.told


@pytest.mark.parametrize(("after_mm", "words"), [(5.5, "hung more"), (2.5, "may be chance")])
def test_a_difference_is_always_said_with_its_own_spread(after_mm: float, words: str):
    between = difference([looked(Moment.BEFORE, 2.0), looked(Moment.AFTER, after_mm)])
    assert between is not None
    said = difference_words(between, Texts("en"))
    assert words in said
    assert f"about {after_mm - 2.0:g} mm ± 1" in said


def test_a_look_too_short_for_a_share_keeps_its_gap():
    look = looked(Moment.AFTER, 5.0, seconds=12.0)
    assert look.gap_mm == 5.0
    assert look.relaxed_share is None
    assert looked(Moment.AFTER, 5.0, seconds=20.1).relaxed_share == 1.0


def test_what_readings_share_is_exactly_zero_gain_and_scale():
    baseline = a_baseline()
    reading = readings(5.0)[0]
    spread = baseline.gap(reading).spread
    assert spread is not None
    shared = math.hypot(spread.zero, spread.gain, spread.scale)
    assert math.hypot(spread.own, shared) == pytest.approx(spread.total)
    gap_mm = baseline.gap(reading).gap_mm
    assert gap_mm * baseline.mm_sd_share == pytest.approx(math.hypot(spread.gain, spread.scale))
