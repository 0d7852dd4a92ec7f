"""The hint budget: how many hints a day may have, and whether the silent week is over. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from feedback.desk.config import SILENT_DAYS
from feedback.kept.desk_past import DayCount

LEAST_TOLD = 3
"""A day with fewer glances that could tell says nothing about the person's days."""
DAYS_IN_A_ROW = 3
"""So many days in a row with most glances relaxed, and there is one hint less a day; the same back again."""
LEAST_HINTS = 1
"""A budget never falls to nothing by itself: only the person turns hints off."""


def tells_something(day: DayCount) -> bool:
    """Whether enough was told on this day to say anything of it."""
    return day.told >= LEAST_TOLD


def silent_days_left(days: Iterable[DayCount], today: date) -> int:
    """Days of the silent week still to come, today's included; 0 when it is over."""
    return max(0, SILENT_DAYS - sum(tells_something(day) for day in days if day.day != today))


def fallen(days: Iterable[DayCount], today: date, chosen: int) -> int:
    """By how many the budget has fallen: one after DAYS_IN_A_ROW days mostly relaxed, back after as many that were not.

    Days of the silent week do not count, since no hint helped in them.
    """
    by = run = 0
    was_relaxed: bool | None = None
    told = sorted((day for day in days if tells_something(day) and day.day != today), key=lambda day: day.day)
    for day in told[SILENT_DAYS:]:
        relaxed = 2 * day.relaxed > day.told
        run = run + 1 if relaxed is was_relaxed else 1
        was_relaxed = relaxed
        if run == DAYS_IN_A_ROW:
            by = min(by + 1, max(0, chosen - LEAST_HINTS)) if relaxed else max(0, by - 1)
            run = 0
    return by


def budget(chosen: int, by: int) -> int:
    """Hints that a day may have when the budget has fallen ``by`` so many; the choice may be smaller since."""
    return max(min(chosen, LEAST_HINTS), chosen - by)
