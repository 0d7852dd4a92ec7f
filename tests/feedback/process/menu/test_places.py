"""The menu entry of somebody who installed the program by themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedback.process.menu.completion import COMPLETES
from feedback.process.menu.desktop_entry import APP_ID, entry_text, quoted
from feedback.process.menu.places import MenuPlaces, command_here, integrate, take_away
from tests.places import ROOT
from vision.errors import UsageError

linux = pytest.mark.skipif(sys.platform != "linux", reason="menus of Linux")


def places(home: Path) -> MenuPlaces:
    return MenuPlaces.of({"HOME": str(home), "XDG_DATA_DIRS": str(home / "system")})


def all_files(home: Path) -> set[str]:
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


@linux
def test_what_is_put_in_place_goes_again_and_nothing_else(tmp_path):
    other = tmp_path / ".local/share/applications/other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\n")
    written = integrate(places(tmp_path), ["/opt/kaakrust"])
    assert f".local/share/applications/{APP_ID}.desktop" in all_files(tmp_path)
    assert f".local/share/icons/hicolor/scalable/apps/{APP_ID}.svg" in all_files(tmp_path)
    assert sorted(take_away(places(tmp_path))) == sorted(written)
    assert all_files(tmp_path) == {".local/share/applications/other.desktop"}
    assert take_away(places(tmp_path)) == []


@linux
def test_somebody_elses_completion_of_that_name_is_left_alone(tmp_path):
    theirs = tmp_path / ".local/share/bash-completion/completions/kaakrust"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("complete -W 'session' kaakrust\n")
    assert theirs not in integrate(places(tmp_path), ["kaakrust"])
    assert theirs not in take_away(places(tmp_path))
    assert theirs.read_text() == "complete -W 'session' kaakrust\n"


@linux
def test_a_system_that_has_it_in_its_menu_needs_no_second(tmp_path):
    entry = tmp_path / "system" / "applications" / f"{APP_ID}.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_text("[Desktop Entry]\n")
    with pytest.raises(UsageError, match="already"):
        integrate(places(tmp_path), ["kaakrust"])


@linux
def test_a_home_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / ".local").write_text("a file where a folder should be")
    with pytest.raises(UsageError, match="cannot be written"):
        integrate(places(tmp_path), ["kaakrust"])


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_the_installer_does_it(monkeypatch, tmp_path, system):
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(UsageError, match="Linux"):
        integrate(places(tmp_path), ["kaakrust"])
    assert all_files(tmp_path) == set()


def test_the_folders_are_those_the_person_chose(tmp_path):
    chosen = MenuPlaces.of({"HOME": "/home/fox", "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": "/c"})
    assert chosen.data == tmp_path / "data"
    assert chosen.config == Path("/c")
    assert Path("/usr/share") in chosen.system


def test_the_entry_starts_the_program_wherever_it_lies():
    text = entry_text(["/home/Jö Fox/50% off/kaakrust", "-P"])
    assert 'Exec="/home/Jö Fox/50%% off/kaakrust" -P\n' in text
    assert 'Exec="/home/Jö Fox/50%% off/kaakrust" -P demo\n' in text
    assert "TryExec=/home/Jö Fox/50% off/kaakrust\n" in text


@pytest.mark.parametrize(
    ("word", "said"),
    [("kaakrust", "kaakrust"), ("a b", '"a b"'), ("50%", "50%%"), ('a"b', r'"a\\"b"'), ("a$b", r'"a\\$b"')],
)
def test_a_words_own_signs_stay_its_own(word, said):
    assert quoted(word) == said


def test_the_command_is_the_one_that_was_typed(monkeypatch, tmp_path):
    program = tmp_path / "kaakrust"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program), "integrate"])
    assert command_here() == [str(program)]
    monkeypatch.setattr(sys, "argv", ["entry.py", "integrate"])
    assert command_here()[0] == sys.executable


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs desktop-file-utils")
@pytest.mark.parametrize("command", [["kaakrust"], ["/home/Jö Fox/50% $off/kaakrust", "-P", 'a "b"']])
def test_the_desktop_takes_the_entry(tmp_path, command):
    entry = tmp_path / f"{APP_ID}.desktop"
    entry.write_text(entry_text(command), encoding="utf-8")
    told = subprocess.run(["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


@pytest.mark.parametrize(
    ("words", "found"), [(["kaakrust", "ses"], "session"), (["kaakrust", "demo", "--head"], "--headless")]
)
def test_the_shell_is_told_what_may_come_next(tmp_path, words, found):
    environment = {
        **os.environ,
        COMPLETES: "complete_bash",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "KAAKRUST_DATA_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "feedback.command.main"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert found in told.stdout.split()
