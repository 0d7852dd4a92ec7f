"""The door that every process of this program comes in by: the person's command, or a child of such a process.

A child (feedback/process/own_program.py) is told apart here, before the commands and what they stand on are loaded. Run
by its path, as own_program.DOOR, this file finds its rooms by itself.
"""

from __future__ import annotations

import sys
from pathlib import Path


def enter() -> None:
    """Run what this process's arguments ask for."""
    from feedback.process import fence, memory
    from feedback.process.own_program import run_child, wants_child

    if wants_child(sys.argv[1:]):
        memory.keep_together()
        fence.stay_inside()
        run_child(sys.argv[1:])
        return
    from feedback.command.main import main

    main()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    enter()
