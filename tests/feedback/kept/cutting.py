"""Histories whose opening is cut off at one statement: by an error, or by a kill.

Run as a program: copies the history named first into folders beside it, and in each opens it in a process that is
killed (SIGKILL) one statement later than in the folder before, until one comes through. Prints the folders.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Any

from feedback.kept.database import connect
from feedback.kept.errors import FILE_NAME
from feedback.kept.schema import MIGRATIONS, columns_after
from tests.feedback.kept.grown import MIGRATION

LATER = (
    *MIGRATIONS,
    (*MIGRATION, "UPDATE sessions SET humming_s = 0.5 WHERE ended = 'done'"),
    (
        "CREATE TABLE kept_tags (session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,"
        " tag TEXT NOT NULL, colour TEXT NOT NULL DEFAULT '', PRIMARY KEY (session_id, tag)) WITHOUT ROWID",
        "INSERT INTO kept_tags (session_id, tag) SELECT session_id, tag FROM tags",
        "DROP TABLE tags",
        "ALTER TABLE kept_tags RENAME TO tags",
    ),
)
"""Two more versions, one that adds and one that makes a table anew."""


class Cut(KeyboardInterrupt):
    """Somebody pressed Ctrl+C, at the worst moment."""


@contextmanager
def cut_off(at: int, cut: Callable[[], None], *, after: bool = False) -> Iterator[list[str]]:
    """Within it SQLite is cut off before, or right after, its ``at``-th statement; yields the statements begun."""
    for newest in range(len(LATER) + 1):
        columns_after(LATER[:newest])  # reckoned once, in memory: nothing of the file
    begun: list[str] = []

    class Counted(sqlite3.Connection):
        def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
            begun.append(statement)
            mine = len(begun)
            if mine == at and not after:
                cut()
            done = super().execute(statement, *values)
            if mine == at and after:
                cut()
            return done

    usual = sqlite3.connect
    sqlite3.connect = partial(usual, factory=Counted)  # type: ignore[assignment]
    try:
        yield begun
    finally:
        sqlite3.connect = usual


def main() -> None:
    stored, folder = map(Path, sys.argv[1:])
    for at in count(1):
        own = folder / f"{at:03}"
        own.mkdir()
        copyfile(stored, own / FILE_NAME)
        child = os.fork()
        if child == 0:
            with cut_off(at, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                connect(own, LATER).close()
            os._exit(0)
        _, ended = os.waitpid(child, 0)
        if ended == 0:
            return
        assert os.WTERMSIG(ended) == signal.SIGKILL
        print(own, flush=True)


if __name__ == "__main__":
    main()
