"""Forgetting everything: the desk's files and its start with the session go too, but not while it runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from feedback.desk.autostart import Autostart
from feedback.desk.autostart_places import AutostartState
from feedback.desk.forgetting import forget_person
from feedback.desk.single import take_place
from feedback.kept import desk_files
from feedback.kept.errors import StoreError
from tests.feedback.desk.test_autostart import WritableRegistry


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    if sys.platform == "win32":
        monkeypatch.setitem(sys.modules, "winreg", WritableRegistry({}))  # type: ignore[arg-type]
    return tmp_path / "home"


def test_everything_goes_with_the_start_at_log_in_and_what_a_killed_desk_left(tmp_path: Path):
    folder = tmp_path / "data"
    place = take_place(folder)
    assert place is not None
    place._lock.close()  # as a kill does
    place._listener.close()
    switch = Autostart(folder)
    switch.turn_on()
    removed = forget_person(folder)
    assert set(removed.files) == {path for path in desk_files.ALL if path in removed.files}
    assert desk_files.DOOR in removed.files
    assert not folder.exists()
    assert switch.state() is AutostartState.OFF


def test_a_desk_that_runs_is_ended_first(tmp_path: Path):
    folder = tmp_path / "data"
    place = take_place(folder)
    assert place is not None
    with pytest.raises(StoreError, match="at your desk"):
        forget_person(folder)
    assert (folder / desk_files.DOOR).exists()
    place.leave()
    forget_person(folder)


def test_another_folders_start_is_left(tmp_path: Path):
    switch = Autostart(tmp_path / "other")
    switch.turn_on()
    forget_person(tmp_path / "data")
    assert switch.state() is AutostartState.ON


def test_a_start_that_cannot_be_taken_away_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    Autostart(tmp_path / "data").turn_on()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("feedback.desk.autostart_places.AutostartFile.turn_off", refuse)
    monkeypatch.setattr("feedback.desk.autostart_places.LaunchAgent.turn_off", refuse)
    monkeypatch.setattr("feedback.desk.autostart_places.RunKey.turn_off", refuse)
    with pytest.raises(StoreError, match="Permission denied"):
        forget_person(tmp_path / "data")
