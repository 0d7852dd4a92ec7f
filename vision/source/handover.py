"""The single place where the capture thread leaves the newest picture, and all that both sides know of each other."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from vision.errors import SourceError
from vision.source.picture_watch import Fault, PictureWatch, fault_error

LOOK_ROUND_S = 0.1
"""So often it is looked whether a lost camera is back: sooner than anybody notices, at some 0.1 ms of work."""

Picture = tuple[NDArray[np.uint8], float, int]
"""uint8 (H, W, 3) BGR; its time, s; its number in its source."""


class Handover:
    """Between the capture thread, which only leaves pictures, and whoever takes them. Safe in any thread.

    live: a picture is replaced by the next one, and held back when it shows nothing; else (a recording) it waits until
    it is due. paced: a recording keeps its own pace, from its first picture taken; else the reader's.
    """

    def __init__(self, *, live: bool, paced: bool) -> None:
        self.news = threading.Condition()  # re-entrant; guards everything below
        self.newest: Picture | None = None
        self.size = (0, 0)
        self.fps = 0.0
        self.frame_count: int | None = None
        self.count = 0
        self.shown = 0
        self.dropped = 0
        self.heard_s = perf_counter()
        self.over = False
        self.problem: SourceError | None = None
        self.lost = False
        self.paused_s: float | None = None
        self._live = live
        self._paced = paced
        self._opened_s = self.heard_s
        self._played_from_s: float | None = None
        self._asked_from_s = -math.inf
        self._watch = PictureWatch()

    # The taking side.

    def take(self, timeout_s: float, from_s: float = -math.inf) -> Picture | None:
        """The newest picture, once; None when none came in that time. Those of before ``from_s`` may be left out."""
        with self.news:
            self._asked_from_s = from_s
            self.news.wait_for(lambda: self.newest is not None or self.over, timeout_s)
            picture, self.newest = self.newest, None
            if self._played_from_s is None and picture is not None:
                self._played_from_s = perf_counter() - picture[1]
                self.news.notify_all()
            elif not self._paced:  # else the thread waits for the clock, and need not be woken
                self.news.notify_all()
            return picture

    def pause(self) -> None:
        """Let the thread release a live source, or hold a recording."""
        with self.news:
            if self.paused_s is None:
                self.paused_s = perf_counter()
            if self._live:
                self.newest = None
            self.news.notify_all()

    def resume(self) -> None:
        """Let the thread go on. A live source is looked at anew."""
        with self.news:
            if self.paused_s is None:
                return
            if self._played_from_s is not None:
                self._played_from_s += perf_counter() - self.paused_s
            self.paused_s = None
            self.heard_s = perf_counter()
            self._watch = PictureWatch()
            self.lost, self.problem = False, None
            self.news.notify_all()

    def end(self, problem: SourceError | None) -> None:
        """No picture will come any more. The first reason given stays."""
        with self.news:
            if not self.over:
                self.over, self.problem = True, problem
            self.news.notify_all()

    # The capture thread's side.

    @property
    def fault(self) -> Fault | None:
        """What is wrong with a live source's pictures themselves."""
        return self._watch.fault

    def opened(self, fps: float, frame_count: int | None = None) -> None:
        """Say what the source tells of itself. A camera adapts anew to the light then."""
        with self.news:
            self._watch.begin_anew()
            self.fps, self.frame_count = fps, frame_count

    def asks_for(self, t_s: float | None = None) -> bool:
        """Whether anybody wants the picture of ``t_s``, now if not given."""
        return (perf_counter() - self._opened_s if t_s is None else t_s) >= self._asked_from_s

    def skip(self) -> None:
        """Say that a picture came that nobody asks for. Nobody is woken."""
        with self.news:
            self.heard_s = perf_counter()
            self.count += 1

    def publish(self, image: NDArray[np.uint8], t_s: float | None = None) -> None:
        """Leave a picture. t_s: its time; that since the beginning if not given."""
        with self.news:
            if self.over or (self._live and self.paused_s is not None):
                return
            self.heard_s = perf_counter()
            t_s = self.heard_s - self._opened_s if t_s is None else t_s
            index, self.count = self.count, self.count + 1
            self.size = (image.shape[1], image.shape[0])
            if not self._live or self._watch.see(image, t_s):
                self.dropped += self.newest is not None
                self.newest = (image, t_s, index)
                self.shown += 1
                self.lost, self.problem = False, None
            elif self._watch.fault is not None:
                self.lost, self.problem = True, fault_error(self._watch.fault)
            self.news.notify_all()

    def lose(self, problem: SourceError) -> None:
        """Say that nothing comes at present, and why."""
        with self.news:
            if not self.over:
                self.lost, self.problem = True, problem

    def wanted(self) -> bool:
        """Whether to read on now: neither closed nor paused."""
        return not self.over and self.paused_s is None

    def nap(self, seconds: float, woken: Callable[[], bool] | None = None) -> bool:
        """Wait so long, less when closed or paused meanwhile, or ``woken``, which is asked every ``LOOK_ROUND_S``.

        Whether it was woken.
        """
        until_s = perf_counter() + seconds
        while self.wanted() and (left_s := until_s - perf_counter()) > 0:
            if woken is not None and woken():
                return True
            self._wait_for(lambda: not self.wanted(), left_s if woken is None else min(LOOK_ROUND_S, left_s))
        return False

    def wait_while_paused(self) -> bool:
        """False when closed meanwhile."""
        self._wait_for(lambda: self.over or self.paused_s is None)
        return not self.over

    def wait_for_turn(self, t_s: float) -> bool:
        """Wait until a recording's picture of ``t_s`` is due. False when closed meanwhile."""
        with self.news:
            while not self.over and self.count > 0:
                if self.paused_s is not None or (self._played_from_s is None and self._paced):
                    self.news.wait()
                elif not self._paced:
                    if self.newest is None:
                        return True
                    self.news.wait()
                elif self._played_from_s is not None:
                    early_s = self._played_from_s + t_s - perf_counter()
                    if early_s <= 0:
                        return True
                    self.news.wait(early_s)
            return not self.over

    def _wait_for(self, happened: Callable[[], bool], seconds: float | None = None) -> None:
        with self.news:
            self.news.wait_for(happened, seconds)
