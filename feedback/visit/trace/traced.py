"""A visit that writes down what it saw, what it was told and what it said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from feedback.practice.summary import Ending
from feedback.texts import Texts
from feedback.visit.event_objects import event_object
from feedback.visit.events import Event
from feedback.visit.journey import Journey
from feedback.visit.trace.file import TraceFile
from feedback.visit.trace.form import FORM, Asked, Header, Meshes, Said, Took, packed_reading, packed_template
from feedback.visit.trace.plans import plain_plan
from feedback.visit.view import Plan
from vision.camera import Frame
from vision.errors import PlainError
from vision.face_reader import FaceReader, Follower
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.template import FaceTemplate, Sizes

ENGLISH = Texts("en")
MESH_EVERY_S = 0.3
"""Landmarks are kept this often: three a second show where a face was, and keep the file small."""


@contextmanager
def tracing(path: Path | None, source: str) -> Iterator[JourneyTracer | None]:
    """What makes a journey whose trace goes to ``path``; None where none is wanted. Raises TraceError."""
    if path is None:
        yield None
        return
    with TraceFile(path) as file:
        yield JourneyTracer(file, source)


class JourneyTracer:
    """Makes a journey that writes its trace into ``file``."""

    def __init__(self, file: TraceFile, source: str) -> None:
        self.file, self._source = file, source

    def __call__(self, plan: Plan, live: bool) -> Journey:
        """The journey of ``plan``."""
        return TracedJourney(plan, live=live, file=self.file, source=self._source)


class TracedReader(FaceReader):
    """The usual reader, which writes every reading and every template down as it gives them."""

    def __init__(self, file: TraceFile, usual: FaceReader | None = None) -> None:
        self._file, self._usual = file, usual or FaceReader()

    def follower(self, template: FaceTemplate | None) -> Follower:
        """Begin to follow a face."""
        return _TracedFollower(self._usual.follower(template), self._file)

    def learn(self, faces: Sequence[FaceLandmarks], size: tuple[int, int], sizes: Sizes) -> FaceTemplate:
        """Learn a face."""
        template = self._usual.learn(faces, size, sizes)
        self._file.write(packed_template(template))
        return template


class _TracedFollower:
    def __init__(self, usual: Follower, file: TraceFile) -> None:
        self._usual, self._file = usual, file

    def read(self, frame: Frame, face: FaceLandmarks | None) -> JawReading:
        """Read one picture."""
        reading = self._usual.read(frame, face)
        self._file.write(packed_reading(reading))
        return reading

    def carried(self, frame: Frame) -> FaceLandmarks | None:
        """Carry the face on by its pixels alone."""
        return self._usual.carried(frame)


class TracedJourney(Journey):
    """A journey that writes down what it is told, and what it tells."""

    def __init__(self, plan: Plan, *, live: bool, file: TraceFile, source: str) -> None:
        self._file, self._inside = file, False
        self._meshes, self._mesh_at_s = Meshes(), float("-inf")
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        file.write(Header(FORM, version("kaakrust"), made_at, source, live, plain_plan(plan)))
        super().__init__(plan, live=live, reader=TracedReader(file))

    def take(self, frame: Frame, face: FaceLandmarks | None) -> list[Event]:
        """One picture further."""
        began_s = perf_counter()
        events = super().take(frame, face)
        took_ms = 1000 * (perf_counter() - began_s)
        if face is not None and frame.t_s - self._mesh_at_s >= MESH_EVERY_S:
            self._mesh_at_s = frame.t_s
            self._file.write(self._meshes.packed(face))
        height, width = frame.image.shape[:2]
        self._file.write(Took(frame.t_s, width, height, 0 if face is None else face.faces, round(took_ms, 2)))
        return self._write_down(events)

    def silence(self, now_s: float, problem: PlainError | None = None) -> list[Event]:
        """No picture came."""
        why = None if problem is None else str(problem.sentence)
        return self._outer("silence", lambda: super(TracedJourney, self).silence(now_s, problem), now_s, why)

    def toggle_pause(self) -> list[Event]:
        """The person pauses or goes on."""
        return self._outer("toggle_pause", super().toggle_pause)

    def slept(self) -> list[Event]:
        """The computer was asleep."""
        return self._outer("slept", super().slept)

    def lock(self, locked: bool) -> list[Event]:
        """The screen cannot be seen any more, or can be again."""
        return self._outer("lock", lambda: super(TracedJourney, self).lock(locked), locked)

    def breathe_in(self) -> list[Event]:
        """The person begins to breathe in."""
        return self._outer("breathe_in", super().breathe_in)

    def skip(self) -> list[Event]:
        """The person leaves something out."""
        return self._outer("skip", super().skip)

    def again(self) -> list[Event]:
        """The person wants a step counted anew."""
        return self._outer("again", super().again)

    def answer(self, right: bool) -> list[Event]:
        """The person answers a tense cue."""
        return self._outer("answer", lambda: super(TracedJourney, self).answer(right), right)

    def take_back(self) -> list[Event]:
        """The person takes an answer back."""
        return self._outer("take_back", super().take_back)

    def end(self, how: Ending) -> list[Event]:
        """Finish."""
        return self._outer("end", lambda: super(TracedJourney, self).end(how), how.value)

    def _outer(self, call: str, usual: Callable[[], list[Event]], *values: object) -> list[Event]:
        """Write a call down, unless another one makes it on its way."""
        if self._inside:
            return usual()
        self._inside = True
        try:
            events = usual()
        finally:
            self._inside = False
        self._file.write(Asked(call, values))
        return self._write_down(events)

    def _write_down(self, events: list[Event]) -> list[Event]:
        if events and not self._inside:
            self._file.write(Said(said_lines(events)))
        return events


def said_lines(events: Sequence[Event]) -> tuple[str, ...]:
    """Events as JSON in English, one a line: what two runs are compared by."""
    return tuple(json.dumps(event_object(event, ENGLISH), ensure_ascii=False) for event in events)
