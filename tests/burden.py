"""A busy machine: processes that do nothing but keep its processors at work."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

BURN = "while True: pass"


@contextmanager
def busy(processes: int = 2) -> Iterator[None]:
    """So many processes at work; ended afterwards, whatever happened meanwhile."""
    burning = [subprocess.Popen([sys.executable, "-S", "-c", BURN]) for _ in range(processes)]
    try:
        yield
    finally:
        for one in burning:
            one.kill()
            one.wait()
