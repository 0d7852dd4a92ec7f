"""Watching a real process from outside, through the system calls of all its threads and children (Linux, strace)."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from tests.patience import PATIENCE_S
from tests.places import ROOT

LOOKING_UP_NAMES = ("/etc/resolv.conf", "/io.systemd.Resolve", "htons(53)")
"""What shows in the calls only when the address of a name is looked for: how the C library asks, and port 53."""
HARMLESS_SOCKETS = re.compile(r"socket\(AF_(UNIX|NETLINK|INET|INET6),")
"""Within the machine, or seen again when they are connected; others (raw packets, Bluetooth) have no business here."""
SOCKET = re.compile(r"socket\((\w+)")
ADDRESS = re.compile(r'sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)')
ADDRESS_6 = re.compile(r'sin6_port=htons\((\d+)\).*inet_pton\(AF_INET6, "([^"]+)"')
CALLS = "trace=network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate"
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^(creat|mkdir|rename|link|symlink|truncate)")
NO_FILES = ("/dev/null", "/dev/tty", "/dev/pts/", "/proc/self/")
"""Paths that keep nothing."""


@dataclass(frozen=True)
class Watched:
    """What a process did. contacts: addresses outside this machine. lookups: names it tried to find.

    internet: all addresses it spoke to or waited at, this machine's own included, as address:port.
    families: the kinds of socket it made, AF_UNIX within the machine.
    refused: how often the system refused it a socket.
    written: files and folders it made, or opened to write in.
    """

    returncode: int
    output: str
    contacts: frozenset[str]
    lookups: frozenset[str]
    internet: frozenset[str]
    families: frozenset[str]
    refused: int
    written: frozenset[Path]


def watch(command: list[str], home: Path, environment: Mapping[str, str] | None = None) -> Watched:
    """Run ``command`` under strace with a home of its own, all its threads and children included."""
    log = home.parent / f"{home.name}.calls"
    home.mkdir(exist_ok=True)
    theirs = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    theirs |= {"HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})}
    done = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "4096", "-e", CALLS, "-o", str(log), *command],
        capture_output=True,
        text=True,
        env=theirs,
        cwd=ROOT,
        timeout=PATIENCE_S,
        check=False,
    )
    calls = list(_calls(log.read_text(errors="replace")))
    return Watched(
        done.returncode,
        done.stdout + done.stderr,
        frozenset(call for call in calls if _leaves_this_machine(call)),
        frozenset(call for call in calls if any(mark in call for mark in LOOKING_UP_NAMES)),
        frozenset(f"{host}:{port}" for call in calls if _speaks(call) for port, host in _addresses(call)),
        frozenset(found[1] for call in calls if (found := SOCKET.match(call)) and " = -1 E" not in call),
        sum(call.startswith("socket(") and "EACCES" in call for call in calls),
        frozenset(path for call in calls if WRITING.search(call) and " = -1 E" not in call for path in _paths(call)),
    )


def _calls(log: str) -> Iterator[str]:
    """The calls of all threads, those put together again that another thread's call cut in two."""
    begun: dict[str, str] = {}
    for line in log.splitlines():
        process, call = line.split(maxsplit=1)
        if call.endswith("<unfinished ...>"):
            begun[process] = call.removesuffix("<unfinished ...>")
        elif "<... " in call:
            yield begun.pop(process, "") + call.partition("resumed>")[2]
        else:
            yield call


def _speaks(call: str) -> bool:
    return call.startswith(("connect(", "bind(", "send"))


def _addresses(call: str) -> list[tuple[str, str]]:
    return ADDRESS.findall(call) + ADDRESS_6.findall(call)


def _leaves_this_machine(call: str) -> bool:
    if call.startswith("socket("):
        return HARMLESS_SOCKETS.match(call) is None
    return _speaks(call) and any(not ip_address(host).is_loopback for _, host in _addresses(call))


def _paths(call: str) -> list[Path]:
    return [Path(path) for path in re.findall(r'"([^"]*)"', call) if not path.startswith(NO_FILES)]
