"""A desk in a process of its own that waits for nothing: its first glance is left out, its second looks at SOURCE.

python -m tests.feedback.desk.hurried_desk DATA_DIR SOURCE
"""

from __future__ import annotations

import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

from feedback.desk.events import Courtesy, Now
from feedback.desk.opening import open_desk
from feedback.kept.desk_records import Hindrance
from tests.feedback.desk.faces import NotingFace

TEN = datetime(2026, 3, 3, 10, 0).astimezone()


class LockedAtFirst:
    """The screen is locked until it was asked once."""

    reasons = frozenset({Hindrance.LOCKED})

    def ask(self, now: Now, **how: bool) -> Courtesy:  # noqa: ARG002
        reasons, self.reasons = self.reasons, frozenset()
        return Courtesy(now, reasons, idle_s=4.0, typing_s=4.0)

    def close(self) -> None:
        """Nothing is held."""


def main() -> None:
    steady_s = [0.0]

    def clock() -> Now:
        return Now(steady_s[0], TEN + timedelta(seconds=steady_s[0]))

    face, turn = NotingFace(), threading.Event()
    keeper = open_desk(Path(sys.argv[1]), "default", sys.argv[2], face, clock=clock, sources=LockedAtFirst())
    while True:
        keeper.step()
        if keeper.state.glance is None:
            steady_s[0] += keeper.wait_s
        else:
            turn.wait(0.02)


if __name__ == "__main__":
    main()
