"""Self-checks: when the question comes by chance, and what is made of the answer.

With a camera the question comes at the end of a glance, so that both are of the same minute. It goes before a hint:
were it asked only where no hint came, the pairs would tell of relaxed minutes alone.
"""

from __future__ import annotations

import math

from feedback.desk import hinting
from feedback.desk.chance import CHECKS_APART_S, check_interval_s, drawn
from feedback.desk.config import DeskConfig
from feedback.desk.events import AskTeeth, Courtesy, Keep
from feedback.desk.state import DeskState, Shown
from feedback.desk.steps import Stepped
from feedback.kept.desk_records import SelfCheck, Teeth

FOR_S = 30.0
"""A question that came by chance goes by itself."""
OWN_S = 120.0
"""One that the person asked for stays longer."""
WAITS_S = 240.0
"""A question that found no moment for so long comes another time."""
ANOTHER_S = (600.0, 1800.0)
"""Which other time."""
ALONE = 2.0
"""Without a glance for so many usual intervals the question comes alone."""


def may(state: DeskState, config: DeskConfig) -> bool:
    """Whether a question may come by chance. In the silent week none does: asking changes (docs/facts.md 48)."""
    silent = config.camera and state.silent_left > 0
    return not silent and not state.is_paused and state.checks_today < config.checks_a_day


def with_glance(state: DeskState, config: DeskConfig) -> bool:
    """Whether the question is due at the end of a glance."""
    return state.now.steady_s >= state.check_s and _apart(state) and may(state, config)


def _apart(state: DeskState) -> bool:
    now_s = state.now.steady_s
    return now_s - state.hint_s >= hinting.NOTICE_APART_S and now_s - state.check_shown_s >= CHECKS_APART_S


def wanted_now(step: Stepped) -> Stepped:
    """The question waits for its moment from now on."""
    return step.to(check_since_s=step.now_s, ask_s=step.now_s)


def _alone_s(state: DeskState, config: DeskConfig) -> float:
    """When it comes without a glance."""
    return state.check_s + (ALONE * config.every_min * 60.0 if config.camera else 0.0)


def planned(step: Stepped, config: DeskConfig) -> Stepped:
    """Begin to wait for a moment when the question is due without a glance; another time where it may not come."""
    state = step.state
    if state.check_since_s is not None:
        return another_time(step, config) if step.now_s - state.check_since_s > WAITS_S else step
    if state.is_busy or state.hint_since_s is not None or step.now_s < _alone_s(state, config):
        return step
    return wanted_now(step) if may(state, config) and _apart(state) else another_time(step, config)


def due_s(state: DeskState, config: DeskConfig) -> float:
    """When `planned` next has something to do."""
    if state.check_since_s is not None:
        return state.check_since_s + WAITS_S
    return math.inf if state.is_busy or state.hint_since_s is not None else _alone_s(state, config)


def another_time(step: Stepped, config: DeskConfig) -> Stepped:
    """Not now."""
    step, count = step.chance()
    return step.to(check_since_s=None, check_s=step.now_s + drawn(config.seed, count, *ANOTHER_S))


def tried(step: Stepped, config: DeskConfig, told: Courtesy) -> Stepped:
    """Ask, or wait on; with a reason standing another time."""
    if told.reasons or not may(step.state, config):
        return another_time(step, config)
    wait_s = hinting.in_s(step, told)
    if wait_s > 0:
        return step.to(ask_s=step.now_s + wait_s)
    step, count = step.chance()
    today = step.wall.date().toordinal()
    step = step.to(
        check=Shown(step.wall, step.now_s + FOR_S, by_chance=True),
        check_since_s=None,
        check_s=step.now_s + check_interval_s(config, count),
        check_shown_s=step.now_s,
        asked_days=(*step.state.asked_days, today),
        fast_s=step.now_s + hinting.FAST_S,
    )
    return step.also(AskTeeth(FOR_S, by_chance=True))


def asked(step: Stepped) -> Stepped:
    """The person wants to answer."""
    if step.state.check is not None:
        return step
    # Who has just answered by themselves is not asked again at once.
    step = step.to(check=Shown(step.wall, step.now_s + OWN_S), check_since_s=None, check_shown_s=step.now_s)
    return step.also(AskTeeth(OWN_S, by_chance=False))


def answered(step: Stepped, teeth: Teeth | None) -> Stepped:
    """The question is gone, with its answer if there is one."""
    shown = step.state.check
    if shown is None:
        return step
    step = step.to(check=None).put_off(step.now_s + hinting.AFTER_S)
    return step if teeth is None else step.also(Keep(SelfCheck(step.wall, teeth, asked=shown.by_chance)))
