"""What the screen tells: a real X11 screen, and a Wayland desktop of our own."""

from __future__ import annotations

import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.linux.wayland import STEPS_S, WaylandFullScreen, WaylandIdle
from feedback.desk.courtesy.linux.wayland_line import HEAD
from feedback.desk.courtesy.linux.x11 import XFullScreen, XIdle, XScreen
from feedback.desk.courtesy.table import Quiet
from tests.feedback.desk.courtesy.conftest import patient
from tests.needs import reason
from tests.patience import PATIENCE_S
from tests.screens import close_screen

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="screens of this kind are Linux's")
needs_xvfb = pytest.mark.skipif(shutil.which("Xvfb") is None, reason=reason("Xvfb is not installed", "xvfb"))
Patiently = Callable[[], Asking]


@pytest.fixture
def screen(patiently: Patiently) -> Iterator[XScreen]:
    """A screen of a test's own, joined."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-nolisten", "tcp"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    number = server.stdout.readline().strip()
    screen = XScreen(f":{number}.0")
    screen.join(patiently())
    yield screen
    screen.close()
    close_screen(server)  # type: ignore[arg-type]
    server.communicate(timeout=PATIENCE_S)


def put(screen: XScreen, window: int, name: str, kind: str, value: int, asking: Asking) -> None:
    """Set a window's property of one number, as a window manager does."""
    numbers = (window, atom(screen, name, asking), atom(screen, kind, asking))
    asked = struct.pack("<BBHIIIB3xII", 18, 0, 7, *numbers, 32, 1, value)
    assert screen._socket is not None
    screen._socket.sendall(asked)
    screen._sent += 1


def atom(screen: XScreen, name: str, asking: Asking) -> int:
    """The number of a name, which is made if it is new."""
    words = struct.pack("<Hxx", len(name)) + name.encode() + bytes(-len(name) % 4)
    return int(struct.unpack_from("<I", screen.ask(asking, 16, 0, words), 8)[0])


@needs_xvfb
def test_the_screen_counts_how_long_nobody_touched_anything(screen: XScreen, patiently: Patiently):
    first = XIdle(screen).read(patiently())
    assert 0.0 <= first.idle_s < PATIENCE_S
    assert first.typing_s is None
    assert XIdle(screen).read(patiently()).idle_s >= first.idle_s


@needs_xvfb
def test_a_window_in_front_that_fills_the_screen_is_seen(screen: XScreen, patiently: Patiently):
    source, asking = XFullScreen(screen), patiently()
    with pytest.raises(NotToldError, match="window manager"):
        source.read(asking)
    put(screen, screen.root, "_NET_ACTIVE_WINDOW", "WINDOW", 0, asking)
    assert source.read(asking) is False
    put(screen, screen.root, "_NET_ACTIVE_WINDOW", "WINDOW", screen.root, asking)
    assert source.read(asking) is False
    put(screen, screen.root, "_NET_WM_STATE", "ATOM", atom(screen, "_NET_WM_STATE_ABOVE", asking), asking)
    assert source.read(asking) is False
    put(screen, screen.root, "_NET_WM_STATE", "ATOM", atom(screen, "_NET_WM_STATE_FULLSCREEN", asking), asking)
    assert source.read(asking) is True
    put(screen, screen.root, "_NET_ACTIVE_WINDOW", "WINDOW", 0x123456, asking)  # closed meanwhile
    assert source.read(asking) is False


@pytest.mark.parametrize("display", ["", "elsewhere:0", "localhost:10.0", ":x"])
def test_a_screen_of_another_machine_is_not_asked(display: str, patiently: Patiently):
    with pytest.raises(NotToldError):
        XIdle(XScreen(display)).read(patiently())


class Compositor(threading.Thread):
    """A Wayland desktop that offers what it is told to; what it was asked, in order.

    windows: the states of each, told to whoever asks for the list of windows.
    """

    def __init__(self, path: Path, *windows: tuple[int, ...], **offers: int) -> None:
        super().__init__()
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(str(path))
        self.door.listen()
        self.windows, self.offers = windows, {"wl_compositor": 5, "wl_seat": 8, **offers}
        self.asked: list[tuple[int, int, bytes]] = []
        self.ready = threading.Event()

    def run(self) -> None:
        self.talk, _ = self.door.accept()
        unread = b""
        while part := self.talk.recv(1 << 12):
            unread += part
            while len(unread) >= 8 and len(unread) >= HEAD.unpack_from(unread)[2]:
                number, kind, size = HEAD.unpack_from(unread)
                self.asked.append((number, kind, unread[8:size]))
                unread = unread[size:]
                self.answer(number, kind)
        self.talk.close()
        self.door.close()

    def answer(self, number: int, kind: int) -> None:
        _, _, body = self.asked[-1]
        if (number, kind) == (1, 1):
            for name, (interface, version) in enumerate(self.offers.items(), 1):
                words = interface.encode() + b"\0"
                self.say(2, 0, struct.pack("=II", name, len(words)) + padded(words) + struct.pack("=I", version))
        if (number, kind) == (1, 0):
            self.say(struct.unpack("=I", body)[0], 0, struct.pack("=I", 1))
        if number == 2 and b"toplevel" in body:
            for window, states in enumerate(self.windows, 0xFF000000):
                self.say(4, 0, struct.pack("=I", window))
                self.say(window, 0, struct.pack("=I", 6) + padded(b"title\0"))
                self.say(window, 4, struct.pack(f"={1 + len(states)}I", 4 * len(states), *states))
                self.say(window, 5)
        if number == 5 and len([one for one in self.asked if one[0] == 5]) == len(STEPS_S):
            self.ready.set()

    def say(self, number: int, kind: int, body: bytes = b"") -> None:
        self.talk.sendall(HEAD.pack(number, kind, 8 + len(body)) + body)

    def over(self) -> None:
        self.join(PATIENCE_S)
        assert not self.is_alive()


def padded(words: bytes) -> bytes:
    return words + bytes(-len(words) % 4)


@pytest.mark.parametrize(("version", "request_kind"), [(1, 1), (2, 2)])
def test_a_wayland_desktop_tells_when_nobody_touched_anything(
    tmp_path: Path, version: int, request_kind: int, patiently: Patiently
):
    compositor = Compositor(tmp_path / "wayland-0", ext_idle_notifier_v1=version)
    compositor.start()
    source = WaylandIdle(tmp_path / "wayland-0")
    assert source.read(patiently()) == Quiet(0.0)
    assert compositor.ready.wait(PATIENCE_S)
    asked = [(kind, struct.unpack("=III", body)) for number, kind, body in compositor.asked if number == 5]
    assert asked == [(request_kind, (6, 5_000, 4)), (request_kind, (7, 120_000, 4))]
    for number, kind, quiet_s in ((6, 0, 5.0), (7, 0, 120.0), (7, 1, 5.0), (6, 1, 0.0)):
        compositor.say(number, kind)
        assert source.read(patiently()) == Quiet(quiet_s)
    compositor.say(7, 0)
    source.read(patient(100.0))
    assert source.read(patient(130.0)) == Quiet(150.0)  # and nobody came since
    source.close()
    compositor.over()


def test_a_wayland_desktop_without_that_word_is_not_told(tmp_path: Path, patiently: Patiently):
    compositor = Compositor(tmp_path / "wayland-0")
    compositor.start()
    source = WaylandIdle(tmp_path / "wayland-0")
    with pytest.raises(NotToldError, match="ext_idle_notifier"):
        source.read(patiently())
    source.close()
    compositor.over()


def test_a_desktop_that_gave_us_up_is_joined_again(tmp_path: Path, patiently: Patiently):
    first = Compositor(tmp_path / "wayland-0", ext_idle_notifier_v1=2)
    first.start()
    source = WaylandIdle(tmp_path / "wayland-0")
    source.read(patiently())
    assert first.ready.wait(PATIENCE_S)
    first.say(6, 0)
    first.talk.shutdown(socket.SHUT_RDWR)
    first.over()
    (tmp_path / "wayland-0").unlink()
    second = Compositor(tmp_path / "wayland-0", ext_idle_notifier_v1=2)
    second.start()
    assert source.read(patiently()) == Quiet(0.0)
    source.close()
    second.over()


NORMAL, FRONT, FULL, BEHIND = (), (2,), (2, 3), (0, 3)


@pytest.mark.parametrize(
    ("windows", "fills"),
    [((), False), ((NORMAL, FRONT), False), ((NORMAL, FULL), True), ((BEHIND, FRONT), False)],
)
def test_a_small_wayland_desktop_tells_whether_the_window_in_front_fills_the_screen(
    tmp_path: Path, windows: tuple[tuple[int, ...], ...], fills: bool, patiently: Patiently
):
    compositor = Compositor(tmp_path / "wayland-0", *windows, zwlr_foreign_toplevel_manager_v1=3)
    compositor.start()
    assert WaylandFullScreen(tmp_path / "wayland-0").read(patiently()) is fills
    compositor.over()


def test_a_wayland_desktop_that_lists_no_windows_is_not_told(tmp_path: Path, patiently: Patiently):
    compositor = Compositor(tmp_path / "wayland-0")
    compositor.start()
    with pytest.raises(NotToldError, match="toplevel"):
        WaylandFullScreen(tmp_path / "wayland-0").read(patiently())
    compositor.over()
