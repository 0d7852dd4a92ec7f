"""The cues, and the rule for when one is due: pure, over what the jaw has been doing and for how long.

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
    """One cue. id: stable name; text: English sentence, translated by whoever shows it.

    stands_while: what the jaw does as long as the cue still has a point; empty: until another one comes.
    """

    id: str
    text: str
    stands_while: tuple[Kind, ...] = ()


SINK = Cue("sink", N_("Lovely, let it hang"), (Kind.HANGING, Kind.ACTIVE))
STAY = Cue("stay", N_("Soft"), (Kind.HANGING, Kind.ACTIVE))
CLOSING = Cue("closing", N_("Let a little space come back"), (Kind.CLOSED_SOFT, Kind.CLOSED_TENSE, Kind.ACTIVE))
TENSE = Cue(
    "tense",
    N_("Notice your jaw. On the next breath out, let it sink"),
    (Kind.CLOSED_SOFT, Kind.CLOSED_TENSE, Kind.ACTIVE),
)
WIDE = Cue("wide", N_("Smaller is enough"), (Kind.WIDE, Kind.ACTIVE))
AWAY = Cue("away", N_("I'll wait"), (Kind.AWAY,))
UNSURE = "unsure"
"""Id of the cue that says what would help; its text comes from the reason."""


@dataclass(frozen=True, slots=True)
class CueStyle:
    """How one kind is cued (docs/facts.md 41).

    onset_s: how long it must last before its first cue. first: None where the reason's own help is said instead.
    again, again_after_s: what is said while it lasts, and how long after the cue before; the last time repeats.
    always: also in the silent minutes and in a look, since it helps to be seen.
    """

    onset_s: float
    first: Cue | None
    again: Cue | None = None
    again_after_s: tuple[float, ...] = ()
    always: bool = False


STYLES = {
    Kind.HANGING: CueStyle(1.0, SINK, STAY, STAYING_EVERY_S),
    Kind.CLOSED_SOFT: CueStyle(3.0, CLOSING, CLOSING, (REMIND_EVERY_S,)),
    Kind.CLOSED_TENSE: CueStyle(3.0, TENSE, TENSE, (REMIND_EVERY_S,)),
    Kind.WIDE: CueStyle(2.0, WIDE),
    Kind.UNSURE: CueStyle(2.0, None, always=True),
    Kind.AWAY: CueStyle(3.0, AWAY, always=True),
}
"""``active`` has none: nothing is judged, and nothing said."""


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
    style = STYLES.get(kind)
    if style is None or (kind is Kind.CLOSED_SOFT and asked is Asked.SITTING):
        return replace(memory, quiet_s=now_s), None
    if kind is not memory.kind:
        memory = replace(memory, kind=kind, since_s=now_s, given_in_stretch=0, last_in_stretch_s=now_s)
    if not style.always and _silent(now_s, asked, fading):
        return replace(memory, quiet_s=now_s), None
    if now_s - max(memory.since_s, memory.quiet_s) < style.onset_s:
        return memory, None
    cue = _wanted(memory, style, now_s, help_text)
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


def _wanted(memory: CueMemory, style: CueStyle, now_s: float, help_text: str | None) -> Cue | None:
    if memory.given_in_stretch == 0:
        helping = Cue(UNSURE, help_text) if help_text else None
        return helping if style.first is None else style.first
    if style.again is None:
        return None
    step = min(memory.given_in_stretch, len(style.again_after_s)) - 1
    return style.again if now_s - memory.last_in_stretch_s >= style.again_after_s[step] else None
