"""Streams over loopback: a real ffmpeg that is cut and comes back, and a sender that does everything wrong."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import perf_counter

import cv2
import numpy as np
import pytest

from tests.needs import needs_ffmpeg
from tests.patience import PATIENCE_S
from tests.senders import ffmpeg_sending
from vision.camera import Capture, CaptureStatus, Frame, frames, open_source
from vision.errors import SourceError


def until(capture: Capture, status: CaptureStatus) -> None:
    deadline_s = perf_counter() + PATIENCE_S
    while capture.status is not status:
        assert perf_counter() < deadline_s, f"still {capture.status}"
        capture.next(0.02)


def a_frame(capture: Capture, fits: Callable[[Frame], bool] = lambda _: True) -> Frame:
    deadline_s = perf_counter() + PATIENCE_S
    while perf_counter() < deadline_s:
        frame = capture.next(0.1)
        if frame is not None and fits(frame):
            return frame
    raise AssertionError(f"no such picture came; {capture.status}")


def open_when_up(address: str) -> Capture:
    deadline_s = perf_counter() + PATIENCE_S
    while True:
        try:
            return open_source(address)
        except SourceError:
            if perf_counter() > deadline_s:
                raise
            threading.Event().wait(0.05)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@needs_ffmpeg
def test_a_cut_stream_is_lost_and_comes_back_by_itself(port: int) -> None:
    address = f"http://127.0.0.1:{port}/camera"
    with ffmpeg_sending(port) as sender:
        capture = open_when_up(address)
        before = a_frame(capture, lambda frame: frame.index >= 5)
        assert (capture.live, capture.size, capture.problem) == (True, (640, 480), None)
        sender.kill()
        until(capture, CaptureStatus.LOST)
        assert address in str(capture.problem)
    with capture, ffmpeg_sending(port):
        after = a_frame(capture)
        assert after.t_s > before.t_s
        assert after.index > before.index
        assert capture.problem is None


@needs_ffmpeg
def test_a_pause_lets_go_of_the_stream_and_resuming_takes_it_up(port: int) -> None:
    with ffmpeg_sending(port) as sender:
        capture = open_when_up(f"http://127.0.0.1:{port}/camera")
        before = a_frame(capture)
        capture.pause()
        sender.wait(PATIENCE_S)  # it ends with its only reader
        assert capture.next(0.01) is None
        assert capture.status is CaptureStatus.PAUSED
    with capture, ffmpeg_sending(port):
        capture.resume()
        after = a_frame(capture)
        assert (after.t_s > before.t_s, after.index > before.index) == (True, True)


@needs_ffmpeg
def test_a_stream_that_stays_away_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with ffmpeg_sending(port) as sender:
        capture = open_when_up(f"http://127.0.0.1:{port}/camera")
        monkeypatch.setattr("vision.camera.GIVE_UP_S", 1.0)
        sender.kill()
    with capture, pytest.raises(SourceError, match="The stream"):
        list(frames(capture))
    assert capture.status is CaptureStatus.FAILED


def test_a_stream_that_is_not_there_is_refused_without_its_password(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SourceError, match="cannot be opened") as error:
        open_source(f"http://me:secret@127.0.0.1:{port}/camera?key=hidden")
    assert f"http://127.0.0.1:{port}/camera " in str(error.value)
    assert "secret" not in str(error.value)
    assert "hidden" not in str(error.value)
    assert capfd.readouterr() == ("", "")


def test_a_sender_that_never_answers_does_not_hang_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vision.source.sources.STREAM_OPEN_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(SourceError, match="cannot be opened"):
        open_source(f"http://127.0.0.1:{silent.getsockname()[1]}/camera")


# A sender that does everything wrong.


def part(content: bytes) -> bytes:
    return b"--part\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(content), content)


def jpeg(size: tuple[int, int], level: int = 90) -> bytes:
    return cv2.imencode(".jpg", np.full((size[1], size[0], 3), level, np.uint8))[1].tobytes()


def jpegs(size: tuple[int, int], level: int = 90) -> list[bytes]:
    """Ten pictures, each a little brighter than the one before; the same one twice would be held back."""
    return [jpeg(size, level + step) for step in range(10)]


@contextmanager
def sending(*script: bytes | Callable[[], object]) -> Iterator[str]:
    """Send each part of ``script`` to whoever connects; a callable is called instead, and may wait for the test."""

    class Sender(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace;boundary=part")
            self.end_headers()
            try:
                for step in script:
                    self.wfile.write(part(step)) if isinstance(step, bytes) else step()
            except ConnectionError:
                return  # the reader has left

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Sender) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/camera"
        finally:
            server.shutdown()


def test_garbage_in_a_stream_is_skipped() -> None:
    stay = threading.Event()
    noise = b"\xa5" * 500
    torn = jpeg((320, 240))[:300]
    script = (*jpegs((320, 240), 60), noise, torn, noise, *jpegs((320, 240), 200), stay.wait)
    with sending(*script) as address, open_source(address) as capture:
        a_frame(capture, lambda frame: frame.image.mean() > 190)
        assert capture.status is CaptureStatus.RUNNING
        stay.set()


def test_closing_does_not_wait_long_for_a_frozen_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vision.camera.CLOSE_WAIT_S", 0.1)
    stay = threading.Event()
    with sending(*jpegs((320, 240)), stay.wait) as address:
        capture = open_source(address)
        capture.close()
        assert capture.next(0) is None
        assert capture.status is CaptureStatus.ENDED
        stay.set()
    capture.close()
