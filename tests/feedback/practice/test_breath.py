from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.practice.breath import GLIDE_S, OWN_PACE_S, Pace, breath_at

LATER_S = GLIDE_S + 1.0


def _lengths(from_s: float, to_s: float, pace: Pace) -> tuple[list[float], list[float]]:
    """Lengths of the whole breaths in, and of the breaths out, between two moments."""
    step_s = 0.01
    inward, outward = [], []
    turned_s, was_in, seen = from_s, breath_at(from_s, pace).inward, 0
    for tick in range(int((to_s - from_s) / step_s)):
        now_s = from_s + tick * step_s
        is_in = breath_at(now_s, pace).inward
        if is_in != was_in:
            if seen:
                (inward if was_in else outward).append(now_s - turned_s)
            turned_s, was_in, seen = now_s, is_in, seen + 1
    return inward, outward


def test_after_the_glide_it_is_four_in_and_six_out():
    inward, outward = _lengths(LATER_S, LATER_S + 60, Pace())
    assert inward == pytest.approx([4.0] * len(inward), abs=0.05)
    assert outward == pytest.approx([6.0] * len(outward), abs=0.05)


def test_it_begins_near_the_persons_own_pace_and_only_slows():
    inward, outward = _lengths(0.0, GLIDE_S, Pace())
    breaths = [a + b for a, b in zip(inward, outward, strict=False)]
    assert breaths[0] == pytest.approx(OWN_PACE_S, rel=0.1)
    assert breaths == sorted(breaths)


@given(st.floats(0, 700), st.floats(3, 5), st.floats(5, 7), st.floats(3, 12))
def test_the_circle_never_jumps(at_s: float, in_s: float, out_s: float, own_s: float):
    pace = Pace(in_s, out_s, own_s)
    before, after = breath_at(at_s, pace), breath_at(at_s + 1 / 30, pace)
    assert 0.0 <= before.fullness <= 1.0
    assert abs(after.fullness - before.fullness) < 0.06
