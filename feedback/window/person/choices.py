"""The person's choices while the window is open: read once, written at each change."""

from __future__ import annotations

from pathlib import Path

import msgspec

from feedback.kept.settings import Settings, SettingsError, SettingsFile
from vision.errors import PlainError

NO_CHOICE = frozenset({"window_place"})
"""What is kept without anybody having chosen it."""
DESKS = ("desk_paused_until",)
"""What the desk, a program of its own, keeps in the same file while the window is open."""


class Choices:
    """What is chosen now. ``problem``: why it could not be read or kept; the window goes on all the same."""

    def __init__(self, data_dir: Path) -> None:
        self.problem: PlainError | None = None
        self._forgotten = False
        self._file = SettingsFile(data_dir)
        try:
            self.now = self._file.load()
        except SettingsError as problem:
            self.now, self.problem = Settings(), problem

    def change(self, **chosen: object) -> None:
        """Choose, and keep it for the next time."""
        self.now = msgspec.structs.replace(self.now, **(self._of_the_desk() | chosen))
        if self._forgotten and chosen.keys() <= NO_CHOICE:
            return
        self._forgotten = False
        try:
            self._file.save(self.now)
        except SettingsError as problem:
            self.problem = problem

    def _of_the_desk(self) -> dict[str, object]:
        try:
            kept = self._file.load()
        except SettingsError:
            return {}
        return {name: getattr(kept, name) for name in DESKS}

    def forget(self) -> None:
        """The file was removed. It stays so until somebody chooses something again."""
        self.now, self.problem, self._forgotten = Settings(), None, True
