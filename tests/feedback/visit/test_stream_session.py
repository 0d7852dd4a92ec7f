"""A session on a stream that is cut and comes back, as its person sees it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.feedback.command.test_command import ENVIRONMENT
from tests.needs import needs_ffmpeg
from tests.patience import PATIENCE_S
from tests.senders import ffmpeg_sending


def _until(process: subprocess.Popen[str], event: str) -> dict[str, object]:
    assert process.stdout is not None
    for line in process.stdout:
        told: dict[str, object] = json.loads(line)
        if told["event"] == event:
            return told
    raise AssertionError(f"it ended without {event}: {process.communicate()[1]}")


@needs_ffmpeg
@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_cut_stream_pauses_the_session_in_a_sentence_and_it_goes_on_by_itself(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "feedback.command.main", "session", "--headless", "--json", "--lang", "en"]
    command += ["--source", f"http://127.0.0.1:{port}/camera", "--data-dir", str(tmp_path)]
    with ffmpeg_sending(port) as sender:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
        _until(process, "state")
        sender.kill()
        sender.wait()
        paused = _until(process, "pause")
    assert "picture" in str(paused["text"])
    with ffmpeg_sending(port):
        _until(process, "resume")
        _until(process, "state")
        process.send_signal(signal.SIGINT)
        summary = _until(process, "summary")
        process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 4
    assert summary["ended"] == "stopped"


@needs_ffmpeg
def test_a_stream_can_be_practised_with_to_the_end(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "feedback.command.main", "session", "--headless", "--json", "--minutes", "0.1"]
    command += ["--source", f"http://127.0.0.1:{port}/camera", "--data-dir", str(tmp_path)]
    with ffmpeg_sending(port):
        done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=PATIENCE_S, check=False)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert told[-1]["ended"] == "done"
    assert told[-1]["elapsed_s"] >= 6.0
