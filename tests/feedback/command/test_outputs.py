"""Where a command's results go, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from feedback.kept.errors import FILE_NAME
from feedback.kept.history import History
from tests.feedback.command.test_command import ENVIRONMENT, kaakrust, kaakrust_here
from tests.feedback.kept.histories import FIRST_DAY, keep
from tests.patience import PATIENCE_S
from tests.places import DATA, FACE_CLIP

needs_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
MAIN = (sys.executable, "-m", "feedback.command.main")


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    with History(tmp_path / "data") as history:
        for number in range(3):
            keep(history, number, started_at=FIRST_DAY + timedelta(days=number))
    return tmp_path / "data"


def test_recordings_of_one_name_in_two_folders_keep_a_table_each(tmp_path: Path):
    for folder in ("a", "b", "out"):
        (tmp_path / folder).mkdir()
    for folder in ("a", "b"):
        (tmp_path / folder / "v.mp4").write_bytes(FACE_CLIP.read_bytes())
    result = kaakrust_here(
        "analyze", tmp_path / "a" / "v.mp4", tmp_path / "b" / "v.mp4", "--csv", tmp_path / "out", data_dir=tmp_path
    )
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["v-2.csv", "v.csv"]


@pytest.mark.parametrize("option", ["--csv", "--plot"])
def test_an_analysis_never_replaces_its_recording(tmp_path: Path, option: str):
    recording = tmp_path / "v.png"
    recording.write_bytes(FACE_CLIP.read_bytes())
    result = kaakrust_here("analyze", recording, option, recording, data_dir=tmp_path)
    assert result.exit_code == 2
    assert "Choose another name" in result.stderr
    assert recording.read_bytes() == FACE_CLIP.read_bytes()


def test_in_a_folder_too_a_table_never_replaces_a_recording(tmp_path: Path):
    recording = tmp_path / "v.csv"
    recording.write_bytes(FACE_CLIP.read_bytes())
    result = kaakrust_here("analyze", recording, "--csv", tmp_path, data_dir=tmp_path / "data")
    assert result.exit_code == 2
    assert recording.read_bytes() == FACE_CLIP.read_bytes()


def test_the_sound_never_replaces_the_recording_it_goes_with(tmp_path: Path):
    recording = tmp_path / "v.mp4"
    recording.write_bytes(FACE_CLIP.read_bytes())
    result = kaakrust_here(
        "session", "--headless", "--no-pace", "--source", recording, "--sound-to", recording, data_dir=tmp_path / "data"
    )
    assert result.exit_code == 2
    assert recording.read_bytes() == FACE_CLIP.read_bytes()


def test_a_sound_of_a_session_that_did_not_begin_leaves_the_older_one(tmp_path: Path):
    (tmp_path / "s.wav").write_bytes(b"older")
    result = kaakrust(
        "session", "--headless", "--source", "nowhere.mp4", "--sound-to", tmp_path / "s.wav", data_dir=tmp_path / "data"
    )
    assert result.returncode == 3
    assert [path.name for path in tmp_path.iterdir()] == ["s.wav"]
    assert (tmp_path / "s.wav").read_bytes() == b"older"


@pytest.mark.parametrize("command", [("report", "--period", "all"), ("export",)])
def test_no_page_and_no_export_replaces_the_history(practice: Path, command: tuple[str, ...]):
    for name in (practice / FILE_NAME, practice / "link"):
        if name.name == "link":
            name.hardlink_to(practice / FILE_NAME)
        result = kaakrust_here(*command, "--out", name, "--force", data_dir=practice)
        assert result.exit_code == 2
        assert "Choose another name" in result.stderr
    with History(practice) as history:
        assert len(history.sessions()) == 3


@needs_full_device
@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("history",),
        ("history", "--json"),
        ("safety",),
        ("doctor", "--json", "--source", "."),
    ],
)
def test_an_output_that_takes_nothing_is_one_sentence(practice: Path, arguments: tuple[str, ...]):
    environment = ENVIRONMENT | {"KAAKRUST_DATA_DIR": str(practice), "LC_ALL": "C.UTF-8"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*MAIN, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            timeout=PATIENCE_S,
            check=False,
        )
    assert done.returncode == 2
    assert "cannot be written out: No space left" in done.stderr
    assert "Traceback" not in done.stderr


@needs_full_device
def test_a_table_for_a_full_device_is_one_sentence(tmp_path: Path):
    result = kaakrust_here("analyze", FACE_CLIP, "--csv", "/dev/full", data_dir=tmp_path)
    assert result.exit_code == 2
    assert "/dev/full: No space left" in result.stderr


@pytest.mark.parametrize("letters", ["cp1252", "ascii:strict"])
def test_a_terminal_with_few_letters_breaks_nothing_off(practice: Path, letters: str):
    for arguments in (("--help",), ("forget", "--session", "1"), ("history", "--lang", "nl")):
        environment = ENVIRONMENT | {"KAAKRUST_DATA_DIR": str(practice), "PYTHONIOENCODING": letters}
        done = subprocess.run(
            [*MAIN, *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=environment,
            timeout=PATIENCE_S,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 4)


def test_options_before_the_command_count(tmp_path: Path):
    def told(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = ENVIRONMENT | {"KAAKRUST_DATA_DIR": str(tmp_path / "other")}
        return subprocess.run(
            [*MAIN, *arguments], capture_output=True, text=True, env=environment, timeout=PATIENCE_S, check=False
        )

    lost = told("--source", "/nope.mp4", "session", "--headless")
    assert (lost.returncode, lost.stderr) == (3, "There is no file /nope.mp4. Check its name and folder.\n")
    after = told("--source", "/nope.mp4", "--lang", "nl", "session", "--headless", "--source", "/after.mp4")
    assert "/after.mp4" in after.stderr
    assert "bestand" in after.stderr
    with History(tmp_path / "kept") as history:
        keep(history, 1)
    assert "2026-08" in told("--data-dir", str(tmp_path / "kept"), "history").stdout
    odd = told("--source", "v.mp4", "history")
    assert (odd.returncode, odd.stderr) == (2, "“history” has no option --source.\n")


def test_a_name_that_means_two_things_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2024").write_bytes(FACE_CLIP.read_bytes())
    result = kaakrust_here("analyze", "2024", data_dir=tmp_path)
    assert result.exit_code == 0
    assert "“2024” is the file" in result.stderr


def test_a_file_with_a_single_picture_is_named_so(tmp_path: Path):
    import cv2
    import numpy as np

    picture = np.zeros((48, 64, 3), np.uint8)
    picture[:24] = 200
    for name in ("one.png", "one.jpg", "one.bmp"):
        cv2.imwrite(str(tmp_path / name), picture)
        result = kaakrust_here("analyze", tmp_path / name, data_dir=tmp_path)
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
        assert f"{name} is a single picture" in result.stderr


def test_a_recording_an_editor_cut_is_whole(tmp_path: Path):
    result = kaakrust_here(
        "analyze", DATA / "recordings" / "cut_start.mp4", "--calibrate", "closed=0-1.5", data_dir=tmp_path
    )
    assert result.exit_code == 0
    assert "54 pictures" in result.stdout
    assert "stopped" not in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="homes are elsewhere there")
def test_a_home_that_cannot_be_written_makes_no_chatter(tmp_path: Path):
    environment = ENVIRONMENT | {"HOME": "/dev/null/home", "KAAKRUST_DATA_DIR": str(tmp_path / "data")}
    for name in ("MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        environment.pop(name, None)
    done = subprocess.run(
        [*MAIN, "analyze", str(FACE_CLIP), "--plot", str(tmp_path / "p.png"), "--lang", "en"],
        capture_output=True,
        text=True,
        env=environment,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")
