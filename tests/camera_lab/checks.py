"""The checks of the camera lab, run in its guest: ``python -m tests.camera_lab.checks [NAME ...]``; prints a table.

With -NAME all but that one are run.

Each check's docstring is what it promises; it returns what was seen, for the table.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.camera_lab.bench import Bench
from tests.camera_lab.fault_checks import FAULTS
from tests.camera_lab.other_checks import session, test_driver
from tests.camera_lab.stage import Stage, Watch, until
from tests.camera_lab.table import pace_ms
from tests.camera_lab.usual_checks import USUAL

Check = Callable[[Stage], str]
ROWS: tuple[tuple[str, tuple[Check, ...]], ...] = (("uvcvideo", (*USUAL, *FAULTS, session)), ("vivid", (test_driver,)))


def asked(names: list[str]) -> Iterator[tuple[str, Check]]:
    """All checks, or those of ``names``, or all but those with a minus, each with its driver."""
    left_out = {name[1:] for name in names if name.startswith("-")}
    only = set(names) - {f"-{name}" for name in left_out}
    for driver, checks in ROWS:
        for check in checks:
            if check.__name__ not in left_out and (not only or check.__name__ in only):
                yield driver, check


def main(names: list[str]) -> int:
    """Run them; 0 when each did what it promises."""
    until(lambda: os.path.exists(os.environ["BENCH"]), "the bench")  # noqa: PTH110
    stage = Stage(Bench(os.environ["BENCH"]))
    print(f"GUEST Linux {platform.release()}, pace {pace_ms(Path(os.environ['PICTURES'])):.1f} ms", flush=True)
    passed = failed = 0
    for driver, check in asked(names):
        watch = Watch()
        try:
            seen, mark = check(stage), "yes"
            passed += 1
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is told, and the others are run
            seen, mark = f"{type(problem).__name__}: {problem}", "NO"
            traceback.print_exc()
            failed += 1
        promise = (check.__doc__ or "").strip().replace("\n", " ")
        print(f"| {driver} | {promise} | {seen} | {mark} |", flush=True)
        print(f"   {check.__name__}: {watch}", file=sys.stderr, flush=True)
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
