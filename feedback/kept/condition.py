"""What condition a history file is in, asked without changing anything of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from feedback.kept.database import BUSY_S
from feedback.kept.errors import FILE_NAME
from feedback.kept.schema import MIGRATIONS


@dataclass(frozen=True, slots=True)
class Condition:
    """A history file as found: its version, the sessions in it, and what SQLite says where it is not whole."""

    version: int = 0
    sessions: int = 0
    problem: str = ""

    @property
    def is_newer(self) -> bool:
        """Made by a later version than this program knows; not looked into any further."""
        return self.version > len(MIGRATIONS)


def condition_of(data_dir: Path) -> Condition | None:
    """The condition of the history in ``data_dir``; None where there is no file."""
    path = data_dir / FILE_NAME
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_S)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > len(MIGRATIONS):
                return Condition(version)
            (state,) = connection.execute("PRAGMA quick_check").fetchone()
            if state != "ok":
                return Condition(version, problem=str(state))
            (count,) = connection.execute("SELECT count(*) FROM sessions").fetchone()
    except sqlite3.Error as problem:
        return Condition(problem=str(problem))
    return Condition(version, count)
