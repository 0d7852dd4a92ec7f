"""The line of one frame: camera → landmarks → journey → whoever listens and shows.

One generator, run by the terminal in its own thread of control and by the window in a worker thread.
"""

from __future__ import annotations

import math
import queue
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from feedback.practice.summary import Ending
from feedback.visit.commands import Command
from feedback.visit.events import Event
from feedback.visit.journey import Journey
from feedback.visit.unseen import NoCamera
from feedback.visit.view import Listener, Phase, Turn
from feedback.visit.wake import Wake
from vision.analysis_rate import AnalysisRate
from vision.camera import Capture, CaptureStatus, Frame
from vision.landmarks import FaceLandmarks

if TYPE_CHECKING:
    from vision.landmarker import Landmarker

WAIT_S = 0.1
"""How long a picture is waited for before commands are looked at again."""


class _TimeLine:
    """The session's time, s. It follows the source's clock, goes on while that one stands still, and never goes back.

    A recording's clock stands still while the recording is held in a part without camera; read unpaced it is ahead of
    ours, so time without pictures is counted in whole waits then, and never by how long anything took.
    """

    def __init__(self, *, real: bool) -> None:
        self._real = real
        self._now_s = self._behind_s = 0.0
        self._read_s = time.perf_counter()

    def place(self, frame: Frame) -> Frame:
        """``frame`` with its time on this line."""
        self._read_s = time.perf_counter()
        self._behind_s = max(self._behind_s, self._now_s - frame.t_s)
        self._now_s = frame.t_s + self._behind_s
        return replace(frame, t_s=self._now_s)

    def of_source(self, t_s: float) -> float:
        """A time of this line by the source's clock."""
        return t_s - self._behind_s

    def without_frame(self) -> float:
        """The time now, after a turn that brought no picture."""
        before_s, self._read_s = self._read_s, time.perf_counter()
        self._now_s += self._read_s - before_s if self._real else WAIT_S
        return self._now_s


def run(
    capture: Capture | NoCamera,
    landmarker: Landmarker | None,
    journey: Journey,
    commands: queue.SimpleQueue[Command],
    listeners: Sequence[Listener] = (),
    *,
    paced: bool = True,
) -> Iterator[Turn]:
    """Drive ``journey`` with ``capture`` until it is done. Always newest picture first; nothing is queued.

    A turn is given, when paced at least every ``WAIT_S``. While nothing is to be seen (pauses, guided parts), the
    camera is released. listeners: are shown every turn, and their events join its own.
    paced: time without camera takes its time, and of a session's pictures as many are analysed and given as the jaw
    needs, most of them looked at by pixels alone; else (a recording read as fast as it can be) that time is passed
    over, and every picture is analysed with a mesh of its own. However long the next one takes to come then, nothing
    happens meanwhile: what is told depends on the recording alone.
    """
    real = paced or capture.live
    line, wake, rate = _TimeLine(real=real), Wake(), AnalysisRate()
    while not journey.done:
        slept = real and wake.turn(time.time(), time.monotonic())
        events = journey.slept() if slept else []
        events += _obey(journey, commands)
        _rest_with(capture, journey)
        frame: Frame | None = None
        face: FaceLandmarks | None = None
        if not journey.done and not journey.resting:
            every = journey.phase is Phase.CALIBRATING or not real
            from_s = -math.inf if every else line.of_source(rate.next_s)
            frame = capture.next(WAIT_S, from_s) if real else _next_in_any_time(capture, commands)
        elif not journey.done and real:
            time.sleep(WAIT_S)
        if frame is not None:
            frame = line.place(frame)
            if not (rate.wants(frame.t_s) or every or events):
                continue  # a still face looks the same in the next one
            assert landmarker is not None, "pictures come from a camera, and are looked at"
            face = (journey.carried(frame) if real else None) or landmarker.find(frame)
            events += journey.take(frame, face)
            rate.saw(journey.view.reading, face)
        elif not journey.resting and capture.status is CaptureStatus.ENDED:
            events += journey.end(Ending.SOURCE_ENDED)
        elif not journey.resting and capture.status is CaptureStatus.FAILED:
            events += journey.end(Ending.SOURCE_LOST)
        elif not journey.done and (real or journey.resting):  # else no time has passed
            events += journey.silence(line.without_frame(), capture.problem)
        view = journey.view
        for listener in listeners:
            events = listener(view, events) + events  # a summary stays the last thing told
        yield Turn(frame, face, view, tuple(events))


def _next_in_any_time(capture: Capture | NoCamera, commands: queue.SimpleQueue[Command]) -> Frame | None:
    """The recording's next picture, however busy the machine is. None at its end, and when something is asked."""
    while (frame := capture.next(WAIT_S)) is None:
        if capture.status is not CaptureStatus.RUNNING or not commands.empty():
            break
    return frame


def _obey(journey: Journey, commands: queue.SimpleQueue[Command]) -> list[Event]:
    answers: dict[Command, Callable[[], list[Event]]] = {
        Command.TOGGLE_PAUSE: journey.toggle_pause,
        Command.SKIP: journey.skip,
        Command.AGAIN: journey.again,
        Command.WAS_RIGHT: partial(journey.answer, True),
        Command.WAS_NOT_RIGHT: partial(journey.answer, False),
        Command.TAKE_BACK: journey.take_back,
        Command.BREATHE_IN: journey.breathe_in,
        Command.LOCKED: partial(journey.lock, True),
        Command.UNLOCKED: partial(journey.lock, False),
        Command.STOP: partial(journey.end, Ending.STOPPED),
    }
    events: list[Event] = []
    while True:
        try:
            command = commands.get_nowait()
        except queue.Empty:
            return events
        events += answers[command]()


def _rest_with(capture: Capture | NoCamera, journey: Journey) -> None:
    """The camera rests while the person does."""
    if journey.resting:
        capture.pause()
    else:
        capture.resume()
