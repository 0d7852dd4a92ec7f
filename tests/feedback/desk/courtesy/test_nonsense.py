"""Whatever comes over a line is an answer or none; a source neither raises nor waits longer than it may."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.desk.courtesy.asking import NotToldError, Resting, Source
from feedback.desk.courtesy.linux.dconf import dconf_truth
from feedback.desk.courtesy.linux.pulse import PulseRecords
from feedback.desk.courtesy.linux.wayland import WaylandFullScreen, WaylandIdle
from feedback.desk.courtesy.linux.x11 import XIdle, XScreen
from feedback.desk.courtesy.table import Quiet
from tests.feedback.desk.courtesy.conftest import patient
from tests.patience import PATIENCE_S
from tests.places import DATA

linux = pytest.mark.skipif("sys.platform != 'linux'", reason="these lines are Linux's")
WHOLE = (DATA / "desk" / "dconf_banners_off").read_bytes()
KEY = "/org/gnome/desktop/notifications/show-banners"


class Speaker:
    """Somebody at a socket who answers each visitor with the same bytes, whatever is asked."""

    def __init__(self, path: Path) -> None:
        self.says = b""
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(str(path))
        self.door.listen()
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self) -> None:
        while True:
            visitor, _ = self.door.accept()
            with visitor:
                if not self.says:
                    return
                try:
                    visitor.sendall(self.says)
                    visitor.shutdown(socket.SHUT_WR)
                    while visitor.recv(1 << 12):
                        pass
                except OSError:  # it left in the middle
                    continue

    def end(self, path: Path) -> None:
        self.says = b""
        with socket.socket(socket.AF_UNIX) as last:
            last.connect(str(path))
        self.thread.join(PATIENCE_S)
        self.door.close()


def some_pulse(path: Path) -> Source[bool]:
    return PulseRecords(path)


def some_wayland(path: Path) -> Source[Quiet]:
    return WaylandIdle(path)


def some_wayland_window(path: Path) -> Source[bool]:
    return WaylandFullScreen(path)


def some_x11(path: Path) -> Source[Quiet]:
    return XIdle(XScreen(":7"))


@linux
@pytest.mark.parametrize("make", [some_pulse, some_wayland, some_wayland_window, some_x11])
def test_a_line_full_of_anything_is_an_answer_or_none(
    make: Callable[[Path], Source[object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("feedback.desk.courtesy.linux.x11.SOCKETS", tmp_path)
    path = tmp_path / "X7"
    speaker = Speaker(path)

    @given(said=st.binary(min_size=1, max_size=200))
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def anything(said: bytes) -> None:
        speaker.says = said
        source = Resting(make(path))
        with suppress(NotToldError):
            assert source.read(patient()) is not None
        source.close()

    try:
        anything()
    finally:
        speaker.end(path)


@given(where=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255))
def test_a_byte_of_the_desktops_file_that_flipped_is_an_answer_or_none(where: int, byte: int):
    damaged = bytearray(WHOLE)
    damaged[where] = byte

    class File:
        def read(self, _: object) -> bool:
            return dconf_truth(bytes(damaged), KEY) is True

        def close(self) -> None:
            """Nothing is open."""

    with suppress(NotToldError):
        assert Resting(File()).read(patient()) in (True, False)
