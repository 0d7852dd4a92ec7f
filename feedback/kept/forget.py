"""Removal of sessions, or of all there is of a person; what is removed is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from feedback.kept.database import backups
from feedback.kept.desk_files import ALL as DESK_FILES
from feedback.kept.desk_rows import delete_desk_records
from feedback.kept.errors import COMPANIONS, FILE_NAME, StoreError, storage_errors
from feedback.kept.history import History, is_there
from feedback.kept.homework import FOLDER as PLANS
from feedback.kept.opening_rows import delete_openings
from feedback.kept.presence import PREFIX, SUFFIX, is_present
from feedback.kept.records import KeptSession
from feedback.kept.settings import FILE_NAME as SETTINGS
from vision.sentences import N_

PROFILES = "profiles"
FOLDERS = (PROFILES, PLANS)
REPORT_NAME = "report.html"
"""The report that the window shows; it lies beside the history and goes with it."""
KINDS = {
    FILE_NAME: N_("your sessions with their notes and answers"),
    PROFILES: N_("your calibration"),
    PLANS: N_("your plan"),
    SETTINGS: N_("your preferences"),
    REPORT_NAME: N_("your report"),
    "copies": N_("older copies of your sessions"),
    "left behind": N_("what was left behind when the program was cut short"),
}
"""What a person calls the files, in the order they are told in."""
RUNNING = N_("A session is being recorded at this moment. End it first, then forget.")


OTHERS = N_("other files of this program")
"""What a file is that no kind names."""


def kinds_of(names: Iterable[str]) -> tuple[str, ...]:
    """What the files of these names, relative to the data directory, hold for the person (English), each said once."""
    held = {_kind_of(name) for name in names}
    return tuple(kind for kind in (*KINDS.values(), OTHERS) if kind in held)


def _kind_of(name: str) -> str:
    path = Path(name)
    if path.name.startswith((".writing-", PREFIX)) or path.name in DESK_FILES:
        return KINDS["left behind"]
    if path.parent.name in FOLDERS:
        return KINDS[path.parent.name]
    if ".before-" in path.name or ".damaged-" in path.name:
        return KINDS["copies"]
    return next((kind for own, kind in KINDS.items() if path.name.startswith(own)), OTHERS)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed: sessions, their seconds, and files by name. left: what lies in the folder and is not ours.

    desk: how many looks, hints, answers and releases at the desk.
    """

    sessions: int = 0
    seconds: int = 0
    files: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    desk: int = 0


@dataclass(frozen=True, slots=True)
class DeskDays:
    """Local days at the desk, both included; None: without an end on that side."""

    since: date | None = None
    until: date | None = None


def forget_sessions(history: History, sessions: Sequence[KeptSession], desk_days: DeskDays | None = None) -> Forgotten:
    """Remove sessions with all that belongs to them, from the file and from copies of it. Raises StoreError.

    desk_days: also what was kept at the desk on these days, and comfortable openings.
    """
    if set(history.running()) & {session.uid for session in sessions}:
        raise StoreError(RUNNING)
    seconds = 0
    with history.writing() as connection:
        for session in sessions:
            (count,) = connection.execute("SELECT count(*) FROM samples WHERE session_id = ?", (session.id,)).fetchone()
            seconds += count
            connection.execute("DELETE FROM sessions WHERE id = ?", (session.id,))
    desk = 0
    if desk_days is not None:
        desk = delete_desk_records(history, desk_days.since, desk_days.until)
        delete_openings(history, desk_days.since, desk_days.until)
    with history.reading() as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copies = backups(history.data_dir)
    with storage_errors(history.path):
        for copy in copies:
            copy.unlink()
    return Forgotten(len(sessions), seconds, tuple(copy.name for copy in copies), desk=desk)


def own_files(data_dir: Path) -> list[Path]:
    """Every file this program keeps in ``data_dir``: history, profiles, plans, settings, copies and damaged ones."""
    if not data_dir.is_dir():
        return []
    found = [
        data_dir / REPORT_NAME,
        data_dir / FILE_NAME,
        *(data_dir / f"{FILE_NAME}{companion}" for companion in COMPANIONS),
        *(data_dir / name for name in DESK_FILES),
    ]
    found += backups(data_dir)
    for pattern in (f"{SETTINGS}*", ".writing-*", f"{PREFIX}*{SUFFIX}*"):
        found += data_dir.glob(pattern)
    for folder in (data_dir / name for name in FOLDERS):
        if folder.is_dir():
            found += [*folder.glob("*.json*"), *folder.glob(".writing-*")]
    return sorted({path for path in found if path.is_file() or path.is_socket()})


def forget_everything(data_dir: Path) -> Forgotten:
    """Remove every file of ours, and the folders when nothing else lies in them. Raises StoreError."""
    if any(is_present(data_dir, path.name[len(PREFIX) : -len(SUFFIX)]) for path in data_dir.glob(f"{PREFIX}*{SUFFIX}")):
        raise StoreError(RUNNING)
    sessions = seconds = desk = 0
    if is_there(data_dir):
        try:
            with History(data_dir) as history:
                removed = forget_sessions(history, history.sessions(), DeskDays())
                sessions, seconds, desk = removed.sessions, removed.seconds, removed.desk
        except StoreError:
            pass  # damaged or from a newer version: its file goes all the same
    files = own_files(data_dir)
    names = tuple(str(path.relative_to(data_dir)) for path in files)
    with storage_errors(data_dir / FILE_NAME):
        for path in files:
            path.unlink(missing_ok=True)
        for folder in (*(data_dir / name for name in FOLDERS), data_dir):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    left = tuple(sorted(path.name for path in data_dir.iterdir())) if data_dir.is_dir() else ()
    return Forgotten(sessions, seconds, names, left, desk)
