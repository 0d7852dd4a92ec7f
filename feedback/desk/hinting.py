"""Hints: whether one may come, when its moment is, and what the person did with it. Also the release after one."""

from __future__ import annotations

import math

from feedback.desk.budget import budget
from feedback.desk.config import DeskConfig
from feedback.desk.events import AskCourtesy, Courtesy, Keep, ShowHint, StartRelease, TakeHintAway
from feedback.desk.here import AWAY_S
from feedback.desk.release import RELEASE_LASTS_S
from feedback.desk.state import DeskState, Shown
from feedback.desk.steps import Stepped
from feedback.kept.desk_records import Hindrance, Hint, HintAnswer, Release, Seen

APART_S = 1200.0
"""Never two hints within twenty minutes (docs/facts.md 50)."""
FOR_S = 12.0
"""A hint is a small window that goes by itself (docs/facts.md 49)."""
NOTICE_APART_S = 600.0
"""Between a hint and a question by chance: each makes the person notice, and one is enough."""
WAITS_S = 240.0
"""A hint that found no moment for so long is dropped: it would no longer be about the jaw now."""
TYPING_PAUSE_S = 3.0
"""No key for so long is a pause in typing: a sentence is finished, not a word."""
NEAR_S = 30.0
"""Something was touched within this time: somebody who has just left has no use for a hint."""
AGAIN_S = 4.0
"""While the person types on, it is asked again after so long."""
REASON_AGAIN_S = 15.0
"""While a reason stands."""
FAST_S = 1.0
"""While something is on the screen, a call takes it away within a second."""
QUIET_S = {
    HintAnswer.NONE: 0.0,
    HintAnswer.RELEASE: 0.0,
    HintAnswer.LATER: 2700.0,
    HintAnswer.NOT_RIGHT: 3600.0,
}
"""After these answers no hint comes for so long: "later" is most of an hour, and who says "not right" is believed."""
NOT_RIGHT_A_DAY = 3
"""After so many "not right" on one day no further hint comes on it: today it is not seen well enough."""
AFTER_S = 180.0
"""After a release or an answer the jaw is not as it was by itself: no glance for so long."""


def may_come(state: DeskState, config: DeskConfig, at_s: float) -> bool:
    """Whether a hint could be shown at ``at_s`` as far as budget, silence and spacing go."""
    today = state.now.wall.date()
    not_right = sum(hint.answer is HintAnswer.NOT_RIGHT and hint.at.date() == today for hint in state.hints)
    return (
        state.silent_left == 0
        and not state.is_paused
        and state.hints_today < budget(config.hints_a_day, state.fallen)
        and not_right < NOT_RIGHT_A_DAY
        and at_s - state.hint_s >= APART_S
        and at_s - state.check_shown_s >= NOTICE_APART_S
        and at_s >= state.quiet_s
    )


def closed_run(step: Stepped, seen: Seen) -> Stepped:
    """Since when every glance said closed."""
    if seen not in (Seen.CLOSED, Seen.TENSE):
        return step.to(closed_since_s=None)
    return step.to(closed_since_s=step.now_s if step.state.closed_since_s is None else step.state.closed_since_s)


def after_glance(step: Stepped, config: DeskConfig, seen: Seen) -> Stepped:
    """A hint waits for its moment when the glance said tense, or the person's own closed rule holds."""
    since_s, closed_min = step.state.closed_since_s, config.closed_min
    too_long = closed_min is not None and since_s is not None and step.now_s - since_s >= closed_min * 60.0
    if (seen is Seen.TENSE or too_long) and may_come(step.state, config, step.now_s):
        return step.to(hint_since_s=step.now_s, ask_s=step.now_s)
    return step


def in_s(step: Stepped, told: Courtesy) -> float:
    """Time until something may be put on the screen, s, as far as can be said; 0 when it may now."""
    if told.reasons:
        return REASON_AGAIN_S
    settled_s = step.state.here.settled_in_s(step.now_s)
    if settled_s > 0:
        return min(settled_s, AWAY_S / 2)  # asked in between, so that being here stays known
    return moment_in_s(told)


def moment_in_s(told: Courtesy) -> float:
    """The same by what stands in the way at this moment alone."""
    if told.reasons:
        return REASON_AGAIN_S
    if Hindrance.ABSENT in told.unknown:  # a system that does not tell of keys has nothing to wait for
        return 0.0
    if told.idle_s > NEAR_S:
        return REASON_AGAIN_S
    return AGAIN_S if told.typing_s < TYPING_PAUSE_S else 0.0


def tried(step: Stepped, config: DeskConfig, told: Courtesy) -> Stepped:
    """Show the hint, or wait on."""
    if not may_come(step.state, config, step.now_s):
        return step.to(hint_since_s=None)
    wait_s = in_s(step, told)
    if wait_s > 0:
        return step.to(ask_s=step.now_s + wait_s)
    hint = Hint(step.wall)
    shown = Shown(step.wall, step.now_s + FOR_S)
    step = step.to(
        hint=shown,
        hints=(*step.state.hints, hint),
        hint_s=step.now_s,
        hint_since_s=None,
        closed_since_s=None,
        fast_s=step.now_s + FAST_S,
    )
    # Kept at once: a program that is killed now shall not hint again in twenty minutes.
    return step.also(ShowHint(FOR_S), Keep(hint))


def watched(step: Stepped) -> Stepped:
    """Drop a hint that waited too long; ask for calls while something is on the screen."""
    state = step.state
    if state.hint_since_s is not None and step.now_s - state.hint_since_s > WAITS_S:
        step = step.to(hint_since_s=None)
    shown = on_screen(state)
    if shown is not None and state.fast_s <= step.now_s < shown.until_s:
        step = step.to(fast_s=step.now_s + FAST_S).also(AskCourtesy(fast=True))
    return step


def on_screen(state: DeskState) -> Shown | None:
    """What came by itself and is on the screen."""
    return state.hint or (state.check if state.check is not None and state.check.by_chance else None)


def due_s(state: DeskState) -> float:
    """When `watched` next has something to do."""
    stale_s = math.inf if state.hint_since_s is None else state.hint_since_s + WAITS_S
    shown = on_screen(state)
    return min(stale_s, state.fast_s if shown is not None and state.now.steady_s < shown.until_s else math.inf)


def taken_away(step: Stepped) -> Stepped:
    """Take what came by itself off the screen."""
    shown = on_screen(step.state)
    if shown is None or step.now_s >= shown.until_s:
        return step
    gone = Shown(shown.at, step.now_s, shown.by_chance)
    return (step.to(hint=gone) if step.state.hint is not None else step.to(check=gone)).also(TakeHintAway())


def ended(step: Stepped, answer: HintAnswer) -> Stepped:
    """The hint is gone, with its answer."""
    shown = step.state.hint
    if shown is None:
        return step
    hint = Hint(shown.at, answer)
    hints = tuple(hint if one.at == shown.at else one for one in step.state.hints)
    quiet_s = max(step.state.quiet_s, step.now_s + QUIET_S[answer])
    step = step.to(hint=None, hints=hints, quiet_s=quiet_s).also(Keep(hint))
    step = step.put_off(step.now_s + AFTER_S)
    return began_release(step) if answer is HintAnswer.RELEASE else step


def began_release(step: Stepped) -> Stepped:
    """Begin a release, unless one runs."""
    if step.state.release is not None:
        return step
    return step.to(release=Shown(step.wall, step.now_s + RELEASE_LASTS_S)).also(StartRelease())


def released(step: Stepped, *, whole: bool) -> Stepped:
    """A release is over."""
    shown = step.state.release
    if shown is None:
        return step
    return step.to(release=None).also(Keep(Release(shown.at, whole))).put_off(step.now_s + AFTER_S)
