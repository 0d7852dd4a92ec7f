"""The room without sockets: nothing made in it can call out, and nothing outside it notices."""

from __future__ import annotations

import errno
import platform
import socket
import sys
import threading
from pathlib import Path

import pytest

from vision.landmarker import Landmarker
from vision.sealed import seal_this_thread, sealed

needs_seal = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64" or not sealed(seal_this_thread),
    reason="only Linux can seal a thread, and only where it may",
)


def try_sockets() -> list[int]:
    """What opening each kind of socket comes to: 0, or the system's reason."""
    outcomes = []
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
        try:
            socket.socket(family, socket.SOCK_STREAM).close()
            outcomes.append(0)
        except OSError as error:
            outcomes.append(error.errno)
    return outcomes


def threads_with_filters() -> dict[int, int]:
    """How many filters the kernel holds for each thread of this process."""
    held = {}
    for status in Path("/proc/self/task").glob("*/status"):
        words = dict(line.split(":", 1) for line in status.read_text().splitlines())
        held[int(status.parent.name)] = int(words["Seccomp_filters"])
    return held


@needs_seal
def test_no_socket_of_any_kind_opens_inside_and_all_do_outside():
    assert sealed(try_sockets) == [errno.EACCES] * 3
    assert try_sockets() == [0, 0, 0]


@needs_seal
def test_a_thread_begun_inside_is_sealed_for_good():
    asked, outcomes = threading.Event(), []

    def later() -> None:
        asked.wait()
        outcomes.append(try_sockets())

    def begin() -> threading.Thread:
        thread = threading.Thread(target=later)
        thread.start()
        return thread

    thread = sealed(begin)
    asked.set()
    thread.join()
    assert outcomes == [[errno.EACCES] * 3]


@needs_seal
def test_every_thread_of_the_face_library_is_sealed():
    before = threads_with_filters()
    with Landmarker():
        begun = {thread: held for thread, held in threads_with_filters().items() if thread not in before}
    assert begun
    assert min(begun.values()) == before[threading.get_native_id()] + 1


def test_what_goes_wrong_inside_is_raised_outside():
    with pytest.raises(ZeroDivisionError):
        sealed(lambda: 1 // 0)
