"""All that the desk's core knows, as one frozen record. `feedback.desk.core` moves it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import datetime

from feedback.desk.events import Now, Status
from feedback.desk.here import Here
from feedback.kept.desk_past import DayCount
from feedback.kept.desk_records import Hindrance, Hint


@dataclass(frozen=True, slots=True)
class RunningGlance:
    """A glance under way. at: when it began. until_s: when it has to be over. ending: why it was told to end, if so."""

    at: datetime
    until_s: float
    ending: Hindrance | None = None

    def told_to_end(self, why: Hindrance, now_s: float) -> RunningGlance:
        """The same, from now on with no more time."""
        return replace(self, ending=why, until_s=min(self.until_s, now_s))


@dataclass(frozen=True, slots=True)
class Shown:
    """Something on the screen. at: since when, by the wall clock; until_s: when it goes by itself, steady clock.

    by_chance: of a question, whether the program came with it.
    """

    at: datetime
    until_s: float
    by_chance: bool = False


@dataclass(frozen=True, slots=True)
class DeskState:
    """The desk between two things told. Fields ending in _s are on the steady clock.

    draws: how often chance was asked. days: glances by day, today's included. hints: those of the last days.
    fallen, silent_left: as `feedback.desk.budget` has them today.
    due_s: the next planned glance. try_s: when to ask for it, sooner again while a reason stands. left_out: the reason
    that stands. look_asked: the person wants one now.
    ask_s: the courtesy sources are not asked again before; fast_s: the same for the fast ones. wait_s: what the last
    `Wait` said. here: since when the person is.
    hint_since_s, check_since_s: since when a hint or a question waits for its moment. quiet_s: no hint before.
    hint_s, check_shown_s: when the last of either came by itself. check_s: the next question by chance.
    asked_days: local days of the questions asked by chance, as ordinals.
    closed_since_s: since when every glance said closed.
    paused_until, paused_s: the end of a pause by either clock.
    """

    now: Now
    draws: int = 0
    days: tuple[DayCount, ...] = ()
    fallen: int = 0
    silent_left: int = 0
    due_s: float = math.inf
    try_s: float = math.inf
    left_out: Hindrance | None = None
    look_asked: bool = False
    ask_s: float = -math.inf
    fast_s: float = -math.inf
    wait_s: float = math.inf
    here: Here = field(default_factory=Here)
    glance: RunningGlance | None = None
    hints: tuple[Hint, ...] = ()
    hint_since_s: float | None = None
    hint: Shown | None = None
    hint_s: float = -math.inf
    quiet_s: float = -math.inf
    check_s: float = math.inf
    check_since_s: float | None = None
    check: Shown | None = None
    check_shown_s: float = -math.inf
    asked_days: tuple[int, ...] = ()
    release: Shown | None = None
    closed_since_s: float | None = None
    paused_until: datetime | None = None
    paused_s: float = math.inf
    status: Status | None = None

    @property
    def is_paused(self) -> bool:
        """Whether the person paused."""
        return self.paused_until is not None

    @property
    def is_busy(self) -> bool:
        """Whether a glance runs or something is on the screen."""
        return any(one is not None for one in (self.glance, self.hint, self.check, self.release))

    @property
    def hints_today(self) -> int:
        """Hints shown on today's date."""
        today = self.now.wall.date()
        return sum(hint.at.date() == today for hint in self.hints)

    @property
    def checks_today(self) -> int:
        """Questions asked by chance on today's date."""
        return self.asked_days.count(self.now.wall.date().toordinal())
