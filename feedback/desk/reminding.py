"""When a kind reminder of the plan may come: at the times the person chose, once each, and not when it is done. Pure.

Times are of the clock on the wall, which may be set, jump at summer time or go back: each time of each day is
remembered once it had its reminder, whatever the clock says later. What is not shown by midnight is not shown at all.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from feedback.kept.homework import Homework, counts
from feedback.kept.records import KeptSession

Due = tuple[date, str]
"""A chosen time on a day: (2026-11-26, "08:30")."""
WAITS = timedelta(hours=1)
"""So long a reminder waits for its moment, during a call or while nobody is there; later it would surprise."""
LATER_S = 2700.0
"""After “later” it comes once more: most of an hour, as with hints."""
DAYS_A_WEEK = 7


def due_now(times: Sequence[str], had: Collection[Due], now: datetime) -> Due | None:
    """The newest time that is due: reached today, not longer than `WAITS` ago, and without its reminder yet.

    times: as "08:30". had: those that need none any more. now: local. Of two missed ones only the newer counts.
    """
    reached = [one for one in times if timedelta(0) <= _since(one, now) <= WAITS]
    due = [(now.date(), one) for one in reached if (now.date(), one) not in had]
    return max(due, default=None)


def passed(times: Sequence[str], now: datetime) -> frozenset[Due]:
    """Today's times that are over already: a desk that begins, and a plan that is changed, do not catch up."""
    return frozenset((now.date(), one) for one in times if _since(one, now) >= timedelta(0))


def next_in_s(times: Sequence[str], now: datetime) -> float:
    """Time until the next one today, s; infinite when there is none left."""
    return min(
        (-_since(one, now).total_seconds() for one in times if _since(one, now) < timedelta(0)), default=math.inf
    )


def is_wanted(plan: Homework, sessions: Sequence[KeptSession], day: date) -> bool:
    """Whether ``day`` still asks for something: within the plan, not left out, neither day nor week done.

    sessions: of this profile, those of the week at least. What is asked of a day is its share of the week, rounded up.
    """
    if not plan.runs_on(day) or any(one.day == day for one in plan.left_out):
        return False
    first = week_begins(plan, day)
    done = [session.day for session in sessions if first <= session.day <= day and counts(plan, session)]
    return len(done) < plan.a_week and done.count(day) < math.ceil(plan.a_week / DAYS_A_WEEK)


def week_begins(plan: Homework, day: date) -> date:
    """The first day of the plan's week that ``day`` lies in."""
    return day - timedelta(days=(day - plan.begins).days % DAYS_A_WEEK)


def _since(written: str, now: datetime) -> timedelta:
    """How long ago today's ``written`` was, by the wall; below zero while it is to come."""
    return now.replace(tzinfo=None) - datetime.combine(now.date(), time.fromisoformat(written))
