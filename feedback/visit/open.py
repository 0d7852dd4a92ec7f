"""The one place where a visit is opened: its source, the face library, and what records it or makes it heard."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from feedback.visit.commands import Command
from feedback.visit.endings import Outcome, outcome_of
from feedback.visit.events import Event, NoticeEvent
from feedback.visit.journey import Journey
from feedback.visit.live import run
from feedback.visit.unseen import LOOKS_LEFT_OUT, LOOKS_LEFT_OUT_ID, NoCamera
from feedback.visit.view import Listener, Plan, Turn
from vision.camera import Capture, open_source
from vision.errors import SourceError
from vision.sentences import Sentence
from vision.source.sources import WEBCAM_SPEC, always, is_recording

if TYPE_CHECKING:
    from vision.landmarker import Landmarker

ListenerPart = AbstractContextManager[Listener]
"""What listens as long as a visit runs: the recorder, the sound, the sound file."""


def means_camera(source: str) -> bool:
    """Whether ``source`` is a camera of this computer, there or not: no address, and nothing named like a file."""
    if WEBCAM_SPEC.fullmatch(source):
        return True
    path = Path(source)
    return "://" not in source and not is_recording(source) and len(path.parts) == 1 and not path.suffix[1:].isalnum()


class OpenVisit:
    """An open source and the journey on it. ``turns`` drives it to its end; then ``outcome`` says what came of it.

    parts: opened with it and closed with it, in this order. make: the journey, of its plan and whether it is live; else
    the usual one. wanted: asked while the source is opened; once it says no, it is let go of. Raises SourceError when
    the source cannot be opened, OpeningEndedError when it was not wanted any more.
    """

    def __init__(
        self,
        source: str,
        plan: Plan,
        commands: queue.SimpleQueue[Command],
        parts: Sequence[ListenerPart] = (),
        *,
        paced: bool,
        make: Callable[[Plan, bool], Journey] | None = None,
        wanted: Callable[[], bool] = always,
    ) -> None:
        self._commands, self._paced, self._wanted = commands, paced, wanted
        self._capture: Capture | NoCamera = NoCamera(live=paced)
        self._landmarker: Landmarker | None = None
        self._told: tuple[Event, ...] = ()
        with ExitStack() as opened:
            if not plan.unseen:
                plan = self._open_camera(source, plan, opened)
            self._listeners = [opened.enter_context(part) for part in parts]
            self._opened = opened.pop_all()
        live = self._capture.live
        self._journey = Journey(plan, live=live) if make is None else make(plan, live)

    def _open_camera(self, source: str, plan: Plan, opened: ExitStack) -> Plan:
        """Open what ``plan`` looks through; returns the plan that is possible then: looks can be left out."""
        guided = plan.without_camera() if plan.only_looks_seen and means_camera(source) else None
        with ThreadPoolExecutor(1, "networks") as maker:  # loaded while the camera wakes; each takes a second
            begun = threading.Event()
            made = maker.submit(_landmarker, begun)
            begun.wait()  # two threads that begin at one moment trip over each other where a tracer watches
            try:
                self._capture = opened.enter_context(open_source(source, paced=self._paced, wanted=self._wanted))
            except BaseException as problem:
                made.result().close()
                if guided is None or not isinstance(problem, SourceError) or not self._wanted():
                    raise
                self._told = (NoticeEvent(0.0, LOOKS_LEFT_OUT_ID, Sentence(LOOKS_LEFT_OUT)),)
                return guided
            self._landmarker = opened.enter_context(made.result())
        return plan

    @property
    def name_of_source(self) -> str:
        """The source as a person knows it."""
        return self._capture.name

    @property
    def live(self) -> bool:
        """True for a camera or stream, and where there is none; False for a recording."""
        return isinstance(self._capture, NoCamera) or self._capture.live

    @property
    def outcome(self) -> Outcome:
        """What has come of it so far."""
        return outcome_of(self._journey, self._capture)

    def turns(self) -> Iterator[Turn]:
        """Drive it to its end."""
        turns = run(self._capture, self._landmarker, self._journey, self._commands, self._listeners, paced=self._paced)
        for turn in turns:
            told, self._told = self._told, ()
            yield replace(turn, events=(*told, *turn.events)) if told else turn

    def __enter__(self) -> OpenVisit:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.__exit__(kind, error, trace)


def _landmarker(begun: threading.Event) -> Landmarker:
    begun.set()
    from vision.landmarker import Landmarker  # a second's work that a visit without pictures does not wait for

    return Landmarker()
