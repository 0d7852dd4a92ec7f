"""Whether the desktop has a tray, and when that changes: a panel that starts later, is restarted, or goes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QSystemTrayIcon

from feedback.window.system.desktop_bus import DesktopBus, session_bus

WATCHER, WATCHER_PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
"""Where Linux desktops keep their trays (the StatusNotifierItem specification)."""
BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
SETTLES_MS = 700
"""A panel that restarts is away for a moment; the strip does not come for that."""


class TrayHost(QObject):
    """``there`` now; ``changed`` when it did, once it has settled."""

    changed = Signal()

    def __init__(self, bus: QDBusConnection | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.there = QSystemTrayIcon.isSystemTrayAvailable()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLES_MS)
        self._settle.timeout.connect(self.look_again)
        if sys.platform.startswith("linux"):
            listens = DesktopBus(bus or session_bus(), self)
            for signal in ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"):
                listens.listen(WATCHER_PATH, WATCHER, signal, lambda _: self._settle.start())
            listens.listen(BUS_PATH, BUS, "NameOwnerChanged", self._owner_changed)

    def look_again(self) -> None:
        """Ask anew; tells where it is another answer."""
        there = QSystemTrayIcon.isSystemTrayAvailable()
        if there != self.there:
            self.there = there
            self.changed.emit()

    def _owner_changed(self, told: list[object]) -> None:
        if told and told[0] == WATCHER:
            self._settle.start()
