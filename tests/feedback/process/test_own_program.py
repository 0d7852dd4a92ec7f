"""Processes of our own: from a checkout, and as a bundle would start them."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from feedback.process.own_program import CHILDREN, own_child, own_command, run_child, wants_child, without_console


def answer(command: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    """As started from a folder that is nobody's, with a stranger of our rooms' name in it."""
    (place / "feedback.py").write_text("raise ImportError('a stranger')\n")
    environment = {**os.environ, "KAAKRUST_DATA_DIR": str(place / "data")}
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_subcommand_runs_from_wherever_it_is_started(tmp_path):
    told = answer(own_command("safety", "--lang", "en"), tmp_path)
    assert told.returncode == 0, told.stderr
    assert "jaw" in told.stdout


def test_a_wrong_subcommand_gets_the_commands_own_exit_code(tmp_path):
    told = answer(own_command("no-such-thing"), tmp_path)
    assert told.returncode == 2
    assert "kaakrust" in told.stderr


def test_the_voices_answer_in_a_process_of_their_own(tmp_path):
    told = answer(own_child("voices", "en", "nl"), tmp_path)
    assert told.returncode == 0, told.stderr
    voices = json.loads(told.stdout)
    assert voices is None or set(voices) == {"en", "nl"}


def test_a_bundle_is_its_own_command(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/kaakrust/kaakrust")
    assert own_command("demo", "--headless") == ["/opt/kaakrust/kaakrust", "demo", "--headless"]
    assert own_child("sound-trial")[0] == "/opt/kaakrust/kaakrust"
    assert wants_child(own_child("sound-trial")[1:])


def test_on_windows_a_bundles_child_can_be_heard_and_its_desk_opens_no_console(monkeypatch, tmp_path):
    (tmp_path / "kaakrust-window.exe").touch()
    window, console = str(tmp_path / "kaakrust-window.exe"), str(tmp_path / "kaakrust.exe")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", window)
    child, same = own_child("voices")[0], without_console(console)
    monkeypatch.undo()
    assert child == console
    assert same == window


def test_elsewhere_there_is_one_program():
    assert without_console(sys.executable) == sys.executable


def test_a_child_is_handed_its_arguments(monkeypatch, tmp_path, capsys):
    (tmp_path / "kaakrust_echo.py").write_text("def main(arguments):\n    print(*arguments)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(CHILDREN, "echo", "kaakrust_echo")
    run_child(own_child("echo", "nl", "en")[-4:])
    assert capsys.readouterr().out == "nl en\n"


@pytest.mark.parametrize(
    "arguments", [[], ["demo"], ["--child"], ["--child", "stranger"], ["session", "--child", "voices"]]
)
def test_what_a_person_types_is_no_child(arguments):
    assert not wants_child(arguments)


def test_a_child_that_does_not_exist_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        own_child("stranger")


@pytest.mark.parametrize("module", sorted(CHILDREN.values()))
def test_every_child_is_a_module_with_a_main(module):
    found = importlib.util.find_spec(module)
    assert found is not None
    assert "def main(arguments: list[str]) -> None:" in Path(str(found.origin)).read_text()
