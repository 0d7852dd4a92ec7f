"""Opening the one file the history lies in, made or brought up to date when needed.

WAL and one transaction a second: a killed process loses at most the second that was running. A file from a newer
version is left alone; a damaged one is set aside, never overwritten; before a migration a copy is made.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from calibration.ownfile import OWNER_FILE, OWNER_FOLDER
from feedback.kept.errors import COMPANIONS, FILE_NAME, NEWER, NewerHistoryError, storage_errors
from feedback.kept.schema import MIGRATIONS, Migration, columns_after, columns_in

BUSY_S = 5.0
"""How long to wait for another instance that is writing; a second's writing takes milliseconds."""
CACHE_KB = 256
"""A second's writing and a table read from end to end gain nothing from more, and an hour's session shall not grow."""


UNFINISHED = ".unfinished"
"""Ends the name of a copy that is still being made."""


def connect(data_dir: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> sqlite3.Connection:
    """The history of ``data_dir``, made or brought up to date when needed. Raises StoreError."""
    path = data_dir / FILE_NAME
    with storage_errors(path):
        _make_for_owner(path)
        _look_first(path, len(migrations))
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            _check_form(connection, migrations)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")  # one fsync a second: a power cut costs no more than a kill
            connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten in the file too
            _migrate(connection, path, migrations)
        except BaseException:
            connection.close()
            raise
        return connection


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


def _refuse_newer(version: int, newest: int) -> None:
    if version > newest:
        raise NewerHistoryError(NEWER)


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _look_first(path: Path, newest: int) -> None:
    """Refuse a newer version's file before anything of it is touched: opening it to write would tidy up in it."""
    if not path.stat().st_size:
        return
    # Without a log beside it the file is all there is, and reading it as one that never changes leaves no trace.
    how = "mode=ro" if path.with_name(path.name + COMPANIONS[0]).exists() else "mode=ro&immutable=1"
    with suppress(sqlite3.OperationalError):  # what cannot be read so may be read yet when opened to write
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=BUSY_S)) as looking:
            version = _version(looking)
        _refuse_newer(version, newest)


def _check_form(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Raise what SQLite does for a damaged file when it is not what its own version's statements make.

    Columns that were added to it since do no harm. Only its own version counts: what this program has besides is not
    missing, it is yet to come.
    """
    connection.execute("BEGIN")  # one moment of the file: another instance may be making or migrating it
    try:
        version, found = _version(connection), columns_in(connection)
    finally:
        connection.execute("COMMIT")
    _refuse_newer(version, len(migrations))
    missing = columns_after(migrations[: max(0, version)]) - found
    if missing or version < 0 or (version == 0 and found):
        error = sqlite3.DatabaseError(f"not of version {version}: {sorted(missing)}")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _migrate(connection: sqlite3.Connection, path: Path, migrations: tuple[Migration, ...]) -> None:
    """Bring the file forward, each step in one transaction together with its number: it was taken, or it was not."""
    copied = is_new = False
    for number, statements in enumerate(migrations, start=1):
        if _version(connection) >= number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection)  # another instance may have been first, and may be newer
            _refuse_newer(version, len(migrations))
            if version < number:
                is_new = is_new or version == 0  # nothing in it yet, so nothing to keep a copy of
                if not (copied or is_new):
                    _back_up(path, number)
                    copied = True
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _back_up(path: Path, number: int) -> None:
    """Copy the file as it is, while nobody else may write: with all that others have kept until now."""
    for left in path.parent.glob(f"{path.name}.before-*{UNFINISHED}"):
        left.unlink()  # of a start that was cut off; the file itself still holds all of it
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    copy = path.with_name(f"{path.name}.before-{number}-{stamp}")
    unfinished = copy.with_name(copy.name + UNFINISHED)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_FILE))
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.rename(copy)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
