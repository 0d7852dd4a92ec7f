"""A D-Bus of our own: a real daemon, and real signals sent by another program."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant, QDBusVirtualObject

from tests.needs import no_bus
from tests.patience import PATIENCE_S


class Bus:
    """A private bus: ``connection`` for the program, ``send`` for everybody else."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.connection = QDBusConnection.connectToBus(address, "program")
        self.other = QDBusConnection.connectToBus(address, "other")

    def send(self, path: str, signal: str, *arguments: str) -> None:
        command = ["dbus-send", f"--bus={self.address}", "--type=signal", path, signal, *arguments]
        subprocess.run(command, check=True, timeout=PATIENCE_S)


class Answers(QDBusVirtualObject):
    """Answers calls: by method and first arguments, with one value; anything else is an error."""

    def __init__(self, known: dict[tuple[object, ...], object]) -> None:
        super().__init__()
        self.known = known
        self.asked: list[tuple[object, ...]] = []
        self.asker = ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802 - Qt's name
        key = (message.member(), *message.arguments())
        self.asked.append(key)
        self.asker = message.service()
        if key not in self.known:
            return False
        answer = message.createReply()
        answer.setArguments([QDBusVariant(self.known[key]) if message.member() in ("Get", "Read") else self.known[key]])
        return connection.send(answer)

    def introspect(self, path: str) -> str:  # noqa: ARG002 - Qt says so
        return ""


@pytest.fixture
def bus(qapp: object) -> Iterator[Bus]:
    if no_bus():
        pytest.skip(no_bus())
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    daemon = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert daemon.stdout is not None
        bus = Bus(daemon.stdout.readline().strip())
        assert bus.connection.isConnected()
        yield bus
    finally:
        for name in ("program", "other"):
            QDBusConnection.disconnectFromBus(name)
        daemon.terminate()
        daemon.communicate(timeout=PATIENCE_S)
