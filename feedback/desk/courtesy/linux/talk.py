"""A talk with a service of this machine over its socket, in which every wait has an end."""

from __future__ import annotations

import socket

from feedback.desk.courtesy.asking import Asking

CALL_S = 0.15
"""What one answer may take; services answer within some ms."""


def limit(talk: socket.socket, asking: Asking) -> None:
    """Let the next wait on this socket be no longer than one answer may take. Raises NotToldError: no time is left."""
    talk.settimeout(asking.left_s(CALL_S))


def some(talk: socket.socket, most: int = 1 << 16) -> bytes:
    """What there is, at most so many bytes. Raises ConnectionResetError when the service is gone, other OSError."""
    received = talk.recv(most)
    if not received:
        raise ConnectionResetError("the service is gone")
    return received


def exactly(talk: socket.socket, wanted: int, asking: Asking) -> bytes:
    """So many bytes. Raises NotToldError, and as `some`."""
    received = bytearray()
    while len(received) < wanted:
        limit(talk, asking)
        received += some(talk, wanted - len(received))
    return bytes(received)
