"""A trace gone through again: the same calls on a new journey, with the readings of then in place of pictures."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec
import numpy as np

from feedback.practice.summary import Ending
from feedback.visit.events import Event
from feedback.visit.journey import Journey
from feedback.visit.trace.file import NO_TRACE, TraceError, read_trace
from feedback.visit.trace.form import Asked, Header, Learned, Mesh, Reading, Record, Said, Took, reading_of, template_of
from feedback.visit.trace.plans import plan_of
from feedback.visit.trace.traced import said_lines
from feedback.visit.view import Plan
from vision.camera import Frame
from vision.errors import PlainError
from vision.face_reader import FaceReader, Follower
from vision.landmarks import LANDMARKS, FaceLandmarks
from vision.readings import JawReading
from vision.sentences import N_
from vision.template import FaceTemplate, Sizes

OTHER_WAY = N_(
    "The trace tells of another visit from here on: what was asked for now needs readings that were not made then."
)
NO_POINTS = np.zeros((LANDMARKS, 3), np.float32)
NO_PICTURE = np.zeros((1, 1, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Step:
    """One call gone through again: events now, and the lines that were said then. told: lines of what has no events."""

    events: tuple[Event, ...]
    then: tuple[str, ...]
    told: tuple[str, ...] = ()

    @property
    def now(self) -> tuple[str, ...]:
        """What is said now as lines, to be compared."""
        return self.told or said_lines(self.events)


class GivenReader(FaceReader):
    """Gives again, in order, what was given then."""

    def __init__(self) -> None:
        self.given: deque[Reading | Learned] = deque()

    def follower(self, template: FaceTemplate | None) -> Follower:  # noqa: ARG002 - the trace knows
        """A follower that reads from the trace."""
        return self

    def read(self, frame: Frame, face: FaceLandmarks | None) -> JawReading:  # noqa: ARG002 - the trace knows
        """The next reading."""
        record = self._next()
        if not isinstance(record, Reading):
            raise TraceError(OTHER_WAY)
        return reading_of(record)

    def carried(self, frame: Frame) -> FaceLandmarks | None:  # noqa: ARG002 - there are no pixels
        """Nothing: what was carried on then is a reading like any other."""
        return None

    def learn(
        self,
        faces: Sequence[FaceLandmarks],  # noqa: ARG002 - the trace knows
        size: tuple[int, int],  # noqa: ARG002
        sizes: Sizes,  # noqa: ARG002
    ) -> FaceTemplate:
        """The next template."""
        record = self._next()
        if not isinstance(record, Learned):
            raise TraceError(OTHER_WAY)
        return template_of(record)

    def _next(self) -> Reading | Learned:
        if not self.given:
            raise TraceError(OTHER_WAY)
        return self.given.popleft()


@dataclass(frozen=True, slots=True)
class Opened:
    """A trace that was opened. plan: as the visit was asked for then."""

    path: Path
    header: Header
    records: Iterator[Record]
    plan: Plan


def open_trace(path: Path) -> Opened:
    """Open the trace at ``path``. Raises TraceError."""
    header, records = read_trace(path)
    try:
        plan = plan_of(header.plan)
    except (msgspec.ValidationError, LookupError, TypeError, ValueError) as error:
        raise TraceError(NO_TRACE, path=path) from error
    return Opened(path, header, records, plan)


def replay(trace: Opened, plan: Plan | None = None) -> Iterator[Step]:
    """Go through ``trace`` again, as ``plan`` asks instead of as it was. One step a call, up to the last one.

    Raises TraceError where the trace is damaged, or has no readings for what is asked for now.
    """
    reader = GivenReader()
    journey = Journey(plan or trace.plan, live=trace.header.live, reader=reader)
    pending: tuple[Event, ...] | None = None
    for record in trace.records:
        if isinstance(record, Said):
            yield Step(pending or (), record.lines)
            pending = None
            continue
        if pending is not None:
            yield Step(pending, ())
            pending = None
        match record:
            case Reading() | Learned():
                reader.given.append(record)
            case Took():
                pending = tuple(_take(journey, record))
            case Asked():
                pending = tuple(_ask(journey, record, trace.path))
            case Mesh() | Header():
                pass
        if pending is not None:
            reader.given.clear()
    if pending is not None:
        yield Step(pending, ())


def _take(journey: Journey, took: Took) -> list[Event]:
    return [] if journey.done else journey.take(*picture_of(took))


def picture_of(took: Took) -> tuple[Frame, FaceLandmarks | None]:
    """A stand-in for the picture that was taken in: its time and size, and whether there was a face."""
    image = np.broadcast_to(NO_PICTURE, (took.height, took.width, 3))
    face = FaceLandmarks(NO_POINTS, took.t_s, took.faces) if took.faces else None
    return Frame(image, took.t_s, 0), face


def _ask(journey: Journey, asked: Asked, path: Path) -> list[Event]:
    if journey.done:
        return []
    values = cast("tuple[Any, ...]", asked.values)
    plain: dict[str, Callable[[], list[Event]]] = {
        "toggle_pause": journey.toggle_pause,
        "slept": journey.slept,
        "breathe_in": journey.breathe_in,
        "skip": journey.skip,
        "again": journey.again,
        "take_back": journey.take_back,
    }
    try:
        match asked.call:
            case "silence":
                return journey.silence(float(values[0]), None if values[1] is None else PlainError(_braced(values[1])))
            case "lock":
                return journey.lock(bool(values[0]))
            case "answer":
                return journey.answer(bool(values[0]))
            case "end":
                return journey.end(Ending(values[0]))
            case other:
                return plain[other]()
    except (LookupError, TypeError, ValueError) as error:
        raise TraceError(NO_TRACE, path=path) from error


def _braced(words: str) -> str:
    """A sentence said, as a template that says the same."""
    return words.replace("{", "{{").replace("}", "}}")
