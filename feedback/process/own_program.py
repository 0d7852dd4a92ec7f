"""Command lines that run this very program in another process, started from source, installed, or frozen in a bundle.

In a bundle there is no Python to hand a ``-c`` or ``-m`` to: ``sys.executable`` is the program itself. So every process
of our own goes through here. `own_command` runs a subcommand as a person would type it; `own_child` runs one of
`CHILDREN`, a part of the program that needs a process of its own and that nobody types. `run_child` is the other end,
reached in feedback/command/entry.py before anything heavy loads.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

DOOR = Path(__file__).resolve().parents[1] / "command" / "entry.py"
"""The command's entry, run by its path: right wherever the rooms are installed."""
CHILD = "--child"
"""The first argument of a process that is one of ours and no person's."""
CHILDREN = {
    "desk": "feedback.window.desk.child",
    "glance": "feedback.desk.glance_child",
    "hint-tone": "feedback.sound.hint_tone",
    "sound-trial": "feedback.sound.trial",
    "voices": "feedback.window.system.voices",
}
"""Name of each such part and the module whose ``main(arguments)`` is run."""

CONSOLE_PROGRAM, WINDOW_PROGRAM = "kaakrust.exe", "kaakrust-window.exe"
"""A bundle for Windows has the program twice: what one without a console prints reaches nobody, not even a pipe."""


def is_frozen() -> bool:
    """Whether the program runs as a bundle, with its own Python and libraries inside."""
    return bool(getattr(sys, "frozen", False))


def own_command(*arguments: str) -> list[str]:
    """The command line that runs ``kaakrust`` with these arguments, such as ``own_command("desk", "--headless")``."""
    if is_frozen():
        return [sys.executable, *arguments]
    return [sys.executable, "-P", str(DOOR), *arguments]


def own_child(name: str, *arguments: str) -> list[str]:
    """The command line that runs one of `CHILDREN`. Raises KeyError for another name."""
    CHILDREN[name]
    program, *rest = own_command(CHILD, name, *arguments)
    if is_frozen() and sys.platform == "win32":
        program = str(Path(program).with_name(CONSOLE_PROGRAM))
    return [program, *rest]


def without_console(program: str) -> str:
    """Where a bundle for Windows has two programs, the one of them that opens no console; else ``program``."""
    silent = Path(program).with_name(WINDOW_PROGRAM)
    return str(silent) if is_frozen() and sys.platform == "win32" and silent.exists() else program


def wants_child(arguments: Sequence[str]) -> bool:
    """Whether these arguments, those of a process, ask for one of `CHILDREN`."""
    return len(arguments) >= 2 and arguments[0] == CHILD and arguments[1] in CHILDREN


def run_child(arguments: Sequence[str]) -> None:
    """Be the child that ``arguments`` ask for. What it prints is its answer; its SystemExit is this process's."""
    part: Any = import_module(CHILDREN[arguments[1]])
    part.main(list(arguments[2:]))
