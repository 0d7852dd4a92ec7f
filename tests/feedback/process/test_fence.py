"""The fence around native libraries: no way out but to the camera that was named, no chatter, no lost words."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
import pytest

from feedback.process import fence
from tests.places import ROOT
from vision.camera import open_source
from vision.errors import SourceError

ANOTHER_HOST = "127.0.0.2"
"""Stands for a camera elsewhere on the person's network: an address the fence does not know as this machine."""


@pytest.fixture
def fenced(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*fence.PROXY_NAMES, "no_proxy"):
        for spelling in (name, name.upper()):
            monkeypatch.setenv(spelling, "theirs")  # put back afterwards
    fence.stay_inside()


@contextmanager
def camera(host: str) -> Iterator[str]:
    """An MJPEG camera at ``host``; its address."""
    picture = cv2.imencode(".jpg", np.full((240, 320, 3), 90, np.uint8))[1].tobytes()
    part = b"--part\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(picture), picture)

    class Sender(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace;boundary=part")
            self.end_headers()
            try:
                self.wfile.write(part * 200)
            except ConnectionError:
                return  # the reader has left

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    try:
        server = ThreadingHTTPServer((host, 0), Sender)
    except OSError:
        pytest.skip(f"{host} is not this machine here")
    with server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        try:
            yield f"http://{host}:{server.server_port}/camera"
        finally:
            server.shutdown()


@pytest.mark.usefixtures("fenced")
def test_a_camera_of_this_machine_opens_inside_the_fence():
    with camera("127.0.0.1") as address, open_source(address) as capture:
        assert capture.next().image.shape == (240, 320, 3)


@pytest.mark.usefixtures("fenced")
def test_another_host_opens_only_when_the_person_named_it():
    with camera(ANOTHER_HOST) as address:
        with pytest.raises(SourceError):
            open_source(address)
        fence.let_through(address)
        with open_source(address) as capture:
            assert capture.next().image.shape == (240, 320, 3)


@pytest.mark.usefixtures("fenced")
@pytest.mark.parametrize("spec", ["", "0", "demo", "clip.mp4", "file:///clip.mp4", "http://[", "Logitech: C270"])
def test_what_is_no_address_opens_nothing(spec: str):
    before = os.environ["no_proxy"]
    fence.let_through(spec)
    assert os.environ["no_proxy"] == before


@pytest.mark.usefixtures("fenced")
@pytest.mark.parametrize(
    ("spec", "host"),
    [
        ("rtsp://me:secret@192.168.1.7:554/live?key=1", "192.168.1.7"),
        ("http://[fd00::7]:8080/camera", "fd00::7"),
        ("http://Porch.local/camera", "porch.local"),
    ],
)
def test_only_the_host_is_let_through(spec: str, host: str):
    fence.let_through(spec)
    assert os.environ["no_proxy"].split(",")[-1] == os.environ["NO_PROXY"].split(",")[-1] == host


@pytest.mark.usefixtures("fenced")
def test_their_own_proxy_is_a_way_out_no_more():
    ways = {os.environ[spelling] for name in fence.PROXY_NAMES for spelling in (name, name.upper())}
    assert ways == {fence.NOWHERE}


def hushed(what: str, **environment: str) -> str:
    """What reaches the terminal of a program that hushes its native libraries and then does ``what``."""
    program = f"import os, sys\nfrom feedback.process import fence\nfence.hush()\nos.write(2, b'native')\n{what}"
    command = [sys.executable, "-c", program]
    told = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environment}, check=False
    )
    assert told.stdout == ""
    return told.stderr


@pytest.mark.parametrize(
    "what",
    [
        "print('word', file=sys.stderr)",
        "import typer; typer.secho('word', err=True)",
        "from rich.console import Console; Console(stderr=True).print('word')",
        "import logging; logging.warning('word')",
        "import warnings; warnings.warn('word')",
        "raise SystemExit('word')",
    ],
)
def test_pythons_words_still_reach_the_terminal(what: str):
    told = hushed(what)
    assert "word" in told
    assert "native" not in told


@pytest.mark.skipif(os.name != "posix", reason="crashes as POSIX has them")
def test_a_crash_still_says_where():
    assert "line 5" in hushed("os.abort()")


def test_native_words_can_be_asked_for():
    assert hushed("", KAAKRUST_NATIVE_LOG="1") == "native"
