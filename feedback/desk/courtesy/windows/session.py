"""Windows: whether the session is locked or another's is in front, a screen saver runs, and how long nobody came."""

from __future__ import annotations

import ctypes

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.table import Quiet
from feedback.desk.courtesy.windows.library import windows_library

THIS_SERVER, THIS_SESSION, SESSION_INFO_EX = None, 0xFFFFFFFF, 25
"""Of WTSQuerySessionInformation (wtsapi32.h)."""
ACTIVE, LOCKED = 0, 0
SPI_GETSCREENSAVERRUNNING = 0x0072
TICK_BITS, MS = 0xFFFFFFFF, 1e3


class _SessionInfo(ctypes.Structure):
    """The beginning of WTSINFOEX; its second part begins at a multiple of eight."""

    _fields_ = (
        ("level", ctypes.c_uint64),
        ("session", ctypes.c_uint32),
        ("state", ctypes.c_int32),
        ("flags", ctypes.c_int32),
    )


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("tick", ctypes.c_uint32))


class WindowsSession:
    """Whether the session cannot be seen."""

    def read(self, asking: Asking) -> bool:  # noqa: ARG002 - it answers at once
        """The answer now. Raises NotToldError, OSError."""
        running = ctypes.c_int(0)
        user = windows_library("user32")
        if user.SystemParametersInfoW(SPI_GETSCREENSAVERRUNNING, 0, ctypes.byref(running), 0) and running.value:
            return True
        sessions = windows_library("wtsapi32")
        found, size = ctypes.POINTER(_SessionInfo)(), ctypes.c_uint32(0)
        ask = sessions.WTSQuerySessionInformationW
        ask.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
        if not ask(THIS_SERVER, THIS_SESSION, SESSION_INFO_EX, ctypes.byref(found), ctypes.byref(size)):
            raise NotToldError("the session is not described")
        try:
            return bool(found.contents.state != ACTIVE or found.contents.flags == LOCKED)
        finally:
            sessions.WTSFreeMemory.argtypes = [ctypes.c_void_p]
            sessions.WTSFreeMemory(found)

    def close(self) -> None:
        """Nothing is open."""


class WindowsIdle:
    """How long nobody touched anything; keys are not told apart."""

    def read(self, asking: Asking) -> Quiet:  # noqa: ARG002 - it answers at once
        """The answer now. Raises NotToldError, OSError."""
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not windows_library("user32").GetLastInputInfo(ctypes.byref(last)):
            raise NotToldError("the last input is not told")
        now = int(windows_library("kernel32").GetTickCount())
        return Quiet(((now - last.tick) & TICK_BITS) / MS)  # ticks begin again at zero after seven weeks

    def close(self) -> None:
        """Nothing is open."""
