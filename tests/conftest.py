"""What every test stands on: no address outside this machine, and a Qt that needs no display."""

from __future__ import annotations

import os
import socket

import pytest

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection to another machine fails the test at once."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        assert host in ("", "localhost", "127.0.0.1", "::1"), f"a connection to {host} was tried"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
