"""What the history says of earlier desk days, as far as the desk has to know it when it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from feedback.kept.desk_records import Hint, SelfCheck


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many glances a local day had.

    taken: in which the camera was open. told: of these, those that said relaxed, tense or closed. relaxed: of these.
    """

    day: date
    taken: int = 0
    told: int = 0
    relaxed: int = 0


@dataclass(frozen=True, slots=True)
class DeskPast:
    """The desk's own past.

    days: oldest first, only those with a glance taken. hints, checks: of the last two days, oldest first.
    last_glance_at: when the last one was taken.
    """

    days: tuple[DayCount, ...] = ()
    hints: tuple[Hint, ...] = ()
    checks: tuple[SelfCheck, ...] = ()
    last_glance_at: datetime | None = None
