"""Bad days of a camera, played for real before the command as a person runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest

from tests.fault_server import FaultServer, fault_server
from tests.feedback.command.test_command import ENVIRONMENT
from tests.patience import PATIENCE_S

posix = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


MOST_APART_S = 1.25
"""States are told every second, with the next picture after it."""


class Visit:
    """A person's session on the terminal, timed by its own clock, so that a busy machine changes nothing.

    told: what it said. shown_s: for how long the camera showed the person, as far as can be known from outside.
    """

    def __init__(self, camera: FaultServer, data_dir: Path) -> None:
        command = [sys.executable, "-m", "feedback.command.main", "session", "--headless", "--json", "--no-sound"]
        command += ["--lang", "en", "--source", camera.address, "--data-dir", str(data_dir)]
        pipe = subprocess.PIPE
        self.camera = camera
        self.process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=ENVIRONMENT)
        self.told: list[dict[str, object]] = []
        self.shown_s = 0.0
        self._spells_s: list[list[float]] = [[]]
        self._suffering = False
        self._heard_s = 0.0
        self._shown_since_s: float | None = None

    def until(self, event: str, word: str = "") -> dict[str, object]:
        """The next event of this kind, with ``word`` in its text."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.told.append(json.loads(line))
            self._heard_s = perf_counter()
            if self.told[-1]["event"] == "state" and self._shown_since_s is None:
                self._shown_since_s = self.last_s
            if self.told[-1]["event"] == "state" and not self._suffering:
                self._spells_s[-1].append(self.last_s)
            if self.told[-1]["event"] == event and word in str(self.told[-1].get("text")):
                return self.told[-1]
        raise AssertionError(f"it ended without {event} {word}: {self.process.communicate()[1]}")

    @property
    def last_s(self) -> float:
        """The time of what was said last, on the session's own clock."""
        return float(str(self.told[-1]["t_s"]))

    @property
    def judged_s(self) -> float:
        """What lies between two states a second apart, told while the camera showed the person."""
        steps = [later - earlier for seen_s in self._spells_s for earlier, later in pairwise(seen_s)]
        return sum(step_s for step_s in steps if step_s < MOST_APART_S)

    def is_seen(self) -> None:
        """The session runs on good pictures for a second."""
        self.until("state")

    def suffers(self, **fault: object) -> None:
        """From now on the camera shows nothing of use."""
        if self._shown_since_s is not None:
            self.shown_s += self.last_s + (perf_counter() - self._heard_s) - self._shown_since_s
        self._suffering = True
        for name, value in fault.items():
            setattr(self.camera, name, value)

    def recovers(self) -> None:
        self.camera.heal()
        self.until("resume")
        self._shown_since_s = self.last_s
        self._suffering = False
        self._spells_s.append([])

    def stops(self) -> dict[str, object]:
        """Ctrl-C, and the summary."""
        self.suffers()
        self.process.send_signal(signal.SIGINT)
        summary = self.until("summary")
        assert self.process.communicate(timeout=PATIENCE_S) == ("", "")
        return summary


@pytest.fixture
def camera() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


@contextmanager
def visit(camera: FaultServer, data_dir: Path) -> Iterator[Visit]:
    person = Visit(camera, data_dir)
    try:
        yield person
    finally:
        person.process.kill()
        person.process.communicate()


def counted_s(summary: dict[str, object]) -> float:
    kinds = ("hanging", "closed_soft", "closed_tense", "wide", "active", "unsure", "away")
    return sum(float(str(summary[f"{kind}_s"])) for kind in kinds)


@posix
def test_a_camera_that_misbehaves_in_every_way_pauses_the_session_and_nothing_of_it_is_counted(
    camera: FaultServer, tmp_path: Path
) -> None:
    with visit(camera, tmp_path) as person:
        person.until("state")
        person.is_seen()
        for fault, words in (
            ({"black": True}, "The picture is black. Is the shutter"),
            ({"frozen": True}, "The picture stands still. The camera is opened anew"),
            ({"fps": 1.0}, "Too few pictures come. More light"),
            ({"size": (320, 240)}, "The picture changes its size. Leave the camera"),
            ({"garbage": True}, "The pictures come damaged. Plug the camera"),
            ({"silent": True}, "sends no pictures. Check the camera"),
        ):
            person.is_seen()
            person.suffers(**fault)
            person.until("pause", words)
            person.recovers()
        person.suffers()
        camera.go_away()
        person.until("pause", "cannot be opened. Check the address")
        person.recovers()
        person.is_seen()
        summary = person.stops()
        assert person.process.returncode == 4
        camera.until_released()
    assert person.judged_s - 1.5 <= counted_s(summary) <= person.shown_s + 1.5


@posix
def test_a_session_that_begins_behind_a_closed_shutter_waits_and_then_looks_anew(
    camera: FaultServer, tmp_path: Path
) -> None:
    camera.black_from = 10
    with visit(camera, tmp_path) as person:
        person.until("notice")
        person.until("pause", "shutter")
        looked_at_s = person.last_s
        person.recovers()
        first = person.until("state")
        assert float(str(first["t_s"])) > looked_at_s + 2.0, "what was not seen does not count as looked at"
        summary = person.stops()
    assert counted_s(summary) <= person.last_s - float(str(first["t_s"])) + 0.5


def test_a_busy_camera_ends_with_a_sentence_and_its_exit_code(camera: FaultServer, tmp_path: Path) -> None:
    camera.busy = True
    with visit(camera, tmp_path) as person:
        told, said = person.process.communicate(timeout=PATIENCE_S)
    assert (told, person.process.returncode) == ("", 3)
    assert "cannot be opened. Check the address, and that the camera or program that sends it is running and free" in (
        " ".join(said.split())
    )
    camera.until_released()
