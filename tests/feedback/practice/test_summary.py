"""What a session comes to, and when there is too little of it to say."""

from __future__ import annotations

import pytest

from calibration.states import Kind
from feedback.practice.tally import LEAST_JUDGED_S
from tests.feedback.practice.stories import Story


def test_a_session_of_nothing_has_no_share_and_no_stretch():
    summary = Story().does(Kind.HANGING, 0.9).stops()
    assert summary.seconds[Kind.HANGING] > 0
    assert summary.hanging_share is None
    assert summary.longest_s is None


def test_from_twenty_judged_seconds_on_there_is_a_share():
    short = Story().does(Kind.HANGING, LEAST_JUDGED_S - 1).does(Kind.UNSURE, 30).stops()
    assert (short.hanging_share, short.longest_s) == (None, None)
    enough = Story().does(Kind.HANGING, LEAST_JUDGED_S + 0.2).does(Kind.UNSURE, 30).stops()
    assert enough.hanging_share == 1.0
    assert enough.longest_s == pytest.approx(LEAST_JUDGED_S, abs=0.3)


@pytest.mark.parametrize("told", [True, False])
def test_a_summary_says_whether_tension_was_looked_for(told: bool):
    assert Story(tension_told=told).does(Kind.HANGING, 5).stops().tension_told is told
