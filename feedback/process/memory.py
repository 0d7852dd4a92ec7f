"""What the allocator keeps: one heap, so that a hundredth session takes no more than the first, and nothing unused.

The C library of most Linux systems gives threads heaps of their own and hardly ever hands them back. Every session
begins some ten threads (camera, networks), so that after a hundred of them a few hundred megabytes lay about unused.
"""

from __future__ import annotations

import ctypes
import sys

_M_ARENA_MAX = -8
"""From malloc.h of the GNU C library."""
HEAPS = 1
"""Threads seldom ask for memory at the same time here: pictures, the large pieces, are read by one of them."""


def keep_together() -> None:
    """Let all threads share one heap, where the C library can be told so. Before the first of them begins."""
    _tell("mallopt", _M_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Hand what was freed back to the system, after large work that is done once. By itself little of it ever goes."""
    _tell("malloc_trim", 0)


def _tell(name: str, *numbers: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None  # others do without
    if function is not None:
        function(*numbers)
