"""A trace of a study's run, and the run gone through again from it: the same readings, the same figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any, cast

import msgspec

from calibration.steps import PoseStep
from feedback.analysis.study.conduct import Conduct, Told
from feedback.analysis.study.protocol import Trial
from feedback.analysis.study.records import StudyVisit, Taken
from feedback.texts import Texts
from feedback.visit.trace.file import NO_TRACE, TraceError, TraceFile
from feedback.visit.trace.form import FORM, STUDY, Asked, Header, Learned, Meshes, Reading, Said, Took
from feedback.visit.trace.replay import GivenReader, Step, picture_of
from feedback.visit.trace.traced import MESH_EVERY_S, TracedReader
from vision.camera import Frame
from vision.face_reader import FaceReader
from vision.landmarks import FaceLandmarks

ENGLISH = Texts("en")


@dataclass(frozen=True, slots=True)
class RunAsked:
    """How a run was asked for: its visit as it stood, steps, how many calibrations, which trials (None: all left)."""

    visit: StudyVisit
    steps: tuple[PoseStep, ...]
    calibrations: int
    trials: tuple[Trial, ...] | None
    by_itself: bool


class StudyTrace:
    """Writes a run down. reader: what its conduct reads faces with."""

    def __init__(self, file: TraceFile, asked: RunAsked, source: str) -> None:
        self._file = file
        self.reader = TracedReader(file)
        self._meshes, self._mesh_at_s = Meshes(), float("-inf")
        self._began_s = 0.0
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        plan: dict[str, object] = {
            STUDY: {
                "visit": msgspec.to_builtins(asked.visit),
                "steps": [asdict(step) for step in asked.steps],
                "calibrations": asked.calibrations,
                "trials": None if asked.trials is None else [asdict(trial) for trial in asked.trials],
                "by_itself": asked.by_itself,
            }
        }
        file.write(Header(FORM, version("kaakrust"), made_at, source, True, plan))

    def begin(self) -> None:
        """A picture is taken in now."""
        self._began_s = perf_counter()

    def took(self, frame: Frame, face: FaceLandmarks | None, conduct: Conduct, told: Sequence[Told]) -> None:
        """A picture was taken in."""
        took_ms = 1000 * (perf_counter() - self._began_s)
        if face is not None and frame.t_s - self._mesh_at_s >= MESH_EVERY_S:
            self._mesh_at_s = frame.t_s
            self._file.write(self._meshes.packed(face))
        height, width = frame.image.shape[:2]
        self._file.write(Took(frame.t_s, width, height, 0 if face is None else face.faces, round(took_ms, 2)))
        self._said(told, conduct)

    def asked(self, call: str, values: tuple[object, ...], conduct: Conduct, told: Sequence[Told]) -> None:
        """The person asked something."""
        self._file.write(Asked(call, values))
        self._said(told, conduct)

    def _said(self, told: Sequence[Told], conduct: Conduct) -> None:
        if told:
            self._file.write(Said(told_lines(told, conduct.last)))


class Traced:
    """Where a run's trace goes. Called with what was asked for, it begins the trace and gives the reader for it."""

    def __init__(self, file: TraceFile, source: str) -> None:
        self.file, self._source = file, source
        self.trace: StudyTrace | None = None

    def __call__(self, asked: RunAsked) -> FaceReader:
        """Begin the trace of a run asked for so; returns what its faces are read with."""
        self.trace = StudyTrace(self.file, asked, self._source)
        return self.trace.reader


@contextmanager
def tracing_run(path: Path | None, source: str) -> Iterator[Traced | None]:
    """What writes a run down to ``path``; None where no trace is wanted. Raises TraceError."""
    if path is None:
        yield None
        return
    with TraceFile(path) as file:
        yield Traced(file, source)


def told_lines(told: Sequence[Told], last: Taken | None) -> tuple[str, ...]:
    """What was told as JSON in English, one a line, and the trial measured last without its time of day."""
    lines = [json.dumps({"id": one.id, "text": ENGLISH.say(one.sentence)}, ensure_ascii=False) for one in told]
    if last is not None:
        plain = msgspec.to_builtins(last)
        plain.pop("at")
        lines.append(json.dumps(plain, ensure_ascii=False, sort_keys=True))
    return tuple(lines)


def run_of(header: Header) -> RunAsked:
    """How the run was asked for. Raises TraceError."""
    try:
        plain = cast("dict[str, Any]", header.plan[STUDY])
        return RunAsked(
            visit=msgspec.convert(plain["visit"], StudyVisit, strict=False),
            steps=tuple(msgspec.convert(step, PoseStep) for step in plain["steps"]),
            calibrations=int(plain["calibrations"]),
            trials=None if plain["trials"] is None else tuple(msgspec.convert(one, Trial) for one in plain["trials"]),
            by_itself=bool(plain["by_itself"]),
        )
    except (msgspec.ValidationError, LookupError, TypeError, ValueError) as error:
        raise TraceError(NO_TRACE, path="") from error


def replay_study(header: Header, records: Iterator[object]) -> Iterator[Step]:
    """Go through a study's run again. Raises TraceError where the trace is damaged."""
    asked = run_of(header)
    reader = GivenReader()
    conduct = Conduct(
        asked.visit,
        lambda: asked.visit.begun_at,
        steps=asked.steps,
        calibrations=asked.calibrations,
        trials=asked.trials,
        by_itself=asked.by_itself,
        reader=reader,
    )
    pending: tuple[str, ...] | None = None
    for record in records:
        if isinstance(record, Said):
            yield Step((), record.lines, pending or ())
            pending = None
            continue
        if pending:
            yield Step((), (), pending)
        pending = None
        match record:
            case Reading() | Learned():
                reader.given.append(record)
            case Took():
                told = conduct.take(*picture_of(record))
                pending = told_lines(told, conduct.last) if told else None
                reader.given.clear()
            case Asked(call, values):
                told = _ask(conduct, call, values)
                pending = told_lines(told, conduct.last) if told else None
            case _:
                pass
    if pending:
        yield Step((), (), pending)


def _ask(conduct: Conduct, call: str, values: tuple[object, ...]) -> list[Told]:
    ways = {"go": conduct.go, "again": conduct.again, "skip": conduct.skip}
    try:
        return conduct.strike(str(values[0])) if call == "strike" else ways[call]()
    except LookupError as error:
        raise TraceError(NO_TRACE, path="") from error
