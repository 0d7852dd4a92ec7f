"""A real tray host on a bus of the test's own: there from the start, gone, and back again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.feedback.window.desk.trays import Watcher
from tests.feedback.window.system.buses import Bus, bus
from tests.needs import needs_window
from tests.patience import PATIENCE_MS, PATIENCE_S

pytestmark = [
    needs_window,
    pytest.mark.skipif(
        sys.platform != "linux" or not os.environ.get("DISPLAY"), reason="only X11 has such a tray here"
    ),
]

__all__ = ["bus"]
SHOWN = Path(__file__).with_name("desk_shown.py")


class Desk:
    """The process, and what it said so far."""

    def __init__(self, address: str) -> None:
        environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address, "QT_QPA_PLATFORM": "xcb"}
        self.process = subprocess.Popen(
            [sys.executable, str(SHOWN)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.strip())

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def watcher(bus: Bus) -> Iterator[Watcher]:
    watcher = Watcher(bus.other)
    yield watcher
    watcher.end()
    bus.other.unregisterObject("/StatusNotifierWatcher")


@pytest.fixture
def desk(bus: Bus, watcher: Watcher) -> Iterator[Desk]:
    watcher.begin()
    desk = Desk(bus.address)
    yield desk
    desk.end()


def test_a_panel_that_goes_leaves_a_strip_and_one_that_comes_back_has_the_tray(
    desk: Desk, watcher: Watcher, qtbot: object
):
    def says(*words: str) -> None:
        qtbot.waitUntil(lambda: desk.said == list(words), timeout=PATIENCE_MS)  # type: ignore[attr-defined]

    says("tray")
    qtbot.waitUntil(lambda: bool(watcher.items), timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    watcher.end()
    says("tray", "strip")
    watcher.begin()
    says("tray", "strip", "tray")


def test_without_a_panel_there_is_a_strip(bus: Bus, qtbot: object):
    desk = Desk(bus.address)
    qtbot.waitUntil(lambda: desk.said == ["strip"], timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    desk.end()
