"""The two clocks of the desk, read."""

from __future__ import annotations

import time
from datetime import datetime

from feedback.desk.events import Now


def read_clock() -> Now:
    """The time now. The steady clock stands still while the computer sleeps, on Linux and macOS."""
    return Now(time.monotonic(), datetime.now().astimezone())
