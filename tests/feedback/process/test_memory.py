"""Memory in one place: however many threads ask for it, the C library keeps a single heap."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

gnu = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="not the GNU C library"
)
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


FREEING = """
import ctypes, re
from feedback.process import memory
library = ctypes.CDLL(None)
library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
def resident_mb():
    return int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
pieces = [library.malloc(8000) for _ in range(8000)]
for piece in pieces:
    ctypes.memset(piece, 1, 8000)
for piece in pieces[:-1]:
    library.free(piece)
full = resident_mb()
memory.give_back()
print(full - resident_mb())
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the GNU C library"
)
def test_what_was_freed_goes_back_to_the_system():
    done = subprocess.run([sys.executable, "-c", FREEING], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 40


@gnu
def test_threads_share_one_heap():
    assert heaps("together") == 1
    assert heaps() > 1
