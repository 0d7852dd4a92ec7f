from __future__ import annotations

from datetime import date, timedelta

import pytest

from feedback.desk.budget import budget, fallen, silent_days_left
from feedback.kept.desk_past import DayCount

TODAY = date(2026, 11, 26)


def days(relaxed: str, told: int = 10) -> tuple[DayCount, ...]:
    """A day for each letter, the last of them yesterday: r mostly relaxed, t mostly tense, - hardly anything told."""
    counts = {"r": (told, told - 2), "t": (told, 2), "-": (2, 2), "h": (told, told // 2)}
    ago = len(relaxed)
    return tuple(
        DayCount(TODAY - timedelta(days=ago - place), 15, *counts[letter]) for place, letter in enumerate(relaxed)
    )


def hints_of(behind: str, chosen: int) -> int:
    """Hints that today may have after these days."""
    return budget(chosen, fallen(days(behind), TODAY, chosen))


@pytest.mark.parametrize(
    ("behind", "left"), [("", 7), ("t", 6), ("t-t", 5), ("rrrrrr", 1), ("rrrrrrr", 0), ("rrrrrr-", 1), ("t" * 30, 0)]
)
def test_the_silent_week_is_seven_days_on_which_something_was_told(behind: str, left: int):
    assert silent_days_left(days(behind), TODAY) == left


def test_today_counts_for_the_silent_week_only_once_it_is_over():
    assert silent_days_left((*days("rrrrrr"), DayCount(TODAY, 15, 10, 8)), TODAY) == 1


@pytest.mark.parametrize(
    ("after", "hints"),
    [
        ("", 6),
        ("rr", 6),
        ("rrr", 5),
        ("rrrrr", 5),
        ("rrrrrr", 4),
        ("rrtrr", 6),
        ("rr-r", 5),
        ("hhh", 6),
        ("rrrttt", 6),
        ("rrrtt", 5),
        ("ttt", 6),
        ("r" * 60, 1),
    ],
)
def test_the_budget_falls_by_one_after_three_relaxed_days_and_comes_back(after: str, hints: int):
    assert hints_of("ttttttt" + after, 6) == hints


def test_the_silent_week_itself_makes_no_budget_fall():
    assert hints_of("rrrrrrr", 6) == 6


def test_who_chose_no_hints_has_none_and_who_chose_one_keeps_it():
    assert hints_of("r" * 40, 0) == 0
    assert hints_of("r" * 40, 1) == 1
    assert hints_of("r" * 60, 12) == 1


def test_who_chooses_fewer_hints_in_the_middle_of_a_day_still_has_one():
    by = fallen(days("r" * 40), TODAY, 6)
    assert [budget(chosen, by) for chosen in (0, 1, 2, 6)] == [0, 1, 1, 1]
