"""Glances: when one is due, what leaves it out, and what is made of its end."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from feedback.desk import asking, hinting
from feedback.desk.chance import glance_interval_s
from feedback.desk.config import DeskConfig
from feedback.desk.events import AskCourtesy, Courtesy, EndGlance, Keep, StartGlance
from feedback.desk.state import DeskState, RunningGlance
from feedback.desk.steps import Stepped
from feedback.kept.desk_past import DayCount
from feedback.kept.desk_records import Glance, Hindrance, Seen

AT_MOST_S = 20.0
"""A glance that has not told by then will not."""
LATE_S = 3.0
"""A glance whose end was not told so long after it had to be over is ended, and after as much again given up."""
FAST_S = 0.25
"""While a glance runs, the microphone is asked so often: a call has the camera back within half a second."""
RETRY_S = 120.0
"""While a reason stands it is asked again so often, so that a glance comes soon after it is gone."""
ORDER = (
    Hindrance.MICROPHONE_USED,
    Hindrance.CAMERA_USED,
    Hindrance.LOCKED,
    Hindrance.PRESENTING,
    Hindrance.ABSENT,
    Hindrance.BATTERY,
)
"""Of several reasons the first is told: what the person does says more than where they are."""
PASSING = frozenset(ORDER)
"""Reasons that go by themselves and are asked for; of others only the next glance will tell."""
STANDING = PASSING | {Hindrance.NO_CAMERA, Hindrance.NO_PROFILE, Hindrance.STALE}
"""Reasons that the tooltip tells."""
TOLD = (Seen.RELAXED, Seen.TENSE, Seen.CLOSED)


def first_of(reasons: Collection[Hindrance]) -> Hindrance:
    """The reason to tell."""
    return min(reasons, key=lambda reason: ORDER.index(reason) if reason in ORDER else len(ORDER))


def wanted(state: DeskState, config: DeskConfig) -> bool:
    """Whether a glance is due now, or asked for."""
    by_plan = config.camera and not state.is_paused and state.now.steady_s >= state.try_s
    return not state.is_busy and (state.look_asked or by_plan)


def tried(step: Stepped, config: DeskConfig, told: Courtesy) -> Stepped:
    """Begin a glance, or leave it out."""
    if told.reasons:
        return _left_out(step, config, first_of(told.reasons))
    running = RunningGlance(step.wall, step.now_s + AT_MOST_S)
    step = step.to(glance=running, look_asked=False, left_out=None, fast_s=step.now_s + FAST_S)
    return step.also(StartGlance(AT_MOST_S))


def _left_out(step: Stepped, config: DeskConfig, why: Hindrance) -> Stepped:
    """Keep why it was left out, once for each that was planned or asked for."""
    state = step.state
    if step.now_s >= state.due_s or state.look_asked:
        step = _next(step.also(Keep(Glance(step.wall, Seen.NOT_TAKEN, why.value))), config)
    soon_s = min(step.state.due_s, step.now_s + RETRY_S) if why in PASSING else step.state.due_s
    return step.to(left_out=why if why in STANDING else None, look_asked=False, try_s=soon_s)


def _next(step: Stepped, config: DeskConfig) -> Stepped:
    step, count = step.chance()
    due_s = step.now_s + glance_interval_s(config, count)
    return step.to(due_s=due_s, try_s=due_s)


def planned(step: Stepped, config: DeskConfig) -> Stepped:
    """A glance that falls into a pause is left out without asking anybody."""
    state = step.state
    if config.camera and state.is_paused and state.glance is None and step.now_s >= state.due_s:
        return _left_out(step, config, Hindrance.PAUSED)
    return step


def hindered(step: Stepped, told: Courtesy) -> Stepped:
    """End the running glance when a reason came up; that the camera is in use is its own doing."""
    glance, reasons = step.state.glance, told.reasons - {Hindrance.CAMERA_USED}
    return step if glance is None or not reasons else end(step, first_of(reasons))


def end(step: Stepped, why: Hindrance) -> Stepped:
    """End the running glance, if one runs and was not told to."""
    glance = step.state.glance
    if glance is None or glance.ending is not None:
        return step
    return step.to(glance=glance.told_to_end(why, step.now_s)).also(EndGlance(why))


def watched(step: Stepped, config: DeskConfig) -> Stepped:
    """Ask for the microphone while a glance runs; end one that hangs, and give up one that never ends."""
    glance = step.state.glance
    if glance is None:
        return step
    if step.now_s >= glance.until_s + 2 * LATE_S:
        why = glance.ending or Hindrance.FAILED
        return ended(step, config, Glance(glance.at, Seen.NOT_TAKEN, why.value))
    if step.now_s >= glance.until_s + LATE_S:
        return end(step, Hindrance.FAILED)
    if step.now_s >= step.state.fast_s and glance.ending is None:
        return step.to(fast_s=step.now_s + FAST_S).also(AskCourtesy(fast=True))
    return step


def due_s(state: DeskState, config: DeskConfig) -> float:
    """When `watched` or `planned` next has something to do."""
    glance = state.glance
    if glance is not None:
        late_s = glance.until_s + (LATE_S if glance.ending is None else 2 * LATE_S)
        return late_s if glance.ending is not None else min(late_s, state.fast_s)
    return state.due_s if state.is_paused and config.camera else math.inf


def ended(step: Stepped, config: DeskConfig, glance: Glance) -> Stepped:
    """A glance is over: keep it, count it, and see what follows from it."""
    running = step.state.glance
    if running is None:
        return step  # it was given up before, and kept as failed
    if running.ending is not None and glance.seen not in TOLD:
        glance = replace(glance, seen=Seen.NOT_TAKEN, why=running.ending.value)
    step = _next(step.to(glance=None).also(Keep(glance)), config)
    if glance.seen is Seen.NOT_TAKEN:
        why = Hindrance(glance.why) if glance.why in tuple(Hindrance) else None
        soon_s = min(step.state.due_s, step.now_s + RETRY_S) if why in PASSING else step.state.due_s
        return step.to(left_out=why if why in STANDING else None, try_s=soon_s, closed_since_s=None)
    step = step.to(days=counted(step.state.days, glance), left_out=None)
    step = hinting.closed_run(step, glance.seen)
    if step.state.is_paused:
        return step
    if asking.with_glance(step.state, config):
        return asking.wanted_now(step)
    return hinting.after_glance(step, config, glance.seen)


def counted(days: tuple[DayCount, ...], glance: Glance) -> tuple[DayCount, ...]:
    """The days with this glance among them."""
    day: date = glance.at.date()
    old = next((one for one in days if one.day == day), DayCount(day))
    new = DayCount(day, old.taken + 1, old.told + (glance.seen in TOLD), old.relaxed + (glance.seen is Seen.RELAXED))
    return tuple(sorted((*(one for one in days if one.day != day), new), key=lambda one: one.day))
