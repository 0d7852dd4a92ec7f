"""A session is kept as it runs, and keeping never stops it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from calibration.profile import profile_in
from calibration.states import Kind
from feedback.kept.errors import FILE_NAME
from feedback.kept.history import History
from feedback.kept.records import KeptSession
from feedback.visit.recorder import fingerprint
from tests.feedback.visit.recorded import Recorded
from tests.patience import PATIENCE_S
from tests.places import ROOT

NAMED_BY_0_1_0 = "f3b0a2217815"
"""What version 0.1.0 called the baseline of its profile in tests/data."""
posix = pytest.mark.skipif(os.name != "posix", reason="folders and limits as POSIX has them")


def kept(data_dir: Path) -> KeptSession:
    with History(data_dir) as history:
        (session,) = history.sessions()
    return session


def seconds_kept(data_dir: Path) -> int:
    with History(data_dir) as history:
        return len(history.samples(kept(data_dir).id))


def test_a_session_is_kept_as_its_summary_tells_it(tmp_path: Path):
    story = Recorded(tmp_path).does(Kind.CLOSED_SOFT, 10).does(Kind.HANGING, 30).does(Kind.ACTIVE, 5.5).stops()
    session = kept(tmp_path)
    assert story.notices == []
    assert story.summary is not None
    assert session.ended == "stopped"
    assert session.hanging_share == pytest.approx(story.summary.hanging_share, abs=0.001)
    assert session.totals.longest_hanging_s == pytest.approx(story.summary.longest_hanging_s, abs=0.001)
    assert session.totals.hanging_gap_mm == pytest.approx(6.0)
    assert session.baseline
    with History(tmp_path) as history:
        samples, cues = history.samples(session.id), history.cues(session.id)
    assert [sample.second for sample in samples] == list(range(46))
    assert [sample.kind for sample in samples][5::15] == [Kind.CLOSED_SOFT, Kind.HANGING, Kind.HANGING]
    assert all(sum(sample.shares) == pytest.approx(1.0, abs=0.002) for sample in samples)
    assert cues


def test_a_false_start_that_is_begun_anew_leaves_nothing_behind(tmp_path: Path):
    kept = Recorded(tmp_path).does(Kind.HANGING, 3.0).stops()
    false_start = Recorded(tmp_path).does(Kind.HANGING, 5.0)
    with History(tmp_path) as history:
        assert len(history.sessions()) == 2
    false_start.recorder.drop()
    false_start.stops()
    with History(tmp_path) as history:
        assert [session.uid for session in history.sessions()] == [kept.recorder.uid]
        assert history.running() == ()
    interrupted = Recorded(tmp_path).does(Kind.HANGING, 5.0)
    interrupted.recorder.drop()
    interrupted.recorder.close()
    with History(tmp_path) as history:
        assert [session.uid for session in history.sessions()] == [kept.recorder.uid]


def test_nothing_is_kept_of_a_pause(tmp_path: Path):
    Recorded(tmp_path).does(Kind.HANGING, 10).pauses(20).does(Kind.HANGING, 10).stops()
    session = kept(tmp_path)
    assert session.totals.real_s == pytest.approx(40, abs=0.2)
    assert 20 <= seconds_kept(tmp_path) <= 22


def test_what_runs_is_there_second_by_second(tmp_path: Path):
    story = Recorded(tmp_path).does(Kind.HANGING, 7.5)
    assert kept(tmp_path).ended is None
    assert seconds_kept(tmp_path) == 7
    story.stops()


def test_two_instances_record_at_once_and_neither_ends_the_other(tmp_path: Path):
    first, second = Recorded(tmp_path), Recorded(tmp_path)
    for _ in range(5):
        first.does(Kind.HANGING, 2.1)
        second.does(Kind.CLOSED_SOFT, 2.1)
    with History(tmp_path) as history:
        assert len(history.running()) == 2
    first.stops()
    second.stops()
    with History(tmp_path) as history:
        assert [session.ended for session in history.sessions()] == ["stopped", "stopped"]
        assert [len(history.samples(session.id)) for session in history.sessions()] == [11, 11]
    assert first.notices == second.notices == []


def test_a_session_given_up_by_an_error_is_interrupted_at_once(tmp_path: Path):
    story = Recorded(tmp_path).does(Kind.HANGING, 5.5)
    story.recorder.close()
    assert kept(tmp_path).ended == "interrupted"
    assert seconds_kept(tmp_path) == 6


@posix
def test_a_vanished_data_directory_is_said_once_and_nothing_is_lost(tmp_path: Path):
    folder = tmp_path / "data"
    story = Recorded(folder).does(Kind.HANGING, 5)
    shutil.rmtree(folder)
    story.does(Kind.HANGING, 5)
    assert story.notices == ["history", "not_kept"]
    story.does(Kind.HANGING, 10.5).stops()
    assert story.notices == ["history", "not_kept", "kept_again"]
    assert kept(folder).ended == "stopped"
    assert seconds_kept(folder) == 21


def test_a_folder_that_can_never_be_written_ends_with_a_plain_word(tmp_path: Path):
    (tmp_path / "taken").write_text("a file, not a folder")
    story = Recorded(tmp_path / "taken").does(Kind.HANGING, 20).stops()
    assert story.summary is not None
    assert story.notices == ["history", "not_kept", "not_kept"]


def test_a_history_of_a_newer_version_is_left_alone(tmp_path: Path):
    with History(tmp_path):
        pass
    path = tmp_path / FILE_NAME
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    story = Recorded(tmp_path).does(Kind.HANGING, 12).stops()
    assert story.notices == ["history", "not_kept", "not_kept"]
    assert "newer version" in story.said[0]
    assert "tried again" not in story.said[1]
    assert path.read_bytes() == before


def test_a_damaged_history_is_set_aside_and_the_session_is_kept_in_a_new_one(tmp_path: Path):
    (tmp_path / FILE_NAME).write_bytes(b"this is no database at all, but it was somebody's " * 50)
    story = Recorded(tmp_path).does(Kind.HANGING, 5).stops()
    assert story.notices == ["history"]
    assert kept(tmp_path).ended == "stopped"
    (aside,) = tmp_path.glob("*.damaged-*")
    assert aside.read_bytes().startswith(b"this is no database")


FULL_DISK = """
import resource, signal, sys, json
from pathlib import Path
from calibration.states import Kind
from tests.feedback.visit.recorded import Recorded
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
story = Recorded(Path(sys.argv[1])).does(Kind.HANGING, 5)
none, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, most))  # the system now refuses every write
story.does(Kind.HANGING, 20)
full = list(story.notices)
resource.setrlimit(resource.RLIMIT_FSIZE, (none, most))
story.does(Kind.HANGING, 10.5).stops()
print(json.dumps([full, story.notices]))
"""


@posix
def test_a_disk_full_mid_session_is_said_once_and_made_up_for(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr
    full, whole = json.loads(done.stdout)
    assert full == ["history", "not_kept"]
    assert whole == ["history", "not_kept", "kept_again"]
    assert kept(tmp_path).ended == "stopped"
    assert seconds_kept(tmp_path) == 36


def test_a_session_across_midnight_belongs_to_the_day_it_began(tmp_path: Path):
    began = datetime(2026, 3, 3, 23, 58, tzinfo=timezone(timedelta(hours=1)))
    Recorded(tmp_path, began).does(Kind.HANGING, 240.5).stops()
    assert kept(tmp_path).day == date(2026, 3, 3)
    assert seconds_kept(tmp_path) == 241


def test_summer_time_and_a_clock_set_back_change_neither_length_nor_order(tmp_path: Path):
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    before_change = datetime(2026, 10, 25, 2, 50, tzinfo=summer)
    after_change = datetime(2026, 10, 25, 2, 10, tzinfo=winter)  # twenty minutes later, by a clock set back an hour
    Recorded(tmp_path, after_change).does(Kind.HANGING, 20).stops()
    Recorded(tmp_path, before_change).does(Kind.HANGING, 60).stops()
    with History(tmp_path) as history:
        first, second = history.sessions()
    assert (first.started_at, second.started_at) == (before_change, after_change)
    assert (first.started_at.hour, second.started_at.hour) == (2, 2)
    assert first.day == second.day == date(2026, 10, 25)
    assert first.totals.real_s == pytest.approx(60, abs=0.2)


def test_a_baseline_of_the_first_version_keeps_its_name():
    """Sessions of then and of now with the same profile are told as measured against the same baseline."""
    text = (ROOT / "tests" / "data" / "profiles" / "0.1.0.json").read_bytes()
    baseline = profile_in(text, "default").baseline
    assert fingerprint(baseline) == NAMED_BY_0_1_0
    assert fingerprint(msgspec.structs.replace(baseline, return_sd_mm=0.9)) != NAMED_BY_0_1_0
    assert baseline.neutral is not None
    narrower = msgspec.structs.replace(baseline.neutral, narrowing=0.5)
    assert fingerprint(msgspec.structs.replace(baseline, neutral=narrower)) != NAMED_BY_0_1_0
