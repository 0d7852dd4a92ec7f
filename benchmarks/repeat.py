"""Whether the same file gives the same numbers: on a busy machine, and on other processors.

    python -m benchmarks.repeat [--runs 10] [--busy 2]       the demo so often, so many processes burning beside it
    python -m benchmarks.repeat --processors [--seconds 40]  the demo as other processors would reckon it

Runs are compared byte by byte, as a person gets them; processors by every picture's numbers at full precision. Other
processors are played with what the libraries let themselves be told, and (Linux on Intel, with a C compiler) with
``hide_features.c``, which hides features of the processor from everything in the process.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from feedback.visit.demo import SOURCE, demo_plan
from feedback.visit.journey import Journey
from feedback.visit.live import run
from tests.burden import busy
from vision.camera import open_source
from vision.landmarker import Landmarker
from vision.landmarks import LANDMARKS

MOST_GAP_MM = 0.02
"""What another processor may change in a gap; a reading is sure to some 0.3 mm."""
HIDING = Path(__file__).with_name("hide_features.c")
LEVELS = ("without AVX-512", "without AVX2 and FMA", "without AVX")
TOLD: dict[str, dict[str, str]] = {
    "one processor, one thread": {"KAAKRUST_ONE_CORE": "1", "OPENBLAS_NUM_THREADS": "1"},
    "OpenBLAS as on Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "OpenBLAS as on Nehalem": {"OPENBLAS_CORETYPE": "Nehalem"},
    "OpenCV without AVX2": {"OPENCV_CPU_DISABLE": "AVX2,AVX512-SKX"},
    "OpenCV without IPP": {"OPENCV_IPP": "disabled"},
}

Series = NDArray[np.float64]


def repeated(runs: int, burning: int) -> bool:
    """Print one row a run; whether all gave the same bytes."""
    print(f"| run | data folder | seed of sets | s | lines | SHA-256, with {burning} busy processes |")
    print("|---|---|---|---|---|---|")
    found = set()
    with tempfile.TemporaryDirectory() as folder, busy(burning):
        for number in range(runs):
            place = Path(folder) / ("shared" if number % 2 else f"new {number}")
            command = [sys.executable, "-m", "feedback.command.main", "demo", "--headless", "--no-pace", "--json"]
            command += ["--lang", "en", "--data-dir", str(place)]
            begun_s = perf_counter()
            done = subprocess.run(
                command, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": str(number)}
            )
            took_s = perf_counter() - begun_s
            digest = hashlib.sha256(done.stdout).hexdigest()
            found.add(digest)
            lines = done.stdout.count(b"\n")
            print(f"| {number + 1} | {place.name} | {number} | {took_s:.0f} | {lines} | {digest[:16]} |", flush=True)
    print(f"{runs} runs, {len(found)} different outputs")
    return len(found) == 1


def measured(seconds: float) -> tuple[Series, NDArray[np.float32]]:
    """Time, chin drop, gap and kind of each picture (n, 4), and its landmarks (n, 478, 3) px."""
    rows, points = [], []
    with open_source(SOURCE, paced=False) as capture, Landmarker() as landmarker:
        for turn in run(capture, landmarker, Journey(demo_plan()), queue.SimpleQueue(), paced=False):
            view, nan = turn.view, float("nan")
            kind = float(list(type(view.jaw.kind)).index(view.jaw.kind)) if view.jaw else nan
            rows.append(
                (
                    view.now_s,
                    view.reading.chin_drop_mm if view.reading else nan,
                    view.jaw.gap_mm if view.jaw else nan,
                    kind,
                )
            )
            points.append(turn.face.points if turn.face else np.full((LANDMARKS, 3), nan, np.float32))
            if view.now_s >= seconds:
                break
    return np.array(rows), np.array(points)


def processors(folder: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Name and environment of each processor that can be played here."""
    yield from TOLD.items()
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None or "cpuid_fault" not in Path("/proc/cpuinfo").read_text():
        print("features of the processor cannot be hidden here", file=sys.stderr)
        return
    hiding = folder / "hide_features.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", str(hiding), str(HIDING)], check=True)
    for level, name in enumerate(LEVELS, start=1):
        yield f"the whole program {name}", {"LD_PRELOAD": str(hiding), "KAAKRUST_HIDE": str(level)}


def compared(seconds: float) -> bool:
    """Print one row a processor; whether no gap differs by more than ``MOST_GAP_MM``."""
    good = True
    with tempfile.TemporaryDirectory() as folder:

        def numbers(name: str, told: Mapping[str, str]) -> tuple[Series, NDArray[np.float32]]:
            out = Path(folder) / f"{name}.npz"
            command = [sys.executable, "-m", "benchmarks.repeat", "--measure", str(out), "--seconds", str(seconds)]
            subprocess.run(command, check=True, env=os.environ | told, stderr=subprocess.DEVNULL)
            with np.load(out) as kept:
                return kept["rows"], kept["points"]

        here, points_here = numbers("here", {})
        print("| largest difference to this processor | landmarks, px | chin drop, mm | gap, mm | other states |")
        print("|---|---|---|---|---|")
        for name, told in processors(Path(folder)):
            there, points_there = numbers(name, told)
            assert np.array_equal(here[:, 0], there[:, 0]), "not the same pictures"
            apart_px = float(np.nanmax(np.abs(points_here - points_there)))
            _, drop_mm, gap_mm, _ = np.nanmax(np.abs(here - there), axis=0)
            judged = np.isfinite(here[:, 3])
            others = int((here[judged, 3] != there[judged, 3]).sum())
            print(
                f"| {name} | {apart_px:.3f} | {drop_mm:.4f} | {gap_mm:.4f} | {others} of {judged.sum()} |", flush=True
            )
            good &= bool(gap_mm <= MOST_GAP_MM)
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--busy", type=int, default=2, help="processes that burn beside it")
    parser.add_argument("--processors", action="store_true")
    parser.add_argument("--seconds", type=float, default=40.0, help="of the clip, with --processors")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure is not None:
        if os.environ.get("KAAKRUST_ONE_CORE"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        rows, points = measured(asked.seconds)
        np.savez(asked.measure, rows=rows, points=points)
        return
    good = compared(asked.seconds) if asked.processors else repeated(asked.runs, asked.busy)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
