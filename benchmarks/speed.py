"""What a session costs beside the bare landmark call: time, processor, memory, start, lag.

    python -m benchmarks.speed [CLIP.mp4 ...] [--seconds N] [--steps-only | --process-only]

Per clip two tables. The first is the headline: the clip at its own pace through a real ``kaakrust session`` with its
window, and through the rivals of benchmarks/rivals.py in processes of their own, which read the same clip at the same
pace. The second plays every frame through the rivals, our vision step and a whole session frame (vision, journey,
painting in the real window), in turn and in changing order, in one process, with every frame analysed. With a screen
(or under xvfb-run) the window is a real one, else it paints into memory. Times are medians over the clip.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
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


def steps(clip: Path, seconds: float) -> list[str]:
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
    """One run of the real program. painted: (painted s, due s, number, pictures analysed until then) a picture."""

    first_s: float
    cpu_share: float
    peak_mb: float
    painted: list[tuple[float, float, int, int]]


def play(clip: Path, seconds: float) -> Played:
    """Start a real session with its window on ``clip``; end it as Ctrl-C does after ``seconds`` of pictures."""
    with tempfile.TemporaryDirectory() as folder:
        SettingsFile(Path(folder)).save(Settings(safety_read=SAFETY_VERSION, check_in=False))
        arguments = ["session", "--source", str(clip), "--data-dir", folder, "--lang", "en"]
        begun_s = perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.watched", *arguments], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        process = psutil.Process(child.pid)
        painted: list[tuple[float, float, int, int]] = []
        measured_s, cpu_s, peak, share = 0.0, 0.0, 0, 0.0
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
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=30)
        return Played(painted[0][0] - begun_s, share, peak / 2**20, painted)


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


def process(clip: Path, seconds: float) -> list[str]:
    """The first table."""
    with tempfile.TemporaryDirectory() as folder:
        clip_counted = counted(clip, Path(folder), seconds + 2.0)
        starts_s = [play(clip_counted, 0.0).first_s for _ in range(STARTS)]
        bare = rival("bare", clip_counted, seconds)
        played = play(clip_counted, seconds)
        tool, reading = (rival(loop, clip_counted, seconds) for loop in ("webcam", "reading"))
    settled = [entry for entry in played.painted if entry[0] - played.painted[0][0] >= FIRST_S]
    _, first_due_s, first, _ = played.painted[0]
    wrong = sum(number - first != round((due_s - first_due_s) * FPS) for _, due_s, number, _ in settled)
    lags = np.array([(at - due) * FPS for at, due, _, _ in settled])
    half, late = np.percentile(lags, [50, 95])
    passed_s = settled[-1][1] - settled[0][1]
    shown = len(settled) / passed_s / FPS
    analysed = (settled[-1][3] - settled[0][3]) / passed_s
    ours = played.cpu_share
    return [
        f"| {clip.stem}, paced, {seconds:.0f} s, real processes | | aim |",
        "|---|---|---|",
        f"| **whole session against bare MediaPipe** | **{ours / bare:.2f}** | ≤ 1.0 |",
        f"| … without what reading the clip costs both | {(ours - reading) / (bare - reading):.2f} | |",
        f"| whole session against the usual webcam tool | {ours / tool:.2f} | |",
        f"| processor seconds per second: whole session | {ours:.3f} | |",
        f"| … bare MediaPipe, every picture | {bare:.3f} | |",
        f"| … usual webcam tool, not shown yet | {tool:.3f} | |",
        f"| … reading the clip, part of each | {reading:.3f} | |",
        f"| pictures analysed a second | {analysed:.1f} | |",
        f"| from command to first picture, s (median of {STARTS}) | {np.median(starts_s):.2f} | ≤ 4 |",
        f"| lag, due to painted, frame intervals, 50 % | {half:.2f} | |",
        f"| … 95 % | {late:.2f} | ≤ 2 |",
        f"| pictures painted of those the camera gave; under a wrong number | {100 * shown:.0f} %; {wrong} | |",
        f"| largest resident memory, MB | {played.peak_mb:.0f} | ≤ 400 |",
        "",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usual = [SESSION_CLIP, DEMO_CLIP] if SESSION_CLIP.exists() else [DEMO_CLIP]
    parser.add_argument("clips", nargs="*", type=Path, default=usual)
    parser.add_argument("--seconds", type=float, default=60.0, help="at most this much of each clip, each time")
    parser.add_argument("--steps-only", action="store_true")
    parser.add_argument("--process-only", action="store_true")
    chosen = parser.parse_args()
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for clip in chosen.clips:
        if not chosen.steps_only:
            print("\n".join(process(clip, min(chosen.seconds, 30.0))), flush=True)
        if not chosen.process_only:
            print("\n".join(steps(clip, chosen.seconds)), flush=True)


if __name__ == "__main__":
    main()
