from __future__ import annotations

import math

import pytest

stats = pytest.importorskip("scipy.stats", reason="comes with kaakrust[study]")

from feedback.analysis.study.statistics import (  # noqa: E402 - only where scipy is
    by_persons,
    limits_of_agreement,
    reliability,
    repeatability,
    root_mean_square,
    share,
)

# Peak flow (l/min) of 17 people by two meters, each twice: Bland and Altman, Lancet 1986; 1:307, table 1.
LARGE = (494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427)
LARGE_AGAIN = (490, 397, 512, 401, 470, 611, 415, 431, 638, 429, 420, 633, 275, 492, 165, 372, 421)
MINI = (512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451)
MINI_AGAIN = (525, 415, 508, 444, 500, 625, 460, 390, 642, 432, 420, 605, 227, 467, 268, 370, 443)

# Six people judged by four: Shrout and Fleiss, Psychol Bull 1979; 86:420, table 2.
JUDGED = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))


def test_limits_of_agreement_are_those_of_the_paper_that_brought_them() -> None:
    found = limits_of_agreement({str(place): [a - b] for place, (a, b) in enumerate(zip(LARGE, MINI, strict=True))})
    assert found.bias.value == pytest.approx(-2.1, abs=0.05)
    assert found.sd == pytest.approx(38.8, abs=0.05)
    assert (found.low.value, found.high.value) == pytest.approx((-78.1, 73.9), abs=0.2)
    assert (found.bias.low, found.bias.high) == pytest.approx((-22.0, 17.8), abs=0.15)  # the paper rounds to 22.0, 17.8
    assert (found.count, found.persons) == (17, 17)


def test_repeatability_is_that_of_the_paper() -> None:
    # By the paper: coefficient 43.2 for the large meter and 56.4 for the small, as twice the sd of differences whose
    # mean is taken as nought, which is 2 / 1.96 times ours.
    for first, second, published in ((LARGE, LARGE_AGAIN, 43.2), (MINI, MINI_AGAIN, 56.4)):
        found = repeatability(list(zip(first, second, strict=True)))
        assert found.coefficient.value * 2 / 1.96 == pytest.approx(published, abs=0.15)
        assert found.coefficient.low < found.coefficient.value < found.coefficient.high
        assert found.freedom == 17


def test_intraclass_correlations_are_those_of_the_paper() -> None:
    found = reliability(JUDGED)
    assert found.agreement.value == pytest.approx(0.29, abs=0.005)
    assert found.consistency.value == pytest.approx(0.71, abs=0.006)
    # Intervals as printed for the same table in later software papers.
    assert (found.agreement.low, found.agreement.high) == pytest.approx((0.019, 0.761), abs=0.001)
    assert (found.consistency.low, found.consistency.high) == pytest.approx((0.342, 0.946), abs=0.001)


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_an_exact_interval_of_a_share_is_the_published_one(hits: int, trials: int, low: float, high: float) -> None:
    # Newcombe, Stat Med 1998; 17:857, table I, Clopper-Pearson.
    found = share(hits, trials)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0001)


def test_of_no_trials_there_is_no_share() -> None:
    assert math.isnan(share(0, 0).value)


def test_people_who_differ_widen_the_limits_more_than_many_trials_of_each_narrow_them() -> None:
    alike = {"a": [0.0, 1.0, -1.0], "b": [0.1, 0.9, -1.0], "c": [0.0, 1.1, -1.1]}
    apart = {name: [one + shift for one in ones] for (name, ones), shift in zip(alike.items(), (-3, 0, 3), strict=True)}
    assert limits_of_agreement(apart).sd > 2 * limits_of_agreement(alike).sd
    assert limits_of_agreement(apart).persons == 3


def test_persons_are_drawn_whole_so_that_repeating_trials_narrows_nothing() -> None:
    once = {"a": [1.0], "b": [2.0], "c": [4.0], "d": [2.0]}
    tenfold = {name: ones * 10 for name, ones in once.items()}
    few, many = (by_persons(some, lambda ones: sum(ones) / len(ones)) for some in (once, tenfold))
    assert few.value == many.value
    assert (few.low, few.high) == (many.low, many.high)


def test_of_two_people_there_is_a_figure_and_no_interval() -> None:
    found = by_persons({"a": [1.0], "b": [3.0]}, lambda ones: sum(ones) / len(ones))
    assert found.value == 2.0
    assert math.isnan(found.low)


@pytest.mark.parametrize("wrong", [[[1.0, 2.0]], [[1.0], [2.0]], [[1.0, math.nan], [2.0, 3.0]], [[1.0, 1.0]] * 2])
def test_a_table_that_cannot_tell_is_refused(wrong: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="rows"):
        reliability(wrong)


def test_what_was_measured_once_has_no_repeatability_and_one_difference_no_limits() -> None:
    with pytest.raises(ValueError, match="twice"):
        repeatability([[1.0], [2.0]])
    with pytest.raises(ValueError, match="two"):
        limits_of_agreement({"a": [1.0]})


def test_the_root_mean_square_of_nothing_is_not_a_figure() -> None:
    assert math.isnan(root_mean_square([]))
    assert root_mean_square([3.0, -3.0]) == 3.0
