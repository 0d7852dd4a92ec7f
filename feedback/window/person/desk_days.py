"""The days at the desk, as the window reads and writes them; what cannot be read or written stops nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from feedback.kept.desk_days import read_desk_days
from feedback.kept.desk_rows import DeskRecord, keep_desk_record
from feedback.kept.errors import StoreError
from feedback.kept.history import History, is_there
from vision.errors import PlainError


class DeskDays:
    """The desk's part of the history. ``problem``: why it could not be read or written last time."""

    def __init__(self, data_dir: Path, profile: str) -> None:
        self.problem: PlainError | None = None
        self._data_dir, self._profile = data_dir, profile

    def between(self, since: date | None, until: date | None) -> tuple[DeskRecord, ...]:
        """The records of these days, both included, oldest first; none where they cannot be read."""
        self.problem = None
        if not is_there(self._data_dir):
            return ()
        try:
            with History(self._data_dir) as history:
                return read_desk_days(history, since, until, profile=self._profile)
        except StoreError as problem:
            self.problem = problem
            return ()

    def keep(self, record: DeskRecord) -> None:
        """Keep an answer, or half a minute of hanging."""
        self.problem = None
        try:
            with History(self._data_dir) as history:
                keep_desk_record(history, record)
        except StoreError as problem:
            self.problem = problem
