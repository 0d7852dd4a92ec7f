"""The plan of whoever sits at the screen; what cannot be read or kept is a sentence for the next page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from feedback.kept.homework import Homework, HomeworkError, HomeworkFile, from_text, leave_out, weeks_of
from feedback.kept.homework_text import text_in
from feedback.kept.homework_words import done_words
from feedback.kept.records import KeptSession
from feedback.texts import Texts

TOLD_FOR = timedelta(days=7)
"""So long after its last day the first page still says how it went; the plan's own page says it for good."""


def today() -> date:
    """The local day."""
    return datetime.now().astimezone().date()


class OwnPlan:
    """The plan of one profile. ``problem``: why it could not be read or kept last time, None when it could."""

    def __init__(self, data_dir: Path, profile: str) -> None:
        self._file = HomeworkFile(data_dir, profile)
        self.problem: HomeworkError | None = None

    def load(self) -> Homework | None:
        """The plan, or None where there is none that can be read."""
        self.problem = None
        try:
            return self._file.load()
        except HomeworkError as problem:
            self.problem = problem
            return None

    def keep(self, plan: Homework) -> None:
        """Keep ``plan``. One that takes the place of another for the same exercise goes on where that one was.

        Raises HomeworkError.
        """
        before = self.load()
        if before is not None and before.exercise == plan.exercise and plan.begins == today():
            plan = msgspec.structs.replace(plan, begins=before.begins, left_out=before.left_out)
        self._file.save(plan)

    def take_over(self, text: str) -> None:
        """Keep the plan that ``text`` says, from its own first day on. Raises HomeworkError."""
        self._file.save(from_text(text, today()))

    def take_over_file(self, path: Path) -> None:
        """The same from a file. Raises HomeworkError."""
        self.take_over(text_in(path))

    def leave_out(self, because: str) -> None:
        """Today is left out. Raises HomeworkError."""
        plan = self.load()
        if plan is not None:
            self._file.save(leave_out(plan, today(), because))

    def remove(self) -> None:
        """Forget it."""
        self._file.remove()

    def line(self, sessions: Callable[[], Sequence[KeptSession]], texts: Texts) -> str:
        """Where it stands, for the first page; "" without a plan and once it is long over: then no session is read."""
        plan, day = self.load(), today()
        if plan is None or day > plan.last + TOLD_FOR:
            return ""
        return done_words(plan, weeks_of(plan, sessions(), day), day, texts)
