"""What the checks have in common: cameras to plug in, captures to wait for, and rows for the table."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.camera_lab.bench import Bench
from vision.camera import Capture, CaptureStatus, Frame, open_source
from vision.source.cameras import CameraInfo, list_cameras

PATIENCE_S = 60.0
"""Only a fault takes so long, also where every instruction is emulated on a busy machine."""


class Watch:
    """How long something took."""

    def __init__(self) -> None:
        self._began_s = time.perf_counter()

    @property
    def s(self) -> float:
        """Seconds since it began."""
        return time.perf_counter() - self._began_s

    def __str__(self) -> str:
        return f"{self.s:.1f} s"


def until(happened: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> Watch:
    """Wait until ``happened``. Raises AssertionError with ``what`` did not come."""
    watch = Watch()
    while not happened():
        assert watch.s < patience_s, f"{what} did not come in {patience_s:.0f} s"
        time.sleep(0.03)  # easy on an emulated processor
    return watch


class Stage:
    """The bench and what stands on it."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    @contextmanager
    def camera(self, model: str, port: int = 0, name: str = "") -> Iterator[CameraInfo]:
        """A camera of ``model``, plugged in meanwhile; the first of its lenses that is listed."""
        name = name or model
        before = set(list_cameras())
        self.bench(f"new {name} {model} {port}")
        self.bench(f"plug {name}")
        until(lambda: set(list_cameras()) - before, f"the camera {name}")
        time.sleep(0.5)  # its other nodes
        mine = [camera for camera in list_cameras() if camera not in before]
        try:
            yield mine[0]
        finally:
            self.bench(f"unplug {name}")
            names = {camera.name for camera in mine}
            left = len([camera for camera in before if camera.name in names])
            until(lambda: len([one for one in list_cameras() if one.name in names]) <= left, f"the end of {name}")

    def tell(self, name: str, **behaviour: object) -> None:
        """Let a camera behave so."""
        for what, value in behaviour.items():
            said = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
            self.bench(f"set {name} {what} {said}")

    def lit(self, name: str) -> bool:
        """Whether the driver lets one of its lenses stream: its light is on."""
        return "live" in self.bench(f"told {name}")


def holds(number: int) -> bool:
    """Whether this process holds /dev/video``number`` open."""
    here = Path("/proc/self/fd")
    for one in here.iterdir():
        try:
            if str(one.readlink()) in (f"/dev/video{number}", f"/dev/video{number} (deleted)"):
                return True
        except OSError:
            continue
    return False


def a_frame(capture: Capture) -> Frame:
    """The next picture."""
    watch = Watch()
    while watch.s < PATIENCE_S:
        if (frame := capture.next(0.1)) is not None:
            return frame
    raise AssertionError(f"no picture came; {capture.status}: {capture.problem}")


def until_said(capture: Capture, words: str) -> tuple[Watch, int]:
    """Until something is said, which must hold ``words``; how long that took, and how many pictures came meanwhile."""
    watch, came = Watch(), 0
    while capture.problem is None:
        assert watch.s < PATIENCE_S, f"nothing was said; {capture.status}"
        came += capture.next(0.02) is not None
    assert words in str(capture.problem), f"the first that was said: {capture.problem}"
    assert capture.status is CaptureStatus.LOST
    return watch, came


def until_back(capture: Capture) -> Watch:
    """Until pictures come and nothing is said of them any more."""
    watch = Watch()
    a_frame(capture)
    while a_frame(capture) and (capture.status, capture.problem) != (CaptureStatus.RUNNING, None):
        assert watch.s < PATIENCE_S, f"{capture.status}: {capture.problem}"
    return watch


@contextmanager
def looking(spec: str) -> Iterator[Capture]:
    """An open source whose pictures have begun."""
    with open_source(spec) as capture:
        a_frame(capture)
        yield capture
