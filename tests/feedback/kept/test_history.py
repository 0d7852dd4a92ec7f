"""The store as a person relies on it: nothing lost, nothing overwritten, all of it deletable."""

from __future__ import annotations

import os
import sqlite3
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from feedback.kept.columns import FORM, TABLES
from feedback.kept.errors import FILE_NAME, StoreError
from feedback.kept.export import ExportError, export_to, import_from
from feedback.kept.forget import forget_everything, forget_sessions, kinds_of
from feedback.kept.history import History
from feedback.kept.schema import MIGRATIONS
from feedback.kept.settings import Settings, SettingsFile
from tests.feedback.kept.histories import FIRST_DAY, keep, months_of_practice
from tests.feedback.visit.recorded import Kind, Recorded
from tests.places import ROOT

DOCS = ROOT / "docs" / "history.md"
posix = pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")


def everything(history: History) -> list[object]:
    found: list[object] = []
    for session in history.sessions():
        found += [session, repr(history.samples(session.id)), history.cues(session.id)]
    return found


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    months_of_practice(folder, 8)
    return folder


@posix
def test_the_file_is_the_owners_alone_while_open_and_after(tmp_path: Path):
    with History(tmp_path / "data") as history:
        keep(history, 1)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
        assert set(modes) == {FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}
        assert set(modes.values()) == {0o600}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_sessions_are_found_by_profile_and_by_day(tmp_path: Path):
    with History(tmp_path) as history:
        for number in range(6):
            keep(
                history,
                number,
                started_at=FIRST_DAY + timedelta(days=number),
                profile="mia" if number == 3 else "default",
            )
        assert len(history.sessions()) == 6
        assert [session.day.day for session in history.sessions(profile="mia")] == [4]
        found = history.sessions(since=FIRST_DAY.date() + timedelta(days=1), until=FIRST_DAY.date() + timedelta(days=2))
        assert [session.day.day for session in found] == [2, 3]


def test_a_migration_makes_a_copy_first_and_keeps_everything(practice: Path):
    with History(practice) as history:
        before = everything(history)
    with History(practice, (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN mood TEXT",))) as history:
        assert everything(history) == before
    (copy,) = practice.glob(f"*.before-{len(MIGRATIONS) + 1}-*")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (8,)
    connection.close()


def test_a_migration_that_stops_half_way_changes_nothing(practice: Path):
    broken = ("ALTER TABLE sessions ADD COLUMN mood TEXT", "ALTER TABLE nowhere ADD COLUMN x TEXT")
    with pytest.raises(StoreError):
        History(practice, (*MIGRATIONS, broken))
    with History(practice) as history:
        assert len(history.sessions()) == 8


def test_damage_in_the_middle_is_said_and_the_file_set_aside(practice: Path):
    path = practice / FILE_NAME
    content = bytearray(path.read_bytes())
    content[4096:-4096] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreError) as told, History(practice) as history:
        everything(history)
    assert told.value.aside is not None
    assert told.value.aside.read_bytes() == bytes(content)
    with History(practice) as history:
        assert history.sessions() == ()


def test_a_note_and_tags_replace_those_before(practice: Path):
    with History(practice) as history:
        number = history.sessions()[0].id
        history.set_note(number, "  slept well ", ["coffee", " coffee ", "", "new desk"])
        session = history.sessions()[0]
    assert (session.note, session.tags) == ("slept well", ("coffee", "new desk"))


def test_what_is_exported_forgotten_and_imported_is_the_same_history(practice: Path, tmp_path: Path):
    archive = tmp_path / "out.zip"
    with History(practice) as history:
        before = everything(history)
        counts = export_to(archive, history)
        assert forget_sessions(history, history.sessions()).sessions == 8
        assert history.sessions() == ()
        assert import_from(archive, history) == 8
        assert everything(history) == before
    assert counts["sessions"] == 8
    assert counts["check_ins"] == 16
    if os.name == "posix":
        assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_an_export_never_replaces_a_file_unasked_nor_a_history(practice: Path, tmp_path: Path):
    archive = tmp_path / "out.zip"
    archive.write_text("something else")
    with History(practice) as history:
        with pytest.raises(ExportError):
            export_to(archive, history)
        assert archive.read_text() == "something else"
        export_to(archive, history, replace=True)
        with pytest.raises(ExportError):
            import_from(archive, history)
        assert len(history.sessions()) == 8


@pytest.mark.parametrize(
    ("file", "old", "new", "word"),
    [
        ("samples.csv", "hanging_share", "hangs", "columns"),
        ("samples.csv", ",1.000,", ",1.700,", "_share"),
        ("sessions.csv", "soft_jaw", '"soft_jaw', "sessions.csv"),
        ("sessions.csv", "+00:00", "", "started_at"),
        ("sessions.csv", ",60.0,", ",nan,", "planned_s"),
        ("check_ins.csv", ",before,", ",during,", "moment"),
        ("cues.csv", "\n", "\nffffffffffffffff,1.0,sink\n", "session"),
        ("manifest.json", f'"format": {FORM}', '"format": 70', "version"),
        ("manifest.json", "format", "from", "not an export"),
        ("tags.csv", None, None, "tags.csv"),
    ],
)
def test_an_export_with_wrong_columns_or_values_is_refused_whole(
    practice: Path, tmp_path: Path, file: str, old: str | None, new: str | None, word: str
):
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    with History(practice) as history:
        export_to(good, history)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == file and old is None:
                continue
            if name == file and new is not None and old is not None:
                assert old in text
                text = text.replace(old, new, 1)
            target.writestr(name, text)
    with History(tmp_path / "other") as history:
        with pytest.raises(ExportError) as told:
            import_from(bad, history)
        assert word in str(told.value)
        assert history.sessions() == ()


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 half a zip"])
def test_a_file_that_is_no_export_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "x.zip").write_bytes(content)
    with History(tmp_path / "data") as history, pytest.raises(ExportError):
        import_from(tmp_path / "x.zip", history)


def test_every_column_of_the_export_is_documented():
    text = DOCS.read_text(encoding="utf-8")
    for table in TABLES:
        assert f"`{table.file}`" in text
        for column in table.columns:
            assert f"`{column.name}`" in text, f"{table.file}: {column.name}"


def test_forgetting_leaves_no_trace_in_the_file(practice: Path):
    with History(practice) as history:
        number = history.sessions()[0].id
        history.set_note(number, "UNFORGETTABLE WORDS", ["secret tag"])
        assert forget_sessions(history, history.sessions()).sessions == 8
        content = b"".join(path.read_bytes() for path in practice.iterdir())
    assert b"UNFORGETTABLE" not in content
    assert b"secret tag" not in content


def test_forgetting_everything_removes_every_file_of_ours_and_no_other(practice: Path):
    SettingsFile(practice).save(Settings())
    (practice / f"{FILE_NAME}.before-2-x").write_text("an older copy")
    (practice / "holiday.txt").write_text("not ours")
    removed = forget_everything(practice)
    assert removed.sessions == 8
    assert set(removed.files) == {FILE_NAME, "settings.json"}
    assert not list(practice.glob(f"{FILE_NAME}*"))
    assert removed.left == ("holiday.txt",)
    assert [path.name for path in practice.iterdir()] == ["holiday.txt"]


def test_a_running_session_is_not_forgotten_behind_its_back(tmp_path: Path):
    story = Recorded(tmp_path).does(Kind.HANGING, 3)
    with History(tmp_path) as history, pytest.raises(StoreError):
        forget_sessions(history, history.sessions())
    with pytest.raises(StoreError):
        forget_everything(tmp_path)
    story.stops()
    assert forget_everything(tmp_path).sessions == 1
    assert not tmp_path.exists()


def test_what_a_file_holds_is_told_in_words_and_each_kind_once():
    names = ["history.sqlite3", "history.sqlite3-wal", "profiles/anna.json", "profiles/ben.json", "settings.json"]
    assert kinds_of(names) == ("your sessions with their notes and answers", "your calibration", "your preferences")
    odd = ["history.sqlite3.damaged-1", "profiles/.writing-x", "recording-12.lock", "something.bin"]
    assert kinds_of(odd) == (
        "older copies of your sessions",
        "what was left behind when the program was cut short",
        "other files of this program",
    )
