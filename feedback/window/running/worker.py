"""The thread of a visit: opens the source, follows the face, drives the journey. The window only reads what it leaves.

The newest turn lies in a single place (newer ones replace it), events in a queue that loses none.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from feedback.visit.commands import Command
from feedback.visit.events import Event
from feedback.visit.recorder import Recorder
from feedback.visit.view import Listener, Plan, Turn
from feedback.window.running.guarded import GuardedThread
from vision.errors import SourceError


class Worker(GuardedThread):
    """One journey on one source. Read its members from any thread; only ``ask`` and ``stop`` change what it does.

    turn: the newest turn, None before the first. name, live: the source, once open. recorder: keeps the session, None
    for one not to be kept. heard: what makes it heard; opened and closed with the session. after: the one before it,
    whose camera is to be released first. tell: called, from this thread, whenever there is a new turn. trace: where a
    trace of it goes.
    """

    def __init__(
        self,
        spec: str,
        plan: Plan,
        *,
        paced: bool,
        recorder: Recorder | None = None,
        heard: Sequence[AbstractContextManager[Listener]] = (),
        after: threading.Thread | None = None,
        tell: Callable[[], object] = lambda: None,
        trace: Path | None = None,
    ) -> None:
        super().__init__("look")
        self.plan = plan
        self.turn: Turn | None = None
        self.name_of_source, self.live = spec, True
        self.recorder = recorder
        self._parts = (*(() if recorder is None else (recorder,)), *heard)
        self._after, self._tell, self._trace = after, tell, trace
        self._spec, self._paced = spec, paced
        self._stopped = False
        self._events: deque[Event] = deque()
        self._commands: queue.SimpleQueue[Command] = queue.SimpleQueue()

    def ask(self, command: Command) -> None:
        """Pass on what the person wants."""
        self._commands.put(command)

    def stop(self) -> None:
        """End at the next turn."""
        self._stopped = True
        self.ask(Command.STOP)

    def hear(self) -> list[Event]:
        """The events since the last call."""
        heard = []
        while self._events:
            heard.append(self._events.popleft())
        return heard

    def _wanted(self) -> bool:
        return not self._stopped

    def _work(self) -> None:
        if self._after is not None:
            self._after.join()
            self._after = None
        try:
            if not self._stopped:
                self._look()
        except SourceError:
            if not self._stopped:  # nobody waits for it any more
                raise

    def _look(self) -> None:
        # Here and not above: it pulls in the heavy libraries, and the window should be there first.
        from feedback.visit.open import OpenVisit
        from feedback.visit.trace.traced import tracing

        with ExitStack() as around:
            make = around.enter_context(tracing(self._trace, self._spec))
            visit = around.enter_context(
                OpenVisit(
                    self._spec,
                    self.plan,
                    self._commands,
                    self._parts,
                    paced=self._paced,
                    make=make,
                    wanted=self._wanted,
                )
            )
            self.name_of_source, self.live = visit.name_of_source, visit.live
            for turn in visit.turns():
                if turn.frame is None and self.turn is not None:  # no news: the last picture stays
                    turn = Turn(self.turn.frame, self.turn.face, turn.view, turn.events)
                self._events.extend(turn.events)
                self.turn = turn
                self._tell()
            self.problem = visit.outcome.fruitless
