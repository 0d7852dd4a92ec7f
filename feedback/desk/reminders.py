"""The reminders of one profile's plan: what is due now, and what became of it. The plan may change meanwhile."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from feedback.desk.events import Now
from feedback.desk.reminding import LATER_S, Due, due_now, is_wanted, next_in_s, passed, week_begins
from feedback.kept.errors import StoreError
from feedback.kept.history import History, is_there
from feedback.kept.homework import Homework, HomeworkError, HomeworkFile, leave_out
from feedback.kept.records import KeptSession

KEPT_FOR = timedelta(days=3)
"""So long it is remembered that a time had its reminder: longer than any clock is set back by."""


class ReminderAnswer(StrEnum):
    """What became of a reminder. NONE: it went by itself, or something came up."""

    NONE = "none"
    BEGIN = "begin"
    LATER = "later"
    NOT_TODAY = "not today"


class Reminders:
    """``look`` first, whenever time went on; then `due` and `wait_s`."""

    def __init__(self, data_dir: Path, profile: str) -> None:
        self._data_dir, self._profile = data_dir, profile
        self._file = HomeworkFile(data_dir, profile)
        self._seen: tuple[int, int] | None = None
        self._had: frozenset[Due] = frozenset()
        self._later: tuple[Due, float] | None = None
        self._asking: Due | None = None
        self.plan: Homework | None = None

    def look(self, now: Now) -> None:
        """Read the plan if it has changed. Times that are over already get no reminder."""
        try:
            stat = self._file.path.stat()
            seen = (stat.st_mtime_ns, stat.st_size)
        except OSError:
            seen = None
        if seen == self._seen:
            return
        self._seen, self._asking = seen, None
        try:
            self.plan = self._file.load() if seen is not None else None
        except HomeworkError:  # the window says so; here there is just nothing to remind of
            self.plan = None
        if self.plan is None:
            self._later = None
        else:
            self._had |= passed(self.plan.reminders, now.wall)

    def due(self, now: Now) -> Due | None:
        """The time whose reminder may come now, if any. One that is done or answered already is passed over."""
        if self.plan is None:
            return None
        due = self._due_later(now) or due_now(self.plan.reminders, self._had, now.wall)
        if due is not None and due != self._asking:
            if not self.still_wanted(now):
                self.pass_over(due, now)
                return None
            self._asking = due
        return due

    def still_wanted(self, now: Now) -> bool:
        """Whether today still asks for something, by what is kept at this moment."""
        return self.plan is not None and is_wanted(self.plan, self._sessions(self.plan, now), now.wall.date())

    def wait_s(self, now: Now) -> float:
        """How long nothing is due, s."""
        if self.plan is None:
            return math.inf
        later_s = math.inf if self._later is None else max(0.0, self._later[1] - now.steady_s)
        return min(later_s, next_in_s(self.plan.reminders, now.wall))

    def pass_over(self, due: Due, now: Now) -> None:
        """The reminder of ``due`` came, or need not come any more; nor of what was due before it today."""
        today = now.wall.date()
        earlier = passed(self.plan.reminders, now.wall) if self.plan is not None else frozenset()
        recent = (one for one in self._had | earlier | {due} if abs(one[0] - today) <= KEPT_FOR)
        self._had, self._asking = frozenset(recent), None
        if self._later is not None and now.steady_s >= self._later[1]:
            self._later = None

    def answer(self, due: Due, answer: ReminderAnswer, now: Now) -> None:
        """What the person said to it. Raises HomeworkError when “not today” cannot be kept."""
        if answer is ReminderAnswer.LATER:
            self._later = (due, now.steady_s + LATER_S)
        elif answer is ReminderAnswer.NOT_TODAY and self.plan is not None:
            self._file.save(leave_out(self.plan, now.wall.date()))

    def _due_later(self, now: Now) -> Due | None:
        if self._later is None:
            return None
        due, later_s = self._later
        if due[0] != now.wall.date():
            self._later = None
            return None
        return due if now.steady_s >= later_s else None

    def _sessions(self, plan: Homework, now: Now) -> Sequence[KeptSession]:
        """Those of the plan's week; none where they cannot be read: then it is as if nothing was done."""
        if not is_there(self._data_dir):
            return ()
        today = now.wall.date()
        try:
            with History(self._data_dir) as history:
                return history.sessions(profile=self._profile, since=week_begins(plan, today), until=today)
        except StoreError:
            return ()
