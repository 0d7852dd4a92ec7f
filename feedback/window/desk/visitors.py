"""What other starts of the program say to the desk that runs: come to the front, or end."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from feedback.desk.single import FRONT, LEAVE, OnlyDesk


class Visitors(QObject):
    """Listens beside Qt's other events; no clock ticks for it."""

    front = Signal()
    leave = Signal()

    def __init__(self, only: OnlyDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._only = only
        self._notifier = QSocketNotifier(only.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def close(self) -> None:
        """Listen no longer; the place is given back by whoever took it."""
        self._notifier.setEnabled(False)

    def _hear(self) -> None:
        for word in self._only.heard():
            if word == FRONT:
                self.front.emit()
            elif word == LEAVE:
                self.leave.emit()
