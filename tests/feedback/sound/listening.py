"""A process that practises with the sound on, in real time, since a sound device cannot be hurried.

``listening.py FOLDER STORY``; prints the ids and sentences of the notices, one a line, and ``done`` at the end.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from calibration.states import Kind
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.sound import output, player
from feedback.sound.player import Player
from tests.feedback.sound.sitting import Sitting
from tests.patience import PATIENCE_S


def main() -> None:
    folder, story = Path(sys.argv[1]), sys.argv[2]
    player.RETRY_S = 0.2
    output.NO_CALL_S = output.FIRST_CALL_S  # on a busy machine a card that is there may take a second or two
    player.RING_S = player.SEE_OFF_S = 0.5
    with Player(volume=1.0) as sounding:
        someone = Sitting(sounding, exercise=SOFT_JAW)

        def practise_until(reached: Callable[[], object]) -> None:
            until_s = time.monotonic() + PATIENCE_S
            while not reached() and time.monotonic() < until_s:
                someone.does(Kind.HANGING, 0.05)
                time.sleep(0.01)

        def heard(number: int, seconds: float) -> Callable[[], bool]:
            file = folder / f"{number}.raw"
            return lambda: file.exists() and file.stat().st_size > seconds * 384_000

        if story == "silent":
            practise_until(lambda: someone.told)
            someone.does(Kind.HANGING, 5)
        elif story == "lost":
            practise_until(lambda: someone.told)
            practise_until(heard(1, 5.0))
            sounding.muted = True
            practise_until(heard(1, 8.0))
            sounding.muted = False
            practise_until(heard(1, 12.0))
            someone.ends()
        elif story == "hangs":
            practise_until(lambda: someone.told)
    for notice in someone.told:
        print(notice.id, str(notice.sentence), flush=True)
    print("done", flush=True)


if __name__ == "__main__":
    main()
