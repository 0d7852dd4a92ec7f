"""Starting with the session: on, off, as it stands, and taken away, on three systems."""

from __future__ import annotations

import plistlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from feedback.desk import autostart
from feedback.desk.autostart import Autostart, AutostartError, start_command
from feedback.desk.autostart_places import APPROVED, RUN, AutostartFile, AutostartState, LaunchAgent, RunKey, quoted
from tests.feedback.desk.courtesy.test_windows import Key, Registry

FOLDER = Path('/home/me/a "quoted" $HOME `x` 100 % \\ folder')


class WritableRegistry(Registry):
    """A registry that can be written to as well."""

    REG_SZ, KEY_SET_VALUE = 1, 2

    def CreateKey(self, key: Key, path: str) -> Key:  # noqa: N802 - as it is named there
        tree = key.tree
        for part in path.split("\\"):
            tree = tree.setdefault(part, {})
        return Key(tree)

    def OpenKey(self, key: Key, path: str, _: int = 0, __: int = 0) -> Key:  # noqa: N802 - the same
        return super().OpenKey(key, path)

    def SetValueEx(self, key: Key, name: str, _: int, __: int, value: object) -> None:  # noqa: N802 - the same
        key.tree[name] = value

    def DeleteValue(self, key: Key, name: str) -> None:  # noqa: N802 - the same
        if name not in key.tree:
            raise FileNotFoundError(name)
        del key.tree[name]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> WritableRegistry:
    registry = WritableRegistry({})
    monkeypatch.setitem(sys.modules, "winreg", registry)  # type: ignore[arg-type]
    return registry


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


@pytest.mark.parametrize("place", [AutostartFile, LaunchAgent, RunKey])
@pytest.mark.usefixtures("registry")
def test_it_is_off_until_it_is_turned_on_and_off_again_after(place: type, home: Path):
    switch = Autostart(FOLDER, place=place())
    switch.turn_off()  # nothing is there yet
    assert switch.state() is AutostartState.OFF
    assert [path for path in home.rglob("*") if path.is_file()] == []
    switch.turn_on()
    switch.turn_on()
    assert switch.state() is AutostartState.ON
    assert Autostart(FOLDER, "--lang", "nl", place=place()).state() is AutostartState.OTHER
    switch.turn_off()
    assert switch.state() is AutostartState.OFF
    assert [path for path in home.rglob("*") if path.is_file()] == []


@pytest.mark.skipif("sys.platform == 'win32'", reason="desktop entries are of Linux")
def test_a_desktop_entry_runs_exactly_this_command(home: Path):
    switch = Autostart(FOLDER, place=AutostartFile())
    switch.turn_on()
    entry = (home / ".config/autostart/org.kaakrust.desk.desktop").read_text(encoding="utf-8")
    (line,) = [line.removeprefix("Exec=") for line in entry.splitlines() if line.startswith("Exec=")]
    read = line.replace("%%", "%").replace("\\\\", "\\")  # what a desktop undoes before it takes the quotes off
    told = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {read}"], capture_output=True, text=True, check=True
    )  # a desktop takes quotes off as a shell does
    assert told.stdout.splitlines() == switch.command
    assert "Terminal=false" in entry


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktops_own_settings_turned_off_is_off(home: Path, line: str):
    switch = Autostart(FOLDER, place=AutostartFile())
    switch.turn_on()
    path = home / ".config/autostart/org.kaakrust.desk.desktop"
    path.write_text(path.read_text() + f"{line}\n")
    assert switch.state() is AutostartState.OFF
    switch.turn_on()
    assert switch.state() is AutostartState.ON


def test_a_launch_agent_is_read_at_log_in_and_not_kept_alive(home: Path):
    switch = Autostart(FOLDER, place=LaunchAgent())
    switch.turn_on()
    path = home / "Library/LaunchAgents/org.kaakrust.desk.plist"
    agent = plistlib.loads(path.read_bytes())
    assert agent["ProgramArguments"] == switch.command
    assert agent["RunAtLoad"] is True
    assert "KeepAlive" not in agent
    path.write_bytes(plistlib.dumps({**agent, "Disabled": True}))
    assert switch.state() is AutostartState.OFF
    path.write_bytes(b"damaged")
    assert switch.state() is AutostartState.OTHER


def test_windows_own_list_of_programs_is_heeded(registry: WritableRegistry):
    switch = Autostart(FOLDER, place=RunKey())
    switch.turn_on()
    run: Any = registry.OpenKey(registry.HKEY_CURRENT_USER, RUN).tree
    assert run["Kaakrust"] == subprocess.list2cmdline(switch.command)
    noted = registry.CreateKey(registry.HKEY_CURRENT_USER, APPROVED).tree
    noted["Kaakrust"] = bytes([2]) + bytes(11)
    assert switch.state() is AutostartState.ON
    noted["Kaakrust"] = bytes([3]) + bytes(11)
    assert switch.state() is AutostartState.OFF
    switch.turn_on()
    assert switch.state() is AutostartState.ON
    switch.turn_off()
    assert run == noted == {}


def test_the_command_is_the_desk_of_this_program():
    assert start_command("--lang", "nl")[-3:] == ["desk", "--lang", "nl"]


def test_a_bundle_that_unpacks_itself_is_started_as_the_file_it_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("APPIMAGE", "/home/me/Kaakrust.AppImage")
    assert start_command() == ["/home/me/Kaakrust.AppImage", "desk"]
    monkeypatch.delenv("APPIMAGE")
    assert start_command() == [sys.executable, "desk"]


def test_windows_opens_no_terminal_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "pythonw.exe").touch()
    monkeypatch.setattr(autostart, "own_command", lambda *one: [str(tmp_path / "python.exe"), *one])
    monkeypatch.setattr(sys, "platform", "win32")
    command = start_command()
    monkeypatch.undo()
    assert command == [str(tmp_path / "pythonw.exe"), "desk"]


def test_a_change_that_the_system_refuses_is_said(home: Path):
    (home / ".config").touch()  # a file where a folder should be
    switch = Autostart(FOLDER, place=AutostartFile())
    with pytest.raises(AutostartError, match="could not be changed"):
        switch.turn_on()
    assert switch.state() is AutostartState.OFF


def test_signs_that_mean_something_in_a_desktop_entry_mean_nothing():
    assert quoted(["a b", "%f", '"']) == '"a b" "%%f" "\\\\""'


@pytest.mark.parametrize("place", [AutostartFile, LaunchAgent, RunKey])
@pytest.mark.usefixtures("registry")
def test_forgetting_takes_away_what_starts_this_folders_desk_and_no_others(place: type, home: Path):
    other, own = Autostart(home / "other", place=place()), Autostart(FOLDER, "--profile", "me", place=place())
    own.forget()
    other.turn_on()
    own.forget()
    assert other.state() is AutostartState.ON
    own.turn_on()
    Autostart(FOLDER, place=place()).forget()
    assert own.state() is AutostartState.OFF
