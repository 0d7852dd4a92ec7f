"""Work that takes its time, in a thread of its own, so that the window stays awake."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from feedback.kept.progress import Progress, WorkLeft
from feedback.window.running.guarded import GuardedThread

Result = TypeVar("Result")


class Errand(GuardedThread, Generic[Result]):
    """One piece of work. progress: how far it is; ``leave`` of it ends the work.

    result: what came of it, None before its end and without one. problem: why nothing did. Both are read after its end.
    """

    def __init__(self, work: Callable[[Progress], Result]) -> None:
        super().__init__("errand")
        self.progress = Progress()
        self.result: Result | None = None
        self._do = work

    def _work(self) -> None:
        with suppress(WorkLeft):  # as the person wished
            self.result = self._do(self.progress)
