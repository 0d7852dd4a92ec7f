"""Frames from a webcam, a stream, a file or the built-in clip: read in a thread of their own, newest first."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from vision.errors import SourceError
from vision.media_clock import MediaClock
from vision.picture_watch import Fault, PictureWatch, fault_error
from vision.sources import LOST_AFTER_S, Device, Source, find_source

OPEN_LIMIT_S = 20.0
"""The first picture must be there by then: slow Windows drivers need some ten seconds, a hanging one never ends. Only a
recording read as fast as it can be has no limit: how busy the machine is must not change what is told of it."""
GIVE_UP_S = 60.0
"""A lost source is looked for this long: time to find the cable, or for a camera to wake after its computer."""
TURN_S = 1.0
"""Of the time between two calls of ``next`` at most this much counts as waited in vain: a computer that was asleep for
an hour has not looked for its camera meanwhile."""
RETRY_FIRST_S = 0.5
RETRY_LONGEST_S = 5.0
"""Between attempts to reopen, doubling: quick after a hiccup, easy on a camera that another program is using."""
TORN_S = 0.5
"""Failed reads within this time are torn pictures, which cheap webcams give now and then, not the end."""
TORN_NAP_S = 0.05
TORN_IN_FILE = 10
"""So many unreadable pictures in a row end a recording; a damaged spot in the middle is shorter."""
FROZEN_TRY_S = 3.0
"""A source that sends the same picture again and again is opened anew, which often cures it, and then given this long
before the next attempt."""
CLOSE_WAIT_S = 3.0
"""How long closing waits for a read under way; longer than a silent source takes to be noticed. A device that hangs
beyond that is let go of by its thread when it wakes."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture.

    image: uint8 (H, W, 3), BGR, unmirrored, upright.
    t_s: seconds since the source was opened; a file's own clock for files. Strictly increasing.
    index: number of the picture in its source, from 0; gaps mean dropped pictures.
    """

    image: NDArray[np.uint8]
    t_s: float
    index: int


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
    vision/picture_watch.py). A recording begins to run when its first frame is asked for and keeps its own pace; with
    ``paced=False`` it waits for the reader instead, and every picture is delivered.

    Raises SourceError when no first picture comes.
    """

    def __init__(self, source: Source, *, paced: bool = True) -> None:
        self.name = source.name
        self.live = source.live
        self._source = source
        self._paced = paced
        self._news = threading.Condition()  # re-entrant; guards everything below
        self._newest: Frame | None = None
        self._size = (0, 0)
        self._fps = 0.0
        self._frame_count: int | None = None
        self._count = 0
        self._shown = 0
        self._dropped = 0
        self._opened_s = perf_counter()
        self._heard_s = self._opened_s
        self._asked_s = self._opened_s
        self._vain_s = 0.0
        self._played_from_s: float | None = None
        self._paused_s: float | None = None
        self._watch = PictureWatch()
        self._lost = False
        self._over = False
        self._problem: SourceError | None = None
        self._thread = threading.Thread(target=self._work, name="camera", daemon=True)
        self._thread.start()
        # Python must not end while the thread is inside OpenCV: that aborts the process.
        atexit.register(self.close)
        try:
            self._await_first_picture()
        except BaseException:
            self.close()
            raise

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the newest picture, px."""
        return self._size

    @property
    def fps(self) -> float:
        """Nominal pictures per second."""
        return self._fps

    @property
    def frame_count(self) -> int | None:
        """How many pictures a recording says it holds; None for live sources and where it does not know."""
        return self._frame_count

    @property
    def dropped(self) -> int:
        """Pictures that a newer one replaced before they were asked for."""
        return self._dropped

    @property
    def status(self) -> CaptureStatus:
        """How the source is doing now. ENDED and FAILED are final, and said only when no frame is left."""
        with self._news:
            if self._newest is not None:
                return CaptureStatus.RUNNING
            if self._over:
                return CaptureStatus.FAILED if self._problem else CaptureStatus.ENDED
            if self._paused_s is not None:
                return CaptureStatus.PAUSED
            lost = self.live and (self._lost or perf_counter() - self._heard_s > LOST_AFTER_S)
            return CaptureStatus.LOST if lost else CaptureStatus.RUNNING

    @property
    def problem(self) -> SourceError | None:
        """What is wrong while LOST or FAILED, in a sentence for the person."""
        status = self.status
        if status not in (CaptureStatus.LOST, CaptureStatus.FAILED):
            return None
        return self._problem or self._source.no_picture()

    def next(self, timeout_s: float = 0.5) -> Frame | None:
        """A frame newer than the last one given, or None when none came in that time: then look at ``status``."""
        with self._news:
            self._news.wait_for(lambda: self._newest is not None or self._over, timeout_s)
            frame, self._newest = self._newest, None
            if self._played_from_s is None and frame is not None:
                self._played_from_s = perf_counter() - frame.t_s
            self._count_vain_waiting(frame)
            self._news.notify_all()
            return frame

    def pause(self) -> None:
        """Let go of the camera (its light goes off) or hold the recording, until ``resume``."""
        with self._news:
            if self._paused_s is None:
                self._paused_s = perf_counter()
            if self.live:
                self._newest = None
            self._news.notify_all()

    def resume(self) -> None:
        """Open the camera again, or let the recording go on. Times go on too: of a camera as if never paused."""
        with self._news:
            if self._paused_s is None:
                return
            if self._played_from_s is not None:
                self._played_from_s += perf_counter() - self._paused_s
            self._paused_s = None
            self._heard_s = perf_counter()
            self._watch = PictureWatch()
            self._lost, self._problem = False, None
            self._news.notify_all()

    def close(self) -> None:
        """Release the source and end the thread. Safe to call twice; waits no longer than ``CLOSE_WAIT_S``."""
        self._end(None)
        with self._news:
            self._newest = None
        self._thread.join(CLOSE_WAIT_S)
        if not self._thread.is_alive():
            atexit.unregister(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _await_first_picture(self) -> None:
        deadline_s = perf_counter() + OPEN_LIMIT_S
        with self._news:
            while self._count == 0 and not self._over:
                if perf_counter() > deadline_s and (self.live or self._paced):
                    raise self._problem or self._source.no_picture()
                self._news.wait(0.2)  # in short turns: Windows sees Ctrl-C only between them
        if self._count == 0:
            raise self._problem or self._source.no_picture()

    def _end(self, problem: SourceError | None) -> None:
        """No picture will come any more. The first reason given stays."""
        with self._news:
            if not self._over:
                self._over, self._problem = True, problem
            self._news.notify_all()

    def _count_vain_waiting(self, frame: Frame | None) -> None:
        """Give a live source up after ``GIVE_UP_S``. Its thread cannot: it may hang in the device.

        Not while pictures come that show nothing: a shutter may stay closed for as long as the person likes.
        """
        now_s = perf_counter()
        heard = self._heard_s >= self._asked_s
        self._vain_s += min(now_s - self._asked_s, TURN_S)
        self._asked_s = now_s
        if frame is not None or heard or not self.live or self._paused_s is not None:
            self._vain_s = 0.0
        elif self._vain_s > GIVE_UP_S:
            self._end(self._problem or self._source.no_picture())

    # From here on: the capture thread.

    def _work(self) -> None:
        problem = None
        try:
            if self.live:
                self._follow()
            else:
                self._play()
        except SourceError as error:
            problem = error
        finally:
            self._end(problem)

    def _follow(self) -> None:
        """Stay with a live source, reopening it whenever it is lost, until closed or given up."""
        retry_s = RETRY_FIRST_S
        while self._wait_while_paused():
            shown = self._shown
            try:
                self._read_live()
            except SourceError as problem:
                if self._count == 0 and not self._source.may_ask:
                    raise
                retry_s = RETRY_FIRST_S if self._shown > shown else min(2 * retry_s, RETRY_LONGEST_S)
                with self._news:
                    if self._over:
                        return
                    self._lost, self._problem = True, problem
                    self._news.wait_for(lambda: self._over or self._paused_s is not None, retry_s)

    def _read_live(self) -> None:
        """Read until closed or paused. Raises SourceError when the source is lost; releases it in each case."""
        device = self._source.open()
        try:
            self._fps = device.fps
            opened_s = good_s = perf_counter()
            patience_s = self._source.first_picture_s
            while not self._over and self._paused_s is None:
                image = device.read()
                now_s = perf_counter()
                if image is not None:
                    good_s, patience_s = now_s, TORN_S
                    self._publish(image, now_s - self._opened_s)
                    if self._watch.fault is Fault.FROZEN and now_s - opened_s > FROZEN_TRY_S:
                        raise fault_error(Fault.FROZEN)
                elif now_s - good_s > patience_s:
                    raise self._source.no_picture()
                else:
                    with self._news:
                        self._news.wait_for(lambda: self._over, TORN_NAP_S)
        finally:
            device.release()

    def _play(self) -> None:
        """Read a recording to its end, at its own pace or the reader's."""
        device = self._source.open()
        try:
            self._fps, self._frame_count = device.fps, device.frame_count
            clock = MediaClock(1.0 / device.fps)
            while (image := _next_readable(device)) is not None:
                t_s = clock.time_of(device.stamp_s())
                if not self._wait_for_turn(t_s):
                    return
                self._publish(image, t_s)
            if self._count == 0:
                raise self._source.no_picture()
        finally:
            device.release()

    def _publish(self, image: NDArray[np.uint8], t_s: float) -> None:
        with self._news:
            if self._over or (self.live and self._paused_s is not None):
                return
            index, self._count = self._count, self._count + 1
            self._size = (image.shape[1], image.shape[0])
            self._heard_s = perf_counter()
            if not self.live or self._watch.see(image, t_s):
                self._dropped += self._newest is not None
                self._newest = Frame(image, t_s, index)
                self._shown += 1
                self._lost, self._problem = False, None
            elif self._watch.fault is not None:
                self._lost, self._problem = True, fault_error(self._watch.fault)
            self._news.notify_all()

    def _wait_while_paused(self) -> bool:
        """False when closed meanwhile."""
        with self._news:
            self._news.wait_for(lambda: self._over or self._paused_s is None)
            return not self._over

    def _wait_for_turn(self, t_s: float) -> bool:
        """Wait until the recording's next picture is due. False when closed meanwhile."""
        with self._news:
            while not self._over and self._count > 0:
                if self._paused_s is not None or (self._played_from_s is None and self._paced):
                    self._news.wait()
                elif not self._paced:
                    if self._newest is None:
                        return True
                    self._news.wait()
                elif self._played_from_s is not None:
                    early_s = self._played_from_s + t_s - perf_counter()
                    if early_s <= 0:
                        return True
                    self._news.wait(early_s)
            return not self._over


def open_source(spec: str, *, paced: bool = True) -> Capture:
    """Open a source and wait for its first picture; may block for ``OPEN_LIMIT_S``.

    spec: "demo" (the built-in clip), a camera's number or part of its name ("" = the first camera), the address of a
    stream, or a video file. paced: see Capture; says nothing for live sources. An unpaced file is waited for as long as
    it takes.
    Raises SourceError with one sentence for the person.
    """
    return Capture(find_source(spec), paced=paced)


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


def _next_readable(device: Device) -> NDArray[np.uint8] | None:
    for _ in range(TORN_IN_FILE):
        if (image := device.read()) is not None:
            return image
    return None
