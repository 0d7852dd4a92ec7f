"""Windows: its libraries, one way to open them."""

from __future__ import annotations

import ctypes


def windows_library(name: str) -> ctypes.CDLL:
    """A library by its name, with 64-bit tick counts read whole. Raises OSError."""
    library: ctypes.CDLL = ctypes.WinDLL(name)  # type: ignore[attr-defined]
    if name == "kernel32":
        library.GetTickCount64.restype = ctypes.c_uint64
        library.GetTickCount.restype = ctypes.c_uint32
    return library
