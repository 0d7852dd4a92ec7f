"""The desk's own process as the main window knows it: whether it runs, how it is begun and ended."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QProcess, QTimer

from feedback.desk.autostart import Autostart
from feedback.desk.autostart_places import AutostartState
from feedback.desk.single import LEAVE, is_taken, tell_desk
from feedback.process.own_program import own_command

TRIES, AGAIN_MS = 20, 500
"""A desk that was begun a moment ago does not listen yet; on a busy machine that takes some seconds."""


class DeskProcess:
    """Begins and ends ``kaakrust desk`` for one data directory and profile; it outlives the main window."""

    def __init__(self, data_dir: Path, profile: str) -> None:
        self._data_dir, self._profile = data_dir, profile
        self._wanted = self._begun = False

    def runs(self) -> bool:
        """Whether one runs, begun by whomever."""
        return is_taken(self._data_dir)

    def begin(self) -> bool:
        """Begin it; False where the system does not let us."""
        self._wanted = self._begun = True
        program, *rest = own_command("desk", *self._options())
        started, _ = QProcess.startDetached(program, rest)
        return started

    def end(self) -> None:
        """Ask it to end; it lets go of the camera first. One that has only just begun is asked again."""
        self._wanted = False
        self._ask_to_end(TRIES if self._begun else 1)

    def _ask_to_end(self, tries: int) -> None:
        if self._wanted or tries == 0:
            return
        if tell_desk(self._data_dir, LEAVE):
            self._begun = False
        else:
            QTimer.singleShot(AGAIN_MS, lambda: self._ask_to_end(tries - 1))

    def starts_with_computer(self) -> bool:
        """Whether the system begins it, as it lies now."""
        return Autostart(self._data_dir, "--profile", self._profile).state() is AutostartState.ON

    def start_with_computer(self, wanted: bool) -> None:
        """Have the system begin it, or no longer. Raises AutostartError where that cannot be."""
        place = Autostart(self._data_dir, "--profile", self._profile)
        place.turn_on() if wanted else place.turn_off()

    def _options(self) -> tuple[str, ...]:
        return "--data-dir", str(self._data_dir), "--profile", self._profile
