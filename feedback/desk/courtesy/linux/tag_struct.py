"""The values in a sound server's messages: each begins with a letter that says its kind."""

from __future__ import annotations

import struct
from collections.abc import Mapping

NUMBER = struct.Struct(">I")
FIXED_BYTES = {"L": 4, "U": 8, "a": 6}
EACH_BYTES = {"m": 1, "v": 4}
"""Of lists that begin with how many they hold."""


class TagReader:
    """Reads one message from its beginning. Raises ValueError, IndexError, struct.error when it is another."""

    def __init__(self, message: bytes) -> None:
        self._message, self._at = message, 0

    @property
    def at_end(self) -> bool:
        """Whether everything was read."""
        return self._at >= len(self._message)

    def number(self) -> int:
        """A whole number."""
        self._kind(b"L")
        (value,) = NUMBER.unpack_from(self._message, self._at)
        self._at += NUMBER.size
        return int(value)

    def text(self) -> str:
        """Words; "" for none."""
        if self._kind(b"tN") == b"N":
            return ""
        end = self._message.index(b"\0", self._at)
        found = self._message[self._at : end]
        self._at = end + 1
        return found.decode("utf-8", "replace")

    def truth(self) -> bool:
        """Yes or no."""
        return self._kind(b"10") == b"1"

    def skip(self, kinds: str) -> None:
        """Leave out one value for each letter.

        L: a number; U: a duration; t: text; 1: a truth; a: the form of samples; m: channels; v: volumes.
        """
        for kind in kinds:
            if kind == "t":
                self.text()
            elif kind == "1":
                self.truth()
            else:
                self._kind(kind.encode())
                self._at += self._bytes_of(kind)

    def properties(self) -> Mapping[str, str]:
        """Names with what stands for them, as text."""
        self._kind(b"P")
        found = {}
        while name := self.text():
            length = self.number()
            self._kind(b"x")
            self._at += NUMBER.size
            found[name] = self._message[self._at : self._at + length].rstrip(b"\0").decode("utf-8", "replace")
            self._at += length
        return found

    def _bytes_of(self, kind: str) -> int:
        if kind in FIXED_BYTES:
            return FIXED_BYTES[kind]
        return 1 + EACH_BYTES[kind] * self._message[self._at]

    def _kind(self, allowed: bytes) -> bytes:
        kind = self._message[self._at : self._at + 1]
        if not kind or kind not in allowed:
            raise ValueError(f"{kind!r} where {allowed!r} should be")
        self._at += 1
        return kind


def number(value: int) -> bytes:
    """A whole number as the server wants it."""
    return b"L" + NUMBER.pack(value)


def properties(values: Mapping[str, str]) -> bytes:
    """Names with words for them as the server wants them."""
    written = b"P"
    for name, text in values.items():
        words = text.encode() + b"\0"
        written += b"t" + name.encode() + b"\0" + number(len(words)) + b"x" + NUMBER.pack(len(words)) + words
    return written + b"N"
