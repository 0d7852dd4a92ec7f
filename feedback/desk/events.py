"""What the desk's core is told and what it asks for, as frozen records.

Pure: no clock, no camera, no Qt. The core is ``feedback.desk.core.advance(state, config, told)``, which gives the next
state and effects; whoever drives it (tray or terminal) carries the effects out and tells it what came of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feedback.kept.desk_records import Glance, Hindrance, Hint, HintAnswer, Release, SelfCheck, Teeth


@dataclass(frozen=True, slots=True)
class Now:
    """The two clocks.

    steady_s: seconds that never go back, not counting sleep where the system tells; wall: local time with its
    offset, which may be set, jump at summer time or go back.
    """

    steady_s: float
    wall: datetime


# ── told to the core ─────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Tick:
    """Time went on. ``Wait.until_s`` of the last effects says when the next one is wanted."""

    now: Now


@dataclass(frozen=True, slots=True)
class Courtesy:
    """What the courtesy sources say now.

    idle_s: since the last key or pointer movement; typing_s: since the last key where the system tells, else the
    same as idle_s. unknown: reasons this system does not tell. fast: the answer to ``AskCourtesy(fast=True)``, which
    says nothing of what was not asked.
    """

    now: Now
    reasons: frozenset[Hindrance] = frozenset()
    idle_s: float = 0.0
    typing_s: float = 0.0
    unknown: frozenset[Hindrance] = frozenset()
    fast: bool = False


@dataclass(frozen=True, slots=True)
class GlanceEnded:
    """A glance is over: camera released, its process gone."""

    now: Now
    glance: Glance


@dataclass(frozen=True, slots=True)
class HintEnded:
    """The hint is off the screen."""

    now: Now
    answer: HintAnswer


@dataclass(frozen=True, slots=True)
class CheckAnswered:
    """The self-check's question is off the screen; None: not answered."""

    now: Now
    teeth: Teeth | None


@dataclass(frozen=True, slots=True)
class ReleaseEnded:
    """A thirty-second release is over."""

    now: Now
    whole: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The person asked from the menu.

    what: "look", "check", "release", "resume", or "pause" for ``pause_s`` (None: until tomorrow).
    """

    now: Now
    what: str
    pause_s: float | None = None


Told = Tick | Courtesy | GlanceEnded | HintEnded | CheckAnswered | ReleaseEnded | Asked

# ── asked for by the core ────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class AskCourtesy:
    """Ask all courtesy sources and tell the core. fast: only those that end a running glance (microphone, lock)."""

    fast: bool = False


@dataclass(frozen=True, slots=True)
class StartGlance:
    """Start a glance in a process of its own, for at most ``at_most_s``."""

    at_most_s: float


@dataclass(frozen=True, slots=True)
class EndGlance:
    """End the running glance now; the camera is needed elsewhere."""

    why: Hindrance


@dataclass(frozen=True, slots=True)
class ShowHint:
    """Show the hint for ``for_s``."""

    for_s: float


@dataclass(frozen=True, slots=True)
class TakeHintAway:
    """Take the hint, or the question that came by chance, off the screen; a reason came up."""


@dataclass(frozen=True, slots=True)
class AskTeeth:
    """Ask the self-check's question for ``for_s``; by_chance: the program asked, not the person."""

    for_s: float
    by_chance: bool


@dataclass(frozen=True, slots=True)
class StartRelease:
    """Begin the thirty-second release."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Write this to the history; a hint comes again with its answer, and replaces the one of the same time."""

    record: Glance | Hint | SelfCheck | Release


@dataclass(frozen=True, slots=True)
class Status:
    """What the tooltip says; texts are made by `feedback.desk.words`. next_at: when the next glance is about due."""

    next_at: datetime | None
    waiting_for: Hindrance | None = None
    paused_until: datetime | None = None
    glancing: bool = False
    silent_days_left: int = 0


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing is due before the steady clock says ``until_s``; a tick earlier does no harm."""

    until_s: float


Effect = (
    AskCourtesy | StartGlance | EndGlance | ShowHint | TakeHintAway | AskTeeth | StartRelease | Keep | Status | Wait
)
