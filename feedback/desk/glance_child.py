"""The glance itself, in a process of its own: camera open, a few seconds of pictures, camera closed, one line, end.

The program's own line, from the source to the interpreter, at a low rate. All that is heavy is loaded before the camera
is opened, so that its light is on no longer than pictures are looked at. The process ends when whoever started it does:
its standard input closes then. Ended by force, the system takes the camera back.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from feedback.desk.glance_line import Glimpsed, as_line, missed
from feedback.desk.glance_process import TRACES
from feedback.kept.desk_records import Hindrance, Seen
from feedback.kept.settings import SettingsFile
from feedback.process import fence
from vision.errors import PlainError, SourceError

if TYPE_CHECKING:
    from calibration.circumstances import Circumstance
    from calibration.profile import Profile
    from feedback.desk.glance_trace import GlanceTrace
    from vision.camera import Capture
    from vision.landmarker import Landmarker

RATE_HZ = 10.0
"""Pictures looked at in a second: from 10 on is told what lips do within a quarter of one (calibration/signs.py)."""
WAIT_S = 0.1
CLOSES_IN_S = 2.0
"""Of its time so much is kept for its own start and for closing the camera."""
NICENESS = 10
"""It gives way to whatever the person is doing."""
GREY_EVERY = 16
"""Pixels between those whose brightness is asked: the mean of some thousand is steady enough."""
GIVEN_UP = 0
"""It ends so when its starter is gone; nobody is there to read the code."""


def main(arguments: list[str]) -> None:
    """Take one glance and print its line. arguments: source, profile's name, data directory, at most how many s."""
    source, profile, data_dir, at_most_s = arguments
    until_s = time.monotonic() + float(at_most_s) - CLOSES_IN_S
    threading.Thread(target=_end_with_starter, name="starter", daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    fence.let_through(source)
    line = as_line(glance(source, profile, Path(data_dir), until_s))
    print(line, flush=True)
    os._exit(0)  # what libraries would still tidy up takes longer than the glance's last word may


def glance(
    source: str, profile: str, data_dir: Path, until_s: float, steady: Callable[[], float] = time.monotonic
) -> Glimpsed:
    """Look through ``source`` until enough is known, at the latest at ``until_s`` by the clock ``steady``."""
    from calibration.profile import ProfileFolder

    try:
        person, _ = ProfileFolder(data_dir).best(profile, _today(data_dir))
    except PlainError:
        person = None
    if person is None:
        return missed(Hindrance.NO_PROFILE)
    from feedback.desk.glance_trace import tracing_glance
    from vision.landmarker import Landmarker

    with Landmarker() as landmarker:
        opened_s = steady()
        try:
            capture = _opened(source)
        except _NotOpenedError as error:
            return missed(error.why, steady() - opened_s)
        with capture, tracing_glance(_traces(), person, source) as trace:
            glimpsed = _watch(capture, landmarker, person, lambda: until_s - steady(), trace)
            if trace is not None:
                trace.said(glimpsed(0.0))
        return glimpsed(steady() - opened_s)


def _today(data_dir: Path) -> tuple[Circumstance, ...]:
    """What the person last chose as otherwise than usual; nothing where the choices cannot be read."""
    try:
        return SettingsFile(data_dir).load().today
    except PlainError:
        return ()


class _NotOpenedError(Exception):
    def __init__(self, why: Hindrance) -> None:
        super().__init__(why)
        self.why = why


def _opened(spec: str) -> Capture:
    """The source, with its first picture there. Raises _NotOpenedError."""
    from vision.camera import Capture
    from vision.source.sources import Webcam, find_source

    try:
        source = find_source(spec)
    except SourceError as error:
        raise _NotOpenedError(Hindrance.NO_CAMERA) from error
    try:
        return Capture(source)
    except SourceError as error:
        used = isinstance(source, Webcam) and _is_held(source.camera.path, error.__cause__)
        raise _NotOpenedError(Hindrance.CAMERA_USED if used else Hindrance.NO_CAMERA) from error


def _is_held(path: str, cause: BaseException | None) -> bool:
    """Whether another program has the camera that gave nothing.

    Linux says so. Elsewhere one that is there and that may be used is held by somebody, as far as can be told.
    """
    if isinstance(cause, OSError):
        return cause.errno == errno.EBUSY
    return not path or sys.platform != "linux" or os.access(path, os.R_OK | os.W_OK)


def _watch(
    capture: Capture,
    landmarker: Landmarker,
    person: Profile,
    left_s: Callable[[], float],
    trace: GlanceTrace | None,
) -> Callable[[float], Glimpsed]:
    """What is seen, once it is known how long the camera was open."""
    from feedback.desk.glance_judge import GlanceJudge
    from feedback.desk.steady_light import SteadyLight
    from vision.camera import CaptureStatus
    from vision.jaw import JawFollower

    judge, light, follower = GlanceJudge(person.baseline), SteadyLight(), JawFollower(person.template)
    due_s = 0.0
    while left_s() > 0.0 and not judge.enough:
        frame = capture.next(WAIT_S)
        if frame is None:
            match capture.status:
                case CaptureStatus.LOST | CaptureStatus.FAILED:
                    lost = Glimpsed(Seen.UNSURE, "dark") if _is_black(capture) else missed(Hindrance.NO_CAMERA)
                    return lost.after
                case CaptureStatus.ENDED:
                    break
            continue
        if frame.t_s < due_s or not light.step(float(frame.image[::GREY_EVERY, ::GREY_EVERY].mean()), frame.t_s):
            continue
        due_s = max(due_s, frame.t_s - 1.0 / RATE_HZ) + 1.0 / RATE_HZ
        face = landmarker.find(frame)
        reading = follower.read(frame, face)
        if trace is not None:
            trace.read(reading, face)
        judge.step(reading)
    return judge.verdict


def _traces() -> Path | None:
    """Where traces go, when they were asked for."""
    folder = os.environ.get(TRACES)
    return Path(folder) if folder else None


def _is_black(capture: Capture) -> bool:
    from vision.source.picture_watch import Fault, fault_error

    return capture.problem is not None and capture.problem.sentence == fault_error(Fault.BLACK).sentence


def _end_with_starter() -> None:
    """Wait until nobody holds the other end of standard input; then end, wherever the glance is."""
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(GIVEN_UP)
