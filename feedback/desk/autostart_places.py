"""Where each system keeps what starts with a person's session.

Linux: a file in the desktop's autostart folder (XDG Autostart). macOS: a launch agent. Windows: a value of the Run key.
"""

from __future__ import annotations

import importlib
import os
import plistlib
import subprocess
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any, Protocol
from xml.parsers.expat import ExpatError

from feedback.process.whole_file import AS_USUAL, whole_file

LABEL = "org.kaakrust.desk"
"""Of the file and the agent."""
SHOWN = "Kaakrust"
"""The name in the system's own lists, and of the value on Windows."""
RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where Windows notes what was turned off in its own list of such programs: then the first byte is odd."""
ENTRY = """[Desktop Entry]
Type=Application
Name={name}
Exec={command}
Terminal=false
X-GNOME-Autostart-enabled=true
"""
OFF_LINES = frozenset({"Hidden=true", "X-GNOME-Autostart-enabled=false"})
"""By which a desktop's own settings turn an entry off."""


class AutostartState(Enum):
    """Whether the desk starts with the session."""

    ON = "on"
    OFF = "off"
    OTHER = "other"
    """Something of ours starts, but not this program as it lies now: it was moved, or another copy is meant."""


class AutostartPlace(Protocol):
    """One system's place. Each method raises OSError."""

    def state(self, command: list[str]) -> AutostartState:
        """Whether this command starts."""
        ...

    def starts_with(self, argument: str) -> bool:
        """Whether what starts has this argument."""
        ...

    def turn_on(self, command: list[str]) -> None:
        """Let this command start, instead of whatever of ours did."""
        ...

    def turn_off(self) -> None:
        """Let nothing of ours start."""
        ...


def system_place() -> AutostartPlace:
    """This system's."""
    if sys.platform == "win32":
        return RunKey()
    return LaunchAgent() if sys.platform == "darwin" else AutostartFile()


class AutostartFile:
    """Linux: what every desktop starts at log-in."""

    def __init__(self) -> None:
        config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        self._path = config / "autostart" / f"{LABEL}.desktop"

    def state(self, command: list[str]) -> AutostartState:
        """Whether this command starts. Raises OSError."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return AutostartState.OFF
        if OFF_LINES & set(lines):
            return AutostartState.OFF
        return AutostartState.ON if f"Exec={quoted(command)}" in lines else AutostartState.OTHER

    def starts_with(self, argument: str) -> bool:
        """Whether what starts has this argument. Raises OSError."""
        try:
            return quoted([argument]) in self._path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return False

    def turn_on(self, command: list[str]) -> None:
        """Write the entry. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(self._path, mode=AS_USUAL) as file:
            file.write(ENTRY.format(name=SHOWN, command=quoted(command)).encode())

    def turn_off(self) -> None:
        """Take the entry away. Raises OSError."""
        self._path.unlink(missing_ok=True)


class LaunchAgent:
    """macOS: read at log-in; nothing is started or ended by writing it."""

    def __init__(self) -> None:
        self._path = Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def state(self, command: list[str]) -> AutostartState:
        """Whether this command starts. Raises OSError."""
        agent = self._agent()
        if agent is None:
            return AutostartState.OTHER if self._path.exists() else AutostartState.OFF
        if agent.get("Disabled") is True:
            return AutostartState.OFF
        return AutostartState.ON if agent.get("ProgramArguments") == command else AutostartState.OTHER

    def starts_with(self, argument: str) -> bool:
        """Whether what starts has this argument. Raises OSError."""
        agent = self._agent() or {}
        return argument in agent.get("ProgramArguments", ())

    def turn_on(self, command: list[str]) -> None:
        """Write the agent. Raises OSError."""
        agent = {
            "Label": LABEL,
            "ProgramArguments": command,
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(self._path, mode=AS_USUAL) as file:
            plistlib.dump(agent, file)

    def turn_off(self) -> None:
        """Take the agent away. Raises OSError."""
        self._path.unlink(missing_ok=True)

    def _agent(self) -> dict[str, Any] | None:
        """What is written there; None when nothing is, or nothing that can be read."""
        try:
            agent = plistlib.loads(self._path.read_bytes())
        except (FileNotFoundError, plistlib.InvalidFileException, ExpatError, ValueError):
            return None
        return agent if isinstance(agent, dict) else None


class RunKey:
    """Windows: what it starts for this person at log-in."""

    def state(self, command: list[str]) -> AutostartState:
        """Whether this command starts. Raises OSError."""
        registry = importlib.import_module("winreg")
        with suppress(FileNotFoundError), registry.OpenKey(registry.HKEY_CURRENT_USER, APPROVED) as approved:
            (noted, _) = registry.QueryValueEx(approved, SHOWN)
            if isinstance(noted, bytes) and noted[:1] and noted[0] & 1:
                return AutostartState.OFF
        line = self._line()
        if not line:
            return AutostartState.OFF
        return AutostartState.ON if line == subprocess.list2cmdline(command) else AutostartState.OTHER

    def starts_with(self, argument: str) -> bool:
        """Whether what starts has this argument. Raises OSError."""
        return subprocess.list2cmdline([argument]) in self._line()

    def turn_on(self, command: list[str]) -> None:
        """Write the value, and take back that it was turned off in Windows' own list. Raises OSError."""
        registry = importlib.import_module("winreg")
        with registry.CreateKey(registry.HKEY_CURRENT_USER, RUN) as run:
            registry.SetValueEx(run, SHOWN, 0, registry.REG_SZ, subprocess.list2cmdline(command))
        self._forget(APPROVED)

    def turn_off(self) -> None:
        """Take the value away, and what Windows noted of it. Raises OSError."""
        self._forget(RUN)
        self._forget(APPROVED)

    def _line(self) -> str:
        """What starts; "" when nothing of ours does."""
        registry = importlib.import_module("winreg")
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, RUN) as run:
                line, _ = registry.QueryValueEx(run, SHOWN)
        except FileNotFoundError:
            return ""
        return str(line)

    def _forget(self, place: str) -> None:
        registry = importlib.import_module("winreg")
        with (
            suppress(FileNotFoundError),
            registry.OpenKey(registry.HKEY_CURRENT_USER, place, 0, registry.KEY_SET_VALUE) as key,
        ):
            registry.DeleteValue(key, SHOWN)


def quoted(command: list[str]) -> str:
    """A command line as a desktop entry has it: each part quoted, then the line's own escapes, then % doubled."""
    parts = []
    for part in command:
        for sign in ("\\", '"', "`", "$"):
            part = part.replace(sign, f"\\{sign}")
        parts.append(f'"{part}"')
    return " ".join(parts).replace("\\", "\\\\").replace("%", "%%")
