"""The allocator's settings: one heap, so that a hundredth session takes no more than the first.

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
    if sys.platform != "linux":
        return
    tell = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have one heap anyway
    if tell is not None:
        tell(_M_ARENA_MAX, HEAPS)
