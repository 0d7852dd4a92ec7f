"""Whatever a recording's time stamps say, its times can be relied on."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.source.media_clock import MediaClock

INTERVAL_S = 1 / 25


def times(stamps_s: list[float]) -> list[float]:
    clock = MediaClock(INTERVAL_S)
    return [clock.time_of(stamp_s) for stamp_s in stamps_s]


@given(st.lists(st.floats(min_value=-1e9, max_value=1e9) | st.just(math.nan), min_size=1))
def test_times_begin_at_zero_and_always_grow(stamps_s: list[float]) -> None:
    told = times(stamps_s)
    assert told[0] == 0.0
    assert all(later > earlier for earlier, later in pairwise(told))


def test_true_time_stamps_are_kept_also_when_uneven() -> None:
    assert times([7.0, 7.1, 7.15, 7.9, 12.0]) == pytest.approx([0.0, 0.1, 0.15, 0.9, 5.0])


def test_without_time_stamps_the_nominal_rate_counts() -> None:
    assert times([math.nan] * 4) == pytest.approx([0.0, 0.04, 0.08, 0.12])


def test_one_stamp_out_of_order_does_not_shift_the_rest() -> None:
    assert times([0.0, 0.2, 0.1, 0.3])[3] == pytest.approx(0.3)


def test_joined_recordings_go_on_where_the_first_ended() -> None:
    assert times([0.0, 1.0, 2.0, 0.0, 0.5]) == pytest.approx([0.0, 1.0, 2.0, 2.04, 2.54])


def test_a_broken_stamp_far_ahead_is_not_waited_for() -> None:
    assert times([0.0, 0.04, 95_443.7, 95_443.74]) == pytest.approx([0.0, 0.04, 0.08, 0.12])
