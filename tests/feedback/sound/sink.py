"""A sound card for tests: ALSA hands it the samples it would play, float32 stereo at 48 kHz, through a pipe.

``sink.py FOLDER LIMIT THEN``: keeps them in FOLDER/0.raw, 1.raw, ...; the first time only LIMIT bytes are taken, and
then it goes (``end``) or stops taking any (``hang``). It takes eight seconds of sound a second.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

PIECE, BYTES_A_SECOND = 4 * 3840, 8 * 384_000


def main() -> None:
    folder, limit, then = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    number = len(list(folder.glob("*.raw")))
    taken = 0
    with (folder / f"{number}.raw").open("wb") as file:
        while number > 0 or taken < limit:
            piece = sys.stdin.buffer.read1(PIECE)
            if not piece:
                return
            file.write(piece)
            file.flush()
            taken += len(piece)
            time.sleep(len(piece) / BYTES_A_SECOND)
    if then == "hang":
        (folder / "hangs").touch()
        program = os.getppid()
        while os.getppid() == program:
            time.sleep(0.05)


if __name__ == "__main__":
    main()
