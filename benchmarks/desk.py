"""What the desk costs: processor and memory between glances, over an hour, and beside MediaPipe left running.

    python -m benchmarks.desk [--minutes 10] [--tray] [--rival-s 60]                          (Linux)

Three parts. *Between glances*: a real ``kaakrust desk`` (headless, or with ``--tray`` its tray or strip on the display
there is), as it runs for so many real minutes with a stream as its camera. *An hour*: a keeper in a process of its own
on a clock that runs fast between the glances and as real time does within them: every question, every write and every
glance of an hour, each glance a real process; what it costs is counted in processor seconds, its own and theirs.
*Beside*: a program that keeps the same camera open and looks at five pictures a second. Processor as a share of one
core. The stream is 1280x720 at 30 pictures a second, so that decoding counts as with a webcam.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psutil

from feedback.process.own_program import own_command

CALIBRATED = "closed=0-5,rest=5.5-10,clench=10.5-15"
"""Spans of the built-in clip."""
BEAT_S = 0.5
RIVAL_HZ = 5.0
MB = 1e6
LEAST_SPAN_S = 20.0


class Spent:
    """Processor seconds and resident memory of a process. children_s: of the processes it started that have ended."""

    def __init__(self, pid: int) -> None:
        self.process = psutil.Process(pid)
        self.began_s, (self.own_0, self.children_0) = time.monotonic(), self._times()
        self.resident: list[float] = []
        self.quiet_s = self.quiet_cpu_s = 0.0

    def _times(self) -> tuple[float, float]:
        times = self.process.cpu_times()
        return times.user + times.system, times.children_user + times.children_system

    @property
    def own_s(self) -> float:
        """Its own processor time, s."""
        return self._times()[0] - self.own_0

    @property
    def children_s(self) -> float:
        """That of its ended children, s."""
        return self._times()[1] - self.children_0

    def watch(self, for_s: float) -> None:
        """Look every BEAT_S; time without a child process is time between glances."""
        until_s = time.monotonic() + for_s
        last_s, last_cpu = time.monotonic(), self.own_s
        while time.monotonic() < until_s:
            time.sleep(BEAT_S)
            quiet = not self.process.children()
            now_s, cpu_s = time.monotonic(), self.own_s
            if quiet:
                self.quiet_s += now_s - last_s
                self.quiet_cpu_s += cpu_s - last_cpu
                self.resident.append(self.process.memory_info().rss / MB)
            last_s, last_cpu = now_s, cpu_s


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=10.0)
    options.add_argument("--tray", action="store_true")
    options.add_argument("--rival-s", type=float, default=60.0)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name, camera() as address:
        data = Path(name)
        calibrate = own_command("calibrate", "--source", "demo", "--spans", CALIBRATED, "--data-dir", name)
        subprocess.run(calibrate, check=True, capture_output=True)
        print("| | processor, % of one core | resident MB | |\n|---|---|---|---|", flush=True)
        if chosen.minutes:
            between(data, address, chosen.minutes * 60.0, tray=chosen.tray)
        hour(data, address)
        if chosen.rival_s:
            rival(address, chosen.rival_s)


@contextmanager
def camera() -> Iterator[str]:
    """The address of a stream, served by a process of its own."""
    command = [sys.executable, "-m", "benchmarks.desk_stream"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()


def between(data: Path, address: str, for_s: float, *, tray: bool) -> None:
    """A real desk for so long."""
    face = [] if tray else ["--headless", "--json"]
    command = own_command("desk", "--source", address, "--data-dir", str(data), *face)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as desk:
        try:
            time.sleep(LEAST_SPAN_S)  # its start belongs to no glance and no pause
            spent = Spent(desk.pid)
            spent.watch(for_s)
            share = 100 * spent.quiet_cpu_s / spent.quiet_s
            words = f"{spent.quiet_s / 60:.1f} min without a glance; glances {spent.children_s:.1f} s of processor"
            name = "tray, between glances" if tray else "desk --headless, between glances"
            print(f"| {name} | {share:.3f} | {median(spent.resident):.0f} | {words} |", flush=True)
        finally:
            desk.terminate()


def hour(data: Path, address: str) -> None:
    """An hour of keeper and glances, played fast, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.desk_hour", str(data), address]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    print(done.stdout.decode().strip(), flush=True)


def rival(address: str, for_s: float) -> None:
    """MediaPipe kept running at RIVAL_HZ."""
    command = [sys.executable, "-m", "benchmarks.desk_rival", address, str(RIVAL_HZ)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            process.stdout.readline()
            spent = Spent(process.pid)
            time.sleep(for_s)
            share = 100 * spent.own_s / (time.monotonic() - spent.began_s)
            resident = spent.process.memory_info().rss / MB
            print(f"| MediaPipe at {RIVAL_HZ:g} pictures a second, all the time | {share:.1f} | {resident:.0f} | |")
        finally:
            process.kill()


if __name__ == "__main__":
    main()
