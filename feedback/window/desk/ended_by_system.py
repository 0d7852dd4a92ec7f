"""Ctrl-C and the end of the session, heard without a clock that ticks.

Python runs its signal handlers between its own instructions, and a process that waits in Qt has none. A byte on a
socket wakes Qt instead.
"""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class EndedBySystem(QObject):
    """``asked`` when the process shall end: SIGINT, SIGTERM, and SIGHUP where there is one."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads, self._writes = socket.socketpair()
        for end in (self._reads, self._writes):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reads.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._before_fd = signal.set_wakeup_fd(self._writes.fileno(), warn_on_full_buffer=False)
        names = ("SIGINT", "SIGTERM", "SIGHUP")
        signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
        self._before = {each: signal.signal(each, self._take) for each in signals}

    def restore(self) -> None:
        """As it was before."""
        signal.set_wakeup_fd(self._before_fd)
        for each, handler in self._before.items():
            signal.signal(each, handler)
        self._notifier.setEnabled(False)
        self._reads.close()
        self._writes.close()

    def _wake(self) -> None:
        """Back in Python, where the handler now runs; the byte has done its work."""
        try:
            self._reads.recv(64)
        except OSError:
            return

    def _take(self, number: int, frame: FrameType | None) -> None:
        self.asked.emit()
