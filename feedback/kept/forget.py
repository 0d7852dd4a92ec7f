"""Removal of sessions, or of all there is of a person; what is removed is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from feedback.kept.database import backups
from feedback.kept.desk_files import ALL as DESK_FILES
from feedback.kept.errors import COMPANIONS, FILE_NAME, StoreError, storage_errors
from feedback.kept.history import History, is_there
from feedback.kept.presence import PREFIX, SUFFIX, is_present
from feedback.kept.records import KeptSession
from feedback.kept.settings import FILE_NAME as SETTINGS
from vision.sentences import N_

REPORT_NAME = "report.html"
"""The report that the window shows; it lies beside the history and goes with it."""
RUNNING = N_("A session is being recorded at this moment. End it first, then forget.")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed: sessions, their seconds, and files by name. left: what lies in the folder and is not ours."""

    sessions: int = 0
    seconds: int = 0
    files: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def forget_sessions(history: History, sessions: Sequence[KeptSession]) -> Forgotten:
    """Remove sessions with all that belongs to them, from the file and from copies of it. Raises StoreError."""
    if set(history.running()) & {session.uid for session in sessions}:
        raise StoreError(RUNNING)
    seconds = 0
    with history.writing() as connection:
        for session in sessions:
            (count,) = connection.execute("SELECT count(*) FROM samples WHERE session_id = ?", (session.id,)).fetchone()
            seconds += count
            connection.execute("DELETE FROM sessions WHERE id = ?", (session.id,))
    with history.reading() as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copies = backups(history.data_dir)
    with storage_errors(history.path):
        for copy in copies:
            copy.unlink()
    return Forgotten(len(sessions), seconds, tuple(copy.name for copy in copies))


def own_files(data_dir: Path) -> list[Path]:
    """Every file this program keeps in ``data_dir``: history, profiles, settings, their copies and damaged ones."""
    if not data_dir.is_dir():
        return []
    profiles = data_dir / "profiles"
    found = [
        data_dir / REPORT_NAME,
        data_dir / FILE_NAME,
        *(data_dir / f"{FILE_NAME}{companion}" for companion in COMPANIONS),
        *(data_dir / name for name in DESK_FILES),
    ]
    found += backups(data_dir)
    for pattern in (f"{SETTINGS}*", ".writing-*", f"{PREFIX}*{SUFFIX}*"):
        found += data_dir.glob(pattern)
    if profiles.is_dir():
        found += [*profiles.glob("*.json*"), *profiles.glob(".writing-*")]
    return sorted({path for path in found if path.is_file() or path.is_socket()})


def forget_everything(data_dir: Path) -> Forgotten:
    """Remove every file of ours, and the folders when nothing else lies in them. Raises StoreError."""
    if any(is_present(data_dir, path.name[len(PREFIX) : -len(SUFFIX)]) for path in data_dir.glob(f"{PREFIX}*{SUFFIX}")):
        raise StoreError(RUNNING)
    sessions = seconds = 0
    if is_there(data_dir):
        try:
            with History(data_dir) as history:
                removed = forget_sessions(history, history.sessions())
                sessions, seconds = removed.sessions, removed.seconds
        except StoreError:
            pass  # damaged or from a newer version: its file goes all the same
    files = own_files(data_dir)
    names = tuple(str(path.relative_to(data_dir)) for path in files)
    with storage_errors(data_dir / FILE_NAME):
        for path in files:
            path.unlink(missing_ok=True)
        for folder in (data_dir / "profiles", data_dir):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    left = tuple(sorted(path.name for path in data_dir.iterdir())) if data_dir.is_dir() else ()
    return Forgotten(sessions, seconds, names, left)
