"""The thread of a study's run: camera, landmarks, conduct. The window only reads what it leaves."""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from feedback.window.running.worker import InnerError
from vision.errors import PlainError
from vision.sentences import N_

if TYPE_CHECKING:
    from feedback.analysis.study.conduct import Conduct, Told
    from feedback.analysis.study.drive import Ask, Strike, StudyTurn
    from feedback.analysis.study.records import StudyFolder
    from feedback.analysis.study.traced import StudyTrace

log = logging.getLogger(__name__)


class StudyWorker(threading.Thread):
    """One run. turn: the newest. problem: why it could not go on. finished: camera and networks are closed again.

    trace: writes the run down. around: what is closed with the run.
    """

    def __init__(
        self,
        source: str,
        conduct: Conduct,
        folder: StudyFolder | None,
        *,
        paced: bool,
        trace: StudyTrace | None = None,
        around: AbstractContextManager[object] | None = None,
    ) -> None:
        super().__init__(name="study", daemon=True)
        self.conduct, self.finished = conduct, False
        self.turn: StudyTurn | None = None
        self.problem: PlainError | None = None
        self._source, self._folder, self._paced = source, folder, paced
        self._trace, self._around = trace, around or nullcontext()
        self._told: deque[Told] = deque()
        self._asked: queue.SimpleQueue[Ask | Strike] = queue.SimpleQueue()

    def ask(self, wish: Ask | Strike) -> None:
        """Pass on what the person wants."""
        self._asked.put(wish)

    def hear(self) -> list[Told]:
        """What was told since the last call."""
        heard = []
        while self._told:
            heard.append(self._told.popleft())
        return heard

    def run(self) -> None:
        """The thread itself."""
        from feedback.analysis.study.drive import run_study

        try:
            with self._around:
                turns = run_study(
                    self._source, self.conduct, self._folder, self._asked, paced=self._paced, trace=self._trace
                )
                for turn in turns:
                    self._told.extend(turn.told)
                    if turn.frame is not None or self.turn is None:
                        self.turn = turn
        except PlainError as problem:
            self.problem = problem
        except Exception:
            log.exception("a study's run ended unexpectedly")
            self.problem = InnerError(N_("Something unexpected happened inside the program. Trying again may help."))
        finally:
            self.finished = True
