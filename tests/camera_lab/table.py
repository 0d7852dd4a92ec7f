"""The camera lab's table, from what its guest printed: ``python -m tests.camera_lab.table LOG PICTURES [PAGE]``."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from time import process_time

import cv2
import numpy as np

from tests.camera_lab.pictures import jpegs

BEGIN, END = "<!-- camera lab: begin -->\n", "<!-- camera lab: end -->\n"
TRIES = 10


def pace_ms(pictures: Path) -> float:
    """What unpacking a picture of 1280x720 costs here, ms of one processor."""
    packed = [np.frombuffer(one, np.uint8) for one in jpegs((pictures / "1280x720.mjpg").read_bytes())[:TRIES]]
    cv2.imdecode(packed[0], cv2.IMREAD_COLOR)
    began_s = process_time()
    for one in packed:
        cv2.imdecode(one, cv2.IMREAD_COLOR)
    return (process_time() - began_s) / len(packed) * 1000


def table(log: str, here_ms: float) -> str:
    """The part of the page between its marks. Raises ValueError when the guest did not come to its end."""
    rows = re.findall(r"^\| (\w+) \| (.*) \| (.*) \| (yes|NO) \|$", log, re.MULTILINE)
    ended = re.search(r"^(\d+ passed, \d+ failed)$", log, re.MULTILINE)
    guest = re.search(r"^GUEST Linux (\S+), pace ([\d.]+) ms$", log, re.MULTILINE)
    if not (rows and ended and guest):
        raise ValueError("the guest did not come to its end")
    slower = float(guest[2]) / here_ms
    day = f"{date.today():%-d %B %Y}"
    run = f"{day}, `.ci/camera-lab --write`, Linux {guest[1]} in QEMU without KVM: {ended[1]}."
    lines = [
        f"{run} The guest was about {slower:.0f} times slower than the machine, which others used too: its times are",
        "upper bounds.\n",
        "| driver | what must hold | what was seen | held |",
        "|---|---|---|---|",
        *(f"| {driver} | {promise} | {seen} | {held} |" for driver, promise, seen, held in rows),
    ]
    return "\n".join(lines) + "\n"


def main(log: str, pictures: str, page: str = "") -> int:
    """Print the table, or put it into ``page``."""
    try:
        made = table(Path(log).read_text(errors="replace").replace("\r", ""), pace_ms(Path(pictures)))
    except ValueError as problem:
        print(f"no table: {problem}", file=sys.stderr)
        return 1
    if page:
        path = Path(page)
        before, rest = path.read_text().split(BEGIN)
        path.write_text(before + BEGIN + made + END + rest.split(END)[1])
    else:
        print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
