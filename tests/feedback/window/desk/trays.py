"""A tray host as desktops have it, on a bus of the test's own: a StatusNotifierWatcher that comes and goes."""

from __future__ import annotations

from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant, QDBusVirtualObject

WATCHER, WATCHER_PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"


class Watcher(QDBusVirtualObject):
    """Answers as a watcher does. items: what registered itself."""

    def __init__(self, connection: QDBusConnection) -> None:
        super().__init__()
        self._connection = connection
        self.items: list[str] = []
        connection.registerVirtualObject(WATCHER_PATH, self)

    def begin(self) -> None:
        """A panel starts."""
        assert self._connection.registerService(WATCHER)

    def end(self) -> None:
        """The panel is gone."""
        self._connection.unregisterService(WATCHER)

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802 - Qt's name
        answer = message.createReply()
        if message.member() == "RegisterStatusNotifierItem":
            self.items.append(str(message.arguments()[0]))
        elif message.member() in ("Get", "GetAll"):
            values = {"IsStatusNotifierHostRegistered": True, "ProtocolVersion": 0}
            name = message.arguments()[-1]
            answer.setArguments([QDBusVariant(values[name])] if message.member() == "Get" else [values])
        return connection.send(answer)

    def introspect(self, path: str) -> str:  # noqa: ARG002 - Qt says so
        return ""
