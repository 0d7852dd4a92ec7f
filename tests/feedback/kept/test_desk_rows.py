"""What the desk keeps: written, read by local days, exported, brought back, forgotten."""

from __future__ import annotations

import math
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from feedback.kept import desk_log
from feedback.kept.desk_log import DeskLog
from feedback.kept.desk_past import DayCount, DeskPast
from feedback.kept.desk_records import Glance, Hindrance, Hint, HintAnswer, Release, Seen, SelfCheck, Teeth
from feedback.kept.desk_rows import (
    DeskRecord,
    count_desk_records,
    delete_desk_records,
    keep_desk_record,
    read_desk_past,
    read_glances,
    read_hints,
    read_releases,
    read_self_checks,
)
from feedback.kept.errors import FILE_NAME, StoreError
from feedback.kept.export import ExportError, export_to, import_from
from feedback.kept.forget import DeskDays, forget_everything, forget_sessions
from feedback.kept.history import History
from tests.feedback.kept.histories import keep
from tests.places import DATA, ROOT

SUMMER, WINTER = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
DAY = datetime(2026, 11, 26, 9, 0, tzinfo=WINTER)
RECORDS: tuple[DeskRecord, ...] = (
    Glance(DAY, Seen.RELAXED, "", 6.25, 9.5, 0.9, 0.05, 4.125, 1.5, "default"),
    Glance(DAY + timedelta(minutes=14), Seen.NOT_TAKEN, Hindrance.MICROPHONE_USED.value),
    Glance(DAY + timedelta(minutes=30), Seen.UNSURE, "too_dark", 0.0, 20.0, profile="default"),
    Hint(DAY + timedelta(minutes=31), HintAnswer.RELEASE),
    SelfCheck(DAY + timedelta(minutes=40), Teeth.TOUCHING, asked=True),
    Release(DAY + timedelta(minutes=32), whole=True),
)


def all_of(history: History) -> list[object]:
    return [
        *map(repr, read_glances(history)),  # NaN is no NaN's equal
        *read_hints(history),
        *read_self_checks(history),
        *read_releases(history),
    ]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    with History(tmp_path / "data") as history:
        keep(history, 1)
        for record in RECORDS:
            keep_desk_record(history, record)
    return tmp_path / "data"


def test_every_record_comes_back_as_it_was(kept: Path):
    with History(kept) as history:
        assert [repr(one) for one in read_glances(history)] == [repr(one) for one in RECORDS[:3]]
        assert read_hints(history) == (RECORDS[3],)
        assert read_self_checks(history) == (RECORDS[4],)
        assert read_releases(history) == (RECORDS[5],)
        assert math.isnan(read_glances(history)[1].gap_mm)
        assert read_glances(history)[0].at.utcoffset() == timedelta(hours=1)


def test_a_hint_is_one_row_before_and_after_its_answer(tmp_path: Path):
    with History(tmp_path) as history:
        keep_desk_record(history, Hint(DAY))
        keep_desk_record(history, Hint(DAY, HintAnswer.NOT_RIGHT))
        assert read_hints(history) == (Hint(DAY, HintAnswer.NOT_RIGHT),)


def test_a_record_belongs_to_the_day_of_its_own_place(tmp_path: Path):
    late = datetime(2026, 10, 24, 23, 59, tzinfo=SUMMER)
    early = datetime(2026, 10, 25, 0, 1, tzinfo=SUMMER)
    tokyo = datetime(2026, 10, 25, 8, 0, tzinfo=timezone(timedelta(hours=9)))  # 23:00 UTC on the 24th
    with History(tmp_path) as history:
        for at in (late, early, tokyo):
            keep_desk_record(history, Hint(at))
        assert read_hints(history, since=early.date(), until=early.date()) == (Hint(early), Hint(tokyo))
        assert [hint.at for hint in read_hints(history, until=late.date())] == [late]
        assert count_desk_records(history, late.date(), late.date()) == 1


def test_looks_of_one_profile_are_read_with_those_left_out(kept: Path):
    with History(kept) as history:
        keep_desk_record(history, Glance(DAY + timedelta(hours=1), Seen.TENSE, profile="mia"))
        assert [one.seen for one in read_glances(history, profile="mia")] == [Seen.NOT_TAKEN, Seen.TENSE]
        assert len(read_glances(history, profile="default")) == 3


def test_what_the_desk_has_to_know_when_it_begins(kept: Path):
    with History(kept) as history:
        for ago in range(1, 4):
            for number in range(5):
                at = DAY - timedelta(days=ago) + timedelta(minutes=15 * number)
                keep_desk_record(history, Glance(at, Seen.RELAXED if number < 3 else Seen.TENSE, profile="default"))
        keep_desk_record(history, Hint(DAY - timedelta(days=5)))
        keep_desk_record(history, Glance(DAY + timedelta(hours=1), Seen.TENSE, profile="mia"))
        past = read_desk_past(history, DAY + timedelta(hours=2), profile="default")
        assert past.days == (
            *(DayCount((DAY - timedelta(days=ago)).date(), 5, 5, 3) for ago in (3, 2, 1)),
            DayCount(DAY.date(), 2, 1, 1),
        )
        assert past.hints == (RECORDS[3],)
        assert past.checks == (RECORDS[4],)
        assert past.last_glance_at == DAY + timedelta(minutes=30)
    with History(kept.parent / "new") as history:
        assert read_desk_past(history, DAY) == DeskPast()


def test_an_export_brings_the_desk_back_to_the_last_digit(kept: Path, tmp_path: Path):
    with History(kept) as history:
        counts = export_to(tmp_path / "out.zip", history)
        before = all_of(history)
    assert (counts["glances"], counts["hints"], counts["self_checks"], counts["releases"]) == (3, 1, 1, 1)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        lines = archive.read("self_checks.csv").decode().splitlines()
        assert lines[0] == "at,utc_offset_min,teeth,asked"
        assert lines[1] == "2026-11-26T08:40:00.000+00:00,60,touching,1"
        assert archive.read("sessions.csv").decode().startswith("session,started_at,")
    with History(tmp_path / "again") as history:
        import_from(tmp_path / "out.zip", history)
        assert all_of(history) == before
        assert len(history.sessions()) == 1
        with pytest.raises(ExportError, match="already"):
            import_from(tmp_path / "out.zip", history)


def test_desk_records_alone_are_a_history_that_no_export_is_read_over(tmp_path: Path):
    with History(tmp_path) as history:
        keep_desk_record(history, RECORDS[0])
        with pytest.raises(ExportError, match="already"):
            import_from(DATA / "exports" / "0.1.0.zip", history)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("glances", "relaxed,", "asleep,"),
        ("hints", ",release", ",shouted"),
        ("self_checks", ",touching,1", ",touching,2"),
        ("releases", "T08", "T99"),
    ],
)
def test_an_odd_cell_of_the_desk_is_named_and_nothing_is_imported(
    kept: Path, tmp_path: Path, table: str, old: str, new: str
):
    with History(kept) as history:
        export_to(tmp_path / "out.zip", history)
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(tmp_path / "out.zip") as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, text.replace(old, new, 1) if name == f"{table}.csv" else text)
    with History(tmp_path / "again") as history:
        with pytest.raises(ExportError, match=table):
            import_from(bad, history)
        assert all_of(history) == []
        assert history.sessions() == ()


def test_forgetting_days_takes_the_desk_of_these_days(kept: Path):
    with History(kept) as history:
        keep_desk_record(history, Hint(DAY - timedelta(days=3)))
        assert forget_sessions(history, ()).desk == 0
        assert forget_sessions(history, (), DeskDays(DAY.date(), DAY.date())).desk == len(RECORDS)
        assert all_of(history) == [Hint(DAY - timedelta(days=3))]
        assert delete_desk_records(history) == 1


def test_forgetting_everything_counts_and_overwrites_the_desk(kept: Path):
    with History(kept) as history:
        keep_desk_record(history, Glance(DAY + timedelta(days=1), Seen.UNSURE, "UNFORGETTABLE"))
        forget_sessions(history, (), DeskDays())
        assert b"UNFORGETTABLE" not in b"".join(path.read_bytes() for path in kept.iterdir())
        keep_desk_record(history, RECORDS[0])
    assert forget_everything(kept).desk == 1
    assert not kept.exists()


def test_a_word_that_no_version_writes_counts_as_damage(kept: Path):
    with sqlite3.connect(kept / FILE_NAME) as connection:
        connection.execute("UPDATE self_checks SET teeth_are = 'purple'")
    with History(kept) as history, pytest.raises(StoreError, match="damaged"):
        read_self_checks(history)


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise StoreError("There is no room left on the disk.")

    with monkeypatch.context() as context:
        context.setattr(desk_log, "keep_desk_record", refuse)
        yield


def test_a_full_disk_is_told_once_and_the_day_is_kept_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    log = DeskLog(tmp_path)
    assert log.keep(RECORDS[0]) is None
    with full_disk(monkeypatch):
        assert "no room" in str(log.keep(RECORDS[1]))
        assert log.keep(RECORDS[3]) is None
        assert log.held == 2
    assert log.keep(RECORDS[4]) is None
    assert log.held == 0
    with History(tmp_path) as history:
        assert len(all_of(history)) == 4
    with full_disk(monkeypatch):
        assert log.keep(RECORDS[5]) is not None  # another time is told again


def test_what_cannot_be_kept_for_weeks_is_held_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    log = DeskLog(tmp_path)
    with full_disk(monkeypatch):
        for number in range(desk_log.HELD + 10):
            log.keep(replace(RECORDS[0], at=DAY + timedelta(minutes=number)))
    assert log.held == desk_log.HELD


def test_between_looks_the_history_is_not_held_open(tmp_path: Path):
    log = DeskLog(tmp_path)
    log.keep(RECORDS[0])
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    "module", ["feedback.desk.core", "feedback.desk.choices", "feedback.kept.desk_log", "feedback.desk.weeks"]
)
def test_what_stays_open_all_day_loads_no_model_and_no_numbers(module: str):
    heavy = ("numpy", "cv2", "mediapipe", "matplotlib", "PySide6", "typer", "rich", "jinja2")
    script = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
