"""What is given to the program, damaged or odd: words on the command line, recordings, streams."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from unittest.mock import patch

import cv2
from hypothesis import strategies as st
from typer.testing import CliRunner

from calibration.spans import check_within, parse_spans
from feedback.command.main import app
from feedback.process import fence
from tests.fuzzing.damage import damaged, typed
from tests.fuzzing.play import said
from tests.vision.faces import sitter
from vision.camera import frames, open_source
from vision.source.sources import find_source

FEW_PICTURES = 12
"""Of a damaged recording so many are read: enough to pass its damage."""

# Words


def check_spec(spec: str, folder: Path) -> None:
    spans, problem = said(lambda: parse_spans(spec))
    if problem is None:
        assert spans
        said(lambda: check_within(spans, 45.0))


def check_source(spec: str, folder: Path) -> None:
    before = dict(os.environ)
    with patch.dict(os.environ):
        fence.stay_inside()
        fence.let_through(spec)
    assert dict(os.environ) == before
    source, problem = said(lambda: find_source(spec))
    if problem is None and not source.live:
        _, problem = said(lambda: read_some(spec))
        assert problem is not None or Path(spec).exists() or spec in ("demo",) or spec.startswith(("file://", "~"))


def read_some(spec: str) -> int:
    seen = 0
    with open_source(spec, paced=False) as capture:
        for frame in frames(capture):
            assert frame.image.ndim == 3
            seen += 1
            if seen == FEW_PICTURES:
                break
    return seen


COMMANDS = (
    ("history", "--json", "--from"),
    ("history", "--profile"),
    ("report", "--until"),
    ("report", "--out"),
    ("export", "--out"),
    ("import",),
    ("forget", "--yes", "--session"),
    ("forget", "--profile"),
    ("analyze", "no.mp4", "--calibrate"),
    ("analyze", "--csv", "-"),
    ("calibrate", "--headless", "--spacer"),
    ("calibrate", "--source", "no.mp4", "--spans"),
    ("session", "--headless", "--profile"),
    ("session", "--headless", "--source"),
    ("session", "--headless", "--minutes"),
    ("doctor", "--json", "--source"),
    ("demo", "--lang"),
)


def commands() -> st.SearchStrategy[list[str]]:
    words = typed("default", "2026-11-22", "closed=0-5", "no.mp4", "0", "5", "--json", "--help", "1")
    line = st.tuples(st.sampled_from(COMMANDS), words, st.lists(words, max_size=1))
    # A file that is read to its end takes minutes; an address would be called.
    usable = line.map(lambda drawn: [*drawn[0], drawn[1], *drawn[2]])
    return usable.filter(lambda words: not any("://" in word or "\0" in word or word == "demo" for word in words[1:]))


def run_command(words: list[str]) -> None:
    """The command as typed: one of its own exit codes, and no traceback."""
    done = CliRunner().invoke(app, words)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code in (0, 2, 3, 4)
    assert "Traceback" not in done.output
    assert done.exit_code == 0 or done.output.strip()


def check_command(words: list[str], folder: Path) -> None:
    before = Path.cwd()
    (folder / "data").mkdir()
    (folder / "here").mkdir()
    os.chdir(folder / "here")
    try:
        with patch.dict(os.environ, {"KAAKRUST_DATA_DIR": str(folder / "data")}):
            run_command(words)
    finally:
        os.chdir(before)


# Pictures


@cache
def recordings() -> tuple[tuple[str, bytes], ...]:
    """A few small pictures of the sitter in the containers that phones and cameras make."""
    made = []
    for ending, code in ((".avi", "MJPG"), (".mp4", "mp4v"), (".mkv", "mp4v"), (".avi", "XVID")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"clip{ending}"
            writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*code), 30, (96, 64))
            for frame in sitter().frames[:10]:
                writer.write(cv2.resize(frame.image, (96, 64)))
            writer.release()
            made.append((ending, path.read_bytes()))
    return tuple(made)


def odd_recordings() -> st.SearchStrategy[tuple[str, bytes]]:
    return st.sampled_from(recordings()).flatmap(lambda made: st.tuples(st.just(made[0]), damaged(made[1])))


def check_recording(case: tuple[str, bytes], folder: Path) -> None:
    path = folder / f"clip{case[0]}"
    path.write_bytes(case[1])
    said(lambda: read_some(str(path)))
    assert path.read_bytes() == case[1]


@cache
def answer() -> bytes:
    """What a network camera says and sends."""
    parts = []
    for frame in sitter().frames[:6]:
        packed = cv2.imencode(".jpg", cv2.resize(frame.image, (96, 64)))[1].tobytes()
        parts.append(b"--part\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(packed), packed))
    head = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=part\r\n\r\n"
    return head + b"".join(parts * 3)


def check_stream(content: bytes, folder: Path) -> None:
    def look() -> None:
        with open_source(address) as capture:
            for _ in range(FEW_PICTURES):
                frame = capture.next(0.02)
                assert frame is None or frame.image.ndim == 3

    with sending(content) as address:
        said(look)


@contextmanager
def sending(content: bytes) -> Iterator[str]:
    """Something on this machine that says ``content`` to whoever calls, and hangs up; its address."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            with suppress(OSError):  # the door is closed, or the caller has left
                while True:
                    caller, _ = door.accept()
                    with caller, suppress(OSError):
                        caller.settimeout(5)
                        caller.recv(4096)
                        caller.sendall(content)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}/camera"
        finally:
            door.shutdown(socket.SHUT_RDWR)
            thread.join()
