"""The straight line of one frame: camera → landmarks → journey → whoever shows it.

One generator, run by the terminal in its own thread of control and by the window in a worker thread.
"""

from __future__ import annotations

import queue
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from feedback.events import Event
from feedback.journey import Journey, Phase, View
from feedback.recorder import Record, unrecorded
from feedback.session import Ending
from vision.camera import Capture, CaptureStatus, Frame
from vision.landmarker import FaceLandmarks, Landmarker

WAIT_S = 0.1
"""How long a picture is waited for before commands are looked at again."""


class Command(Enum):
    """What the person can ask of a running journey."""

    TOGGLE_PAUSE = "toggle_pause"
    SKIP = "skip"
    AGAIN = "again"
    STOP = "stop"
    WAS_RIGHT = "was_right"
    WAS_NOT_RIGHT = "was_not_right"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the line. frame, face: None when no picture came (or no face). events: what happened in this turn."""

    frame: Frame | None
    face: FaceLandmarks | None
    view: View
    events: tuple[Event, ...]


def run(
    capture: Capture,
    landmarker: Landmarker,
    journey: Journey,
    commands: queue.SimpleQueue[Command],
    record: Record = unrecorded,
) -> Iterator[Turn]:
    """Drive ``journey`` with ``capture`` until it is done. Always newest picture first; nothing is queued.

    A turn is given, at least every ``WAIT_S``. While the person has paused, the camera is released. ``record`` is
    shown every turn and keeps what shall be kept.
    """
    last_s, waited_s = 0.0, 0.0
    while journey.phase is not Phase.DONE:
        events = _obey(journey, commands)
        _rest_with(capture, journey)
        frame = capture.next(WAIT_S) if journey.phase is not Phase.DONE else None
        face = None
        if frame is not None:
            last_s, waited_s = frame.t_s, 0.0
            face = landmarker.find(frame)
            events += journey.take(frame, face)
        elif capture.status is CaptureStatus.ENDED:
            events += journey.end(Ending.SOURCE_ENDED)
        elif capture.status is CaptureStatus.FAILED:
            events += journey.end(Ending.SOURCE_LOST)
        elif journey.phase is not Phase.DONE:
            waited_s += WAIT_S
            events += journey.silence(last_s + waited_s)
        view = journey.view
        events = record(view, events) + events  # a summary stays the last thing told
        yield Turn(frame, face, view, tuple(events))


def _obey(journey: Journey, commands: queue.SimpleQueue[Command]) -> list[Event]:
    events: list[Event] = []
    while True:
        try:
            command = commands.get_nowait()
        except queue.Empty:
            return events
        match command:
            case Command.TOGGLE_PAUSE:
                events += journey.toggle_pause()
            case Command.SKIP:
                events += journey.skip()
            case Command.AGAIN:
                events += journey.again()
            case Command.WAS_RIGHT:
                events += journey.answer(True)
            case Command.WAS_NOT_RIGHT:
                events += journey.answer(False)
            case Command.TAKE_BACK:
                events += journey.take_back()
            case Command.STOP:
                events += journey.end(Ending.STOPPED)


def _rest_with(capture: Capture, journey: Journey) -> None:
    """The camera rests while the person does."""
    if journey.resting:
        capture.pause()
    else:
        capture.resume()
