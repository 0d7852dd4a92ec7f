"""Windows: what the window is told of locking, switching users and sleeping."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from feedback.window.system.hidden import Hidden, Tell

NOTIFY_FOR_THIS_SESSION = 0
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
MEANING = {
    (WM_WTSSESSION_CHANGE, 0x7): (Hidden.SCREEN, True),  # WTS_SESSION_LOCK
    (WM_WTSSESSION_CHANGE, 0x8): (Hidden.SCREEN, False),  # WTS_SESSION_UNLOCK
    (WM_WTSSESSION_CHANGE, 0x2): (Hidden.ELSEWHERE, True),  # WTS_CONSOLE_DISCONNECT
    (WM_WTSSESSION_CHANGE, 0x1): (Hidden.ELSEWHERE, False),  # WTS_CONSOLE_CONNECT
    (WM_WTSSESSION_CHANGE, 0x4): (Hidden.ELSEWHERE, True),  # WTS_REMOTE_DISCONNECT
    (WM_WTSSESSION_CHANGE, 0x3): (Hidden.ELSEWHERE, False),  # WTS_REMOTE_CONNECT
    (WM_POWERBROADCAST, 0x4): (Hidden.ASLEEP, True),  # PBT_APMSUSPEND
    (WM_POWERBROADCAST, 0x7): (Hidden.ASLEEP, False),  # PBT_APMRESUMESUSPEND
    (WM_POWERBROADCAST, 0x12): (Hidden.ASLEEP, False),  # PBT_APMRESUMEAUTOMATIC
}
"""What a message and its first parameter mean (winuser.h)."""


class WindowsLocks(QAbstractNativeEventFilter):
    """Listens as long as it lives."""

    def __init__(self, window: QWidget, tell: Tell) -> None:
        super().__init__()
        self._tell = tell
        sessions = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined]
        sessions.WTSRegisterSessionNotification(wintypes.HWND(int(window.winId())), NOTIFY_FOR_THIS_SESSION)
        app = QCoreApplication.instance()
        assert app is not None
        app.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:  # noqa: N802 - Qt's name
        """One message; none is kept from anybody else."""
        told = meaning(int(message))
        if told is not None:
            self._tell(*told)
        return False, 0


def meaning(message: int) -> tuple[Hidden, bool] | None:
    """What the MSG at this address says, if it is about seeing the window."""
    native = wintypes.MSG.from_address(message)
    return MEANING.get((native.message, native.wParam))
