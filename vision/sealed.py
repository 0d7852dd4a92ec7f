"""A room without sockets: what is made in here can never open one, and neither can any thread that it begins.

The system itself refuses them (Linux, seccomp), so no library needs to be believed. A filter belongs to the thread that
asked for it and to the threads that this one begins later; the rest of the program keeps its camera streams, its screen
and its sound. Where the system has no such thing, what is made here is made all the same.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

# From the kernel's own headers: linux/prctl.h, linux/seccomp.h, linux/bpf_common.h, linux/audit.h, asm/unistd_64.h.
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_FILTER_MODE = 2
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _MACHINE_AT = 0, 4
"""Where the call's number and the machine it is made for lie in what the filter is shown, bytes."""
_X86_64 = 0xC000003E
_X32 = 0x40000000
"""Set in the numbers of the other way to call on this machine (x32), which nothing here uses."""
_SOCKET, _IO_URING_SETUP = 41, 425
"""The two calls that a socket can come from; the second lays a queue of work before the kernel, sockets among it."""
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES


class _Rule(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("if_so", ctypes.c_ubyte), ("if_not", ctypes.c_ubyte), ("k", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("rules", ctypes.POINTER(_Rule)))


_RULES = (_Rule * 8)(  # if_so, if_not: so many rules are left out next
    _Rule(_LOAD, 0, 0, _MACHINE_AT),
    _Rule(_JUMP_IF_EQUAL, 0, 5, _X86_64),
    _Rule(_LOAD, 0, 0, _NUMBER_AT),
    _Rule(_JUMP_IF_SET, 3, 0, _X32),
    _Rule(_JUMP_IF_EQUAL, 2, 0, _SOCKET),
    _Rule(_JUMP_IF_EQUAL, 1, 0, _IO_URING_SETUP),
    _Rule(_RETURN, 0, 0, _ALLOW),
    _Rule(_RETURN, 0, 0, _REFUSE),
)


def sealed(make: Callable[[], Made]) -> Made:
    """What ``make`` gives (or raises), made in a thread of its own that can open no socket."""
    made: list[Made] = []
    failed: list[BaseException] = []

    def work() -> None:
        seal_this_thread()
        try:
            made.append(make())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            failed.append(error)

    thread = threading.Thread(target=work, name="sealed")
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return made[0]


def seal_this_thread() -> bool:
    """Let this thread, and those it begins, open no socket from now on; False where the system cannot do that."""
    if sys.platform != "linux" or platform.machine() != "x86_64" or sys.maxsize < 2**32:
        return False
    library = ctypes.CDLL(None)
    program = _Program(len(_RULES), _RULES)
    # Without the first, only an administrator may filter; it also says that no program begun here gains rights.
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    done: int = library.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0)
    return done == 0
