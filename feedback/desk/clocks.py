"""The two clocks going on: days that begin, pauses that end, sleep that was slept, clocks that were set."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from feedback.desk.budget import fallen, silent_days_left
from feedback.desk.config import DeskConfig
from feedback.desk.events import EndGlance, Now, TakeHintAway
from feedback.desk.here import came_back
from feedback.desk.steps import Stepped
from feedback.kept.desk_records import Hindrance

ASLEEP_S = 60.0
"""The wall clock ahead of the steady one by more, or a tick later than asked for by more: the computer slept (or its
clock was set forward, which nobody can tell apart, and which is treated the same)."""
WAKE_S = 60.0
"""After sleep nothing is looked at for so long: cameras and desktops come back in their own time."""
MORNING = time(4)
""""Until tomorrow" ends when most nights are halfway, and not at midnight for those who work past it."""


def later(at: datetime, by_s: float) -> datetime:
    """A local time so much later, also across a change to summer time."""
    return (at.astimezone(UTC) + timedelta(seconds=by_s)).astimezone(at.tzinfo)


def between_s(earlier: datetime, at: datetime) -> float:
    """Seconds between two times, also where both are of one zone with a change to summer time between them."""
    return at.timestamp() - earlier.timestamp()


def next_morning(at: datetime) -> datetime:
    """When tomorrow begins."""
    this = datetime.combine(at.date(), MORNING, at.tzinfo)
    return this if between_s(at, this) > 0 else datetime.combine(at.date() + timedelta(days=1), MORNING, at.tzinfo)


def moved_on(step: Stepped, config: DeskConfig, now: Now, *, begins: bool = False) -> Stepped:
    """The state at ``now``. A steady clock that goes back is taken to stand still."""
    before, wait_s = step.state.now, step.state.wait_s
    now = Now(max(now.steady_s, before.steady_s), now.wall)
    passed_s = now.steady_s - before.steady_s
    slept = between_s(before.wall, now.wall) - passed_s > ASLEEP_S or now.steady_s - wait_s > ASLEEP_S
    new_day = begins or now.wall.date() != before.wall.date()
    step = step.to(now=now)
    if new_day:
        days, today = step.state.days, now.wall.date()
        step = step.to(
            fallen=fallen(days, today, config.hints_a_day),
            silent_left=silent_days_left(days, today),
            hints=tuple(hint for hint in step.state.hints if abs((hint.at.date() - today).days) <= 1),
            asked_days=tuple(day for day in step.state.asked_days if abs(day - today.toordinal()) <= 1),
        )
    if slept:
        step = _woke(step)
    until = step.state.paused_until
    if until is not None and (between_s(now.wall, until) <= 0 or now.steady_s >= step.state.paused_s):
        step = step.to(paused_until=None, paused_s=float("inf"))
    return step


def _woke(step: Stepped) -> Stepped:
    """After sleep nothing of what was under way goes on."""
    state = step.state
    if state.glance is not None and state.glance.ending is None:
        step = step.also(EndGlance(Hindrance.LOCKED)).to(glance=state.glance.told_to_end(Hindrance.LOCKED, step.now_s))
    if state.hint is not None or (state.check is not None and state.check.by_chance):
        step = step.also(TakeHintAway())
    here = came_back(state.here, step.now_s)
    step = step.to(here=here, hint_since_s=None, check_since_s=None, closed_since_s=None)
    return step.put_off(step.now_s + WAKE_S)
