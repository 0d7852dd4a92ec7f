"""A thread of the window that ends with a plain problem, whatever goes wrong in it."""

from __future__ import annotations

import logging
import threading

from vision.errors import PlainError
from vision.sentences import N_

log = logging.getLogger(__name__)


class InnerError(PlainError):
    """A fault of the program itself."""


class GuardedThread(threading.Thread):
    """Work beside the window; each kind fills in ``_work``. It never holds up the program's end.

    problem: why the work could not go on. finished: true once it is over and all it had open is closed.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.problem: PlainError | None = None
        self.finished = False

    def run(self) -> None:
        """The thread itself."""
        try:
            self._work()
        except PlainError as problem:
            self.problem = problem
        except Exception:
            log.exception("%s ended unexpectedly", self.name)
            self.problem = InnerError(N_("Something unexpected happened inside the program. Trying again may help."))
        finally:
            self.finished = True

    def _work(self) -> None:
        raise NotImplementedError
