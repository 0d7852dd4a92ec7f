"""A bus, a desktop's services on it, and a question put with more time than a busy machine may need."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from feedback.desk.courtesy.asking import Asking
from tests.needs import no_bus
from tests.patience import PATIENCE_S

if TYPE_CHECKING:
    from feedback.desk.courtesy.linux.plain_bus import PlainBus

SERVICES = Path(__file__).with_name("bus_services.py")
OBJECT, INTERFACE = "/org/example/Desktop", "org.example.Desktop"


class Desktop:
    """Services on a private bus at ``address``."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._processes: list[subprocess.Popen[str]] = []
        self._buses: list[PlainBus] = []

    def has(self, *names: str, **_: object) -> Desktop:
        """Let these services run."""
        command = [sys.executable, str(SERVICES), self.address, *names]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self._processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        self._name = names[0]
        return self

    def bus(self) -> PlainBus:
        """The bus as a source sees it; left at the end."""
        from feedback.desk.courtesy.linux.plain_bus import PlainBus

        self._buses.append(PlainBus(self.address))
        return self._buses[-1]

    def says(self, answers: dict[str, tuple[str, object] | None]) -> None:
        """Let the services that came last answer so from now on; None: they do not answer."""
        bus = self.bus()
        bus.call(patient(), self._name, OBJECT, INTERFACE, "Learn", json.dumps(answers), form="s")

    def end(self) -> None:
        """Let all services go."""
        for bus in self._buses:
            bus.close()
        for process in self._processes:
            process.kill()
            process.communicate(timeout=PATIENCE_S)
        self._processes.clear()


def patient(steady_s: float = 0.0) -> Asking:
    """A question with all the time that a busy machine may need."""
    return Asking(steady_s, PATIENCE_S)


@pytest.fixture
def patiently(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Asking]:
    """Questions as in `patient`, also within each source's own limit."""
    monkeypatch.setattr("feedback.desk.courtesy.linux.talk.CALL_S", PATIENCE_S)
    return patient


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """A desktop without any service yet."""
    if no_bus():
        pytest.skip(no_bus())
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    daemon = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert daemon.stdout is not None
    desktop = Desktop(daemon.stdout.readline().strip())
    try:
        yield desktop
    finally:
        desktop.end()
        daemon.terminate()
        daemon.communicate(timeout=PATIENCE_S)
