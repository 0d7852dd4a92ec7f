"""Plays damaged input for long: more than 20,000 cases over everything the program reads (tests/fuzzing).

    python -m benchmarks.fuzz [--seed 7] [--share 0.1] [TARGET ...]

Each target runs in a process of its own, so that one that dies or hangs is seen and told of, with the seed that repeats
it. Prints a table; exits with 1 when a promise was broken. --share: that part of the nightly number of cases.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

HANG_S = 60.0
"""No case takes nearly as long: a source is given up after 20 s."""
PROGRESS = "case "


def play_here(name: str, count: int, seed: int) -> None:
    """In the child: play one target, telling how far it is."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from feedback.process import fence

    fence.stay_inside()
    from tests.fuzzing.play import play
    from tests.fuzzing.targets import TARGETS

    target = next(target for target in TARGETS if target.name == name)
    began_s = time.perf_counter()

    def tell(number: int) -> None:
        print(f"{PROGRESS}{number} {time.perf_counter() - began_s:.3f}", flush=True)

    play(target, count, seed, tell)
    tell(0)


class Watched:
    """A target being played. cases: so far. longest_s: longest case. told: what the child said besides."""

    def __init__(self, name: str, count: int, seed: int) -> None:
        command = [sys.executable, "-W", "error", "-X", "faulthandler", "-m", "benchmarks.fuzz"]
        command += ["--here", name, "--count", str(count), "--seed", str(seed)]
        self.name, self.cases, self.longest_s, self.told = name, 0, 0.0, ""
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd=Path(__file__).parents[1],
        )
        self._heard_s = self._began_s = time.perf_counter()
        self._listener = Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        before_s = None
        for line in self._process.stdout:
            if not line.startswith(PROGRESS):
                self.told += line
                continue
            self._heard_s = time.perf_counter()
            number, at = line.removeprefix(PROGRESS).split()
            at_s = float(at)
            if before_s is not None:
                self.longest_s = max(self.longest_s, at_s - before_s)
            before_s = at_s
            self.cases = max(self.cases, int(number))

    def outcome(self) -> str:
        """Wait for the end; "" when all went well."""
        while self._process.poll() is None:
            time.sleep(0.2)
            if time.perf_counter() - self._heard_s > HANG_S:
                self._process.kill()
                return f"hangs in case {self.cases}"
        self._listener.join()
        code = self._process.returncode
        return "" if code == 0 else f"ends with {code} after {self.cases} cases"

    @property
    def seconds(self) -> float:
        """How long it has run, s."""
        return time.perf_counter() - self._began_s


def targets(chosen: list[str]) -> Iterator[tuple[str, int]]:
    from tests.fuzzing.targets import TARGETS

    for target in TARGETS:
        if not chosen or target.name in chosen:
            yield target.name, target.often


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("targets", nargs="*", metavar="TARGET")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--share", type=float, default=1.0)
    options.add_argument("--here", help=argparse.SUPPRESS)
    options.add_argument("--count", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.here:
        play_here(chosen.here, chosen.count, chosen.seed)
        return 0
    total, broken = 0, []
    print("| target | cases | seconds | longest case | outcome |\n|---|---|---|---|---|", flush=True)
    for name, often in targets(chosen.targets):
        watched = Watched(name, max(1, round(often * chosen.share)), chosen.seed)
        outcome = watched.outcome()
        total += watched.cases
        seconds = f"{watched.seconds:.0f} | {watched.longest_s:.2f} s"
        print(f"| {name} | {watched.cases} | {seconds} | {outcome or 'kept'} |", flush=True)
        if outcome:
            broken.append(watched)
    print(f"\n{total} cases, seed {chosen.seed}; {len(broken)} of the targets broke a promise")
    for watched in broken:
        print(f"\n{watched.name}\n{watched.told[-6000:]}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
