"""The switch for starting with the computer, as the window presses it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from feedback.desk.forgetting import forget_person
from feedback.desk.single import take_place
from feedback.window.running.desk_process import DeskProcess
from tests.feedback.desk.test_autostart import WritableRegistry


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeskProcess:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    if sys.platform == "win32":
        monkeypatch.setitem(sys.modules, "winreg", WritableRegistry({}))  # type: ignore[arg-type]
    return DeskProcess(tmp_path / "data", "default")


def test_it_starts_with_the_computer_only_while_the_person_wants_it(process: DeskProcess, tmp_path: Path):
    assert not process.starts_with_computer()
    process.start_with_computer(True)
    assert process.starts_with_computer()
    assert not DeskProcess(tmp_path / "data", "somebody").starts_with_computer()
    process.start_with_computer(False)
    assert not process.starts_with_computer()


def test_forgetting_everything_ends_that_too(process: DeskProcess, tmp_path: Path):
    process.start_with_computer(True)
    forget_person(tmp_path / "data")
    assert not process.starts_with_computer()


def test_a_desk_that_runs_is_known(process: DeskProcess, tmp_path: Path):
    assert not process.runs()
    place = take_place(tmp_path / "data")
    assert place is not None
    assert process.runs()
    place.leave()
    assert not process.runs()
