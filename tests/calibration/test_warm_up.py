"""The short look before a session with a known face, and the extra step with a spacer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calibration.baseline import fit_baseline
from calibration.levels import CalibrationError, Passage
from calibration.steps import STEPS, WARM_UP, Pose, with_spacer
from calibration.warm_up import warmed_up
from tests.calibration.people import a_baseline, a_template, readings
from vision.errors import UsageError

NEW_ANCHOR = 7


def today(label: str, drop_mm: float) -> Passage:
    return Passage(label, [replace(reading, anchor=NEW_ANCHOR) for reading in readings(drop_mm, seconds=2)])


def test_a_warm_up_takes_ten_seconds_at_most():
    assert sum(step.settle_s + step.hold_s for step in WARM_UP) <= 10


def test_a_warm_up_moves_the_zero_to_where_the_face_is_tracked_today():
    moved = warmed_up(a_baseline(), [today("rest", 5.0), today("closed", 3.0), today("hang", 9.0)]).baseline
    reading = replace(readings(9.0)[0], anchor=NEW_ANCHOR)
    assert moved.gap(reading).gap_mm == pytest.approx(6.0 * moved.gain, abs=0.7)
    assert moved.gap(reading).gap_sd_mm < a_baseline().gap(reading).gap_sd_mm


def test_a_warm_up_that_nobody_followed_is_said_and_moves_nothing():
    with pytest.raises(CalibrationError, match="did not fit"):
        warmed_up(a_baseline(), [today("closed", 3.0), today("hang", 3.2)])


def test_a_spacer_in_the_guided_calibration_gives_a_personal_gain():
    steps = with_spacer(6.0)
    labels = [step.label for step in steps]
    assert labels == ["rest", "closed", "clench", "hang", "gap6", "nod"]
    passages = [Passage("closed", readings(0.0)), Passage("gap6", readings(4.0, from_s=10.0))]
    baseline = fit_baseline(passages, a_template())
    assert baseline.gain_source == "spacer"
    assert baseline.gain == pytest.approx(1.5, abs=0.1)


def test_without_one_the_guide_is_as_ever():
    assert [step.pose for step in STEPS] == [Pose.REST, Pose.CLOSED, Pose.BITE, Pose.HANG, Pose.NOD]


@pytest.mark.parametrize("size_mm", [0.0, -3.0, 45.0])
def test_a_spacer_nobody_would_hold_is_refused(size_mm: float):
    with pytest.raises(UsageError, match="spacer"):
        with_spacer(size_mm)
