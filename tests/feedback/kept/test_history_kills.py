"""A killed process loses at most one second, and the file stays whole."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from feedback.kept.history import History
from feedback.kept.records import INTERRUPTED
from tests.feedback.kept.histories import is_whole
from tests.places import DEMO_CLIP

KILLS = 50

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and kills as POSIX has them")


def test_fifty_kills_at_random_moments_lose_at_most_a_second_each(tmp_path: Path):
    chance = random.Random()  # other moments in every run
    command = [sys.executable, "-m", "tests.feedback.nursery"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for killed in range(1, KILLS + 1):
            nursery.stdin.write(f"{tmp_path}\n")
            nursery.stdin.flush()
            turns, lived_s, pid = chance.randint(1, 500), 0.0, 0
            while (line := nursery.stdout.readline().strip()) != "gone":
                if line.startswith("pid"):
                    pid = int(line.split()[1])
                else:
                    lived_s = float(line)
                    turns -= 1
                if turns <= 0 and pid:
                    os.kill(pid, signal.SIGKILL)
                    turns = 1_000_000
            with History(tmp_path) as history:
                assert is_whole(tmp_path)
                sessions = history.sessions()
                assert len(sessions) == killed
                last = max(sessions, key=lambda session: session.id)
                seconds = [sample.second for sample in history.samples(last.id)]
            assert seconds == list(range(len(seconds)))
            assert len(seconds) >= int(lived_s), f"lived {lived_s} s, kept {len(seconds)} s"
            assert last.ended == INTERRUPTED
            assert last.totals.real_s == len(seconds)
        nursery.stdin.close()
        assert nursery.wait() == 0
    assert [path.name for path in tmp_path.iterdir()] == ["history.sqlite3"]


def test_a_killed_command_leaves_its_session_as_interrupted(tmp_path: Path):
    command = [
        sys.executable,
        "-m",
        "feedback.command.main",
        "session",
        "--headless",
        "--json",
        "--no-pace",
        "--source",
    ]
    process = subprocess.Popen(
        [*command, str(DEMO_CLIP), "--data-dir", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    states = 0
    for line in process.stdout:
        states += json.loads(line)["event"] == "state"
        if states == 8:
            process.kill()
            break
    process.communicate()
    with History(tmp_path) as history:
        (session,) = history.sessions()
        assert is_whole(tmp_path)
        assert session.ended == INTERRUPTED
        assert len(history.samples(session.id)) >= 7
