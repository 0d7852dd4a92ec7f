"""Loads the program once, then forks a recording process for each line it reads, so that fifty can be killed quickly.

Line in: a data directory. Lines out: ``pid N``, the child's session time after every turn, ``gone`` at last.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from calibration.states import Kind
from tests.feedback.visit.recorded import Recorded


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            story = Recorded(Path(line.strip()), length_s=3600.0)
            for kind in (Kind.CLOSED_SOFT, Kind.HANGING) * 60:
                story.does(kind, 7.3, lambda t_s: os.write(1, f"{t_s!r}\n".encode()))
            os._exit(0)
        os.write(1, f"pid {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"gone\n")


if __name__ == "__main__":
    main()
