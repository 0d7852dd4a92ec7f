"""Is there a way out of this computer: the fence of proxy settings, and the connections open now."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

from feedback.doctor.finding import Finding, Severity
from feedback.process import fence
from vision.sealed import sealed
from vision.sentences import N_, Sentence

KINDS = ("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6", "icmp", "icmp6")
"""The tables of sockets that can lead out, as Linux names them in /proc/self/net."""
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
    """The open sockets of this process that could lead out; None where the system does not tell (all but Linux)."""
    if not sys.platform.startswith("linux"):
        return None
    own = _own_sockets(Path("/proc/self/fd"))
    found: list[Connection] = []
    for kind in KINDS:
        table = Path("/proc/self/net") / kind
        if table.exists():
            found += read_table(kind, table.read_text("ascii"), own)
    return tuple(found)


def read_table(kind: str, table: str, own: frozenset[str]) -> list[Connection]:
    """The rows of one table of /proc/net whose inode is in ``own``."""
    found = []
    for row in table.splitlines()[1:]:
        cells = row.split()
        if cells[9] in own:
            local, local_port = _place(cells[1])
            remote, remote_port = _place(cells[2])
            there = None if remote.is_unspecified else remote
            found.append(Connection(kind, local, local_port, there, remote_port))
    return found


_NAME = "a name"
"""A host given by name: its number is not looked up for this, so any number may be it."""


def _host(source: str) -> str | None:
    """The host of a stream's address, ``_NAME`` when it is a name; None when ``source`` is no address."""
    try:
        host = urlsplit(source).hostname if "://" in source else None
        return None if host is None else str(ip_address(host))
    except ValueError:
        return _NAME


def _own_sockets(folder: Path) -> frozenset[str]:
    """The inodes of this process's sockets."""
    inodes = set()
    for entry in folder.iterdir():
        try:
            target = str(entry.readlink())
        except OSError:  # closed meanwhile, as the one that lists them is
            continue
        if inode := re.fullmatch(r"socket:\[(\d+)\]", target):
            inodes.add(inode[1])
    return frozenset(inodes)


def _place(cell: str) -> tuple[Address, int]:
    """An address and port as the tables write them: words of four bytes in the machine's own order, in hex."""
    number, port = cell.split(":")
    words = [int(number[start : start + 8], 16).to_bytes(4, sys.byteorder) for start in range(0, len(number), 8)]
    address = ip_address(b"".join(words))
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped, int(port, 16)
    return address, int(port, 16)
