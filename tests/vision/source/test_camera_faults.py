"""A camera that misbehaves, played for real over loopback: what the capture says, and that it comes back by itself."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import pytest

from tests.fault_server import FaultServer, fault_server
from tests.patience import PATIENCE_S
from vision.camera import Capture, CaptureStatus, Frame, OpeningEndedError, open_source
from vision.errors import SourceError


@pytest.fixture
def camera() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


@pytest.fixture
def capture(camera: FaultServer) -> Iterator[Capture]:
    with open_source(camera.address) as capture:
        assert a_frame(capture)
        yield capture


def a_frame(capture: Capture) -> Frame:
    deadline_s = perf_counter() + PATIENCE_S
    while perf_counter() < deadline_s:
        if (frame := capture.next(0.1)) is not None:
            return frame
    raise AssertionError(f"no picture came; {capture.status}")


def until_said(capture: Capture, word: str) -> None:
    """Until the capture is lost with a sentence that holds ``word``."""
    deadline_s = perf_counter() + PATIENCE_S
    while word not in str(capture.problem):
        assert perf_counter() < deadline_s, f"{capture.status}: {capture.problem}"
        capture.next(0.02)
    assert capture.status is CaptureStatus.LOST


def is_back(capture: Capture) -> bool:
    """Until new pictures come and nothing is said of them any more."""
    first = a_frame(capture)
    deadline_s = perf_counter() + PATIENCE_S
    while a_frame(capture).t_s <= first.t_s or (capture.status, capture.problem) != (CaptureStatus.RUNNING, None):
        assert perf_counter() < deadline_s, f"{capture.status}: {capture.problem}"
    return True


def test_a_closed_shutter_is_waited_for_as_long_as_it_takes(
    camera: FaultServer, capture: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera.black = True
    until_said(capture, "black")
    monkeypatch.setattr("vision.camera.GIVE_UP_S", 1.0)
    for _ in range(8):  # three seconds and more, in which it is there and shows nothing
        camera.until_sent(10)
        assert capture.next(0.1) is None
    assert capture.status is CaptureStatus.LOST
    camera.heal()
    assert is_back(capture)
    assert camera.visits == 1, "a closed shutter is no reason to open the camera again"


def test_a_camera_opened_behind_its_shutter_opens_and_says_so(camera: FaultServer) -> None:
    camera.black = True
    with open_source(camera.address) as capture:
        until_said(capture, "shutter")
        camera.heal()
        assert is_back(capture)


def test_a_frozen_camera_is_opened_again_until_it_moves(camera: FaultServer, capture: Capture) -> None:
    camera.frozen = True
    until_said(capture, "stands still")
    while camera.visits < 2:
        assert capture.next(0.1) is None, "the picture that stood still comes again"
    camera.heal()
    assert is_back(capture)


def test_half_pictures_never_pass_and_are_named(camera: FaultServer, capture: Capture) -> None:
    camera.half = True
    camera.until_sent(10)
    capture.next(0)  # one from before
    while capture.problem is None:
        frame = capture.next(0.02)
        assert frame is None or (frame.image[-8:] != 128).any(), "a half picture passed as a good one"
    assert "The pictures come damaged. Plug the camera straight into the computer" in str(capture.problem)
    camera.heal()
    assert is_back(capture)


def test_opening_ends_when_nobody_wants_it_any_more(camera: FaultServer) -> None:
    camera.silent = True
    with pytest.raises(OpeningEndedError, match="ended before its first picture"):
        open_source(camera.address, wanted=lambda: camera.visits == 0)
    camera.until_released()


def test_pictures_that_change_size_come_in_their_own_size_after_a_while(camera: FaultServer, capture: Capture) -> None:
    camera.size = (240, 320)
    until_said(capture, "changes its size")
    assert a_frame(capture).image.shape == (320, 240, 3)
    assert is_back(capture)
    assert capture.size == (240, 320)


def test_a_camera_that_is_gone_and_then_busy_is_asked_again_until_it_is_free(
    camera: FaultServer, capture: Capture
) -> None:
    camera.go_away()
    until_said(capture, "cannot be opened")
    camera.busy = True
    camera.come_back()
    visits = camera.visits
    while camera.visits < visits + 1:
        assert capture.next(0.1) is None
    camera.heal()
    assert is_back(capture)


def test_a_slow_connection_is_waited_for(camera: FaultServer) -> None:
    camera.slow_connect_s = 1.5
    with open_source(camera.address) as capture:
        assert is_back(capture)


def test_a_busy_camera_is_refused_at_once_and_names_what_helps(camera: FaultServer) -> None:
    camera.busy = True
    with pytest.raises(SourceError, match="running and free"):
        open_source(camera.address)
    camera.until_released()


def test_a_pause_and_the_end_let_go_of_the_camera(camera: FaultServer, capture: Capture) -> None:
    capture.pause()
    camera.until_released()
    capture.resume()
    assert is_back(capture)
    capture.close()
    camera.until_released()


def test_a_pause_behind_a_closed_shutter_begins_afresh(camera: FaultServer, capture: Capture) -> None:
    camera.black = True
    until_said(capture, "black")
    capture.pause()
    camera.until_released()
    assert (capture.status, capture.problem) == (CaptureStatus.PAUSED, None)
    camera.heal()
    capture.resume()
    assert is_back(capture)
