"""Wayland: whether nobody touched anything for a while, as the desktop tells programs that asked to be told.

Asked over the desktop's own socket; what it told since is read when the question is put, so that nothing runs
meanwhile. Source: the Wayland core protocol and ext-idle-notify-v1.
"""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.table import Quiet

CALL_S = 0.15
"""What one answer may take."""
STEPS_S = (15.0, 120.0)
"""After how long the desktop is to tell: a pause in typing, and nobody there. Few, for each pause is a message."""
DISPLAY, REGISTRY, DONE, SEAT, NOTIFIER, FIRST_NOTICE = 1, 2, 3, 4, 5, 6
"""Our numbers for the desktop's objects."""
HEAD = struct.Struct("=IHH")
GET_REGISTRY, SYNC, BIND = 1, 0, 0
NOTICE_OF_IDLE, NOTICE_OF_INPUT = 1, 2
"""Requests of the notifier: the second does not wait for a film to end, and came with its version 2."""
GLOBAL, DISPLAY_ERROR, IDLED, RESUMED = 0, 0, 0, 1
MS = 1e3


class WaylandIdle:
    """How long nobody touched anything, in steps. path: the desktop's socket."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._socket: socket.socket | None = None
        self._unread = b""
        self._idle: dict[int, bool] = {}

    def read(self, asking: Asking) -> Quiet:
        """The answer now: the longest step that is over. Raises NotToldError, OSError."""
        if self._socket is not None:
            try:
                self._hear_what_is_there()
            except OSError:  # so long unasked that the desktop gave us up
                self.close()
        if self._socket is None:
            self._join(asking)
        over = [step_s for number, step_s in enumerate(STEPS_S, FIRST_NOTICE) if self._idle.get(number)]
        return Quiet(max(over, default=0.0))

    def close(self) -> None:
        """Leave the desktop; the next question joins it again."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self._unread, self._idle = b"", {}

    def _join(self, asking: Asking) -> None:
        talk = self._socket = socket.socket(socket.AF_UNIX)
        talk.settimeout(asking.left_s(CALL_S))
        talk.connect(str(self._path))
        talk.sendall(
            _request(DISPLAY, GET_REGISTRY, struct.pack("=I", REGISTRY))
            + _request(DISPLAY, SYNC, struct.pack("=I", DONE))
        )
        found: dict[str, tuple[int, int]] = {}
        while True:
            talk.settimeout(asking.left_s(CALL_S))
            self._unread += _some(talk)
            for number, kind, body in self._messages():
                if number == REGISTRY and kind == GLOBAL:
                    name, interface, version = _global(body)
                    found.setdefault(interface, (name, version))
                if number == DONE:
                    self._ask_to_be_told(talk, found)
                    return

    def _ask_to_be_told(self, talk: socket.socket, found: dict[str, tuple[int, int]]) -> None:
        try:
            seat, _ = found["wl_seat"]
            notifier, version = found["ext_idle_notifier_v1"]
        except KeyError as missing:
            raise NotToldError(f"no {missing.args[0]}") from missing
        wanted = min(version, 2)
        asked = _bind(seat, "wl_seat", 1, SEAT) + _bind(notifier, "ext_idle_notifier_v1", wanted, NOTIFIER)
        kind = NOTICE_OF_INPUT if wanted == 2 else NOTICE_OF_IDLE
        for number, step_s in enumerate(STEPS_S, FIRST_NOTICE):
            asked += _request(NOTIFIER, kind, struct.pack("=III", number, int(step_s * MS), SEAT))
        talk.sendall(asked)

    def _hear_what_is_there(self) -> None:
        talk = self._socket
        assert talk is not None
        talk.setblocking(False)
        try:
            while True:
                self._unread += _some(talk)
        except BlockingIOError:
            pass
        for number, kind, _ in self._messages():
            if number == DISPLAY and kind == DISPLAY_ERROR:
                raise ConnectionAbortedError("the desktop refused")
            if number >= FIRST_NOTICE:
                self._idle[number] = kind == IDLED

    def _messages(self) -> list[tuple[int, int, bytes]]:
        """What came whole: object, kind, body."""
        whole = []
        while len(self._unread) >= HEAD.size:
            number, kind, size = HEAD.unpack_from(self._unread)
            if len(self._unread) < max(size, HEAD.size):
                break
            whole.append((number, kind, self._unread[HEAD.size : size]))
            self._unread = self._unread[max(size, HEAD.size) :]
        return whole


def wayland_path() -> Path | None:
    """Where the desktop's socket is; None when it is no Wayland desktop."""
    name = os.environ.get("WAYLAND_DISPLAY")
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), name) if name else None


def _request(number: int, kind: int, body: bytes) -> bytes:
    return HEAD.pack(number, kind, HEAD.size + len(body)) + body


def _bind(name: int, interface: str, version: int, number: int) -> bytes:
    words = interface.encode() + b"\0"
    text = struct.pack("=I", len(words)) + words + bytes(-len(words) % 4)
    return _request(REGISTRY, BIND, struct.pack("=I", name) + text + struct.pack("=II", version, number))


def _global(body: bytes) -> tuple[int, str, int]:
    name, length = struct.unpack_from("=II", body)
    interface = body[8 : 8 + length].rstrip(b"\0").decode("utf-8", "replace")
    (version,) = struct.unpack_from("=I", body, len(body) - 4)
    return name, interface, version


def _some(talk: socket.socket) -> bytes:
    received = talk.recv(1 << 16)
    if not received:
        raise ConnectionResetError("the desktop is gone")
    return received
