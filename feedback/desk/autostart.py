"""Starting the desk when the person logs in: offered, never assumed, and taken back without a trace."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from feedback.desk.autostart_places import AutostartPlace, AutostartState, system_place
from feedback.process.own_program import is_frozen, own_command, without_console
from vision.errors import PlainError
from vision.sentences import N_

NOT_SET = N_("It could not be changed whether Kaakrust starts when you log in: {problem}.")


class AutostartError(PlainError):
    """The system did not take the change."""


class Autostart:
    """The switch in preferences, for the desk of one data directory. options: others that it is started with."""

    def __init__(self, data_dir: Path, *options: str, place: AutostartPlace | None = None) -> None:
        self._folder = str(data_dir.absolute())
        self.command = start_command("--data-dir", self._folder, *options)
        self._place = place or system_place()

    def state(self) -> AutostartState:
        """How it stands now; what cannot be read does not start."""
        try:
            return self._place.state(self.command)
        except OSError:
            return AutostartState.OFF

    def turn_on(self) -> None:
        """Start with the session from the next one on. Raises AutostartError."""
        try:
            self._place.turn_on(self.command)
        except OSError as problem:
            raise AutostartError(NOT_SET, problem=problem.strerror or problem) from problem

    def turn_off(self) -> None:
        """Do not start with the session, and leave nothing there. Raises AutostartError."""
        try:
            self._place.turn_off()
        except OSError as problem:
            raise AutostartError(NOT_SET, problem=problem.strerror or problem) from problem

    def forget(self) -> None:
        """As ``turn_off``, where what starts is the desk of this data directory. Raises AutostartError."""
        try:
            ours = self._place.starts_with(self._folder)
        except OSError:
            return
        if ours:
            self.turn_off()


def start_command(*options: str) -> list[str]:
    """The command line of the desk that works in the next session too, and opens no terminal."""
    program, *arguments = own_command("desk", *options)
    if is_frozen():
        program = os.environ.get("APPIMAGE") or without_console(
            program
        )  # what an AppImage unpacks is gone in the next session
    elif sys.platform == "win32":
        silent = Path(program).with_name("pythonw.exe")
        program = str(silent) if silent.exists() else program
    return [program, *arguments]
