"""Windows: whether a program fills the screen or presents, as Windows decides it before it shows a message."""

from __future__ import annotations

import ctypes

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.windows.library import windows_library

BUSY, GAME, PRESENTING, STORE_PROGRAM = 2, 3, 4, 7
"""Answers of SHQueryUserNotificationState (shellapi.h) that mean a full screen."""


class WindowsFullScreen:
    """Whether messages would be in the way now."""

    def read(self, asking: Asking) -> bool:  # noqa: ARG002 - it answers at once
        """The answer now. Raises NotToldError, OSError."""
        state = ctypes.c_int(0)
        if windows_library("shell32").SHQueryUserNotificationState(ctypes.byref(state)) != 0:
            raise NotToldError("the state is not told")
        return state.value in (BUSY, GAME, PRESENTING, STORE_PROGRAM)

    def close(self) -> None:
        """Nothing is open."""
