"""A lost camera is looked for again as soon as the system shows a sign of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from time import perf_counter

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.patience import PATIENCE_S
from vision.camera import Capture, CaptureStatus
from vision.errors import SourceError
from vision.source.cameras import CameraInfo, gone, why_refused
from vision.source.device import DeviceGoneError, NoPicture
from vision.source.sources import Webcam, always

CAMERA = CameraInfo("Desk", 0, "/nowhere/video0", "usb1/1-1")


class Plug:
    """A camera that can be pulled out, and forbidden. opened: how often it was tried."""

    def __init__(self) -> None:
        self.there, self.forbidden = True, False
        self.opened = self.unpacked = 0
        self._number = count()
        self.fps = 30.0

    def read(self, asked: Callable[[], bool]) -> NDArray[np.uint8] | NoPicture:
        if not self.there:
            raise DeviceGoneError
        if not asked():
            return NoPicture.LEFT
        self.unpacked += 1
        image = np.zeros((48, 64, 3), np.uint8)
        image[:, ::2] = 60 + next(self._number) % 100
        return image

    def release(self) -> None:
        """Nothing to let go of."""


class Desk(Webcam):
    """The same as a source."""

    plug: Plug

    def open(self, wanted: Callable[[], bool] = always) -> Plug:  # noqa: ARG002
        plug.opened += 1
        if not plug.there:
            raise gone(self.camera)
        if plug.forbidden:
            raise SourceError("not allowed")
        return plug

    def signs(self) -> object:
        return plug.there, plug.forbidden


plug = Plug()


@pytest.fixture
def capture(monkeypatch: pytest.MonkeyPatch) -> Capture:
    """Between attempts nobody would wait as long as here."""
    for name in ("RETRY_FIRST_S", "RETRY_GONE_S", "RETRY_LONGEST_S"):
        monkeypatch.setattr(f"vision.source.capture_thread.{name}", 10 * PATIENCE_S)
    plug.__init__()
    capture = Capture(Desk(CAMERA))
    yield capture
    capture.close()


def until(happened: Callable[[], bool], capture: Capture) -> None:
    deadline_s = perf_counter() + PATIENCE_S
    while not happened():
        assert perf_counter() < deadline_s, f"{capture.status}: {capture.problem}"
        capture.next(0.02)


def test_pictures_of_before_the_time_asked_for_are_not_even_unpacked(capture: Capture) -> None:
    before = capture.next(PATIENCE_S)
    assert before is not None
    from_s = before.t_s + 10 * PATIENCE_S
    while capture.next(0.01, from_s) is not None:
        """What lay ready is given all the same."""
    unpacked = plug.unpacked
    assert capture.next(0.3, from_s) is None
    assert plug.unpacked == unpacked
    assert capture.status is CaptureStatus.RUNNING
    after = capture.next(PATIENCE_S)
    assert after is not None
    assert after.index > before.index + plug.unpacked - unpacked, "those left out are counted"


def test_the_first_that_is_said_of_a_pulled_plug_is_that_it_is_gone(capture: Capture) -> None:
    plug.there = False
    until(lambda: capture.problem is not None, capture)
    assert str(capture.problem) == 'The camera "Desk" is gone. Plug it in again.'


def test_plugged_in_again_it_is_opened_without_waiting_for_the_next_attempt(capture: Capture) -> None:
    plug.there = False
    until(lambda: capture.status is CaptureStatus.LOST, capture)
    plug.there = True
    until(lambda: capture.status is CaptureStatus.RUNNING and capture.problem is None, capture)


def test_plugged_in_again_and_not_given_to_this_account_yet_it_is_opened_once_it_is(capture: Capture) -> None:
    plug.there = False
    until(lambda: capture.status is CaptureStatus.LOST, capture)
    plug.forbidden = True
    plug.there = True
    until(lambda: str(capture.problem) == "not allowed", capture)
    plug.forbidden = False
    until(lambda: capture.status is CaptureStatus.RUNNING and capture.problem is None, capture)


def test_a_pause_ends_the_waiting_and_a_resumed_camera_is_opened_at_once(capture: Capture) -> None:
    plug.there = False
    until(lambda: capture.status is CaptureStatus.LOST, capture)
    capture.pause()
    assert capture.status is CaptureStatus.PAUSED
    plug.there = True
    capture.resume()
    until(lambda: capture.next(0) is not None, capture)


def test_a_camera_whose_node_has_vanished_is_never_a_matter_of_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vision.source.sources.list_cameras", tuple)
    assert "is gone" in str(Webcam(CAMERA).no_picture())
    assert "is gone" in str(why_refused(CAMERA))
