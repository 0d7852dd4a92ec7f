"""A real PulseAudio with a microphone and a speaker of its own, and a program that records from them."""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.linux import pulse
from feedback.desk.courtesy.linux.pulse import PulseRecords, server_path
from feedback.desk.courtesy.linux.tag_struct import TagReader
from tests.needs import reason
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="sound servers of this kind are Linux's")
needs_pulse = pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("parec")),
    reason=reason("PulseAudio is not installed", "pulseaudio", "pulseaudio-utils"),
)
SETUP = """
load-module module-native-protocol-unix auth-anonymous=0
load-module module-null-sink sink_name=speaker
load-module module-null-source source_name=microphone
"""
Patiently = Callable[[], Asking]


class Server:
    """A sound server of our own."""

    def __init__(self, home: Path) -> None:
        self.path = home / "run" / "pulse" / "native"
        (home / "run").mkdir(mode=0o700)
        (home / "setup.pa").write_text(SETUP)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "LC_ALL": "C",
        }

    @contextmanager
    def running(self, home: Path) -> Iterator[None]:
        command = ["pulseaudio", "-n", "-F", str(home / "setup.pa"), "--daemonize=no", "--exit-idle-time=-1", "-v"]
        with (home / "log").open("wb") as log:
            daemon = subprocess.Popen(
                ["pulseaudio", *command[1:], "--disable-shm=yes"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                stdout=log,
            )
            assert daemon.stderr is not None
            for line in daemon.stderr:
                if b"startup complete" in line:
                    break
            else:
                pytest.skip("PulseAudio does not run here")
            drain = threading.Thread(target=daemon.stderr.read)
            drain.start()
            try:
                yield
            finally:
                daemon.terminate()
                daemon.wait(PATIENCE_S)
                drain.join(PATIENCE_S)
                daemon.stderr.close()

    @contextmanager
    def recording(self, source: str) -> Iterator[None]:
        """While a program records from ``source``: its first sound has come."""
        program = subprocess.Popen(
            ["parec", "--device", source], env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        assert program.stdout is not None
        assert program.stdout.read(1)
        try:
            yield
        finally:
            program.terminate()
            program.communicate(timeout=PATIENCE_S)


@needs_pulse
def test_a_program_that_records_from_the_microphone_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patiently: Patiently
):
    server = Server(tmp_path)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH", "PULSE_COOKIE", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    source = PulseRecords(server_path())
    with server.running(tmp_path):
        assert source.read(patiently()) is False
        with server.recording("microphone"):
            assert source.read(patiently()) is True
        with server.recording("speaker.monitor"):  # what the speakers play is nobody's voice
            assert source.read(patiently()) is False
    with pytest.raises(OSError, match=r"gone|pipe|reset"):
        source.read(patiently())
    source.close()


def told(*, paused: bool = False, name: str = "recording", method: str = "copy", client: int = 3, about: bytes = b"N"):
    """One stream of the sound server's list."""
    return TagReader(
        b"L\0\0\0\1"
        + (b"t" + name.encode() + b"\0")
        + b"L\xff\xff\xff\xff"
        + (b"L" + struct.pack(">I", client))
        + b"L\0\0\0\2"
        + b"a\3\2\0\0\xac\x44"
        + b"m\2\1\2"
        + b"U" + bytes(8) + b"U" + bytes(8)
        + (b"t" + method.encode() + b"\0")
        + b"tdriver\0"
        + b"P" + about
        + (b"1" if paused else b"0")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stream", "counts"),
    [
        ({}, True),
        ({"paused": True}, False),
        ({"name": "Peak detect"}, False),
        ({"method": "peaks"}, False),
        ({"client": pulse.NOTHING}, False),  # the server's own echo canceller
        ({"about": b"tresample.peaks\0L\0\0\0\5x\0\0\0\5true\0N"}, False),
        ({"about": b"tmedia.role\0L\0\0\0\6x\0\0\0\6phone\0N"}, True),
    ],
)
def test_only_who_listens_counts(stream: dict[str, object], counts: bool):
    outputs = told(**stream)  # type: ignore[arg-type]
    assert (pulse._recorded_source(outputs) == 2) is counts
    assert outputs.at_end


NONSENSE = (b"", b"\0" * 20, b"\xff" * 40, pulse.HEAD.pack(9, pulse.NOTHING, 0, 0, 0) + b"t" * 9)


@pytest.mark.parametrize("answer", NONSENSE)
def test_a_server_that_speaks_nonsense_is_not_told(tmp_path: Path, answer: bytes, patiently: Patiently):
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(tmp_path / "native"))
    door.listen()

    def speak() -> None:
        talk, _ = door.accept()
        with talk, suppress(ConnectionResetError):
            talk.sendall(answer)
            talk.shutdown(socket.SHUT_WR)
            while talk.recv(1 << 12):
                pass

    speaker = threading.Thread(target=speak)
    speaker.start()
    source = PulseRecords(tmp_path / "native")
    with pytest.raises((OSError, ValueError, NotToldError)):
        source.read(patiently())
    source.close()
    speaker.join(PATIENCE_S)
    door.close()


@pytest.mark.parametrize(
    ("servers", "path"),
    [
        ("unix:/run/user/7/pulse/native", "/run/user/7/pulse/native"),
        ("tcp:other:4713 {me}unix:/run/native", "/run/native"),
        ("tcp:other:4713", "/home/run/pulse/native"),
        ("", "/home/run/pulse/native"),
    ],
)
def test_only_a_sound_server_of_this_machine_is_asked(servers: str, path: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PULSE_SERVER", servers)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/home/run")
    monkeypatch.delenv("PULSE_RUNTIME_PATH", raising=False)
    assert server_path() == Path(path)
