"""Settings that keep native libraries from calling out and from writing to the terminal, made before any of them loads.

None of them tries today (a test watches a whole session). The fence is for the day a later version does.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from urllib.parse import urlsplit

NOWHERE = "http://127.0.0.1:9"
"""A proxy that is not there: port 9, "discard", of this machine."""
PROXY_NAMES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
CHATTER = "KAAKRUST_NATIVE_LOG"
"""Set it to anything to see what the native libraries write."""


def stay_inside() -> None:
    """Send whatever asks the environment for a way out of this machine to a closed door."""
    for name in PROXY_NAMES:
        _set(name, NOWHERE)
    _set("no_proxy", ",".join(THIS_MACHINE))


def let_through(spec: str) -> None:
    """Open the fence for the host of the camera that the person named; what is no address changes nothing."""
    try:
        if "://" in spec and (host := urlsplit(spec).hostname):
            _set("no_proxy", f"{os.environ.get('no_proxy', '')},{host}".lstrip(","))
    except ValueError:
        return  # no address after all, or a host that no machine can have; opening it will say so


def hush() -> None:
    """Keep what native libraries write (“Corrupt JPEG data …”) off the terminal; Python's own words still get there.

    Python's standard error moves to a copy of the terminal's descriptor, and the descriptor that C knows leads nowhere.
    As that silences a dying library too, the crash handler then says where it died.
    """
    if os.environ.get(CHATTER) or sys.stderr is None:
        return
    sys.stderr.flush()
    spoken = os.dup(2)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    os.close(silence)
    before = sys.stderr
    # Line by line, so that the end of a program that dies is there to be read.
    stream = os.fdopen(spoken, "w", buffering=1, encoding=before.encoding, errors=before.errors, closefd=False)
    sys.stderr = sys.__stderr__ = stream  # type: ignore[misc]
    if sys.platform != "win32" or faulthandler.is_enabled():  # there it also tells of errors that a driver deals with
        faulthandler.enable(stream)


def _set(name: str, value: str) -> None:
    """In both spellings; libraries differ in which one they read."""
    os.environ[name] = os.environ[name.upper()] = value
