"""Files that appear whole or not at all, and never where something is read."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from feedback.process.whole_file import WholeFile, check_outputs, whole_file
from vision.errors import UsageError

needs_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_there_when_it_is_finished_and_not_before(tmp_path: Path):
    with whole_file(tmp_path / "new") as file:
        file.write(b"whole")
        assert not (tmp_path / "new").exists()
    assert (tmp_path / "new").read_bytes() == b"whole"
    assert names_in(tmp_path) == ["new"]


def test_what_goes_wrong_on_the_way_leaves_the_older_file_and_nothing_else(tmp_path: Path):
    (tmp_path / "old").write_bytes(b"older")
    with suppress(KeyboardInterrupt), whole_file(tmp_path / "old") as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert (tmp_path / "old").read_bytes() == b"older"
    assert names_in(tmp_path) == ["old"]


def test_a_file_that_nobody_finished_leaves_nothing(tmp_path: Path):
    whole = WholeFile(tmp_path / "new")
    whole.file.write(b"half")
    whole.file.close()
    del whole
    assert names_in(tmp_path) == []


@needs_full_device
def test_a_full_disk_leaves_the_older_file(tmp_path: Path):
    (tmp_path / "old").write_bytes(b"older")
    whole = WholeFile(tmp_path / "old")
    with Path("/dev/full").open("wb") as full:
        os.dup2(full.fileno(), whole.file.fileno())
    whole.file.write(b"x")
    with pytest.raises(OSError, match="No space"):
        whole.finish()
    assert (tmp_path / "old").read_bytes() == b"older"
    assert names_in(tmp_path) == ["old"]


def test_what_is_there_is_kept_unless_it_may_be_replaced(tmp_path: Path):
    (tmp_path / "old").write_bytes(b"older")
    with pytest.raises(FileExistsError), whole_file(tmp_path / "old", replace=False):
        pass
    assert (tmp_path / "old").read_bytes() == b"older"


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and owners")
def test_a_link_stays_one_and_the_file_is_its_owners(tmp_path: Path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there" / "real")
    with whole_file(tmp_path / "link") as file:
        file.write(b"through")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "real").read_bytes() == b"through"
    assert stat.S_IMODE((tmp_path / "there" / "real").stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="needs devices that are files")
def test_a_device_is_written_to_and_never_replaced():
    with whole_file(Path(os.devnull)) as file:
        file.write(b"gone")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_an_input_is_known_by_whatever_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    recording = tmp_path / "v.mp4"
    recording.write_bytes(b"film")
    (tmp_path / "soft").symlink_to(recording)
    (tmp_path / "hard").hardlink_to(recording)
    (tmp_path / "deeper").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("v.mp4", "./v.mp4", "soft", "hard", "deeper/../v.mp4", str(recording)):
        with pytest.raises(UsageError, match="is read here"):
            check_outputs([Path(name)], [recording])
    check_outputs([Path("other"), Path(os.devnull), Path(os.devnull)], [recording, Path("nowhere")])


def test_no_two_outputs_are_one_file(tmp_path: Path):
    with pytest.raises(UsageError, match="written twice"):
        check_outputs([tmp_path / "x", tmp_path / "." / "x"], [])
