"""The desk's real process: light, one for a data directory, and gone without a trace when it is asked to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback.desk.single import FRONT, LEAVE, is_taken, tell_desk
from feedback.kept.desk_files import ALL
from feedback.process.own_program import own_child
from tests.needs import needs_window
from tests.patience import PATIENCE_MS, PATIENCE_S
from tests.places import ROOT

pytestmark = needs_window

HEAVY = ("numpy", "cv2", "mediapipe", "matplotlib", "scipy", "av", "sounddevice", "typer", "pydantic")


def test_it_loads_nothing_heavy():
    program = f"import sys, feedback.window.desk.child; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert told.stdout.strip() == "[]", told.stderr


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        own_child("desk", "en", str(folder), "default", ""),
        env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"},
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def desk(tmp_path: Path, qtbot: object) -> Iterator[subprocess.Popen[str]]:
    process = start(tmp_path)
    # It answers once its window stands.
    qtbot.waitUntil(lambda: tell_desk(tmp_path, FRONT), timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate(timeout=PATIENCE_S)


def ended(process: subprocess.Popen[str], folder: Path) -> bool:
    return process.wait(PATIENCE_S) == 0 and not any((folder / name).exists() for name in ALL)


def test_a_second_start_brings_the_first_to_the_front(desk: subprocess.Popen[str], tmp_path: Path):
    second = start(tmp_path)
    _, told = second.communicate(timeout=PATIENCE_S)
    assert second.returncode == 0
    assert "brought to the front" in told
    assert desk.poll() is None


def test_the_window_can_end_it(desk: subprocess.Popen[str], tmp_path: Path):
    assert tell_desk(tmp_path, LEAVE)
    assert ended(desk, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_the_system_can_end_it(desk: subprocess.Popen[str], tmp_path: Path, name: str):
    desk.send_signal(getattr(signal, name))
    assert ended(desk, tmp_path)


def test_one_that_was_killed_is_in_nobodys_way(desk: subprocess.Popen[str], tmp_path: Path, qtbot: object):
    desk.kill()
    desk.wait(PATIENCE_S)
    assert not is_taken(tmp_path)
    again = start(tmp_path)
    qtbot.waitUntil(lambda: is_taken(tmp_path), timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: tell_desk(tmp_path, LEAVE), timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    _, told = again.communicate(timeout=PATIENCE_S)
    assert (again.returncode, told) == (0, "")
