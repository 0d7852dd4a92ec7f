"""Wayland without a library: a line to the desktop on which every wait has an end. Source: Wayland's core protocol."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.linux.talk import limit, some

DISPLAY, REGISTRY, FIRST_DONE, FIRST_FREE = 1, 2, 3, 4
"""Our numbers for the desktop's objects: the line itself, what it offers, and the first that a user of it may give."""
HEAD = struct.Struct("=IHH")
GET_REGISTRY, SYNC, BIND = 1, 0, 0
GLOBAL, DISPLAY_ERROR = 0, 0

Message = tuple[int, int, bytes]
"""Object, kind and body of what the desktop says."""


class WaylandLine:
    """A line, joined when made. offered: by interface, the desktop's number and its version. Raises OSError."""

    def __init__(self, path: Path, asking: Asking) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._unread = b""
        self.offered: dict[str, tuple[int, int]] = {}
        try:
            limit(self._socket, asking)
            self._socket.connect(str(path))
            self.send(request(DISPLAY, GET_REGISTRY, struct.pack("=I", REGISTRY)))
            for number, kind, body in self.until_done(FIRST_DONE, asking):
                if number == REGISTRY and kind == GLOBAL:
                    name, interface, version = _global(body)
                    self.offered.setdefault(interface, (name, version))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Leave the desktop."""
        self._socket.close()

    def send(self, words: bytes) -> None:
        """Send requests. Raises OSError."""
        self._socket.sendall(words)

    def bind(self, interface: str, newest: int, number: int) -> tuple[bytes, int]:
        """The request that makes an offered object ours under ``number``, and its version, at most ``newest``.

        Raises NotToldError when it is not offered.
        """
        if interface not in self.offered:
            raise NotToldError(f"no {interface}")
        name, version = self.offered[interface]
        version = min(version, newest)
        words = interface.encode() + b"\0"
        text = struct.pack("=I", len(words)) + words + bytes(-len(words) % 4)
        body = struct.pack("=I", name) + text + struct.pack("=II", version, number)
        return request(REGISTRY, BIND, body), version

    def until_done(self, number: int, asking: Asking) -> Iterator[Message]:
        """Everything said until the desktop has done what was asked before; ``number``: a free one. Raises OSError."""
        self.send(request(DISPLAY, SYNC, struct.pack("=I", number)))
        while True:
            limit(self._socket, asking)
            self._read()
            for message in self._whole():
                if message[0] == number:
                    return
                yield message

    def said_meanwhile(self) -> list[Message]:
        """Everything that is there already. Raises OSError when the desktop gave us up."""
        self._socket.setblocking(False)
        try:
            while True:
                self._read()
        except BlockingIOError:
            return list(self._whole())

    def _read(self) -> None:
        self._unread += some(self._socket)

    def _whole(self) -> Iterator[Message]:
        """What came whole."""
        while len(self._unread) >= HEAD.size:
            number, kind, size = HEAD.unpack_from(self._unread)
            size = max(size, HEAD.size)
            if len(self._unread) < size:
                return
            body, self._unread = self._unread[HEAD.size : size], self._unread[size:]
            if number == DISPLAY and kind == DISPLAY_ERROR:
                raise ConnectionAbortedError("the desktop refused")
            yield number, kind, body


def wayland_path() -> Path | None:
    """Where the desktop's socket is; None when it is no Wayland desktop."""
    name = os.environ.get("WAYLAND_DISPLAY")
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), name) if name else None


def request(number: int, kind: int, body: bytes) -> bytes:
    """A request to an object."""
    return HEAD.pack(number, kind, HEAD.size + len(body)) + body


def _global(body: bytes) -> tuple[int, str, int]:
    name, length = struct.unpack_from("=II", body)
    interface = body[8 : 8 + length].rstrip(b"\0").decode("utf-8", "replace")
    (version,) = struct.unpack_from("=I", body, len(body) - 4)
    return name, interface, version
