"""Linux: whether another process holds a camera node open, read from the processes' own lists of open files.

Those of other users cannot be read; what they hold, the glance finds busy.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path

from feedback.desk.courtesy.asking import Asking

DEVICES = Path("/dev")
PROCESSES = Path("/proc")


def camera_nodes() -> frozenset[str]:
    """The paths of this computer's camera nodes, as the system spells them."""
    return frozenset(str(node) for node in DEVICES.glob("video[0-9]*"))


class CameraHeld:
    """Whether a process other than this one and those it began has one of the ``nodes`` open."""

    def __init__(self, nodes: Callable[[], Collection[str]] = camera_nodes, processes: Path = PROCESSES) -> None:
        self._nodes, self._processes = nodes, processes

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises OSError where processes are not listed, NotToldError when it takes too long."""
        nodes = self._nodes()
        if not nodes:
            return False
        own = os.getpid()
        for number in self._numbers():
            asking.left_s()
            if number != own and self._holds(number, nodes) and not self._begun_by(own, number):
                return True
        return False

    def close(self) -> None:
        """Nothing is open."""

    def _numbers(self) -> Iterator[int]:
        with os.scandir(self._processes) as found:
            for entry in found:
                if entry.name.isdecimal():
                    yield int(entry.name)

    def _holds(self, number: int, nodes: Collection[str]) -> bool:
        opened = f"{self._processes}/{number}/fd"
        try:
            files = os.listdir(opened)  # noqa: PTH208 - thousands of names; no need of so many paths
        except OSError:  # gone meanwhile, or another user's
            return False
        for file in files:
            with suppress(OSError):
                if os.readlink(f"{opened}/{file}") in nodes:  # noqa: PTH115 - the same
                    return True
        return False

    def _begun_by(self, own: int, number: int) -> bool:
        """Whether the process is a child of this one, or a child's child: then the camera is ours."""
        while number > 1:
            try:
                about = Path(f"{self._processes}/{number}/stat").read_text()
            except OSError:
                return False
            number = int(about.rpartition(")")[2].split()[1])
            if number == own:
                return True
        return False
