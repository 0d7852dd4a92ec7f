"""A trace of one glance, when it was asked for: its readings and its word, and the word found again from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec

from calibration.baseline import Baseline
from calibration.profile import Profile
from feedback.desk.glance_judge import GlanceJudge
from feedback.desk.glance_line import Glimpsed, as_line
from feedback.visit.trace.file import NO_TRACE, TraceError, TraceFile
from feedback.visit.trace.form import FORM, GLANCE, Header, Meshes, Reading, Said, packed_reading, reading_of
from feedback.visit.trace.replay import Step
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading


class GlanceTrace:
    """Writes a glance down."""

    def __init__(self, file: TraceFile, person: Profile, source: str) -> None:
        self._file, self._meshes = file, Meshes()
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        plan: dict[str, object] = {GLANCE: msgspec.to_builtins(person.baseline)}
        file.write(Header(FORM, version("kaakrust"), made_at, source, True, plan))

    def read(self, reading: JawReading, face: FaceLandmarks | None) -> None:
        """One picture was read."""
        if face is not None:
            self._file.write(self._meshes.packed(face))
        self._file.write(packed_reading(reading))

    def said(self, glimpsed: Glimpsed) -> None:
        """What it came to."""
        self._file.write(Said((as_line(glimpsed),)))


@contextmanager
def tracing_glance(folder: Path | None, person: Profile, source: str) -> Iterator[GlanceTrace | None]:
    """A trace in ``folder``, named by the time; None where none is wanted or can be written: the glance goes on."""
    if folder is None:
        yield None
        return
    name = f"glance-{datetime.now().astimezone().strftime('%Y-%m-%d-%H%M%S')}.trace"
    with ExitStack() as around:
        try:
            file = around.enter_context(TraceFile(folder / name))
        except TraceError:
            yield None
        else:
            yield GlanceTrace(file, person, source)


def replay_glance(header: Header, records: Iterator[object]) -> Iterator[Step]:
    """The word of a glance found again from its readings. Raises TraceError where the trace is damaged."""
    try:
        judge = GlanceJudge(msgspec.convert(header.plan[GLANCE], Baseline))
    except (msgspec.ValidationError, LookupError, TypeError, ValueError) as error:
        raise TraceError(NO_TRACE, path="") from error
    for record in records:
        match record:
            case Reading():
                judge.step(reading_of(record))
            case Said():
                yield Step((), record.lines, (as_line(judge.verdict()),))
            case _:
                pass
