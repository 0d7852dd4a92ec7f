"""Work that takes its time, in a thread of its own, so that the window stays awake."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from feedback.kept.progress import Progress, WorkLeft
from feedback.window.running.worker import InnerError
from vision.errors import PlainError
from vision.sentences import N_

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Errand(threading.Thread, Generic[Result]):
    """One piece of work. progress: how far it is; ``leave`` of it ends the work.

    result: what came of it, None before its end and without one. problem: why nothing did. Both are read after its end.
    """

    def __init__(self, work: Callable[[Progress], Result]) -> None:
        super().__init__(name="errand", daemon=True)
        self.progress = Progress()
        self.result: Result | None = None
        self.problem: PlainError | None = None
        self._work = work

    def run(self) -> None:
        """The thread itself."""
        try:
            self.result = self._work(self.progress)
        except WorkLeft:
            pass  # as the person wished
        except PlainError as problem:
            self.problem = problem
        except Exception:
            log.exception("an errand ended unexpectedly")
            self.problem = InnerError(N_("Something unexpected happened inside the program. Trying again may help."))
