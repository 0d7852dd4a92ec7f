"""The thread of a study's run: camera, landmarks, conduct. The window only reads what it leaves."""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from typing import TYPE_CHECKING

from feedback.window.running.worker import InnerError
from vision.errors import PlainError
from vision.sentences import N_

if TYPE_CHECKING:
    from feedback.analysis.study.conduct import Conduct, Told
    from feedback.analysis.study.drive import Ask, Strike, StudyTurn
    from feedback.analysis.study.records import StudyFolder
    from feedback.analysis.study.traced import StudyTrace
    from feedback.visit.trace.file import TraceFile

log = logging.getLogger(__name__)


class StudyWorker(threading.Thread):
    """One run. turn: the newest. problem: why it could not go on. finished: camera and networks are closed again.

    trace: writes the run down, into ``file``, which is open and closed here.
    """

    def __init__(
        self,
        source: str,
        conduct: Conduct,
        folder: StudyFolder | None,
        *,
        paced: bool,
        trace: StudyTrace | None = None,
        file: TraceFile | None = None,
    ) -> None:
        super().__init__(name="study", daemon=True)
        self.conduct, self.finished = conduct, False
        self.turn: StudyTurn | None = None
        self.problem: PlainError | None = None
        self._source, self._folder, self._paced = source, folder, paced
        self._trace, self._file = trace, file
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
            for turn in run_study(
                self._source, self.conduct, self._folder, self._asked, paced=self._paced, trace=self._trace
            ):
                self._told.extend(turn.told)
                if turn.frame is not None or self.turn is None:
                    self.turn = turn
        except PlainError as problem:
            self.problem = problem
        except Exception:
            log.exception("a study's run ended unexpectedly")
            self.problem = InnerError(N_("Something unexpected happened inside the program. Trying again may help."))
        finally:
            if self._file is not None:
                self._file.__exit__(None, None, None)
            self.finished = True
