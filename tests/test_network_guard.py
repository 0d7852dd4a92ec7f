"""The guard that every test stands on: it lets in what stays in this machine, and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import tried_outside

ELSEWHERE = "192.0.2.1"
"""An address that nobody has."""


@pytest.fixture
def caught() -> Iterator[list[str]]:
    """What the guard noted; these tests try on purpose."""
    yield tried_outside
    tried_outside.clear()


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
@pytest.mark.parametrize("way", ["connect", "connect_ex", "bind"])
def test_another_machine_is_refused_and_remembered(family: int, way: str, caught: list[str]):
    host = ELSEWHERE if family == socket.AF_INET else "2001:db8::1"
    with socket.socket(family, socket.SOCK_DGRAM) as talk, pytest.raises(AssertionError):
        getattr(talk, way)((host, 9))
    with socket.socket(family, socket.SOCK_DGRAM) as talk, pytest.raises(AssertionError):
        talk.sendto(b"", (host, 9))
    assert len(caught) == 2


@pytest.mark.parametrize("ask", [socket.gethostbyname, socket.gethostbyaddr, lambda name: socket.getaddrinfo(name, 80)])
def test_no_name_is_looked_for(ask: object, caught: list[str]):
    with pytest.raises(AssertionError):
        ask("example.org")  # type: ignore[operator]
    assert caught


def test_waiting_for_the_whole_network_is_refused(caught: list[str]):
    with socket.socket() as server, pytest.raises(AssertionError):
        server.bind(("", 0))
    assert caught


def test_this_machine_is_let_in(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    if hasattr(socket, "AF_UNIX"):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "door"))
    assert tried_outside == []
