"""The lock that a session's recording holds, by which others know that it still runs; a kill lets it go.

The lock is SQLite's: the same on every system, released by the system when its process is gone.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

PREFIX, SUFFIX = "recording-", ".lock"


class Presence:
    """Held while a session is recorded. Raises sqlite3.Error when the lock cannot be made."""

    def __init__(self, data_dir: Path, uid: str) -> None:
        self._path = lock_path(data_dir, uid)
        self._connection: sqlite3.Connection | None = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        self._connection.execute("BEGIN EXCLUSIVE")
        self._path.chmod(0o600)

    def end(self) -> None:
        """Let go, and leave no file behind."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._path.unlink(missing_ok=True)


def lock_path(data_dir: Path, uid: str) -> Path:
    """Where the lock of the session called ``uid`` lies."""
    return data_dir / f"{PREFIX}{uid}{SUFFIX}"


def is_present(data_dir: Path, uid: str) -> bool:
    """True while a living process records the session; a lock left by a dead one is removed."""
    path = lock_path(data_dir, uid)
    if not path.exists():
        return False
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    path.unlink(missing_ok=True)
    return False
