"""The thread of a study's run: camera, landmarks, conduct. The window only reads what it leaves."""

from __future__ import annotations

import queue
from collections import deque
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from feedback.window.running.guarded import GuardedThread

if TYPE_CHECKING:
    from feedback.analysis.study.conduct import Conduct, Told
    from feedback.analysis.study.drive import Ask, Strike, StudyTurn
    from feedback.analysis.study.records import StudyFolder
    from feedback.analysis.study.traced import StudyTrace


class StudyWorker(GuardedThread):
    """One run. turn: the newest.

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
        super().__init__("study")
        self.conduct = conduct
        self.turn: StudyTurn | None = None
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

    def _work(self) -> None:
        # Here and not above: it pulls in the heavy libraries.
        from feedback.analysis.study.drive import run_study

        with self._around:
            turns = run_study(
                self._source, self.conduct, self._folder, self._asked, paced=self._paced, trace=self._trace
            )
            for turn in turns:
                self._told.extend(turn.told)
                if turn.frame is not None or self.turn is None:
                    self.turn = turn
