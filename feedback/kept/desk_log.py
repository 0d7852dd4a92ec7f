"""Writing the desk's records, whatever the disk does: what cannot be kept now is held and kept later.

The file is opened for each record and closed again, so that between glances nothing is open.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path

from feedback.kept.desk_rows import DeskRecord, keep_desk_record
from feedback.kept.errors import StoreError
from feedback.kept.history import History

HELD = 1000
"""Records held in memory while they cannot be written: weeks of glances; the oldest are let go after that."""


class DeskLog:
    """The desk's way to the history of ``data_dir``. One thread."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._held: deque[DeskRecord] = deque(maxlen=HELD)
        self._told = False

    @property
    def held(self) -> int:
        """How many records wait to be written."""
        return len(self._held)

    def keep(self, record: DeskRecord) -> StoreError | None:
        """Keep ``record`` and what waits. The problem is returned once, when it begins; the day goes on."""
        self._held.append(record)
        return self.catch_up()

    def catch_up(self) -> StoreError | None:
        """Write what waits, as far as it can be written."""
        try:
            if self._held:
                with History(self.data_dir) as history:
                    while self._held:
                        keep_desk_record(history, self._held[0])
                        self._held.popleft()
        except StoreError as problem:
            first, self._told = not self._told, True
            return problem if first else None
        self._told = False
        return None
