"""The real command with a clock at every step: where the processor time of a paced session goes.

    python -m benchmarks.steps FROM_S UNTIL_S [--flame FILE.svg] -- session --source CLIP …

Between these times of the clip every step's processor time is taken, its own thread's and, where it waits for the
library's networks, theirs; what a step does inside another counts for the inner one alone. Then the session is ended as
Ctrl-C ends it, and one line of JSON is printed: seconds, pictures, and seconds of processor by step. Threads that take
no steps (reading the clip, what the systems below begin) count whole, by name.

With --flame a second thread looks every 4 ms at what each thread is doing, weighs it with the processor time that the
thread took since it was looked at before, and writes a flame graph; then no steps are timed, since looking costs too.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import signal
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, thread_time
from types import FrameType, ModuleType
from typing import Any

import cv2

import feedback.practice.session as practice
import vision.grey
import vision.jaw
import vision.landmarker
from benchmarks.flame import flame_graph
from calibration.calibrator import Calibrator
from calibration.interpret import Interpreter
from feedback.command.main import main
from feedback.visit.journey import Journey
from feedback.window.drawn.hammock_view import HammockView
from feedback.window.drawn.picture import PictureCard
from vision.camera import Capture, Frame
from vision.chin.references import References
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.mesh_watch import MeshWatch

LOOK_EVERY_S = 0.004
TASKS = Path("/proc/self/task")
NETWORKS = "mediapipe"
"""What the library calls its threads."""
TIMED: list[tuple[str, object, tuple[str, ...]]] = [
    ("mesh", Landmarker, ("_detect",)),
    ("detector (other faces)", Landmarker, ("_search",)),
    ("landmarks, else", Landmarker, ("find",)),
    ("head", vision.jaw, ("find_head", "pose_of")),
    ("jaw from the mesh", vision.jaw, ("jaw_turn",)),
    ("patches", References, ("follow", "carry")),
    ("is a mesh due?", MeshWatch, ("keep", "holds")),
    ("doubts, mouth, else", JawFollower, ("read", "carried")),
    ("calibration", Calibrator, ("take",)),
    ("calibration", Interpreter, ("step",)),
    ("session", practice, ("advance",)),
    ("session", Journey, ("take",)),
    ("painting the picture", PictureCard, ("paintEvent",)),
    ("painting the hammock", HammockView, ("paintEvent",)),
]
Act = Callable[..., Any]


class Steps:
    """Processor seconds by step, each without the steps inside it."""

    def __init__(self) -> None:
        self.spent_s: Counter[str] = Counter()
        self.running = False
        self._own = threading.local()

    def timed(self, name: str, act: Act) -> Act:
        """``act``, noting what it took. What it waits for in the networks' threads counts as its own."""
        waits = name in ("mesh", "detector (other faces)")

        def step(*args: object, **kwargs: object) -> object:
            inner: list[float] = getattr(self._own, "inner", [])
            self._own.inner, outer = [], inner
            before_s, networks_s = thread_time(), taken_s(NETWORKS) if waits else 0.0
            try:
                return act(*args, **kwargs)
            finally:
                own_s = thread_time() - before_s
                elsewhere_s = taken_s(NETWORKS) - networks_s if waits else 0.0
                if self.running:
                    self.spent_s[name] += own_s - sum(self._own.inner) + elsewhere_s
                outer.append(own_s)
                self._own.inner = outer

        return step

    def put_in(self) -> None:
        """Take the time of everything in TIMED, and of both ways of changing colours."""
        for name, owner, acts in TIMED:
            for act in acts:
                setattr(owner, act, self.timed(name, getattr(owner, act)))
        for module in (vision.landmarker, vision.grey):
            module.cv2 = Colours(self)  # type: ignore[attr-defined]


class Colours(ModuleType):
    """OpenCV with a clock at its conversion of colours."""

    def __init__(self, steps: Steps) -> None:
        super().__init__("cv2")
        self.cvtColor = steps.timed("colour conversion", cv2.cvtColor)

    def __getattr__(self, name: str) -> object:
        return getattr(cv2, name)


def threads() -> dict[int, tuple[str, float]]:
    """Every thread of this process: its name, and the processor time it has taken, s."""
    names = {thread.native_id: thread.name for thread in threading.enumerate()}
    found = {}
    for task in TASKS.iterdir():
        try:
            name, taken = (task / "comm").read_text().strip(), (task / "schedstat").read_text().split()[0]
        except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            continue
        found[int(task.name)] = (names.get(int(task.name), name), int(taken) / 1e9)
    return found


_network_tasks: list[Path] = []


def taken_s(name: str) -> float:
    """What the threads that are called so have taken together, s."""
    if not _network_tasks:
        _network_tasks.extend(TASKS / str(task) for task, (called, _) in threads().items() if called.startswith(name))
    return sum(int((task / "schedstat").read_text().split()[0]) for task in _network_tasks) / 1e9


class Looks:
    """What every thread was found doing, with the processor time it took since it was looked at before."""

    def __init__(self) -> None:
        self.stacks: defaultdict[tuple[str, ...], float] = defaultdict(float)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="looks", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        sys.setswitchinterval(0.0005)  # or the thread that looks is let in only where others happen to pause
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self._thread.join()

    def _work(self) -> None:
        before = threads()
        while not self._stopped.wait(LOOK_EVERY_S):
            frames = {
                thread.native_id: (thread.name, sys._current_frames().get(thread.ident or 0))
                for thread in threading.enumerate()
            }
            now = threads()
            waiting = next((stack_of(frame) for name, frame in frames.values() if name == "look" and frame), ())
            for task, (name, taken) in now.items():
                passed_s = taken - before.get(task, (name, 0.0))[1]
                if passed_s <= 0.0 or name == "looks":
                    continue
                own_name, frame = frames.get(task, (name, None))
                stack = (own_name, *stack_of(frame)) if frame is not None else (name.split(":")[0].split("/")[0],)
                if name.startswith(NETWORKS):
                    stack = ("look", *waiting, "networks")
                self.stacks[stack] += passed_s
            before = now


def stack_of(frame: FrameType | None) -> tuple[str, ...]:
    """The calls that led to ``frame``, outermost first."""
    calls = []
    while frame is not None:
        module = str(frame.f_globals.get("__name__", "?"))
        calls.append(f"{module}.{frame.f_code.co_qualname}")
        frame = frame.f_back
    return tuple(reversed(calls))


def run() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("from_s", type=float)
    parser.add_argument("until_s", type=float)
    parser.add_argument("--flame", type=Path)
    parser.add_argument("command", nargs="+")
    chosen = parser.parse_args()
    steps, looks = Steps(), Looks()
    if chosen.flame is None:
        steps.put_in()
    begun: list[tuple[float, dict[int, tuple[str, float]]]] = []
    seen = Counter[str]()
    hand_over = Capture.next

    def give(self: Capture, timeout_s: float = 0.5, from_s: float = -math.inf) -> Frame | None:
        frame = hand_over(self, timeout_s, from_s)
        if frame is not None and frame.t_s >= chosen.from_s and not begun:
            begun.append((perf_counter(), threads()))
            steps.running = True
            if chosen.flame is not None:
                looks.start()
        if frame is not None and begun:
            seen["first"] = seen["first"] or frame.index
            seen["pictures"] = frame.index - seen["first"]
            if frame.t_s >= chosen.until_s and not seen["ended"]:
                seen["ended"] = 1
                end()
        return frame

    def end() -> None:
        steps.running = False
        passed_s = perf_counter() - begun[0][0]
        if chosen.flame is not None:
            looks.stop()
            chosen.flame.write_text(flame_graph(looks.stacks, passed_s), encoding="utf-8")
        by_thread: Counter[str] = Counter()
        for task, (name, taken) in threads().items():
            by_thread[name] += taken - begun[0][1].get(task, (name, 0.0))[1]
        told = {
            "seconds": passed_s,
            "pictures": seen["pictures"],
            "steps": dict(steps.spent_s),
            "threads": dict(by_thread),
        }
        print(json.dumps(told), flush=True)
        os.kill(os.getpid(), signal.SIGINT)

    Capture.next = give  # type: ignore[method-assign]
    sys.argv = ["kaakrust", *chosen.command]
    main()


if __name__ == "__main__":
    run()
