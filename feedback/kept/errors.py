"""What can go wrong with the history's one file, as sentences; a damaged file is set aside, never overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calibration.ownfile import set_aside
from vision.errors import PlainError
from vision.sentences import N_

FILE_NAME = "history.sqlite3"
COMPANIONS = ("-wal", "-shm")
"""What SQLite keeps beside the file while it is open."""
NEWER = N_("The history was made by a newer version of this program and is left alone; update it to go on with it.")


class StoreError(PlainError):
    """The history cannot be used, or not now. ``aside``: where a damaged file was set, None otherwise."""

    aside: Path | None = None


class NewerHistoryError(StoreError):
    """The history is of a later version than this program knows. It is whole, and stays as it is."""


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
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
