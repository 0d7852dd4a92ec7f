from __future__ import annotations

import pytest

from feedback.exercises import SOFT_JAW


@pytest.mark.parametrize("length_min", SOFT_JAW.lengths_min)
def test_every_length_has_all_steps_and_staying_is_the_longest(length_min: int):
    length_s = length_min * 60.0
    ends = SOFT_JAW.step_ends_s(length_s)
    lengths = [end - begin for begin, end in zip((0.0, *ends), ends, strict=False)]
    assert ends[-1] == length_s
    assert min(lengths) > 5
    assert lengths[-1] == max(lengths)


def test_past_the_end_the_last_step_stays():
    assert SOFT_JAW.step_at(9999, 60) is SOFT_JAW.steps[-1]
