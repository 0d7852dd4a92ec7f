"""A desk that holds the one place and prints what is said to it: python desk_process.py FOLDER [hang]."""

from __future__ import annotations

import select
import sys
import time
from pathlib import Path

from feedback.desk.single import take_place


def main(folder: str, hang: str = "") -> None:
    place = take_place(Path(folder))
    if place is None:
        print("taken", flush=True)
        return
    print("mine", flush=True)
    while hang:
        time.sleep(1.0)
    while True:
        select.select([place], [], [])
        for word in place.heard():
            print(word, flush=True)
            if word == "leave":
                place.leave()
                return


if __name__ == "__main__":
    main(*sys.argv[1:])
