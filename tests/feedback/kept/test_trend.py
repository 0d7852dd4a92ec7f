"""What is said of one's own past, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from calibration.states import Kind
from feedback.kept.history import History
from feedback.kept.records import CheckIn, KeptSession, Totals
from feedback.kept.trend import (
    Change,
    Measure,
    change,
    helped_most,
    leading_measure,
    middle,
    middle_of,
    moving_median,
    tagged,
    trend,
    value_of,
)
from feedback.practice.looks import Moment
from tests.feedback.kept.histories import FIRST_DAY, months_of_practice


def session(
    day: int, hanging: float, *, minutes: int = 5, tags: tuple[str, ...] = (), clarity: str = "clear"
) -> KeptSession:
    length_s = 60.0 * minutes
    seconds = dict.fromkeys(Kind, 0.0) | {
        Kind.HANGING: hanging * length_s,
        Kind.CLOSED_TENSE: (1 - hanging) * length_s,
    }
    return KeptSession(
        uid=str(day),
        started_at=FIRST_DAY + timedelta(days=day),
        exercise="soft_jaw",
        planned_s=length_s,
        profile="default",
        tension_clarity=clarity,
        totals=Totals(seconds=seconds),
        tags=tags,
    )


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (6, 4, Change.BETTER),
        (8, 6, Change.SAME),  # two points, but not 30 %
        (8, 5.5, Change.BETTER),
        (3, 1.5, Change.SAME),  # half of it, but not two points
        (5, 5, Change.SAME),
        (3, 6, Change.LESS_EASY),
    ],
)
def test_noticeably_better_needs_two_points_and_thirty_per_cent(before: float, after: float, word: Change):
    assert change(before, after) is word


def test_more_calm_is_better_too():
    assert change(3, 6, less_is_better=False) is Change.BETTER


def test_a_median_of_few_sessions_has_no_range_and_of_many_a_narrow_one():
    assert middle([]) is None
    few, many = middle([0.2, 0.4, 0.6]), middle([value / 100 for value in range(101)])
    assert few is not None
    assert (few.value, few.low, few.high) == (0.4, None, None)
    assert many is not None
    assert many.low is not None
    assert many.high is not None
    assert 0.4 < many.low < many.value == 0.5 < many.high < 0.6


def test_one_odd_day_does_not_bend_the_line():
    assert moving_median([5.0] * 10 + [0.0] + [5.0] * 10) == [5.0] * 21


def test_a_short_session_counts_for_less_than_a_long_one():
    minute, ten = [session(day, 1.0, minutes=1) for day in range(3)], [session(day, 0.4, minutes=10) for day in (3, 4)]
    centre = middle_of([*minute, *ten], Measure.HANGING)
    assert centre is not None
    assert (centre.value, centre.count) == (pytest.approx(0.4), 5)
    assert [point.smoothed for point in trend([*minute, *ten], Measure.HANGING)] == pytest.approx([0.4] * 5)


def test_equal_weights_are_no_weights():
    values = [0.1, 0.9, 0.4, 0.3, 0.8, 0.2, 0.6, 0.5]
    assert middle(values, [3.0] * 8) == middle(values)
    assert middle(values).value == pytest.approx(0.45)  # between the two in the middle
    assert moving_median(values, [3.0] * 8) == moving_median(values)


def test_one_long_session_among_short_ones_makes_the_range_no_narrower():
    even = middle([0.1 * value for value in range(1, 10)])
    one_long = middle([0.1 * value for value in range(1, 10)], [1.0] * 8 + [60.0])
    assert even is not None
    assert even.low is not None
    assert one_long is not None
    assert (one_long.value, one_long.low) == (pytest.approx(0.9), None)


def test_a_session_of_nothing_leaves_no_mark_in_trend_or_median():
    nothing = replace(session(9, 1.0), totals=Totals(seconds=dict.fromkeys(Kind, 0.0) | {Kind.HANGING: 0.9}))
    sessions = [session(day, 0.4) for day in range(3)]
    assert trend([*sessions, nothing], Measure.HANGING) == trend(sessions, Measure.HANGING)
    assert middle_of([*sessions, nothing], Measure.RELAXED) == middle_of(sessions, Measure.RELAXED)
    assert nothing.longest_s is None


def test_relaxed_leads_where_tension_can_be_told_and_hanging_elsewhere():
    assert leading_measure([session(day, 0.5) for day in range(3)]) is Measure.RELAXED
    unclear = [session(day, 0.5, clarity="not_clear") for day in range(3)]
    assert leading_measure(unclear) is Measure.HANGING
    assert value_of(unclear[0], Measure.RELAXED) is None
    assert leading_measure([]) is None


def test_nothing_is_said_of_tags_under_twenty_sessions():
    sessions = [session(day, 0.3 if day % 2 else 0.7, tags=("coffee",) if day % 2 else ()) for day in range(19)]
    assert tagged(sessions) == ()
    (told,) = tagged([*sessions, session(19, 0.3, tags=("coffee",))])
    assert (told.tag, told.with_tag.count, told.without.count) == ("coffee", 10, 10)
    assert told.with_tag.value == pytest.approx(0.3)


def test_a_tag_on_hardly_any_session_says_nothing():
    assert tagged([session(day, 0.5, tags=("pain",) if day < 3 else ()) for day in range(30)]) == ()


def test_what_helped_most_needs_enough_sessions_and_a_clear_lead():
    short = [session(day, 0.4, minutes=1) for day in range(6)]
    long = [session(day + 10, 0.7, minutes=10) for day in range(6)]
    helped = helped_most([*short, *long])
    assert helped is not None
    assert (helped.minutes, helped.by_sliders) == (10, False)
    assert helped_most([*short, *long[:4]]) is None
    assert helped_most([*short, *(session(day, 0.45, minutes=10) for day in range(6))]) is None


def test_own_sliders_count_before_the_camera(tmp_path: Path):
    months_of_practice(tmp_path, 3)
    with History(tmp_path) as history:
        for kept in history.sessions():
            history.set_check_in(kept.id, CheckIn(Moment.AFTER, kept.started_at, tension=1.5))
        assert [value_of(kept, Measure.TENSION) for kept in history.sessions()] == [1.5] * 3
