"""Linux: what the sound server records and for whom, in the native protocol that PulseAudio and PipeWire both speak.

Asked over the server's own socket instead of with its library, which would bring half a dozen others into a process
that stays open all day. Source: PulseAudio's protocol description (PROTOCOL, native-common.h, tagstruct.c).
"""

from __future__ import annotations

import os
import socket
import struct
from itertools import count
from pathlib import Path

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.linux.tag_struct import TagReader, number, properties
from feedback.desk.courtesy.linux.talk import exactly, limit

VERSION = 21
"""Of the protocol, as old as has all that is read here (servers since 2011)."""
ERROR, REPLY, AUTH, SET_CLIENT_NAME, GET_SOURCE_INFO, GET_SOURCE_OUTPUTS = 0, 2, 8, 9, 23, 32
NOTHING = 0xFFFFFFFF
"""Instead of a number: no such thing; instead of a channel: not sound but control."""
VERSION_BITS = 0xFFFF
HEAD = struct.Struct(">5I")
COOKIE_BYTES = 256
LARGEST_BYTES = 1 << 20
"""An answer larger than this is none."""
PEAKS = "peaks"
METERS = frozenset({"Peak detect"})
"""Streams by which mixers draw a level."""


class PulseRecords:
    """Whether a program records from a microphone: not from what the speakers play, not paused, not a level meter.

    path: the server's socket.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._socket: socket.socket | None = None
        self._tags = count(1)

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError, OSError, ValueError, struct.error."""
        if self._socket is None:
            self._join(asking)
        outputs = self._ask(asking, GET_SOURCE_OUTPUTS)
        while not outputs.at_end:
            source = _recorded_source(outputs)
            if source is not None and not self._is_monitor(asking, source):
                return True
        return False

    def close(self) -> None:
        """Leave the server; the next question joins it again."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _join(self, asking: Asking) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        limit(self._socket, asking)
        self._socket.connect(str(self._path))
        cookie = _cookie()
        self._ask(asking, AUTH, number(VERSION) + b"x" + struct.pack(">I", len(cookie)) + cookie)
        self._ask(asking, SET_CLIENT_NAME, properties({"application.name": "Kaakrust"}))

    def _is_monitor(self, asking: Asking, source: int) -> bool:
        """Whether this source is what a speaker plays."""
        try:
            about = self._ask(asking, GET_SOURCE_INFO, number(source) + b"N")
        except NotToldError:  # gone meanwhile, or of a kind that is not told: a microphone until proved otherwise
            return False
        about.skip("LttamLv1")
        return about.number() != NOTHING

    def _ask(self, asking: Asking, command: int, body: bytes = b"") -> TagReader:
        """The answer to a command, from its first value on."""
        talk = self._socket
        assert talk is not None
        tag = next(self._tags)
        packet = number(command) + number(tag) + body
        limit(talk, asking)
        talk.sendall(HEAD.pack(len(packet), NOTHING, 0, 0, 0) + packet)
        while True:
            length, channel, *_ = HEAD.unpack(exactly(talk, HEAD.size, asking))
            if length > LARGEST_BYTES:
                raise NotToldError("an answer too long")
            answer = TagReader(exactly(talk, length, asking))
            if channel != NOTHING:
                continue
            kind, about = answer.number(), answer.number()
            if about != tag:
                continue  # something the server tells everybody
            if kind != REPLY:
                raise NotToldError("the sound server refused")
            return answer


def server_path() -> Path:
    """Where the sound server's socket is. PULSE_SERVER may name several; the first within this machine counts."""
    for server in os.environ.get("PULSE_SERVER", "").split():
        place = server.rpartition("}")[2].removeprefix("unix:")
        if place.startswith("/"):
            return Path(place)
    own = os.environ.get("PULSE_RUNTIME_PATH")
    return Path(own, "native") if own else Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "pulse", "native")


def _recorded_source(outputs: TagReader) -> int | None:
    """The source that the next stream of the list records from; None when it does not count."""
    outputs.skip("L")
    name = outputs.text()
    outputs.skip("L")
    client, source = outputs.number(), outputs.number()
    outputs.skip("amUU")
    method = outputs.text()
    outputs.skip("t")
    about = outputs.properties()
    paused = outputs.truth()
    meter = method == PEAKS or name in METERS or about.get("resample.peaks") == "true"
    return None if paused or meter or NOTHING in (client, source) else source


def _cookie() -> bytes:
    """The secret that proves who we are to a server that does not know by the socket; zeros where there is none."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    for place in (os.environ.get("PULSE_COOKIE"), config / "pulse" / "cookie", Path.home() / ".pulse-cookie"):
        try:
            held = Path(place).read_bytes() if place else b""
        except OSError:
            continue
        if len(held) == COOKIE_BYTES:
            return held
    return bytes(COOKIE_BYTES)
