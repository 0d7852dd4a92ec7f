"""What is promised about privacy, watched from outside: a real process's system calls, and what it leaves behind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions, version
from ipaddress import ip_address
from pathlib import Path

import cv2
import numpy as np
import pytest

CLIP = Path(__file__).parent / "data" / "session_3s.mp4"
LOOKING_UP_NAMES = ("/etc/resolv.conf", "/io.systemd.Resolve", "htons(53)")
"""What shows in the calls only when the address of a name is looked for: how the C library asks, and port 53."""
HARMLESS_SOCKETS = re.compile(r"socket\(AF_(UNIX|NETLINK|INET|INET6),")
"""Within the machine, or seen again when they are connected; others (raw packets, Bluetooth) have no business here."""
CALLS = "trace=network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate"
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^(creat|mkdir|rename|link|symlink|truncate)")
NO_FILES = ("/dev/null", "/dev/tty", "/dev/pts/", "/proc/self/")
"""Paths that keep nothing."""


@cache
def strace_works() -> bool:
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-e", "trace=none", "true"], capture_output=True, check=False).returncode == 0


needs_strace = pytest.mark.skipif("not strace_works()", reason="strace is not installed here, or may not trace")


@dataclass(frozen=True)
class Watched:
    """What a process did. contacts: addresses outside this machine. lookups: names it tried to find.

    written: files and folders it made, or opened to write in.
    """

    returncode: int
    output: str
    contacts: frozenset[str]
    lookups: frozenset[str]
    written: frozenset[Path]


def watch(command: list[str], home: Path) -> Watched:
    """Run ``command`` under strace with a home of its own, all its threads and children included."""
    log = home.parent / "calls.log"
    home.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment |= {"HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "4096", "-e", CALLS, "-o", str(log), *command],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[1],
        timeout=100,
        check=False,
    )
    calls = list(_calls(log.read_text(errors="replace")))
    return Watched(
        done.returncode,
        done.stdout + done.stderr,
        frozenset(call for call in calls if _leaves_this_machine(call)),
        frozenset(call for call in calls if any(mark in call for mark in LOOKING_UP_NAMES)),
        frozenset(path for call in calls if WRITING.search(call) and " = -1 E" not in call for path in _paths(call)),
    )


def _calls(log: str) -> Iterator[str]:
    """The calls of all threads, those put together again that another thread's call cut in two."""
    begun: dict[str, str] = {}
    for line in log.splitlines():
        process, call = line.split(maxsplit=1)
        if call.endswith("<unfinished ...>"):
            begun[process] = call.removesuffix("<unfinished ...>")
        elif "<... " in call:
            yield begun.pop(process, "") + call.partition("resumed>")[2]
        else:
            yield call


def _leaves_this_machine(call: str) -> bool:
    if call.startswith("socket("):
        return HARMLESS_SOCKETS.match(call) is None
    if not call.startswith(("connect(", "bind(", "send")):
        return False
    addresses = re.findall(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"', call)
    return any(not ip_address(four or six).is_loopback for four, six in addresses)


def _paths(call: str) -> list[Path]:
    return [Path(path) for path in re.findall(r'"([^"]*)"', call) if not path.startswith(NO_FILES)]


def kaakrust(*arguments: str, home: Path) -> Watched:
    return watch([sys.executable, "-m", "feedback.cli", *arguments, "--data-dir", str(home / "data")], home)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[Watched, Path]:
    """A whole visit: a first look at the face, the exercise with its cues, the summary."""
    home = tmp_path_factory.mktemp("watched") / "home"
    clip = ("--source", "demo", "--minutes", "0.1")
    return kaakrust("session", *clip, "--headless", "--json", "--no-pace", home=home), home


@needs_strace
def test_a_whole_session_speaks_to_no_other_machine(session: tuple[Watched, Path]):
    watched, _ = session
    assert watched.returncode == 0, watched.output
    assert '"event": "summary"' in watched.output
    assert watched.contacts == frozenset()
    assert watched.lookups == frozenset()


@needs_strace
def test_a_whole_session_writes_nothing_outside_its_data_directory(session: tuple[Watched, Path]):
    watched, home = session
    assert [path for path in watched.written if not path.is_relative_to(home / "data")] == []
    assert [path for path in home.rglob("*") if not path.is_relative_to(home / "data")] == []


@needs_strace
def test_no_file_a_session_leaves_is_a_picture(session: tuple[Watched, Path]):
    _, home = session
    for path in home.rglob("*"):
        assert path.is_dir() or not holds_picture(path.read_bytes()), path


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
    assert holds_picture(CLIP.read_bytes())
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
    assert {name for name in names if name.startswith("opencv")} == {"opencv-python"}


def test_reading_a_face_never_looks_for_microphones():
    """Importing mediapipe alone would look through all sound devices."""
    asked = "import sys, vision.landmarker; print(sorted(sys.modules.keys() & {'sounddevice', '_sounddevice'}))"
    command = [sys.executable, "-c", asked]
    told = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1], check=True)
    assert told.stdout.strip() == "[]"
