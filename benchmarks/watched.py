"""The real command with one addition: each picture of the camera that reaches the screen is told on standard output.

    python -m benchmarks.watched [--every-picture] session --source CLIP …

First a line that says when the window had been painted for the first time, s, monotonic clock. Then one line a
picture: when it was painted, when it was due (both s; a recording's pictures are due at their own times after its first
one), the number written across it (see benchmarks/lag.py), and how many meshes have been asked for so far.
--every-picture: also a still face is analysed at the camera's rate.
"""

from __future__ import annotations

import math
import sys
from time import perf_counter

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QPaintEvent

from benchmarks.lag import number_in
from feedback.command.main import main
from feedback.window.drawn.picture import PictureCard
from feedback.window.main_window import MainWindow
from vision.analysis_rate import AnalysisRate
from vision.camera import Capture, Frame
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks

start_s: list[float] = []
told: list[int] = []
meshed: list[int] = []
shown: list[float] = []


def give(self: Capture, timeout_s: float = 0.5, from_s: float = -math.inf) -> Frame | None:
    """As Capture.next; remembers when the recording began to run."""
    frame = hand_over(self, timeout_s, from_s)
    if frame is not None and not start_s:
        start_s.append(perf_counter() - frame.t_s)
    return frame


def find(self: Landmarker, frame: Frame) -> FaceLandmarks | None:
    """As Landmarker.find; remembers which pictures it was asked about."""
    meshed.append(frame.index)
    return look_for(self, frame)


def happen(self: MainWindow, event: QEvent) -> bool:
    """As MainWindow.event; tells when the window has been painted."""
    done = let_happen(self, event)
    if event.type() == QEvent.Type.UpdateRequest and not shown:
        shown.append(perf_counter())
        print(f"{shown[0]:.6f}", flush=True)
    return done


def paint(self: PictureCard, event: QPaintEvent) -> None:
    """As PictureCard.paintEvent; tells of a new picture once it is on the screen."""
    paint_card(self, event)
    frame = self._frame
    if frame is not None and told[-1:] != [frame.index]:
        told.append(frame.index)
        QTimer.singleShot(0, lambda: tell(frame))  # when the event loop has pushed what was painted to the screen


def tell(frame: Frame) -> None:
    print(f"{perf_counter():.6f} {start_s[0] + frame.t_s:.6f} {number_in(frame.image)} {len(meshed)}", flush=True)


hand_over, Capture.next = Capture.next, give  # type: ignore[method-assign]
look_for, Landmarker.find = Landmarker.find, find  # type: ignore[method-assign]
let_happen, MainWindow.event = MainWindow.event, happen  # type: ignore[method-assign]
paint_card, PictureCard.paintEvent = PictureCard.paintEvent, paint  # type: ignore[method-assign]

if __name__ == "__main__":
    if sys.argv[1:2] == ["--every-picture"]:
        del sys.argv[1]
        AnalysisRate.wants = lambda self, t_s: True  # type: ignore[method-assign]  # noqa: ARG005
        AnalysisRate.next_s = -math.inf  # type: ignore[method-assign,assignment]
    main()
