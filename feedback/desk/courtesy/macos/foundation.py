"""macOS: its libraries, and the values in which they answer (Core Foundation)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from feedback.desk.courtesy.asking import NotToldError

PLACE = "/System/Library/Frameworks/{name}.framework/{name}"
if TYPE_CHECKING:
    Kind = type[ctypes._SimpleCData[Any]] | type[ctypes.Structure]

UTF8, DOUBLE = 0x08000100, 13
"""Of CFString and CFNumber."""
WORDS_BYTES = 256
POINTER = ctypes.c_void_p


@cache
def framework(name: str) -> ctypes.CDLL:
    """One of the system's libraries. Raises OSError."""
    return ctypes.CDLL(PLACE.format(name=name))


def function(library: str, name: str, answers: Kind | None, *takes: Kind) -> Callable[..., Any]:
    """A function with the kinds of what it takes and answers. Raises OSError, AttributeError where there is none."""
    found: ctypes._NamedFuncPointer = getattr(framework(library), name)
    found.restype, found.argtypes = answers, list(takes)
    return found


@contextmanager
def owned(value: int | None) -> Iterator[int]:
    """A value that is ours to let go at the end. Raises NotToldError when there is none."""
    if not value:
        raise NotToldError("no answer")
    try:
        yield value
    finally:
        function("CoreFoundation", "CFRelease", None, POINTER)(value)


def entry(dictionary: int, name: str) -> int | None:
    """What stands under a name; None when nothing does. It lives as long as the dictionary."""
    make = function("CoreFoundation", "CFStringCreateWithCString", POINTER, POINTER, ctypes.c_char_p, ctypes.c_uint32)
    with owned(make(None, name.encode(), UTF8)) as key:
        found = function("CoreFoundation", "CFDictionaryGetValue", POINTER, POINTER, POINTER)(dictionary, key)
    return found or None


def items(array: int) -> list[int]:
    """What an array holds."""
    count = function("CoreFoundation", "CFArrayGetCount", ctypes.c_long, POINTER)(array)
    at = function("CoreFoundation", "CFArrayGetValueAtIndex", POINTER, POINTER, ctypes.c_long)
    return [at(array, number) for number in range(count)]


def truth(value: int | None) -> bool:
    """Whether a boolean or a number says yes; what is not there says no."""
    if value is None:
        return False
    kind = function("CoreFoundation", "CFGetTypeID", ctypes.c_ulong, POINTER)(value)
    if kind == function("CoreFoundation", "CFBooleanGetTypeID", ctypes.c_ulong)():
        return bool(function("CoreFoundation", "CFBooleanGetValue", ctypes.c_ubyte, POINTER)(value))
    return bool(number(value))


def number(value: int | None) -> float | None:
    """A number; None when there is none."""
    if value is None:
        return None
    found = ctypes.c_double(0.0)
    read = function("CoreFoundation", "CFNumberGetValue", ctypes.c_ubyte, POINTER, ctypes.c_long, POINTER)
    return found.value if read(value, DOUBLE, ctypes.byref(found)) else None


def words(value: int | None) -> str:
    """Words; "" for none."""
    if value is None:
        return ""
    room = ctypes.create_string_buffer(WORDS_BYTES)
    read = function(
        "CoreFoundation", "CFStringGetCString", ctypes.c_ubyte, POINTER, ctypes.c_char_p, ctypes.c_long, ctypes.c_uint32
    )
    return room.value.decode("utf-8", "replace") if read(value, room, WORDS_BYTES, UTF8) else ""
