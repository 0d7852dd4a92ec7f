"""X11 without a library: how long nobody touched anything, and whether the window in front fills the screen.

A screen that does not answer would hold a library's call for ever; here every wait has an end. Only a screen of this
machine is asked. Source: the X Window System Protocol, version 11, its MIT-SCREEN-SAVER extension, and EWMH.
"""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.linux.talk import exactly, limit
from feedback.desk.courtesy.table import Quiet

SOCKETS = Path("/tmp/.X11-unix")
COOKIE = b"MIT-MAGIC-COOKIE-1"
LOCAL, ANY = 256, 0xFFFF
"""Families of addresses that a cookie is for: this machine, any."""
SETUP, SETUP_ANSWER = struct.Struct("<cxHHHHxx"), struct.Struct("<BBHHH")
SETUP_VENDOR, SETUP_FORMATS, SETUP_SCREENS, FORMAT_BYTES = 16, 21, 32, 8
"""Where the setup's answer says how long the maker's name is, how many formats there are, and where both end."""
ANSWER_BYTES, FAILED, ANSWERED, GENERIC_EVENT = 32, 0, 1, 35
LARGEST_WORDS = 1 << 16
"""An answer longer than this many words is none."""
INTERN_ATOM, GET_PROPERTY, QUERY_EXTENSION = 16, 20, 98
SAVER_QUERY_INFO = 1
MS = 1e3


class XScreen:
    """One X11 screen, joined when first asked. display: as in the environment."""

    def __init__(self, display: str) -> None:
        self._display = display
        self._socket: socket.socket | None = None
        self._sent = 0
        self._known: dict[str, int] = {}
        self.root = 0
        """The window behind all others; known once joined."""

    def join(self, asking: Asking) -> None:
        """Be joined. Raises NotToldError, OSError."""
        if self._socket is not None:
            return
        host, _, number = self._display.partition(":")
        number = number.partition(".")[0]
        if host not in ("", "unix") or not number.isdecimal():
            raise NotToldError("no screen of this machine")
        talk = socket.socket(socket.AF_UNIX)
        self._socket, self._sent, self._known = talk, 0, {}
        limit(talk, asking)
        talk.connect(str(SOCKETS / f"X{number}"))
        name, cookie = _cookie(number.encode())
        talk.sendall(SETUP.pack(b"l", 11, 0, len(name), len(cookie)) + _padded(name) + _padded(cookie))
        status, _, _, _, words = SETUP_ANSWER.unpack(exactly(talk, SETUP_ANSWER.size, asking))
        answer = exactly(talk, 4 * words, asking)
        if status != ANSWERED:
            raise NotToldError("the screen refused")
        (vendor,) = struct.unpack_from("<H", answer, SETUP_VENDOR)
        screens = SETUP_SCREENS + len(_padded(bytes(vendor))) + FORMAT_BYTES * answer[SETUP_FORMATS]
        (self.root,) = struct.unpack_from("<I", answer, screens)

    def close(self) -> None:
        """Leave the screen; the next question joins it again."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def atom(self, asking: Asking, name: str) -> int:
        """The number of a name; 0 when nobody ever used it."""
        if not self._known.get(name):
            words = struct.pack("<Hxx", len(name)) + _padded(name.encode())
            answer = self.ask(asking, INTERN_ATOM, 1, words)
            (self._known[name],) = struct.unpack_from("<I", answer, 8)
        return self._known[name]

    def extension(self, asking: Asking, name: str) -> int:
        """The number under which an extension's requests go. Raises NotToldError when it is not there."""
        if name not in self._known:
            answer = self.ask(asking, QUERY_EXTENSION, 0, struct.pack("<Hxx", len(name)) + _padded(name.encode()))
            self._known[name] = answer[9] if answer[8] else 0
        if not self._known[name]:
            raise NotToldError(f"no {name}")
        return self._known[name]

    def numbers(self, asking: Asking, window: int, name: str) -> tuple[int, ...] | None:
        """A window's property of 32-bit numbers; None when it has none. Raises NotToldError when the window is gone."""
        kind = self.atom(asking, name)
        if not kind:
            return None
        form = struct.pack("<5I", window, kind, 0, 0, LARGEST_WORDS)
        answer = self.ask(asking, GET_PROPERTY, 0, form)
        bits, (kind, _, length) = answer[1], struct.unpack_from("<III", answer, 8)
        if kind == 0 or bits != 32:
            return None
        return struct.unpack_from(f"<{length}I", answer, ANSWER_BYTES)

    def ask(self, asking: Asking, request: int, second: int, rest: bytes) -> bytes:
        """The answer to a request. Raises NotToldError when it is refused, OSError."""
        talk = self._socket
        assert talk is not None
        self._sent = (self._sent + 1) & 0xFFFF
        limit(talk, asking)
        talk.sendall(struct.pack("<BBH", request, second, 1 + len(rest) // 4) + rest)
        while True:
            answer = exactly(talk, ANSWER_BYTES, asking)
            kind, sequence, words = answer[0], *struct.unpack_from("<HI", answer, 2)
            if kind in (ANSWERED, GENERIC_EVENT):
                if words > LARGEST_WORDS:
                    raise NotToldError("an answer too long")
                answer += exactly(talk, 4 * words, asking)
            if sequence == self._sent and kind == ANSWERED:
                return answer
            if sequence == self._sent and kind == FAILED:
                raise NotToldError(f"the screen refused ({answer[1]})")


class XIdle:
    """How long nobody touched anything, as the screen itself counts for its screen saver."""

    def __init__(self, screen: XScreen) -> None:
        self._screen = screen

    def read(self, asking: Asking) -> Quiet:
        """The answer now. Raises NotToldError, OSError."""
        self._screen.join(asking)
        saver = self._screen.extension(asking, "MIT-SCREEN-SAVER")
        answer = self._screen.ask(asking, saver, SAVER_QUERY_INFO, struct.pack("<I", self._screen.root))
        (idle_ms,) = struct.unpack_from("<I", answer, 16)
        return Quiet(idle_ms / MS)

    def close(self) -> None:
        """Leave the screen."""
        self._screen.close()


class XFullScreen:
    """Whether the window in front fills the screen, as the window manager notes it."""

    def __init__(self, screen: XScreen) -> None:
        self._screen = screen

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError, OSError."""
        self._screen.join(asking)
        active = self._screen.numbers(asking, self._screen.root, "_NET_ACTIVE_WINDOW")
        if active is None:
            raise NotToldError("no window manager tells of windows")
        if not active or not active[0]:
            return False
        try:
            states = self._screen.numbers(asking, active[0], "_NET_WM_STATE") or ()
        except NotToldError:
            if asking.over:
                raise
            return False  # closed meanwhile
        full = self._screen.atom(asking, "_NET_WM_STATE_FULLSCREEN")
        return full != 0 and full in states

    def close(self) -> None:
        """Leave the screen."""
        self._screen.close()


def _padded(words: bytes) -> bytes:
    return words + bytes(-len(words) % 4)


def _cookie(number: bytes) -> tuple[bytes, bytes]:
    """The name of the proof and the proof that we may look at this screen; empty where there is none."""
    place = Path(os.environ.get("XAUTHORITY") or Path.home() / ".Xauthority")
    try:
        rest = place.read_bytes()
    except OSError:
        return b"", b""
    host = socket.gethostname().encode()
    try:
        while rest:
            (family,), rest = struct.unpack_from(">H", rest), rest[2:]
            parts: list[bytes] = []
            for _ in range(4):
                (length,), rest = struct.unpack_from(">H", rest), rest[2:]
                parts, rest = [*parts, rest[:length]], rest[length:]
            address, screen, name, cookie = parts
            here = family == ANY or (family == LOCAL and address == host)
            if here and screen in (b"", number) and name == COOKIE:
                return name, cookie
    except struct.error:  # cut off
        pass
    return b"", b""
