"""A history grows with the program: no file of an earlier version is ever damaged by it, and no later one touched."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest

from calibration.states import Kind
from feedback.kept.database import connect
from feedback.kept.errors import FILE_NAME, NewerHistoryError, StoreError
from feedback.kept.export import ExportError, import_from
from feedback.kept.history import History
from feedback.kept.schema import MIGRATIONS, columns_after, columns_in
from tests.feedback.kept.cutting import LATER, Cut, cut_off
from tests.feedback.kept.grown import KIND, MIGRATION, grown_program, tell
from tests.feedback.kept.histories import is_whole, keep
from tests.feedback.kept.test_history import everything
from tests.feedback.visit.recorded import Recorded
from tests.places import DATA, ROOT

RELEASED = sorted((DATA / "histories").glob("*.sqlite3"))
FIRST, FIRST_EXPORT = DATA / "histories" / "0.1.0.sqlite3", DATA / "exports" / "0.1.0.zip"


def put(stored: Path, data_dir: Path) -> Path:
    data_dir.mkdir(exist_ok=True)
    copyfile(stored, data_dir / FILE_NAME)
    return data_dir


def form_of(data_dir: Path) -> tuple[int, frozenset[tuple[str, str]]]:
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0], columns_in(connection)


def change(data_dir: Path, *statements: str) -> None:
    with closing(sqlite3.connect(data_dir / FILE_NAME, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def contents(data_dir: Path) -> dict[str, bytes]:
    """All files but the one in which SQLite notes who is reading."""
    return {path.name: path.read_bytes() for path in data_dir.iterdir() if not path.name.endswith("-shm")}


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return put(FIRST, tmp_path / "data")


@pytest.fixture
def known(tmp_path: Path) -> list[object]:
    """All that the history of 0.1.0 holds."""
    with History(put(FIRST, tmp_path / "known")) as history:
        return everything(history)


def test_version_1_is_to_the_letter_what_0_1_0_made(tmp_path: Path):
    made = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    connect(tmp_path, MIGRATIONS[:1]).close()
    with (
        closing(sqlite3.connect(tmp_path / FILE_NAME)) as ours,
        closing(sqlite3.connect(f"{FIRST.as_uri()}?mode=ro&immutable=1", uri=True)) as theirs,
    ):
        assert ours.execute(made).fetchall() == theirs.execute(made).fetchall()


def test_every_kind_has_a_migration_that_made_its_columns():
    made = columns_after(MIGRATIONS)
    for kind in Kind:
        assert {("sessions", f"{kind.value}_s"), ("samples", f"{kind.value}_mil")} <= made


@pytest.mark.parametrize("stored", RELEASED, ids=lambda path: path.stem)
def test_the_history_of_each_version_ever_released_opens_and_goes_on(stored: Path, tmp_path: Path):
    data_dir = put(stored, tmp_path / "data")
    with History(data_dir) as history, History(tmp_path / "told") as told:
        import_from(DATA / "exports" / f"{stored.stem}.zip", told)  # what that version itself said was in it
        assert len(history.sessions()) >= 3
        assert everything(history) == everything(told)
        number = keep(history, 1)
        assert history.samples(number)
        assert is_whole(data_dir)
    assert not list(data_dir.glob("*.damaged-*"))


def test_a_history_of_0_1_0_opens_after_a_kind_was_added(tmp_path: Path):
    told = {}
    for name, program in (("as it is", ROOT), ("grown", grown_program(tmp_path / "program"))):
        own = tmp_path / name
        own.mkdir()
        told[name] = tell(program, put(FIRST, own / "data"), FIRST_EXPORT, own / "imported", own / "again.zip")
        assert not list(own.rglob("*.damaged-*"))
    now, then = told["as it is"], told["grown"]
    assert then["kinds"] == [*now["kinds"], KIND]
    for session, samples, _ in (*then["opened"], *then["imported"]):
        assert session["totals"]["seconds"].pop(KIND) == 0.0
        for sample, shares, _ in samples:
            assert shares.pop(KIND) == 0.0
            assert len(sample["shares"]) == len(Kind) + 1
            sample["shares"] = sample["shares"][:-1]
    assert then["opened"] == now["opened"]
    assert then["imported"] == now["imported"] == now["opened"]

    with History(tmp_path / "here") as history:
        with pytest.raises(ExportError, match="newer version"):
            import_from(tmp_path / "grown" / "again.zip", history)
        assert history.sessions() == ()
    with pytest.raises(NewerHistoryError, match="newer version"):
        History(tmp_path / "grown" / "data")


def test_a_newer_history_is_not_touched_not_even_what_a_killed_program_left_of_it(first: Path):
    with closing(sqlite3.connect(first / FILE_NAME, isolation_level=None)) as open_still:
        open_still.execute("PRAGMA journal_mode = WAL")
        open_still.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")  # so far only in the log beside the file
        left = contents(first)
        assert left[f"{FILE_NAME}-wal"]
        with pytest.raises(NewerHistoryError):
            History(first)
        assert contents(first) == left


def test_a_newer_history_leaves_no_trace_of_having_been_looked_at(first: Path):
    change(first, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    left = contents(first)
    with pytest.raises(NewerHistoryError):
        History(first)
    assert contents(first) == left


@pytest.mark.parametrize(
    "statements",
    [
        ("ALTER TABLE sessions DROP COLUMN note",),
        ("DROP TABLE looks",),
        ("PRAGMA user_version = 0",),
        ("PRAGMA user_version = -5",),
    ],
)
def test_what_contradicts_its_own_version_is_set_aside_as_damaged(first: Path, statements: tuple[str, ...]):
    change(first, *statements)
    before = (first / FILE_NAME).read_bytes()
    with pytest.raises(StoreError, match="damaged") as told:
        History(first, LATER)
    assert told.value.aside is not None
    assert told.value.aside.read_bytes() == before
    assert not list(first.glob("*.before-*"))


def test_a_migration_cut_off_after_any_statement_loses_nothing_and_is_made_up_for(tmp_path: Path, known: list[object]):
    def cut() -> None:
        raise Cut

    for at in count(1):
        data_dir = put(FIRST, tmp_path / str(at))
        with cut_off(at, cut, after=True) as begun, suppress(Cut):
            connect(data_dir, LATER).close()
            break
        version, columns = form_of(data_dir)
        assert columns == columns_after(LATER[:version]), f"half a version, cut off at {begun[at - 1]}"
        comes_through(data_dir, known)
    assert {statement for statements in LATER[1:] for statement in statements} <= set(begun)


@pytest.mark.skipif(os.name != "posix", reason="forks and kills as POSIX has them")
def test_a_migration_killed_before_any_statement_loses_nothing_and_is_made_up_for(tmp_path: Path, known: list[object]):
    folder = tmp_path / "killed"
    folder.mkdir()
    command = [sys.executable, "-m", "tests.feedback.kept.cutting", str(FIRST), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    killed = [Path(line) for line in done.stdout.splitlines()]
    assert len(killed) > 7
    for data_dir in killed:
        comes_through(data_dir, known)


def comes_through(data_dir: Path, known: list[object]) -> None:
    with History(data_dir, LATER) as history:
        assert everything(history) == known
        assert is_whole(data_dir)
    assert form_of(data_dir) == (len(LATER), columns_after(LATER))
    copies = list(data_dir.glob("*.before-*"))
    assert not [copy for copy in copies if copy.name.endswith(".unfinished")]
    assert copies
    assert not list(data_dir.glob("*.damaged-*"))
    with closing(sqlite3.connect(copies[-1])) as copy:
        assert copy.execute("SELECT count(*) FROM sessions").fetchone() == (3,)


def test_many_versions_at_once_make_one_copy(first: Path):
    History(first, LATER).close()
    assert [copy.name.split("-")[1] for copy in first.glob("*.before-*")] == ["2"]


def test_a_session_goes_on_being_kept_while_a_later_version_brings_the_history_forward(tmp_path: Path):
    story = Recorded(tmp_path).does(Kind.HANGING, 5)
    History(tmp_path, (*MIGRATIONS, MIGRATION)).close()
    story.does(Kind.HANGING, 5.5).stops()
    assert story.notices == []
    with History(tmp_path, (*MIGRATIONS, MIGRATION)) as history:
        (session,) = history.sessions()
        assert session.ended == "stopped"
        assert len(history.samples(session.id)) == 11
