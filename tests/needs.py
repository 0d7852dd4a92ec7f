"""What some tests need of the system besides Python's packages, and what a person would install to have it."""

from __future__ import annotations

import ctypes.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache

import pytest

from feedback.process.display import missing_packages

NAMED = re.compile(r"\(Debian: ([^)]+)\)")
"""How a reason for skipping names the packages that would help; what else is skipped, no package helps."""


def reason(what: str, *packages: str) -> str:
    """``what`` is not here, with the Debian packages that bring it."""
    return f"{what} (Debian: {' '.join(packages)})"


def named_in(reasons: Iterable[str]) -> list[str]:
    """The packages that these reasons for skipping name, each once."""
    return sorted({package for one in reasons if (found := NAMED.search(one)) for package in found[1].split()})


def no_window() -> str:
    """Why Qt cannot be imported here; empty when it can."""
    missing = missing_packages()
    return reason("Qt's system libraries are not installed", *missing) if missing else ""


@cache
def strace_refused() -> str:
    """Why nothing can be watched from outside here; empty when it can."""
    if shutil.which("strace") is None:
        return reason("strace is not installed", "strace")
    done = subprocess.run(["strace", "-e", "trace=none", "true"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "strace may not trace here"


def no_bus() -> str:
    """Why no desktop bus can be started here; empty when it can."""
    if shutil.which("dbus-daemon") and shutil.which("dbus-send"):
        return ""
    return reason("the D-Bus daemon is not installed", "dbus")


needs_window = pytest.mark.skipif(bool(no_window()), reason=no_window())
needs_strace = pytest.mark.skipif(bool(strace_refused()), reason=strace_refused())
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason=reason("ffmpeg is not installed", "ffmpeg"))
needs_xcb = pytest.mark.skipif(
    sys.platform == "linux" and ctypes.util.find_library("xcb") is None,
    reason=reason("the library that asks an X11 screen is not installed", "libxcb1"),
)
needs_portaudio = pytest.mark.skipif(
    sys.platform == "linux" and ctypes.util.find_library("portaudio") is None,
    reason=reason("PortAudio is not installed", "libportaudio2"),
)
