"""An hour of practice, and two hundred visits to the window: what a process holds on to.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.soak [--minutes 60] [--visits 200]        (Linux)

Real in the hour: the pictures (the demo clip at ten a second and 640x360, over and over, decoded and opened anew each
round), the line of a frame (visit/live.py), patches, judging, cues, the store on disk, the sound into a file, the
lines of the terminal, a pause every fifth round in which the clip is let go of. Not real: time (as fast as it goes),
the rate (a camera gives 30 a second), and nine rounds of ten of the landmarks, which are those of the first round.
Real in the visits, in one window on an offscreen screen: pages, worker, camera thread, networks, the way back.
"""

from __future__ import annotations

import argparse
import os
import queue
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import cv2

from feedback.command.terminal import printer
from feedback.practice.exercises import EXERCISES
from feedback.practice.session_state import SessionConfig
from feedback.process import memory
from feedback.sound.wave_file import SoundFile
from feedback.texts import Texts
from feedback.visit.commands import Command
from feedback.visit.journey import Journey
from feedback.visit.live import run
from feedback.visit.recorder import Recorder
from feedback.visit.view import Plan
from tests.soaking import EndlessClip, Held, Remembering
from vision.landmarker import Landmarker
from vision.source.sources import DEMO_CLIP

FPS, SIZE = 10, (640, 360)
REAL_EVERY = 10
WARM_UP_MIN = 5.0
MOST_GROWTH_MB = 5.0
PAUSE_EVERY = 5
VISITS_TO_WARM_UP = 20
VISIT_TICKS, TICK_MS = 15, 30
"""Turns of the window's own clock in each visit, after its first picture."""


def small_clip(folder: Path) -> Path:
    """The demo clip with every third picture, smaller."""
    path = folder / "small.mp4"
    clip = cv2.VideoCapture(str(DEMO_CLIP))
    every = round(clip.get(cv2.CAP_PROP_FPS) / FPS)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), FPS, SIZE)
    index = 0
    while clip.grab():
        if index % every == 0:
            writer.write(cv2.resize(clip.retrieve()[1], SIZE, interpolation=cv2.INTER_AREA))
        index += 1
    writer.release()
    clip.release()
    return path


def row(name: str, held: Held, more: str = "") -> None:
    print(f"| {name} | {held.memory_mb:.1f} | {held.handles} | {held.threads} | {held.objects} | {more} |", flush=True)


def head(first: str) -> None:
    print(f"\n| {first} | memory MB | handles | threads | objects | |\n|---|---|---|---|---|---|", flush=True)


def told(name: str, before: Held, warm: Held, end: Held, after: Held) -> bool:
    """Sum up; True when all is as promised."""
    growth = end.memory_mb - warm.memory_mb
    left = (after.handles - before.handles, after.threads - before.threads)
    print(f"{name}: {growth:+.1f} MB after warming up; left over at the end: {left[0]} handles, {left[1]} threads")
    return growth < MOST_GROWTH_MB and left[0] <= 0 and left[1] <= 0


def hour(minutes: float, folder: Path) -> bool:
    """A session of so many minutes."""
    small = small_clip(folder)
    with Landmarker():  # what libraries hold for good once they are loaded is no leak
        pass
    before, warm = Held.now(), None
    config = SessionConfig(EXERCISES["soft_jaw"], 10 * minutes * 60, "soak")
    clip, commands = EndlessClip(small), queue.SimpleQueue[Command]()
    turns, paused_at, next_row_min, began_s = 0, 0, WARM_UP_MIN, perf_counter()
    head("minute")
    with (
        Landmarker() as landmarker,
        Recorder(folder / "data", config) as recorder,
        SoundFile(folder / "s.wav") as sound,
        Path(os.devnull).open("w") as nowhere,
    ):
        show = printer(Texts("nl"), as_json=True, out=nowhere)
        remembering = Remembering(landmarker, REAL_EVERY)
        line = run(clip, remembering, Journey(Plan(config=config)), commands, (recorder, sound), paced=False)
        for turn in line:
            turns += 1
            for event in turn.events:
                show(event)
            if clip.openings >= paused_at + PAUSE_EVERY:
                paused_at = clip.openings
                commands.put(Command.TOGGLE_PAUSE)
            elif turn.view.pause is not None and turns % FPS == 0:
                commands.put(Command.TOGGLE_PAUSE)
            if turn.view.now_s >= next_row_min * 60:
                held = Held.now()
                warm = warm or held
                row(f"{next_row_min:.0f}", held, f"{perf_counter() - began_s:.0f} s")
                next_row_min += 5
            if turn.view.now_s >= minutes * 60:
                commands.put(Command.STOP)
        end = Held.now()
        row(f"{turn.view.now_s / 60:.0f}", end, f"{perf_counter() - began_s:.0f} s")
        points = len(turn.view.session.curve) if turn.view.session else 0
    clip.pause()
    after = Held.now()
    row("closed", after)
    print(
        f"{turns} turns, {remembering.found} landmarks found and {remembering.remembered} remembered, clip opened "
        f"{clip.openings} times, {points} points of the curve, sound {(folder / 's.wav').stat().st_size / 1e6:.0f} MB"
    )
    return told("an hour" if minutes == 60 else f"{minutes:g} minutes", before, warm or end, end, after)


def wait_until(there: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if there() else None)
    timer.start(TICK_MS)
    loop.exec()
    timer.stop()


def visits(count: int, folder: Path) -> bool:
    """From the first page into the demo and back to it, again and again, in one window."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from calibration.profile import ProfileFolder
    from feedback.kept.settings import Settings, SettingsFile
    from feedback.practice.safety import SAFETY_VERSION
    from feedback.window.main_window import MainWindow
    from feedback.window.person.options import Start, WindowOptions

    app = QApplication.instance() or QApplication(sys.argv[:1])
    data = folder / "visits"
    SettingsFile(data).save(Settings(safety_read=SAFETY_VERSION))
    window = MainWindow(Start.HOME, WindowOptions("demo", "default", ProfileFolder(data), data, Texts("nl")))
    window.show()
    head("visit")
    warm, began_s = Held.now(), perf_counter()
    for number in range(1, count + 1):
        window.ways.demo()
        left = iter(range(VISIT_TICKS))
        wait_until(lambda left=left: window.worker.turn is not None and next(left, None) is None)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        wait_until(lambda: window.worker is None)
        window.ways.home()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if number % VISITS_TO_WARM_UP == 0:
            held = Held.now()
            warm = held if number == VISITS_TO_WARM_UP else warm
            row(str(number), held, f"{perf_counter() - began_s:.0f} s")
    window.close()
    app.processEvents()
    held = Held.now()
    row("closed", held)
    python_threads = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    print(f"threads of Python still there: {python_threads or 'none'}")
    return told(f"{count} visits", warm, warm, held, held) and not python_threads


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=60.0)
    options.add_argument("--visits", type=int, default=200)
    chosen = options.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    memory.keep_together()  # as the command does
    kept = True
    with tempfile.TemporaryDirectory() as name:
        if chosen.minutes:
            kept &= hour(chosen.minutes, Path(name))
        if chosen.visits:
            kept &= visits(chosen.visits, Path(name))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
