"""The line of one picture in a study: camera, landmarks, conduct. Run by the terminal and by the window's thread."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from msgspec.structs import replace

from feedback.analysis.study.conduct import Conduct, Stage, Told
from feedback.analysis.study.records import CameraFacts, StudyFolder
from feedback.analysis.study.traced import StudyTrace
from vision.camera import Capture, CaptureStatus, Frame, open_source
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks

WAIT_S = 0.1
"""How long a picture is waited for before what the person asks is looked at again."""


class Ask(Enum):
    """What the person asks. Striking takes a reason: `Strike`."""

    GO = "go"
    AGAIN = "again"
    SKIP = "skip"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Strike:
    """The trial measured last is not to count, because of ``why``."""

    why: str


@dataclass(frozen=True, slots=True)
class StudyTurn:
    """One turn: the picture and its face, where one came, and what is to be told."""

    frame: Frame | None
    face: FaceLandmarks | None
    told: tuple[Told, ...]


def run_study(
    source: str,
    conduct: Conduct,
    folder: StudyFolder | None,
    asked: queue.SimpleQueue[Ask | Strike],
    *,
    paced: bool = True,
    trace: StudyTrace | None = None,
) -> Iterator[StudyTurn]:
    """Lead through ``conduct`` with the pictures of ``source`` until it is done, or stopped, or the source is gone.

    folder: where the visit is kept, after every trial; None keeps nothing. trace: writes the run down. Raises
    SourceError and StudyError.
    """
    with open_source(source, paced=paced) as capture, Landmarker() as landmarker:
        kept = conduct.visit
        told: list[Told] = []
        while conduct.stage not in (Stage.DONE, Stage.FAILED):
            wishes = _asked(asked)
            if Ask.STOP in wishes:
                break
            told += [one for wish in wishes for one in _do(conduct, wish, trace)]
            frame = capture.next(WAIT_S)
            face = None
            if frame is not None:
                if conduct.visit.camera is None:
                    conduct.visit = replace(conduct.visit, camera=_facts(capture))
                face = landmarker.find(frame)
                told += _take(conduct, frame, face, trace)
            elif capture.status in (CaptureStatus.ENDED, CaptureStatus.FAILED):
                if capture.problem is not None:
                    raise capture.problem
                break
            if folder is not None and conduct.visit is not kept:
                folder.keep(conduct.visit)
            kept = conduct.visit
            yield StudyTurn(frame, face, tuple(told))
            told = []


def _asked(asked: queue.SimpleQueue[Ask | Strike]) -> list[Ask | Strike]:
    found: list[Ask | Strike] = []
    while True:
        try:
            found.append(asked.get_nowait())
        except queue.Empty:
            return found


def _take(conduct: Conduct, frame: Frame, face: FaceLandmarks | None, trace: StudyTrace | None) -> list[Told]:
    if trace is None:
        return conduct.take(frame, face)
    trace.begin()
    told = conduct.take(frame, face)
    trace.took(frame, face, conduct, told)
    return told


def _do(conduct: Conduct, wish: Ask | Strike, trace: StudyTrace | None) -> list[Told]:
    call, values = ("strike", (wish.why,)) if isinstance(wish, Strike) else (wish.value, ())
    if isinstance(wish, Strike):
        told = conduct.strike(wish.why)
    else:
        told = {Ask.GO: conduct.go, Ask.AGAIN: conduct.again, Ask.SKIP: conduct.skip}[wish]()
    if trace is not None:
        trace.asked(call, values, conduct, told)
    return told


def _facts(capture: Capture) -> CameraFacts:
    width, height = capture.size
    return CameraFacts(name=capture.name, width=width, height=height, fps=round(capture.fps, 2))
