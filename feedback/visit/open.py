"""The one place where a visit is opened: its source, the face library, and what records it or makes it heard."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType

from feedback.visit.commands import Command
from feedback.visit.endings import Outcome, outcome_of
from feedback.visit.journey import Journey
from feedback.visit.live import Turn, run
from feedback.visit.view import Listener, Plan
from vision.camera import open_source
from vision.landmarker import Landmarker

ListenerPart = AbstractContextManager[Listener]
"""What listens as long as a visit runs: the recorder, the sound, the sound file."""


class OpenVisit:
    """An open source and the journey on it. ``turns`` drives it to its end; then ``outcome`` says what came of it.

    parts: opened with it and closed with it, in this order. Raises SourceError when the source cannot be opened.
    """

    def __init__(
        self,
        source: str,
        plan: Plan,
        commands: queue.SimpleQueue[Command],
        parts: Sequence[ListenerPart] = (),
        *,
        paced: bool,
    ) -> None:
        self._commands, self._paced = commands, paced
        with ExitStack() as opened:
            self._capture = opened.enter_context(open_source(source, paced=paced))
            self._landmarker = opened.enter_context(Landmarker())
            self._listeners = [opened.enter_context(part) for part in parts]
            self._opened = opened.pop_all()
        self._journey = Journey(plan, live=self._capture.live)

    @property
    def name_of_source(self) -> str:
        """The source as a person knows it."""
        return self._capture.name

    @property
    def live(self) -> bool:
        """True for a camera or stream, False for a recording."""
        return self._capture.live

    @property
    def outcome(self) -> Outcome:
        """What has come of it so far."""
        return outcome_of(self._journey, self._capture)

    def turns(self) -> Iterator[Turn]:
        """Drive it to its end."""
        yield from run(
            self._capture, self._landmarker, self._journey, self._commands, self._listeners, paced=self._paced
        )

    def __enter__(self) -> OpenVisit:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.__exit__(kind, error, trace)
