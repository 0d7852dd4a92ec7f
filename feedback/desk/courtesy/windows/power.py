"""Windows: battery and mains."""

from __future__ import annotations

import ctypes

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.table import Power
from feedback.desk.courtesy.windows.library import windows_library

ON_BATTERY, NOT_KNOWN, FULL = 0, 255, 100.0


class _PowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS (winbase.h)."""

    _fields_ = (
        ("mains", ctypes.c_ubyte),
        ("battery", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("left_s", ctypes.c_uint32),
        ("full_s", ctypes.c_uint32),
    )


class WindowsPower:
    """What the sign in the task bar shows."""

    def read(self, asking: Asking) -> Power:  # noqa: ARG002 - it answers at once
        """The answer now. Raises NotToldError, OSError."""
        status = _PowerStatus()
        if not windows_library("kernel32").GetSystemPowerStatus(ctypes.byref(status)) or status.mains == NOT_KNOWN:
            raise NotToldError("power is not told")
        share = None if status.percent == NOT_KNOWN else status.percent / FULL
        return Power(status.mains == ON_BATTERY, share)

    def close(self) -> None:
        """Nothing is open."""
