"""Long sessions in little time: a clip that never ends, landmarks found once, and what a process holds on to."""

from __future__ import annotations

import gc
import os
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from tests.patience import PATIENCE_S
from vision.camera import Capture, CaptureStatus, Frame, open_source
from vision.errors import SourceError
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks

STATUS, HANDLES = Path("/proc/self/status"), "/proc/self/fd"


@dataclass(frozen=True)
class Held:
    """What the process holds. memory_mb: resident, MB. handles: open descriptors. threads: of Python and of libraries.

    objects: that Python's collector knows of.
    """

    memory_mb: float
    handles: int
    threads: int
    objects: int

    @staticmethod
    def now() -> Held:
        """After a thorough collection. Linux only, but for the threads of Python."""
        gc.collect()
        if not STATUS.exists():
            return Held(0.0, 0, threading.active_count(), len(gc.get_objects()))
        words = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
        memory_mb = int(words["VmRSS"].split()[0]) / 1024
        handles = len(os.listdir(HANDLES))  # noqa: PTH208 - the list itself is open only meanwhile
        return Held(memory_mb, handles, int(words["Threads"]), len(gc.get_objects()))


def settled(most: Held) -> Held:
    """What is held once it is no more handles and threads than ``most``; threads told to end may take their time."""
    until_s = perf_counter() + PATIENCE_S
    held = Held.now()
    while (held.handles > most.handles or held.threads > most.threads) and perf_counter() < until_s:
        threading.Event().wait(0.05)
        held = Held.now()
    return held


class EndlessClip:
    """A recording that begins anew whenever it ends, each time opened anew, its own clock running on. Like a camera
    it is let go of in a pause.
    """

    live = False

    def __init__(self, path: Path) -> None:
        self.openings = 0
        self._path = path
        self._from_s = self._last_s = 0.0
        self._capture: Capture | None = None

    @property
    def status(self) -> CaptureStatus:
        return CaptureStatus.RUNNING

    @property
    def problem(self) -> SourceError | None:
        return None

    def next(self, timeout_s: float, from_s: float = 0.0) -> Frame | None:  # noqa: ARG002
        """The next picture, also after the last one. None when none came in that time."""
        while True:
            if self._capture is None:
                self.openings += 1
                self._capture = open_source(str(self._path), paced=False)
                self._from_s = self._last_s
            frame = self._capture.next(timeout_s)
            if frame is None and self._capture.status is CaptureStatus.RUNNING:
                return None
            if frame is not None:
                self._last_s = self._from_s + frame.t_s + 1.0 / self._capture.fps
                return replace(frame, t_s=self._from_s + frame.t_s)
            self.pause()

    def pause(self) -> None:
        if self._capture is not None:
            self._capture.close()
            self._capture = None

    def resume(self) -> None:
        """It is opened when a picture is wanted."""


class Remembering:
    """The real landmarker for some rounds of the clip; in the others each picture's landmarks as they were found first.

    found, remembered: how many of either.
    """

    def __init__(self, landmarker: Landmarker, real_every: int) -> None:
        self.found = self.remembered = 0
        self._landmarker, self._real_every = landmarker, real_every
        self._known: dict[int, FaceLandmarks | None] = {}
        self._round, self._index = -1, 1 << 30

    def find(self, frame: Frame) -> FaceLandmarks | None:
        if frame.index <= self._index:
            self._round += 1
        self._index = frame.index
        if self._round % self._real_every and frame.index in self._known:
            self.remembered += 1
            face = self._known[frame.index]
            return face and replace(face, t_s=frame.t_s)
        self.found += 1
        face = self._landmarker.find(frame)
        self._known.setdefault(frame.index, face)
        return face
