"""The thirty seconds as numbers: which sentence stands, how far the hammock hangs."""

from __future__ import annotations

from itertools import pairwise

from feedback.desk.release import BREATH_S, RELEASE_LASTS_S, RELEASE_LINES, hanging_at, line_at

TENTHS = [tenth / 10 for tenth in range(int(10 * RELEASE_LASTS_S) + 1)]


def test_each_sentence_has_its_time():
    said = [line_at(second) for second in TENTHS]
    assert list(dict.fromkeys(said)) == [sentence for _, sentence in RELEASE_LINES]
    assert all(said.count(sentence) >= 90 for _, sentence in RELEASE_LINES)  # nine seconds to read each


def test_the_hammock_sinks_and_then_only_breathes():
    hanging = [hanging_at(second) for second in TENTHS]
    assert hanging[0] == 0.0
    assert max(hanging) <= 1.0
    assert min(hanging[100:]) > 0.9
    assert all(abs(after - before) < 0.03 for before, after in pairwise(hanging))


def test_nothing_swings_faster_than_a_slow_breath():
    assert 1 / BREATH_S < 0.5
    turns = [hanging_at(second) for second in TENTHS[100:]]
    steps = [after - before for before, after in pairwise(turns)]
    changes = sum(one * other < 0 for one, other in pairwise(steps))
    assert changes <= 2 * 20 / BREATH_S


def test_with_less_motion_it_hangs_from_the_start():
    assert len({hanging_at(second, still=True) for second in TENTHS}) == 1
