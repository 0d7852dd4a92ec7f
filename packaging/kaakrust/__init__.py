"""The command's door. The rooms lie where no other package's `vision` or `feedback` can be found before them."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOMS = HERE / "rooms"
"""Where an installed Kaakrust keeps vision, calibration and feedback; in a checkout they lie at its top."""


def main() -> None:
    """The ``kaakrust`` command, with its own rooms first on the path."""
    sys.path.insert(0, str(ROOMS if ROOMS.is_dir() else HERE.parents[1]))
    from feedback.command.entry import enter

    enter()
