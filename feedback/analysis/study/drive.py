"""The line of one picture in a study: camera, landmarks, conduct. Run by the terminal and by the window's thread."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from msgspec.structs import replace

from feedback.analysis.study.conduct import Conduct, Stage, Told
from feedback.analysis.study.records import CameraFacts, StudyFolder
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
) -> Iterator[StudyTurn]:
    """Lead through ``conduct`` with the pictures of ``source`` until it is done, or stopped, or the source is gone.

    folder: where the visit is kept, after every trial; None keeps nothing. Raises SourceError and StudyError.
    """
    with open_source(source, paced=paced) as capture, Landmarker() as landmarker:
        kept = conduct.visit
        told: list[Told] = []
        while conduct.stage not in (Stage.DONE, Stage.FAILED):
            wishes = _asked(asked)
            if Ask.STOP in wishes:
                break
            told += [one for wish in wishes for one in _do(conduct, wish)]
            frame = capture.next(WAIT_S)
            face = None
            if frame is not None:
                if conduct.visit.camera is None:
                    conduct.visit = replace(conduct.visit, camera=_facts(capture))
                face = landmarker.find(frame)
                told += conduct.take(frame, face)
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


def _do(conduct: Conduct, wish: Ask | Strike) -> list[Told]:
    if isinstance(wish, Strike):
        return conduct.strike(wish.why)
    ways: dict[Ask, Callable[[], list[Told]]] = {Ask.GO: conduct.go, Ask.AGAIN: conduct.again, Ask.SKIP: conduct.skip}
    return ways[wish]()


def _facts(capture: Capture) -> CameraFacts:
    width, height = capture.size
    return CameraFacts(name=capture.name, width=width, height=height, fps=round(capture.fps, 2))
