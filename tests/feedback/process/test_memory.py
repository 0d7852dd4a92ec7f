"""Memory in one place: however many threads ask for it, the C library keeps a single heap."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

ASKING = """
import ctypes, sys, threading
from feedback.process import memory
if "together" in sys.argv:
    memory.keep_together()
library, ready = ctypes.CDLL(None), threading.Barrier(8)
library.malloc.restype = library.fdopen.restype = ctypes.c_void_p
def ask():
    ready.wait()
    library.malloc(5000)
    ready.wait()
threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
out = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, out)
library.fflush(out)
"""


def heaps(*how: str) -> int:
    done = subprocess.run([sys.executable, "-c", ASKING, *how], capture_output=True, text=True, check=True)
    return done.stdout.count("<heap")


@pytest.mark.skipif(sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallopt"), reason="the GNU C library")
def test_threads_share_one_heap():
    assert heaps("together") == 1
    assert heaps() > 1
