"""Which cue, and when. A pure rule over what the jaw has been doing and for how long.

Delays and wording are those of docs/facts.md 41: praise the release, judge nothing while somebody talks or cannot
be seen, and keep cues well apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from calibration.states import Kind
from vision.sentences import N_

APART_S = 8.0
"""Cues come at least this far apart, except the first (docs/facts.md 41)."""
STAYING_EVERY_S = (20.0, 30.0, 40.0)
"""A quiet word while the jaw stays down: after 20 s, then 30, then every 40 (docs/facts.md 41)."""
REMIND_EVERY_S = 24.0
"""While the jaw stays closed the invitation is repeated no more often than this; three spacings, so never a nag."""
FULL_SESSIONS = 3
"""The first sessions have every cue; after them the word for staying is left out (docs/facts.md 20)."""
THIRDS_FROM_DAYS = 7
"""From the second week on, every third minute is silent (docs/facts.md 41)."""
ALWAYS = frozenset({Kind.UNSURE, Kind.AWAY})
"""What helps to be seen is always said."""


class Fading(StrEnum):
    """How far the cues have faded. A jaw learns more from less (docs/facts.md 20); the person may keep them all."""

    NONE = "none"
    NO_PRAISE_FOR_STAYING = "no_praise_for_staying"
    EVERY_THIRD_MINUTE = "every_third_minute"


def fading_of(days: Sequence[date], today: date, *, keep_all: bool = False) -> Fading:
    """How far the cues fade today. days: those of the sessions so far, oldest first, one for each session."""
    if keep_all or len(days) < FULL_SESSIONS:
        return Fading.NONE
    if (today - days[0]).days >= THIRDS_FROM_DAYS:
        return Fading.EVERY_THIRD_MINUTE
    return Fading.NO_PRAISE_FOR_STAYING


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue. id: stable name; text: English sentence, translated by whoever shows it."""

    id: str
    text: str


SINK = Cue("sink", N_("Lovely, let it hang"))
STAY = Cue("stay", N_("Soft"))
CLOSING = Cue("closing", N_("Let a little space come back"))
TENSE = Cue("tense", N_("Notice your jaw. On the next breath out, let it sink"))
WIDE = Cue("wide", N_("Smaller is enough"))
AWAY = Cue("away", N_("I'll wait"))
UNSURE = "unsure"
"""Id of the cue that says what would help; its text comes from the reason."""

ONSET_S = {
    Kind.HANGING: 1.0,
    Kind.CLOSED_SOFT: 3.0,
    Kind.CLOSED_TENSE: 3.0,
    Kind.WIDE: 2.0,
    Kind.UNSURE: 2.0,
    Kind.AWAY: 3.0,
}
"""How long a kind must last before its cue (docs/facts.md 41). What has no line here has no cue, as ``active``: of it
nothing is judged."""


@dataclass(frozen=True, slots=True)
class CueMemory:
    """What the rule remembers. Times in session seconds; ``None`` = not yet.

    A word or a sip in between does not begin a new stretch: ``quiet_s``, the last moment at which nothing was to be
    said, only keeps the next cue waiting.
    """

    kind: Kind | None = None
    since_s: float = 0.0
    quiet_s: float = 0.0
    given_in_stretch: int = 0
    last_any_s: float | None = None
    last_in_stretch_s: float = 0.0


class Asked(StrEnum):
    """What is asked of the jaw now."""

    NOTHING = "nothing"
    """A look: neither praised nor invited."""
    SITTING = "sitting"
    """The exercise begins: a softly closed jaw is just as it should be."""
    HANGING = "hanging"


def next_cue(
    memory: CueMemory,
    kind: Kind,
    now_s: float,
    *,
    asked: Asked,
    help_text: str | None,
    fading: Fading = Fading.NONE,
) -> tuple[CueMemory, Cue | None]:
    """The cue due now, if any, and what to remember.

    kind: what the jaw does now. now_s: seconds since the session began, never going back. asked: what the exercise asks
    of the jaw now. help_text: English sentence that helps when unsure.
    """
    if kind not in ONSET_S or (kind is Kind.CLOSED_SOFT and asked is Asked.SITTING):
        return replace(memory, quiet_s=now_s), None
    if kind is not memory.kind:
        memory = replace(memory, kind=kind, since_s=now_s, given_in_stretch=0, last_in_stretch_s=now_s)
    if kind not in ALWAYS and _silent(now_s, asked, fading):
        return replace(memory, quiet_s=now_s), None
    if now_s - max(memory.since_s, memory.quiet_s) < ONSET_S[kind]:
        return memory, None
    cue = _wanted(memory, kind, now_s, help_text)
    if cue is STAY and fading is not Fading.NONE:
        cue = None
    if cue is None or (memory.last_any_s is not None and now_s - memory.last_any_s < APART_S):
        return memory, None
    given = replace(
        memory,
        given_in_stretch=memory.given_in_stretch + 1,
        last_any_s=now_s,
        last_in_stretch_s=now_s,
    )
    return given, cue


def _silent(now_s: float, asked: Asked, fading: Fading) -> bool:
    """Whether nothing is to be said of the jaw now."""
    return asked is Asked.NOTHING or (fading is Fading.EVERY_THIRD_MINUTE and int(now_s // 60) % 3 == 2)


def _wanted(memory: CueMemory, kind: Kind, now_s: float, help_text: str | None) -> Cue | None:
    first = memory.given_in_stretch == 0
    waited_s = now_s - memory.last_in_stretch_s
    match kind:
        case Kind.HANGING:
            if first:
                return SINK
            step = min(memory.given_in_stretch, len(STAYING_EVERY_S)) - 1
            return STAY if waited_s >= STAYING_EVERY_S[step] else None
        case Kind.CLOSED_SOFT:
            return CLOSING if first or waited_s >= REMIND_EVERY_S else None
        case Kind.CLOSED_TENSE:
            return TENSE if first or waited_s >= REMIND_EVERY_S else None
        case Kind.WIDE:
            return WIDE if first else None
        case Kind.UNSURE:
            return Cue(UNSURE, help_text) if first and help_text else None
        case Kind.AWAY:
            return AWAY if first else None
        case _:
            return None
