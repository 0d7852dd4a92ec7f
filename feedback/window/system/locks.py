"""Which system tells of locking, switching and sleeping here: the choice between the modules for each."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget

from feedback.window.system.desktop_bus import DesktopBus
from feedback.window.system.hidden import Tell


def system_locks(window: QWidget, tell: Tell, session: DesktopBus, system: DesktopBus) -> object:
    """Listen on this system as long as the result lives. The buses are asked on Linux only, and both may be missing."""
    if sys.platform == "win32":
        from feedback.window.system.locks_windows import WindowsLocks

        return WindowsLocks(window, tell)
    if sys.platform == "darwin":
        from feedback.window.system.locks_macos import MacosLocks

        return MacosLocks(tell)
    from feedback.window.system.locks_linux import LinuxLocks

    return LinuxLocks(session, system, tell)
