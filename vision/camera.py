"""Frames from a webcam, a stream, a file or the built-in clip: read in a thread of their own, newest first."""

from __future__ import annotations

import atexit
import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from vision.errors import SourceError
from vision.sentences import N_
from vision.source.capture_thread import follow, play
from vision.source.handover import Handover
from vision.source.recordings import Recording
from vision.source.sources import LOST_AFTER_S, LiveSource, always, find_source

CAMERA_THREAD = "camera"
"""Name of the thread that reads a source."""
OPEN_LIMIT_S = 20.0
"""The first picture must be there by then: slow Windows drivers need some ten seconds, a hanging one never ends. A
recording has no limit: how busy the machine is must not change what is told of it."""
GIVE_UP_S = 60.0
"""A lost source is looked for this long: time to find the cable, or for a camera to wake after its computer."""
TURN_S = 1.0
"""Of the time between two calls of ``next`` at most this much counts as waited in vain: a computer that was asleep for
an hour has not looked for its camera meanwhile."""
CLOSE_WAIT_S = 3.0
"""How long closing waits for a read under way; longer than a silent source takes to be noticed. A device that hangs
beyond that is let go of by its thread when it wakes."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture.

    image: uint8 (H, W, 3), BGR, unmirrored, upright; (H, W), grey, where it is kept to be read again.
    t_s: seconds since the source was opened; a file's own clock for files. Strictly increasing.
    index: number of the picture in its source, from 0; gaps mean dropped pictures.
    """

    image: NDArray[np.uint8]
    t_s: float
    index: int


class OpeningEndedError(SourceError):
    """Whoever asked for a source did not want it any more before its first picture came."""


class CaptureStatus(StrEnum):
    """How a source is doing."""

    RUNNING = "running"
    PAUSED = "paused"
    """The person's pause; the camera is released."""
    LOST = "lost"
    """Nothing comes, or nothing that shows anything (black, still, too few); ``Capture.problem`` says which."""
    ENDED = "ended"
    """The file is finished, or the capture was closed."""
    FAILED = "failed"
    """Lost for too long; given up."""


class Capture:
    """A running source of frames. A context manager; all members may be used from any thread.

    Its thread only reads and leaves the newest picture in a single place, so a slow reader misses pictures and never
    falls behind. Of a live source, pictures that show nothing are held back, with the ``problem`` in words (see
    vision/source/picture_watch.py). A recording begins to run when its first frame is asked for and keeps its own
    pace; with ``paced=False`` it waits for the reader instead, and every picture is delivered.

    wanted: asked while the first picture is waited for; once it says no, the source is let go of.

    Raises SourceError when no first picture comes, OpeningEndedError when it was not wanted any more.
    """

    def __init__(
        self, source: LiveSource | Recording, *, paced: bool = True, wanted: Callable[[], bool] = always
    ) -> None:
        self.name = source.name
        self.live = source.live
        self._source = source
        self._shared = Handover(live=source.live, paced=paced)
        self._asked_s = self._shared.heard_s
        self._vain_s = 0.0
        self._thread = threading.Thread(target=self._work, name=CAMERA_THREAD, daemon=True)
        self._thread.start()
        # Python must not end while the thread is inside a library: that aborts the process.
        atexit.register(self.close)
        try:
            self._await_first_picture(wanted)
        except BaseException:
            self.close()
            raise

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the newest picture, px."""
        return self._shared.size

    @property
    def fps(self) -> float:
        """Nominal pictures per second."""
        return self._shared.fps

    @property
    def frame_count(self) -> int | None:
        """How many pictures a recording says it shows; None for live sources and where it does not know."""
        return self._shared.frame_count

    @property
    def dropped(self) -> int:
        """Pictures that a newer one replaced before they were asked for."""
        return self._shared.dropped

    @property
    def status(self) -> CaptureStatus:
        """How the source is doing now. ENDED and FAILED are final, and said only when no frame is left."""
        with self._shared.news:
            if self._shared.newest is not None:
                return CaptureStatus.RUNNING
            if self._shared.over:
                return CaptureStatus.FAILED if self._shared.problem else CaptureStatus.ENDED
            if self._shared.paused_s is not None:
                return CaptureStatus.PAUSED
            silent = perf_counter() - self._shared.heard_s > LOST_AFTER_S
            return CaptureStatus.LOST if self.live and (self._shared.lost or silent) else CaptureStatus.RUNNING

    @property
    def problem(self) -> SourceError | None:
        """What is wrong while LOST or FAILED, in a sentence for the person."""
        status = self.status
        if status not in (CaptureStatus.LOST, CaptureStatus.FAILED):
            return None
        return self._why()

    def next(self, timeout_s: float = 0.5, from_s: float = -math.inf) -> Frame | None:
        """A frame newer than the last one given, or None when none came in that time: then look at ``status``.

        from_s: pictures of before that time need not be given. They are not even unpacked, which is most of the work.
        """
        with self._shared.news:
            picture = self._shared.take(timeout_s, from_s)
            self._count_vain_waiting(picture is not None)
        return None if picture is None else Frame(*picture)

    def pause(self) -> None:
        """Let go of the camera (its light goes off) or hold the recording, until ``resume``."""
        self._shared.pause()

    def resume(self) -> None:
        """Open the camera again, or let the recording go on. Times go on too: of a camera as if never paused."""
        self._shared.resume()

    def close(self) -> None:
        """Release the source and end the thread. Safe to call twice; waits no longer than ``CLOSE_WAIT_S``."""
        self._shared.end(None)
        with self._shared.news:
            self._shared.newest = None
        self._thread.join(CLOSE_WAIT_S)
        if not self._thread.is_alive():
            atexit.unregister(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _await_first_picture(self, wanted: Callable[[], bool]) -> None:
        deadline_s = perf_counter() + OPEN_LIMIT_S
        with self._shared.news:
            while self._shared.count == 0 and not self._shared.over:
                if not wanted():
                    raise OpeningEndedError(N_("Opening {name} ended before its first picture."), name=self.name)
                if self.live and perf_counter() > deadline_s:
                    raise self._why()
                self._shared.news.wait(0.1)  # in short turns: Windows sees Ctrl-C only between them
        if self._shared.count == 0:
            raise self._why()

    def _why(self) -> SourceError:
        return self._shared.problem or self._source.no_picture()

    def _count_vain_waiting(self, taken: bool) -> None:
        """Give a live source up after ``GIVE_UP_S``. Its thread cannot: it may hang in the device.

        Not while pictures come that show nothing: a shutter may stay closed for as long as the person likes.
        """
        now_s = perf_counter()
        heard = self._shared.heard_s >= self._asked_s
        self._vain_s += min(now_s - self._asked_s, TURN_S)
        self._asked_s = now_s
        if taken or heard or not self.live or self._shared.paused_s is not None:
            self._vain_s = 0.0
        elif self._vain_s > GIVE_UP_S:
            self._shared.end(self._why())

    def _work(self) -> None:
        problem = None
        try:
            if isinstance(self._source, Recording):
                play(self._source, self._shared)
            else:
                follow(self._source, self._shared)
        except SourceError as error:
            problem = error
        finally:
            self._shared.end(problem)


def open_source(spec: str, *, paced: bool = True, wanted: Callable[[], bool] = always) -> Capture:
    """Open a source and wait for its first picture; may block for ``OPEN_LIMIT_S``, for a recording longer.

    spec: "demo" (the built-in clip), a camera's number or part of its name ("" = the first camera), the address of a
    stream, or a video file. paced, wanted: see Capture; paced says nothing for live sources. A file is waited for
    without end.
    Raises SourceError with one sentence for the person, OpeningEndedError when it was not ``wanted`` any more.
    """
    return Capture(find_source(spec), paced=paced, wanted=wanted)


def frames(capture: Capture) -> Iterator[Frame]:
    """The frames of ``capture`` until it ends or is closed. Raises its SourceError when it is given up."""
    while True:
        frame = capture.next()
        if frame is not None:
            yield frame
            continue
        status = capture.status
        if status is CaptureStatus.ENDED:
            return
        if status is CaptureStatus.FAILED and (problem := capture.problem):
            raise problem
