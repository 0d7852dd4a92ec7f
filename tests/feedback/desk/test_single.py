"""One desk for a data directory, with real processes: the second is heard, and a killed first is in nobody's way."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedback.desk import single
from feedback.desk.single import FRONT, SingleError, is_taken, take_place, tell_desk
from feedback.kept import desk_files
from tests.patience import PATIENCE_S
from tests.places import ROOT

DESK = Path(__file__).with_name("desk_process.py")
Begin = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """Starts a desk of ``tmp_path`` as a process of its own; ended after the test."""
    monkeypatch.setattr(single, "ANSWER_S", PATIENCE_S)
    processes = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(DESK), str(tmp_path), *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate(timeout=PATIENCE_S)


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_second_start_brings_the_first_to_the_front(begin: Begin, tmp_path: Path):
    first = begin()
    assert line(first) == "mine"
    second = begin()
    assert line(second) == "taken"
    assert line(first) == FRONT
    assert second.wait(PATIENCE_S) == 0
    assert take_place(tmp_path) is None
    assert line(first) == FRONT


def test_a_desk_that_leaves_leaves_nothing(begin: Begin, tmp_path: Path):
    first = begin()
    line(first)
    assert is_taken(tmp_path)
    assert tell_desk(tmp_path, "leave")
    assert line(first) == "leave"
    assert first.wait(PATIENCE_S) == 0
    assert files(tmp_path) == set()
    assert not is_taken(tmp_path)
    assert not tell_desk(tmp_path, FRONT)


def test_a_killed_desk_is_in_nobodys_way(begin: Begin, tmp_path: Path):
    first = begin()
    line(first)
    first.kill()  # SIGKILL: it can put nothing away
    first.wait(PATIENCE_S)
    assert files(tmp_path) >= {desk_files.LOCK, desk_files.DOOR}
    assert not is_taken(tmp_path)
    second = begin()
    assert line(second) == "mine"
    assert line(begin()) == "taken"
    assert line(second) == FRONT


def test_of_many_that_start_at_once_one_has_the_place(begin: Begin):
    desks = [begin() for _ in range(4)]
    assert sorted(line(desk) for desk in desks) == ["mine", "taken", "taken", "taken"]


def test_a_desk_that_hangs_is_said_to(begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert line(begin("hang")) == "mine"
    monkeypatch.setattr(single, "ANSWER_S", 0.01)
    with pytest.raises(SingleError, match="does not answer"):
        take_place(tmp_path)


def test_desks_of_two_people_are_two(tmp_path: Path):
    one, other = take_place(tmp_path / "one"), take_place(tmp_path / "other")
    assert one is not None
    assert other is not None
    one.leave()
    other.leave()
    other.leave()


def test_a_long_path_or_a_system_without_such_files_is_no_hindrance(tmp_path: Path):
    folder = tmp_path / ("a" * 120)
    place = take_place(folder)
    assert place is not None
    assert isinstance(json.loads((folder / desk_files.DOOR).read_bytes())["place"], int)
    assert tell_desk_in_background(folder, place) == [FRONT]
    place.leave()
    assert files(folder) == set()


def tell_desk_in_background(folder: Path, place: single.OnlyDesk) -> list[str]:
    """Say a word from another process, and what is heard of it here."""
    says = "import sys; from pathlib import Path; from feedback.desk.single import FRONT, tell_desk; "
    says += "print(tell_desk(Path(sys.argv[1]), FRONT))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", says, str(folder)]
    other = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    select.select([place], [], [], PATIENCE_S)
    heard = place.heard()
    assert other.communicate(timeout=PATIENCE_S)[0].strip() == "True"
    return heard


@pytest.mark.skipif("sys.platform == 'win32'", reason="such sockets are files elsewhere")
def test_who_does_not_know_the_secret_is_not_heard(tmp_path: Path):
    place = take_place(tmp_path)
    assert place is not None
    for said in (b"wrong front\n", b"\xff\xfe\n", b"x" * 300, b"front\n", b""):
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.connect(str(tmp_path / desk_files.SOCKET))
            stranger.sendall(said)
            stranger.shutdown(socket.SHUT_WR)
            assert place.heard() == []
    place.leave()


@pytest.mark.parametrize("door", [b"", b"no json", b"[]", b'{"secret": 1}', b'{"secret": "x", "place": "/nowhere"}'])
def test_a_damaged_door_is_not_believed(tmp_path: Path, door: bytes, monkeypatch: pytest.MonkeyPatch):
    place = take_place(tmp_path)
    assert place is not None
    (tmp_path / desk_files.DOOR).write_bytes(door)
    monkeypatch.setattr(single, "ANSWER_S", 0.0)
    assert not tell_desk(tmp_path, FRONT)
    with pytest.raises(SingleError):
        take_place(tmp_path)
    place.leave()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(SingleError, match="cannot note in"):
        take_place(tmp_path / "file")


@pytest.mark.skipif("sys.platform == 'win32'", reason="rights are kept elsewhere there")
def test_nobody_else_can_read_where_it_listens(tmp_path: Path):
    place = take_place(tmp_path)
    assert place is not None
    for name in desk_files.ALL:
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
    place.leave()
