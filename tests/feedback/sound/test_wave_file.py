"""The sound of a session in a file."""

from __future__ import annotations

import os
import stat
import sys
import wave
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from calibration.states import Kind
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.summary import Ending
from feedback.sound.instrument import CEILING, MOST_STEP
from feedback.sound.loops import CHIME_S, RATE_HZ
from feedback.sound.wave_file import ENDING_S, SoundFile
from tests.feedback.sound.sitting import Sitting
from vision.errors import UsageError


def read(path: Path) -> NDArray[np.float64]:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE_HZ, 2, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768


def loudness(sound: NDArray[np.float64], begin_s: float, end_s: float) -> float:
    return float(np.sqrt(np.mean(sound[round(begin_s * RATE_HZ) : round(end_s * RATE_HZ)] ** 2)))


def test_a_session_is_written_on_its_own_time(tmp_path: Path):
    path = tmp_path / "session.wav"
    with SoundFile(path) as listener:
        someone = Sitting(listener, exercise=SOFT_JAW)
        someone.does(Kind.CLOSED_SOFT, 10).does(Kind.HANGING, 15).does(Kind.AWAY, 15).does(Kind.HANGING, 10).ends()
    sound = read(path)
    assert len(sound) / RATE_HZ == pytest.approx(50 + CHIME_S + ENDING_S, abs=0.2)
    closed, hanging = loudness(sound, 5, 10), loudness(sound, 18, 25)
    away, back = loudness(sound, 37, 40), loudness(sound, 45, 50)
    assert away < 0.05 * closed < closed < hanging
    assert back > closed
    assert np.abs(sound).max() < CEILING
    assert np.abs(np.diff(sound, axis=0)).max() < MOST_STEP
    assert np.abs(sound[-1]).max() < 0.001
    assert someone.told == []


def test_only_its_owner_may_hear_it_and_an_older_file_is_written_over(tmp_path: Path):
    path = tmp_path / "session.wav"
    path.write_bytes(b"x" * 1_000_000)
    path.chmod(0o644)
    with SoundFile(path) as listener:
        Sitting(listener).does(Kind.CLOSED_SOFT, 1).ends(Ending.STOPPED)
    assert len(read(path)) == pytest.approx(1.5 * RATE_HZ, rel=0.1)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_session_broken_off_leaves_a_file_that_ends_softly(tmp_path: Path):
    path = tmp_path / "session.wav"
    with suppress(KeyboardInterrupt), SoundFile(path) as listener:
        Sitting(listener, exercise=SOFT_JAW).does(Kind.HANGING, 8)
        raise KeyboardInterrupt
    sound = read(path)
    assert loudness(sound, 7, 8) > 0.01
    assert np.abs(sound[-1]).max() < 0.001
    assert np.abs(np.diff(sound, axis=0)).max() < MOST_STEP


def test_a_session_whose_process_was_killed_leaves_what_there_was(tmp_path: Path):
    path = tmp_path / "session.wav"
    listener = SoundFile(path)
    Sitting(listener, exercise=SOFT_JAW).does(Kind.HANGING, 8)
    (unfinished,) = tmp_path.iterdir()  # as it lies on the disk now, nothing closed
    assert len(read(unfinished)) == pytest.approx(8 * RATE_HZ, rel=0.02)
    listener.close()


def test_a_computer_that_slept_leaves_no_hours_of_silence(tmp_path: Path):
    path = tmp_path / "session.wav"
    with SoundFile(path) as listener:
        someone = Sitting(listener, exercise=SOFT_JAW).does(Kind.HANGING, 3)
        someone.now_s += 8 * 3600.0
        someone.does(Kind.HANGING, 3).ends(Ending.STOPPED)
    assert len(read(path)) == pytest.approx(6.5 * RATE_HZ, rel=0.02)


@pytest.mark.parametrize("name", ["", "no/such/folder.wav"])
def test_a_file_that_cannot_be_is_said_before_anything_begins(tmp_path: Path, name: str):
    with pytest.raises(UsageError, match="cannot be written"):
        SoundFile(tmp_path / name)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in the file system")
def test_a_pipe_is_no_place_for_it_and_nobody_waits_for_one(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="no ordinary file"):
        SoundFile(tmp_path / "pipe")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_once_and_the_session_goes_on(tmp_path: Path):
    path = tmp_path / "session.wav"
    listener = SoundFile(path)
    assert listener._file is not None
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, listener._file.fileno())
    someone = Sitting(listener, exercise=SOFT_JAW).does(Kind.HANGING, 5).ends()
    listener.close()
    os.close(full)
    assert [notice.id for notice in someone.told] == ["sound_file"]
    assert someone.summary is not None
