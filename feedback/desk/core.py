"""The desk's core: ``advance(state, config, told) -> (state, effects)``. No clock, no camera, no file inside.

Two clocks are handed in. The steady one, which nobody can set, measures every interval; the wall clock says which day
it is, and is believed in nothing else. Every planned glance is either taken or kept with the reason why it was not.
"""

from __future__ import annotations

import math
from datetime import datetime

from feedback.desk import asking, glancing, hinting
from feedback.desk.chance import CHECKS_APART_S, check_interval_s, drawn, glance_interval_s
from feedback.desk.clocks import between_s, later, moved_on, next_morning
from feedback.desk.config import DeskConfig
from feedback.desk.events import (
    AskCourtesy,
    Asked,
    CheckAnswered,
    Courtesy,
    Effect,
    GlanceEnded,
    HintEnded,
    Now,
    ReleaseEnded,
    Status,
    Tick,
    Told,
    Wait,
)
from feedback.desk.here import BEFORE_S, told_here
from feedback.desk.state import DeskState
from feedback.desk.steps import Stepped
from feedback.kept.desk_past import DeskPast
from feedback.kept.desk_records import Hindrance, HintAnswer

FIRST_S = (60.0, 180.0)
"""The first glance after the start, s: not at once, since a computer that has just begun has other things to do."""
FIRST_CHECK = (0.2, 1.0)
"""The first question by chance, in the usual interval."""
ANSWER_S = 10.0
"""Courtesy sources that have not told by then are asked again."""
LATE_S = 30.0
"""What should be off the screen and was not told to be, is taken to be off after so long."""
STATUS_S = 30.0
"""A change of the next glance's time by less is not told: the words say "about"."""
LONGEST_WAIT_S = 3600.0
"""However little is due, the wall clock is looked at once an hour: it may have been set."""
SHORTEST_WAIT_S = 0.05


def begin_desk(
    config: DeskConfig, now: Now, past: DeskPast | None = None, paused_until: datetime | None = None
) -> tuple[DeskState, tuple[Effect, ...]]:
    """The desk as it begins, with what the history holds and a pause that was left running."""
    past = past or DeskPast()
    draws = int(now.wall.timestamp())  # each start draws its own chance, and the same start the same
    due_s = now.steady_s + drawn(config.seed, draws, *FIRST_S)
    if past.last_glance_at is not None:
        due_s = max(due_s, _steady_s(now, past.last_glance_at) + glance_interval_s(config, draws + 1))
    chance_s = now.steady_s + check_interval_s(config, draws + 2) * drawn(config.seed, draws + 3, *FIRST_CHECK)
    last_check_s = max((_steady_s(now, check.at) for check in past.checks), default=-math.inf)
    state = DeskState(
        now=now,
        draws=draws + 4,
        days=past.days,
        due_s=due_s,
        try_s=due_s,
        hints=past.hints,
        hint_s=max((_steady_s(now, hint.at) for hint in past.hints), default=-math.inf),
        quiet_s=max((_steady_s(now, h.at) + hinting.QUIET_S[h.answer] for h in past.hints), default=-math.inf),
        check_s=max(chance_s, last_check_s + CHECKS_APART_S),
        check_shown_s=last_check_s,
        asked_days=tuple(check.at.date().toordinal() for check in past.checks if check.asked),
    )
    step = Stepped(state)
    left_s = 0.0 if paused_until is None else between_s(now.wall, paused_until)
    if left_s > 0:
        step = step.to(paused_until=paused_until, paused_s=now.steady_s + left_s)
    return _settled(moved_on(step, config, now, begins=True), config)


def advance(state: DeskState, config: DeskConfig, told: Told) -> tuple[DeskState, tuple[Effect, ...]]:
    """Go on with what was told. Without effects nothing is to be done but to wait."""
    step = moved_on(Stepped(state), config, told.now)
    match told:
        case Courtesy():
            step = _courtesy(step, config, told)
        case GlanceEnded():
            step = glancing.ended(step, config, told.glance)
        case HintEnded():
            step = hinting.ended(step, told.answer)
        case CheckAnswered():
            step = asking.answered(step, told.teeth)
        case ReleaseEnded():
            step = hinting.released(step, whole=told.whole)
        case Asked():
            step = _asked(step, config, told)
        case Tick():
            pass
    return _settled(step, config)


def _steady_s(now: Now, at: datetime) -> float:
    """When it was, by the steady clock; what lies in the future of a clock set back was just now."""
    return now.steady_s - max(0.0, between_s(at, now.wall))


def _courtesy(step: Stepped, config: DeskConfig, told: Courtesy) -> Stepped:
    state = step.state
    if state.glance is not None:
        return glancing.hindered(step, told)
    if hinting.on_screen(state) is not None:
        return hinting.taken_away(step) if told.reasons else step
    if told.fast:
        return step  # it comes too late, and says nothing of what was not asked
    step = step.to(ask_s=step.now_s, here=told_here(state.here, told, step.now_s))
    if state.hint_since_s is not None:
        return hinting.tried(step, config, told)
    if state.check_since_s is not None:
        return asking.tried(step, config, told)
    return glancing.tried(step, config, told) if glancing.wanted(state, config) else step


def _asked(step: Stepped, config: DeskConfig, told: Asked) -> Stepped:
    state = step.state
    match told.what:
        case "look" if state.glance is None and config.camera:
            return step.to(look_asked=True, ask_s=step.now_s)
        case "check":
            return asking.asked(step)
        case "release":
            return hinting.began_release(step)
        case "resume":
            return step.to(paused_until=None, paused_s=math.inf)
        case "pause":
            until = next_morning(step.wall) if told.pause_s is None else later(step.wall, told.pause_s)
            step = hinting.taken_away(glancing.end(step, Hindrance.PAUSED))
            return step.to(
                paused_until=until,
                paused_s=step.now_s + between_s(step.wall, until),
                hint_since_s=None,
                check_since_s=None,
                look_asked=False,
            )
    return step


def _settled(step: Stepped, config: DeskConfig) -> tuple[DeskState, tuple[Effect, ...]]:
    """What is due by now, what the tooltip says, and until when nothing more is due."""
    step = _given_up(glancing.watched(step, config))
    step = glancing.planned(hinting.watched(step), config)
    step = asking.planned(step, config)
    if _wanted_s(step.state, config) <= step.now_s:
        step = step.to(ask_s=step.now_s + ANSWER_S).also(AskCourtesy())
    step = _told_status(step, config)
    state = step.state
    until_s = min(
        _wanted_s(state, config),
        glancing.due_s(state, config),
        hinting.due_s(state),
        asking.due_s(state, config),
        state.paused_s,
        step.now_s + LONGEST_WAIT_S,
        *(shown.until_s + LATE_S for shown in (state.hint, state.check, state.release) if shown is not None),
    )
    until_s = max(until_s, step.now_s + SHORTEST_WAIT_S)
    step = step.to(wait_s=until_s).also(Wait(until_s))
    return step.state, step.effects


def _given_up(step: Stepped) -> Stepped:
    """What was not told to be off the screen long after it had to be is off."""
    late_s = step.now_s - LATE_S
    if step.state.hint is not None and step.state.hint.until_s <= late_s:
        step = hinting.ended(step, HintAnswer.NONE)
    if step.state.check is not None and step.state.check.until_s <= late_s:
        step = asking.answered(step, None)
    if step.state.release is not None and step.state.release.until_s <= late_s:
        step = hinting.released(step, whole=False)
    return step


def _wanted_s(state: DeskState, config: DeskConfig) -> float:
    """When the courtesy sources are next to be asked."""
    if state.is_busy:
        return math.inf
    if state.hint_since_s is not None or state.check_since_s is not None or state.look_asked:
        return state.ask_s
    if state.is_paused or not config.camera:
        return math.inf
    wanted_s = state.try_s
    checks_then = asking.may(state, config) and state.check_s <= state.due_s + glancing.AT_MOST_S
    told_soon = state.try_s < state.due_s  # a reason stands, and is asked for until it is gone
    if not told_soon and (checks_then or hinting.may_come(state, config, state.due_s)):
        before = (state.due_s - before_s for before_s in BEFORE_S)
        wanted_s = min((at_s for at_s in before if at_s > state.here.told_s), default=wanted_s)
        wanted_s = min(wanted_s, state.try_s)
    return max(wanted_s, state.ask_s)


def _told_status(step: Stepped, config: DeskConfig) -> Stepped:
    """Tell the tooltip when it changed."""
    state = step.state
    planned = config.camera and not state.is_paused and state.glance is None
    status = Status(
        next_at=later(step.wall, max(0.0, state.due_s - step.now_s)) if planned else None,
        waiting_for=None if state.is_paused else state.left_out,
        paused_until=state.paused_until,
        glancing=state.glance is not None,
        silent_days_left=state.silent_left,
    )
    return step if _alike(state.status, status) else step.to(status=status).also(status)


def _alike(one: Status | None, other: Status) -> bool:
    if one is None or _but_time(one) != _but_time(other):
        return False
    if one.next_at is None or other.next_at is None:
        return one.next_at is other.next_at
    return abs(between_s(one.next_at, other.next_at)) < STATUS_S


def _but_time(status: Status) -> tuple[object, ...]:
    return status.waiting_for, status.paused_until, status.glancing, status.silent_days_left
