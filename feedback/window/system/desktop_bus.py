"""Listens and asks over D-Bus, the post of Linux desktops. Where there is none, nothing is heard and nothing said."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

OnAnswer = Callable[[list[object]], object]


class _Ear(QObject):
    """Qt gives a signal to a slot of an object; this one hands it on."""

    def __init__(self, parent: QObject, heard: OnAnswer) -> None:
        super().__init__(parent)
        self._heard = heard

    @Slot(QDBusMessage)
    def take(self, message: QDBusMessage) -> None:
        """One signal came."""
        self._heard([plain(value) for value in message.arguments()])


class DesktopBus(QObject):
    """One bus: the session's or the system's."""

    def __init__(self, connection: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._asked: set[QDBusPendingCallWatcher] = set()

    def listen(self, path: str, interface: str, name: str, heard: OnAnswer) -> None:
        """Tell ``heard`` the arguments of each such signal. path: "" for any."""
        if self._connection.isConnected():
            ear = _Ear(self, heard)
            self._connection.connect("", path, interface, name, ear, SLOT("take(QDBusMessage)"))  # type: ignore[call-overload]

    def ask(self, service: str, path: str, interface: str, name: str, arguments: list[object], heard: OnAnswer) -> None:
        """Call a method and tell ``heard`` what it answers, some time later; an error is no answer."""
        if not self._connection.isConnected():
            return
        call = QDBusMessage.createMethodCall(service, path, interface, name)
        call.setArguments(arguments)
        waiting = QDBusPendingCallWatcher(self._connection.asyncCall(call), self)
        self._asked.add(waiting)

        def answered(done: QDBusPendingCallWatcher) -> None:
            self._asked.discard(waiting)
            if not done.isError():
                heard([plain(value) for value in done.reply().arguments()])
            waiting.deleteLater()

        waiting.finished.connect(answered)


def session_address() -> str:
    """Where the bus of who is logged in is, "" when there is none; none is started for us."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    usual = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
    return address or (f"unix:path={usual}" if usual.exists() else "")


def session_bus() -> QDBusConnection:
    """The bus of who is logged in."""
    return QDBusConnection.sessionBus() if session_address() else QDBusConnection("none")


def system_bus() -> QDBusConnection:
    """The bus of the computer."""
    return QDBusConnection.systemBus()


def plain(value: object) -> object:
    """What lies in a variant (in a variant)."""
    while isinstance(value, QDBusVariant):
        value = value.variant()
    return value
