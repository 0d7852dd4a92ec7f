"""What is promised about privacy, watched from outside: a real process's system calls, and what it leaves behind."""

from __future__ import annotations

import subprocess
import sys
import wave
from importlib.metadata import distributions, version
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.needs import needs_strace, needs_window
from tests.places import ROOT, SESSION_CLIP
from tests.watching import Watched, watch

SOUND = "sound.wav"


def kaakrust(*arguments: str, home: Path) -> Watched:
    return watch([sys.executable, "-m", "feedback.command.main", *arguments, "--data-dir", str(home / "data")], home)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[Watched, Path]:
    """A whole visit: a first look at the face, the exercise with its cues and its sound, the summary."""
    home = tmp_path_factory.mktemp("watched") / "home"
    clip = ("--source", "demo", "--exercise", "soft_jaw", "--minutes", "0.1", "--sound-to", str(home / SOUND))
    return kaakrust("session", *clip, "--headless", "--json", "--no-pace", home=home), home


@needs_strace
def test_a_whole_session_speaks_to_no_other_machine(session: tuple[Watched, Path]):
    watched, _ = session
    assert watched.returncode == 0, watched.output
    assert '"event": "summary"' in watched.output
    assert watched.families <= {"AF_UNIX", "AF_NETLINK"}
    assert watched.contacts == frozenset()
    assert watched.lookups == frozenset()


@needs_strace
def test_a_whole_session_writes_nothing_outside_its_data_directory(session: tuple[Watched, Path]):
    """But for the file that was named."""
    watched, home = session
    elsewhere = [path for path in watched.written if not path.is_relative_to(home / "data")]
    assert all(path == home / SOUND or path.match(f"{home}/.writing-*") for path in elsewhere)  # beside, then renamed
    assert [path for path in home.rglob("*") if not path.is_relative_to(home / "data")] == [home / SOUND]


@needs_strace
def test_no_file_a_session_leaves_is_a_picture(session: tuple[Watched, Path]):
    _, home = session
    for path in (home / "data").rglob("*"):
        assert path.is_dir() or not holds_picture(path.read_bytes()), path
    with wave.open(str(home / SOUND)) as sound:
        assert sound.getnframes() / sound.getframerate() > 6.0
        header_bytes = 44
        held = sound.getnframes() * sound.getnchannels() * sound.getsampwidth()
    assert (home / SOUND).stat().st_size == header_bytes + held  # nothing but sound


IN_THE_WINDOW = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from feedback.command.main import main
from feedback.window import app
from feedback.window.main_window import MainWindow
from feedback.window.pages.session_page import SessionPage
from feedback.window.pages.calibration_page import CalibrationPage
from feedback.window.pages.summary_page import SummaryPage


class Hurried(MainWindow):
    \"\"\"With a person who goes on from every page at once, and leaves when the summary is there.\"\"\"

    def tick(self):
        super().tick()
        if isinstance(self.page, SummaryPage):
            assert not self.grab().toImage().isNull()
            print("summary", QApplication.platformName(), flush=True)
            self.close()
        elif not isinstance(self.page, (SessionPage, CalibrationPage)):
            QTest.keyClick(self.focusWidget() or self, Qt.Key.Key_Return)


app.MainWindow = Hurried
main()
"""


@needs_window
@needs_strace
def test_the_window_speaks_to_the_screen_and_nobody_else(tmp_path: Path):
    """A session in the real window: no socket but those within this machine, and the same promise about files."""
    home = tmp_path / "home"
    visit = ("session", "--source", "demo", "--minutes", "0.1", "--no-pace", "--data-dir", str(home / "data"))
    watched = watch([sys.executable, "-c", IN_THE_WINDOW, *visit], home)
    assert watched.returncode == 0, watched.output
    assert "summary" in watched.output
    assert watched.families <= {"AF_UNIX", "AF_NETLINK"}
    assert watched.lookups == frozenset()
    outside = [path for path in watched.written if not path.is_relative_to(home)]
    assert outside == []


@needs_strace
def test_the_watch_would_notice(tmp_path: Path):
    """The promise tests can fail: a process that breaks each promise is caught."""
    rogue = tmp_path / "rogue.py"
    rogue.write_text(
        "import socket\n"
        "talk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "talk.connect(('192.0.2.1', 9))\n"  # an address nobody has; connecting UDP sends nothing
        "talk.connect(('127.0.0.53', 53))\n"
        f"open({str(tmp_path / 'face.raw')!r}, 'wb').close()\n"
    )
    watched = watch([sys.executable, str(rogue)], tmp_path / "home")
    assert any("192.0.2.1" in call for call in watched.contacts)
    assert any("127.0.0.53" in call for call in watched.lookups)
    assert watched.written == {tmp_path / "face.raw"}


@pytest.mark.parametrize("kind", [".jpg", ".png", ".webp"])
def test_the_search_for_pictures_would_find_one(kind: str):
    packed = cv2.imencode(kind, np.full((48, 64, 3), 90, np.uint8))[1].tobytes()
    assert holds_picture(packed)
    assert holds_picture(b'{"note": 1}' + packed)
    assert holds_picture(SESSION_CLIP.read_bytes())
    assert not holds_picture(b'{"points_mm": [[1.5, -20.25, 3.0]], "name": "default"}')


def holds_picture(content: bytes) -> bool:
    """Whether a picture or video lies in ``content``, at its start or further on."""
    marks = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"WEBPVP8", b"ftyp", b"\x1aE\xdf\xa3")
    readable = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR) if content else None
    return readable is not None or any(mark in content for mark in marks)


def test_the_face_library_is_the_version_that_sends_no_metrics():
    assert version("mediapipe") == "0.10.30"


def test_there_is_exactly_one_opencv():
    names = {(found.metadata["Name"] or "").lower().replace("_", "-") for found in distributions()}
    assert {name for name in names if name.startswith("opencv")} == {"opencv-python-headless"}


def test_reading_a_face_never_looks_for_microphones():
    """Importing mediapipe alone would look through all sound devices."""
    asked = "import sys, vision.landmarker; print(sorted(sys.modules.keys() & {'sounddevice', '_sounddevice'}))"
    command = [sys.executable, "-c", asked]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.strip() == "[]"
