"""Opening the one file the history lies in, and turning what SQLite says into sentences.

WAL and one transaction a second: a killed process loses at most the second that was running. A file from a newer
version is left alone; a damaged one is set aside, never overwritten; before a migration a copy is made.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from calibration.ownfile import OWNER_FILE, OWNER_FOLDER, set_aside
from feedback.store.schema import MIGRATIONS, Migration
from vision.errors import N_, PlainError

FILE_NAME = "history.sqlite3"
BUSY_S = 5.0
"""How long to wait for another instance that is writing; a second's writing takes milliseconds."""
CACHE_KB = 256
"""A second's writing and a table read from end to end gain nothing from more, and an hour's session shall not grow."""
COMPANIONS = ("-wal", "-shm")
"""What SQLite keeps beside the file while it is open."""


_COLUMNS = "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'"


class StoreError(PlainError):
    """The history cannot be used, or not now. ``aside``: where a damaged file was set, None otherwise."""

    aside: Path | None = None


def connect(data_dir: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> sqlite3.Connection:
    """The history of ``data_dir``, made or brought up to date when needed. Raises StoreError."""
    path = data_dir / FILE_NAME
    with in_words(path):
        _make_for_owner(path)
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            _check_version(connection, len(migrations))
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")  # one fsync a second: a power cut costs no more than a kill
            connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten in the file too
            _migrate(connection, path, migrations)
            _check_tables(connection, migrations)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Raise what SQLite or the disk say as StoreError; a damaged file is set aside first."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "decode to UTF-8" in str(error):
            raise _damaged(path) from error
        if code == sqlite3.SQLITE_FULL:
            raise StoreError(
                N_("There is no room left on the disk for the history in {folder}."), folder=path.parent
            ) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreError(N_("The history is in use by another Kaakrust; try again in a moment.")) from error
        raise _unusable(path, error) from error
    except UnicodeDecodeError as error:  # SQLite's own words about a damaged file, with the damage in them
        raise _damaged(path) from error
    except OSError as error:
        raise _unusable(path, error.strerror or error) from error


def backups(data_dir: Path) -> list[Path]:
    """Copies made before migrations, and files set aside as damaged."""
    return sorted(
        path for pattern in (f"{FILE_NAME}.before-*", f"{FILE_NAME}.damaged-*") for path in data_dir.glob(pattern)
    )


def _make_for_owner(path: Path) -> None:
    path.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_FILE))  # SQLite gives its companions the same permissions
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(OWNER_FILE)


def _check_version(connection: sqlite3.Connection, newest: int) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > newest:
        raise StoreError(
            N_("The history was made by a newer version of this program and is left alone; update it to go on with it.")
        )
    return version


def _migrate(connection: sqlite3.Connection, path: Path, migrations: tuple[Migration, ...]) -> None:
    for number, statements in enumerate(migrations, start=1):
        if _check_version(connection, len(migrations)) >= number:
            continue
        if number > 1:
            _back_up(connection, path, number)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _check_version(connection, len(migrations)) < number:  # another instance may have been first
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _check_tables(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Raise what SQLite does for a damaged file when a table or column of ours is not in it."""
    with closing(sqlite3.connect(":memory:")) as ours:
        for statements in migrations:
            for statement in statements:
                ours.execute(statement)
        missing = set(ours.execute(_COLUMNS)) - set(connection.execute(_COLUMNS))
    if missing:
        error = sqlite3.DatabaseError(f"missing: {missing}")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _back_up(connection: sqlite3.Connection, path: Path, number: int) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    copy = path.with_name(f"{path.name}.before-{number}-{stamp}")
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_FILE))
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)


def _damaged(path: Path) -> StoreError:
    aside = set_aside(path)
    if aside == path:
        return StoreError(N_("The history in {folder} is damaged and cannot be moved away."), folder=path.parent)
    for companion in COMPANIONS:
        beside = path.with_name(path.name + companion)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + companion))
    error = StoreError(
        N_("The history was damaged. It was set aside as {aside} and a new one is begun; nothing was overwritten."),
        aside=aside.name,
    )
    error.aside = aside
    return error


def _unusable(path: Path, problem: object) -> StoreError:
    return StoreError(
        N_("The history in {folder} cannot be used: {problem}."), folder=path.parent, problem=str(problem).rstrip(".")
    )
