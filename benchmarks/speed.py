"""What a session costs beside the bare landmark call: time, processor, memory, start, lag.

    python -m benchmarks.speed [CLIP.mp4 ...] [--seconds N] [--process-only [--keep]]
    python -m benchmarks.speed --steps [--flame FILE.svg] [CLIP.mp4 ...] [--seconds N]

--steps says where a session's processor time goes (benchmarks/steps.py), and --flame draws it. --keep adds a line to
benchmarks/history.jsonl, which benchmarks/speed_plot.py draws.

Without them, per clip two tables. The first is the headline: the clip at its own pace through a real ``kaakrust
session`` with its window, and through the rivals of benchmarks/rivals.py in processes of their own, which read the same
clip at the same pace; once as it is, once with every picture analysed. The second plays every frame through the rivals,
our vision step and a whole session frame (vision, journey, painting in the real window), in turn and in changing order,
in one process, with a mesh for every frame. With a screen (or under xvfb-run) the window is a real one, else it paints
into memory. Times are medians over the clip.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

import cv2
import numpy as np
import psutil

from benchmarks.lag import numbered
from benchmarks.rivals import FIRST_S, FPS, Bare, WebcamTool, frames_of
from feedback.kept.settings import Settings, SettingsFile
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.safety import SAFETY_VERSION
from feedback.practice.session_state import SessionConfig
from feedback.visit.events import Event
from feedback.visit.journey import Journey
from feedback.visit.view import Plan, Turn
from vision.camera import Frame
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.source.sources import DEMO_CLIP

SESSION_CLIP = Path(__file__).parents[2] / "shared" / "clips" / "d01_session.mp4"
HISTORY = Path(__file__).with_name("history.jsonl")
MOST_PACED_S = 30.0
"""Both clips are somewhat longer, and every run takes as long as what it plays."""
EVERY_PICTURE = "--every-picture"
"""What benchmarks/watched.py takes before the command."""
PATIENCE_S = 60.0
"""So much longer than its clip a run may take; one that ends in a message waits for a person."""
STARTS = 3
"""How often the program is started to see how long the first picture takes."""


@dataclass
class Cost:
    """Wall and processor milliseconds, one entry a frame."""

    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def of(self, act: Callable[[], object]) -> None:
        """Do ``act`` and note what it took, all threads included."""
        wall_s, cpu_s = perf_counter(), process_time()
        act()
        self.wall_ms.append((perf_counter() - wall_s) * 1000)
        self.cpu_ms.append((process_time() - cpu_s) * 1000)


class Given:
    """Stands for the window's worker and holds the turn it is given."""

    finished, problem, live, name_of_source = False, None, False, "clip"

    def __init__(self) -> None:
        self.turn: Turn | None = None
        self.events: tuple[Event, ...] = ()

    def hear(self) -> list[Event]:
        """The events of the turn, once."""
        heard, self.events = list(self.events), ()
        return heard

    def stop(self) -> None:
        """There is nothing to stop."""

    def join(self) -> None:
        """There is nothing to wait for."""


def frames(clip: Path, seconds: float) -> list[str]:
    """The second table."""
    from PySide6.QtWidgets import QApplication

    from calibration.profile import ProfileFolder
    from feedback.texts import Texts
    from feedback.window.main_window import TICK_MS, MainWindow
    from feedback.window.person.options import Start, WindowOptions

    app = QApplication.instance() or QApplication([])
    config = SessionConfig(SOFT_JAW, 600.0, "default")
    bare_cost, tool_cost, vision, analysis, paint, whole = (Cost() for _ in range(6))
    with tempfile.TemporaryDirectory() as folder, Landmarker() as ours, Landmarker() as session:
        options = WindowOptions(None, "default", ProfileFolder(Path(folder)), Path(folder), Texts("en"))
        window = MainWindow(Start.HOME, options)
        window.resize(1280, 720)
        window.show()
        window.session_page.begin(config)
        window.visits.worker = given = Given()
        bare, tool, follower, journey = Bare(), WebcamTool(), JawFollower(), Journey(Plan(config=config))
        ticks_due = 0.0
        size = (0, 0)

        def look(frame: Frame) -> None:
            face = session.find(frame)
            given.events = tuple(journey.take(frame, face))
            given.turn = Turn(frame, face, journey.view, given.events)

        def show() -> None:
            """As many ticks as the window's own clock gives in the time of one camera frame."""
            nonlocal ticks_due
            ticks_due += 1000.0 / FPS / TICK_MS
            while ticks_due >= 1.0:
                ticks_due -= 1.0
                window.tick()
                app.processEvents()

        def whole_frame(frame: Frame) -> None:
            analysis.of(lambda: look(frame))
            paint.of(show)

        for frame in islice(frames_of(clip), round(seconds * FPS)):
            size = (frame.image.shape[1], frame.image.shape[0])
            turn_of = [
                lambda f=frame: bare_cost.of(lambda: bare.find(f)),
                lambda f=frame: tool_cost.of(lambda: tool.find(f)),
                lambda f=frame: vision.of(lambda: follower.read(f, ours.find(f))),
                lambda f=frame: whole.of(lambda: whole_frame(f)),
            ]
            for place in range(len(turn_of)):
                turn_of[(place + frame.index) % len(turn_of)]()
        bare.close()
        tool.close()
        window.visits.worker = None
        window.close()
        screen = app.platformName()
    wide = size[0] > 640
    rows = [
        ("bare MediaPipe call", bare_cost, ""),
        ("usual webcam tool, not shown yet", tool_cost, ""),
        ("vision step (landmarks, head, jaw)", vision, "≤ 1.8" if wide else "≤ 1.25, with patches 1.5"),
        ("vision, calibration, session", analysis, ""),
        (f"painting ({TICK_MS} ms clock, {screen})", paint, ""),
        ("whole session frame, analysed", whole, "≤ 1.6"),
    ]
    lines = [
        f"{clip.stem}, {size[0]}x{size[1]}, {len(bare_cost.wall_ms)} frames",
        "",
        "| per camera frame | ms | p95 | × bare | aim | CPU ms | × bare |",
        "|---|---|---|---|---|---|---|",
    ]
    base_ms, base_cpu_ms = np.median(bare_cost.wall_ms), np.mean(bare_cost.cpu_ms)
    for name, cost, aim in rows:
        middle, late = np.percentile(cost.wall_ms, [50, 95])
        cpu_ms = np.mean(cost.cpu_ms)
        lines.append(
            f"| {name} | {middle:.1f} | {late:.1f} | {middle / base_ms:.2f} | {aim} "
            f"| {cpu_ms:.1f} | {cpu_ms / base_cpu_ms:.2f} |"
        )
    return [*lines, ""]


@dataclass
class Played:
    """One run of the real program.

    window_s, first_s: from the command to the window and to the first picture. cpu_share: processor seconds per second.
    painted: (painted s, due s, number, meshes asked for until then) a picture.
    """

    window_s: float
    first_s: float
    cpu_share: float
    peak_mb: float
    painted: list[tuple[float, float, int, int]]


def asked(clip: Path, folder: str) -> list[str]:
    """What a person types who practises on ``clip``, with the questions before a session answered."""
    SettingsFile(Path(folder)).save(Settings(safety_read=SAFETY_VERSION, check_in=False))
    return ["session", "--source", str(clip), "--data-dir", folder, "--lang", "en"]


def play(clip: Path, seconds: float, *, every_picture: bool = False) -> Played:
    """Start a real session with its window on ``clip``; end it as Ctrl-C does after ``seconds`` of pictures."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = asked(clip, folder)
        if every_picture:
            arguments = [EVERY_PICTURE, *arguments]
        begun_s = perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.watched", *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env=as_installed(),
        )
        assert child.stdout is not None
        window_s = float(child.stdout.readline()) - begun_s
        process = psutil.Process(child.pid)
        painted: list[tuple[float, float, int, int]] = []
        measured_s, cpu_s, peak, share = 0.0, 0.0, 0, 0.0
        watchdog = threading.Timer(seconds + PATIENCE_S, child.kill)
        watchdog.start()
        for line in child.stdout:
            at, due, number, analysed = line.split()
            painted.append((float(at), float(due), int(number), int(analysed)))
            passed_s = painted[-1][0] - painted[0][0]
            peak = max(peak, process.memory_info().rss)
            if passed_s >= FIRST_S and not measured_s:
                measured_s, cpu_s = perf_counter(), sum(process.cpu_times()[:2])
            if passed_s >= seconds:
                if measured_s:
                    share = (sum(process.cpu_times()[:2]) - cpu_s) / (perf_counter() - measured_s)
                break
        else:
            raise RuntimeError("the session ended before the clip")
        watchdog.cancel()
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=30)
        return Played(window_s, painted[0][0] - begun_s, share, peak / 2**20, painted)


def as_installed() -> dict[str, str]:
    """The environment, but that modules are kept compiled, as those of an installed program are."""
    compiled = Path(tempfile.gettempdir()) / f"kaakrust-compiled-{getpass.getuser()}"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**environment, "PYTHONPYCACHEPREFIX": str(compiled)}


def rival(loop: str, clip: Path, seconds: float) -> float:
    """Processor seconds per second of one of the rivals."""
    command = [sys.executable, "-m", "benchmarks.rivals", loop, str(clip), str(seconds)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def counted(clip: Path, folder: Path, seconds: float) -> Path:
    """``clip`` again, each picture with its number written across the top."""
    path = folder / f"{clip.stem}_counted.mp4"
    writer = None
    for frame in islice(frames_of(clip), round(seconds * FPS)):
        height, width = frame.image.shape[:2]
        writer = writer or cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), FPS, (width, height))
        writer.write(numbered(frame.index, frame.image))
    assert writer is not None
    writer.release()
    return path


@dataclass
class Compared:
    """What one run of the first table found. Ratios are against bare MediaPipe's processor time; times in s."""

    whole: float
    every_picture: float
    webcam_tool: float
    without_reading: float
    bare_s: float
    window_s: float
    first_picture_s: float
    lag_half: float
    lag_late: float
    meshes_hz: float
    shown: float
    wrong: int
    peak_mb: float


def compare(clip: Path, seconds: float) -> Compared:
    """Play the clip through a session and the rivals, bare MediaPipe before and after."""
    with tempfile.TemporaryDirectory() as folder:
        clip_counted = counted(clip, Path(folder), seconds + 2.0)
        starts = [play(clip_counted, 0.0) for _ in range(STARTS)]
        bare = [rival("bare", clip_counted, seconds)]
        played = play(clip_counted, seconds)
        bare.append(rival("bare", clip_counted, seconds))
        every = play(clip_counted, seconds, every_picture=True)
        bare.append(rival("bare", clip_counted, seconds))
        tool, reading = (rival(loop, clip_counted, seconds) for loop in ("webcam", "reading"))
    settled = [entry for entry in played.painted if entry[0] - played.painted[0][0] >= FIRST_S]
    _, first_due_s, first, _ = played.painted[0]
    lags = np.array([(at - due) * FPS for at, due, _, _ in settled])
    half, late = np.percentile(lags, [50, 95])
    passed_s = settled[-1][1] - settled[0][1]
    beside, beside_every = float(np.mean(bare[:2])), float(np.mean(bare[1:]))
    return Compared(
        whole=played.cpu_share / beside,
        every_picture=every.cpu_share / beside_every,
        webcam_tool=played.cpu_share / tool,
        without_reading=(played.cpu_share - reading) / (beside - reading),
        bare_s=beside,
        window_s=float(np.median([start.window_s for start in starts])),
        first_picture_s=float(np.median([start.first_s for start in starts])),
        lag_half=float(half),
        lag_late=float(late),
        meshes_hz=(settled[-1][3] - settled[0][3]) / passed_s,
        shown=len(settled) / passed_s / FPS,
        wrong=sum(number - first != round((due_s - first_due_s) * FPS) for _, due_s, number, _ in settled),
        peak_mb=played.peak_mb,
    )


def process(clip: Path, seconds: float, found: Compared) -> list[str]:
    """The first table."""
    return [
        f"| {clip.stem}, paced, {seconds:.0f} s, real processes | | aim |",
        "|---|---|---|",
        f"| **whole session against bare MediaPipe** | **{found.whole:.2f}** | ≤ 0.6 |",
        f"| … every picture analysed | {found.every_picture:.2f} | ≤ 0.9 |",
        f"| … without what reading the clip costs both | {found.without_reading:.2f} | |",
        f"| whole session against the usual webcam tool | {found.webcam_tool:.2f} | |",
        f"| bare MediaPipe, every picture: processor seconds per second | {found.bare_s:.3f} | |",
        f"| meshes a second | {found.meshes_hz:.1f} | |",
        f"| from command to the window, s (median of {STARTS}) | {found.window_s:.2f} | ≤ 1 |",
        f"| from command to first picture, s (median of {STARTS}) | {found.first_picture_s:.2f} | ≤ 2 |",
        f"| lag, due to painted, frame intervals, 50 % | {found.lag_half:.2f} | |",
        f"| … 95 % | {found.lag_late:.2f} | ≤ 1 |",
        f"| pictures painted of those the camera gave | {100 * found.shown:.0f} % | |",
        f"| … under a wrong number | {found.wrong} | 0 |",
        f"| largest resident memory, MB | {found.peak_mb:.0f} | ≤ 250 |",
        "",
    ]


def keep(clip: Path, seconds: float, found: Compared) -> None:
    """Add what was found to the history, with the day, the machine, how busy it was otherwise, and the commit."""
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    line = {
        "day": datetime.now(UTC).date().isoformat(),
        "commit": commit.stdout.strip(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "others": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "clip": clip.stem,
        "seconds": seconds,
        **{name: round(value, 3) for name, value in asdict(found).items()},
    }
    with HISTORY.open("a", encoding="utf-8") as history:
        history.write(json.dumps(line) + "\n")


def steps(clip: Path, seconds: float, flame: Path | None) -> list[str]:
    """Where a paced session's processor time goes, in ms a second and per picture."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.steps", str(FIRST_S), str(FIRST_S + seconds)]
        told = subprocess.run(
            [*command, "--", *asked(clip, folder)],
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds + PATIENCE_S,
        )
        if flame is not None:
            subprocess.run(
                [*command, "--flame", str(flame), "--", *asked(clip, folder)],
                capture_output=True,
                check=False,
                timeout=seconds + PATIENCE_S,
            )
    found = json.loads(told.stdout.splitlines()[-1])
    spent_s, threads_s = found["steps"], found["threads"]

    def of(*names: str) -> float:
        return sum(taken_s for name, taken_s in threads_s.items() if name.startswith(names))

    painted_s = sum(taken_s for name, taken_s in spent_s.items() if name.startswith("painting"))
    looked_s = sum(spent_s.values()) - painted_s
    rows = {
        **spent_s,
        "turns, recorder, else (the thread that looks)": of("look") + of("mediapipe") - looked_s,
        "the window, else": of("MainThread") - painted_s,
        "reading the clip": of("camera", "av:"),
        "sound": of("sound"),
    }
    rows["all else"] = sum(threads_s.values()) - sum(rows.values())
    lines = [f"| {clip.stem}, paced, {found['seconds']:.0f} s | ms a second | ms a picture |", "|---|---|---|"]
    for name, taken_s in sorted(rows.items(), key=lambda row: -row[1]):
        lines.append(f"| {name} | {1000 * taken_s / found['seconds']:.1f} | {1000 * taken_s / found['pictures']:.2f} |")
    whole_s = sum(rows.values())
    lines.append(
        f"| **all** | **{1000 * whole_s / found['seconds']:.0f}** | {1000 * whole_s / found['pictures']:.2f} |"
    )
    return [*lines, ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usual = [SESSION_CLIP, DEMO_CLIP] if SESSION_CLIP.exists() else [DEMO_CLIP]
    parser.add_argument("clips", nargs="*", type=Path, default=usual)
    parser.add_argument("--seconds", type=float, default=60.0, help="at most this much of each clip, each time")
    parser.add_argument("--frames-only", action="store_true", help="only the second table")
    parser.add_argument("--process-only", action="store_true", help="only the first table")
    parser.add_argument("--keep", action="store_true", help="add the first table to the history")
    parser.add_argument("--steps", action="store_true", help="only where the time of a session goes")
    parser.add_argument("--flame", type=Path, help="with --steps: draw a flame graph of the first clip as well")
    chosen = parser.parse_args()
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for clip in chosen.clips:
        seconds = min(chosen.seconds, MOST_PACED_S)
        if chosen.steps:
            flame = chosen.flame if clip == chosen.clips[0] else None
            print("\n".join(steps(clip, min(chosen.seconds, MOST_PACED_S - FIRST_S), flame)), flush=True)
            continue
        if not chosen.frames_only:
            found = compare(clip, seconds)
            print("\n".join(process(clip, seconds, found)), flush=True)
            if chosen.keep:
                keep(clip, seconds, found)
        if not chosen.process_only:
            print("\n".join(frames(clip, chosen.seconds)), flush=True)


if __name__ == "__main__":
    main()
