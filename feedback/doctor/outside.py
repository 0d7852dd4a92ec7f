"""Ways out of this computer: the fence of proxy settings, and the connections open now."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

import psutil

from feedback.doctor.finding import Finding, Severity
from feedback.process import fence
from vision.sealed import sealed
from vision.sentences import N_, Sentence

ASK_YOURSELF = N_("docs/privacy.md says how to see it here.")

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Connection:
    """One open socket that could lead out: its two ends. remote: None while it leads nowhere, or waits for others."""

    kind: str
    local: Address
    local_port: int
    remote: Address | None
    remote_port: int

    @property
    def leads_out(self) -> bool:
        """Whether another machine is at its end, or could come to be."""
        return not (self.remote or self.local).is_loopback

    def __str__(self) -> str:
        if self.remote is None:
            return f"{self.kind} {self.local} port {self.local_port}"
        return f"{self.kind} {self.remote} port {self.remote_port}"


def look_at_fence() -> list[Finding]:
    """Whether every proxy setting of this process points nowhere."""
    names = [spelling for name in fence.PROXY_NAMES for spelling in (name, name.upper())]
    open_ = [name for name in names if os.environ.get(name) != fence.NOWHERE]
    values: dict[str, object] = {"open": open_, "let_through": os.environ.get("no_proxy", "").split(",")}
    if not open_:
        return [
            Finding(
                "fence", Severity.GOOD, Sentence(N_("The fence is up: libraries find no way out of here.")), (), values
            )
        ]
    text = Sentence(N_("The fence is not up: libraries may find a way out of here."))
    return [Finding("fence", Severity.MIND, text, (Sentence(N_("Start it as “kaakrust doctor”.")),), values)]


def look_at_seal() -> list[Finding]:
    """Whether the system refuses sockets to the face library's threads: one is tried."""
    try:
        sealed(socket.socket).close()
    except PermissionError:
        text = Sentence(N_("The system itself refuses every connection to the face library's threads."))
        return [Finding("seal", Severity.GOOD, text)]
    text = Sentence(N_("This system cannot refuse connections to single threads; the fence stands alone."))
    return [Finding("seal", Severity.UNKNOWN, text)]


def look_at_connections(source: str, seen: Iterable[Connection] | None) -> list[Finding]:
    """The connections open now, and those seen while the camera was open."""
    now = connections()
    if now is None:
        text = Sentence(N_("Open connections cannot be listed on this system."))
        return [Finding("connections", Severity.UNKNOWN, text, (Sentence(ASK_YOURSELF),))]
    return [judge_connections({*now, *(seen or ())}, source)]


def judge_connections(found: Iterable[Connection], source: str) -> Finding:
    """Only a camera that the person named may be at the other end."""
    named = _host(source)
    outside = [one for one in found if one.leads_out]
    to_camera = [one for one in outside if one.remote is not None and named in (str(one.remote), _NAME)]
    others = [one for one in outside if one not in to_camera]
    values: dict[str, object] = {
        "open": sorted(str(one) for one in found),
        "outside": sorted(str(one) for one in outside),
    }
    if others:
        shown = ", ".join(sorted(str(one) for one in others))
        text = Sentence(N_("Something in this process is connected to {others}."), {"others": shown})
        return Finding("connections", Severity.MIND, text, (Sentence(ASK_YOURSELF),), values)
    if to_camera:
        text = Sentence(N_("The only connection to another machine is the camera you named."))
        return Finding("connections", Severity.GOOD, text, (), values)
    return Finding(
        "connections", Severity.GOOD, Sentence(N_("No connection to any other machine is open.")), (), values
    )


def connections() -> tuple[Connection, ...] | None:
    """The open TCP and UDP sockets of this process; None where the system does not tell of its own processes."""
    try:
        found = psutil.Process().net_connections(kind="inet")
    except (psutil.Error, OSError, NotImplementedError):
        return None
    return tuple(
        Connection(_kind(one.type, one.family), _address(one.laddr.ip), one.laddr.port, *_far_end(one.raddr))
        for one in found
        if one.laddr
    )


def _kind(type_: int, family: int) -> str:
    return ("tcp" if type_ == socket.SOCK_STREAM else "udp") + ("6" if family == socket.AF_INET6 else "")


def _far_end(pair: tuple[str, int] | tuple[()]) -> tuple[Address | None, int]:
    """Where it leads, as psutil tells it; empty while it leads nowhere."""
    if not pair:
        return None, 0
    remote = _address(pair[0])
    return None if remote.is_unspecified else remote, pair[1]


def _address(text: str) -> Address:
    """An address; an IPv4 one that is written as IPv6 as IPv4."""
    address = ip_address(text)
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


_NAME = "a name"
"""A host given by name: its number is not looked up for this, so any number may be it."""


def _host(source: str) -> str | None:
    """The host of a stream's address, ``_NAME`` when it is a name; None when ``source`` is no address."""
    try:
        host = urlsplit(source).hostname if "://" in source else None
        return None if host is None else str(ip_address(host))
    except ValueError:
        return _NAME
