"""A visit to make, and what came of one. Records only."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.kept.records import CheckIn
from feedback.practice.summary import Summary
from feedback.visit.view import Plan, View
from feedback.window.controls.stage import Go
from vision.errors import PlainError


@dataclass(frozen=True, slots=True)
class Trip:
    """A journey to make.

    check_in: the answers given before it. skipped: they were asked for and left out, so nothing is asked afterwards.
    again: what trying again means, where that is more than the same trip.
    """

    plan: Plan
    source: str
    check_in: CheckIn | None = None
    skipped: bool = False
    again: Go | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of a trip. view: the last there was. uid: name of the session in the history, None when not kept."""

    trip: Trip
    view: View | None
    problem: PlainError | None
    name_of_source: str
    live: bool
    uid: str | None

    @property
    def summary(self) -> Summary | None:
        """What the session came to, if there was one."""
        return self.view.summary if self.view else None
