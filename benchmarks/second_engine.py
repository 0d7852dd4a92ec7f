"""The same face model without MediaPipe: LiteRT and numpy beside it, landmark by landmark, and what each costs.

    uv run --group benchmarks --with ai-edge-litert python -m benchmarks.second_engine [CLIP.mp4 ...] [--seconds N]

Both networks of the model file are run by LiteRT; what MediaPipe's graph does around them is done here in numpy: where
the face was in the last picture is where it is looked for in this one, each coordinate is smoothed by a One Euro
filter, and the detector is asked only when the face is lost. Both see each picture in turn, in one process. Prints a
table: how far landmarks lie apart (px), and the processor time of a picture. What became of it: docs/decisions/0011.
"""

from __future__ import annotations

import argparse
import gc
import math
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, TypeVar

import cv2
import numpy as np
import psutil
from numpy.typing import NDArray

from benchmarks.rivals import FPS, frames_of
from benchmarks.states import CLIPS
from vision.landmarker import Landmarker
from vision.landmarks import LANDMARKS
from vision.model_file import MODEL_PATH

Numbers = NDArray[np.float64]

if TYPE_CHECKING:
    from ai_edge_litert.interpreter import Interpreter

Given = TypeVar("Given")

SURE = 0.5
"""Scores of a face, and of its presence, from which on it counts."""
SAME_FACE = 0.3
"""Found faces that share this much of their area are one."""
DETECTOR_PX, MESH_PX = 128, 256
FINE, COARSE = (16, 2), (8, 6)
"""The detector's answers: a lattice of 16 by 16 places with two each, and one of 8 by 8 with six."""
AROUND = 1.5
"""The mesh is shown so much more than the face's box."""
EYES = (33, 263)
CUTOFF_HZ, PER_SPEED, SPEED_CUTOFF_HZ = 0.05, 80.0, 1.0
"""MediaPipe's smoothing of a single face that is followed."""


@dataclass(frozen=True, slots=True)
class Part:
    """The square of a picture that a network is shown: middle and side, px, and how far it is turned, rad."""

    across: float
    down: float
    side: float
    turned: float


class Smooth:
    """One Euro filters, one for each coordinate; speeds are in faces a second."""

    def __init__(self) -> None:
        self._last: tuple[Numbers, Numbers, Numbers, float] | None = None

    def step(self, values: Numbers, face: float, t_s: float) -> Numbers:
        """Smoothed ``values``. face: its size, px."""
        if self._last is None:
            self._last = values, values, np.zeros_like(values), t_s
            return values
        raw, smooth, speed, before_s = self._last
        passed_s = t_s - before_s
        speed = speed + _share(np.array(SPEED_CUTOFF_HZ), passed_s) * ((values - raw) / face / passed_s - speed)
        smooth = smooth + _share(CUTOFF_HZ + PER_SPEED * np.abs(speed), passed_s) * (values - smooth)
        self._last = values, smooth, speed, t_s
        return smooth


def _share(cutoff_hz: Numbers, passed_s: float) -> Numbers:
    return 1.0 / (1.0 + 1.0 / (2.0 * math.pi * cutoff_hz) / passed_s)


class LiteMesh:
    """Follows one face, as vision.landmarker.Landmarker does for a single one."""

    def __init__(self) -> None:
        from ai_edge_litert.interpreter import Interpreter

        with zipfile.ZipFile(MODEL_PATH) as model:
            self._detector, self._mesh = (
                Interpreter(model_content=model.read(name), num_threads=1)
                for name in ("face_detector.tflite", "face_landmarks_detector.tflite")
            )
        for network in (self._detector, self._mesh):
            network.allocate_tensors()
        self._anchors = np.array(
            [
                ((column + 0.5) / size, (row + 0.5) / size)
                for size, each in (FINE, COARSE)
                for row in range(size)
                for column in range(size)
                for _ in range(each)
            ]
        )
        self._part: Part | None = None
        self._smooth = Smooth()
        self._last_ms = 0

    def find(self, image: NDArray[np.uint8], t_s: float) -> Numbers | None:
        """Landmarks (478, 3) px, or None."""
        rgb = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)
        self._last_ms = max(self._last_ms + 1, round(t_s * 1000) + 1)
        part = self._part or self._detect(rgb)
        if part is None:
            return None
        shown = cut(rgb, part, MESH_PX, cv2.BORDER_REPLICATE).astype(np.float32) * np.float32(1 / 255)
        flat, present = run(self._mesh, shown)[:2]
        if sigmoid(present.ravel()[0].astype(np.float64)) < SURE:
            self._part, self._smooth = None, Smooth()
            return None
        height, width = rgb.shape[:2]
        points = placed(flat.reshape(LANDMARKS, 3).astype(np.float64), part, width / height)
        low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
        self._part = around(low, high, points[EYES[0]], points[EYES[1]])
        return self._smooth.step(points, float((high - low).mean()), self._last_ms / 1000)

    def _detect(self, rgb: NDArray[np.uint8]) -> Part | None:
        height, width = rgb.shape[:2]
        side = max(height, width)
        whole = Part(width / 2, height / 2, side, 0.0)
        shown = cut(rgb, whole, DETECTOR_PX, cv2.BORDER_CONSTANT).astype(np.float32) * np.float32(2 / 255) - 1
        boxes, scores = (answer[0] for answer in run(self._detector, shown))
        sure = sigmoid(np.clip(scores[:, 0], -100, 100).astype(np.float64))
        kept = np.flatnonzero(sure >= SURE)
        if not len(kept):
            return None
        sure, found, anchors = sure[kept], boxes[kept].astype(np.float64) / DETECTOR_PX, self._anchors[kept]
        middle, half = found[:, :2] + anchors, found[:, 2:4] / 2
        low, high = middle - half, middle + half
        best = int(sure.argmax())
        shared = np.clip(np.minimum(high, high[best]) - np.maximum(low, low[best]), 0, None).prod(axis=1)
        areas = (high - low).prod(axis=1)
        same = shared / (areas + areas[best] - shared) > SAME_FACE
        weight = sure[same] / sure[same].sum()
        eyes = found[same, 4:8].reshape(-1, 2, 2) + anchors[same][:, None]
        ends = np.stack([low[same], high[same], eyes[:, 0], eyes[:, 1]], axis=1)
        mean = np.einsum("n,nek->ek", weight, ends) * side - ((side - width) / 2, (side - height) / 2)
        return around(*mean)


def sigmoid(value: Numbers) -> Numbers:
    return 1.0 / (1.0 + np.exp(-value))


def run(network: Interpreter, shown: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """What a network answers to one picture, in its own order."""
    network.set_tensor(network.get_input_details()[0]["index"], shown[None])
    network.invoke()
    return [network.get_tensor(detail["index"]) for detail in network.get_output_details()]


def around(low: Numbers, high: Numbers, right_eye: Numbers, left_eye: Numbers) -> Part:
    """The part to show of a face in this box, upright by its eyes."""
    middle = (low + high) / 2
    turned = math.atan2(left_eye[1] - right_eye[1], left_eye[0] - right_eye[0])
    return Part(float(middle[0]), float(middle[1]), AROUND * float(np.max(high - low)), turned)


def cut(rgb: NDArray[np.uint8], part: Part, size: int, border: int) -> NDArray[np.uint8]:
    """That part as a picture of ``size`` squared."""
    corners = cv2.boxPoints(((part.across, part.down), (part.side, part.side), math.degrees(part.turned)))
    onto = np.array([[0, size], [0, 0], [size, 0], [size, size]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, onto)
    return np.asarray(cv2.warpPerspective(rgb, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=border))


def placed(points: Numbers, part: Part, wide: float) -> Numbers:
    """Landmarks from the part's own px to the picture's. wide: the picture's width by its height."""
    cosine, sine = math.cos(part.turned), math.sin(part.turned)
    across, down = (points[:, :2] / MESH_PX - 0.5).T * part.side
    depth = points[:, 2] / MESH_PX * part.side * math.hypot(cosine, sine * wide)
    return np.column_stack(
        [cosine * across - sine * down + part.across, sine * across + cosine * down + part.down, depth]
    )


def resident_mb() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 2**20


def timed(act: Callable[[], Given]) -> tuple[Given, float]:
    """What ``act`` gives, and its processor time, all threads, ms."""
    before_s = process_time()
    return act(), (process_time() - before_s) * 1000


def compare(clip: Path, seconds: float) -> str:
    """One row."""
    with Landmarker() as landmarker:
        landmarker._next_crowd_check_s = math.inf  # a second face is looked for by neither
        lite, apart, costs = LiteMesh(), [], []
        for frame in islice(frames_of(clip), round(seconds * FPS)):
            usual, usual_ms = timed(lambda frame=frame: landmarker.find(frame))
            landmarker._next_crowd_check_s = math.inf
            second, second_ms = timed(lambda frame=frame: lite.find(frame.image, frame.t_s))
            costs.append((usual_ms, second_ms))
            if usual is None or second is None:
                apart.append((math.nan, math.nan, float((usual is None) != (second is None))))
                continue
            off = np.linalg.norm(second[:, :2] - usual.points[:, :2], axis=1)
            apart.append((float(off.mean()), float(off.max()), 0.0))
    mean, worst, disagreed = np.array(apart).T
    usual_ms, second_ms = np.array(costs).mean(axis=0)
    cells = [f"{np.nanmedian(mean):.3f}", f"{np.nanpercentile(mean, 99):.3f}", f"{np.nanmedian(worst):.3f}"]
    cells += [f"{np.nanmax(worst):.2f}", f"{100 * np.nanmean(worst <= 0.05):.0f}", f"{disagreed.sum():.0f}"]
    cells += [f"{usual_ms:.1f}", f"{second_ms:.1f}", f"{second_ms / usual_ms:.2f}"]
    return f"| {clip.stem} | {len(mean)} | " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", nargs="*", type=Path, default=sorted(CLIPS.glob("*.mp4")))
    parser.add_argument("--seconds", type=float, default=60.0)
    chosen = parser.parse_args()
    before_mb = resident_mb()
    lite = LiteMesh()
    for frame in islice(frames_of(chosen.clips[0]), 30):
        lite.find(frame.image, frame.t_s)
    middle_mb = resident_mb()
    with Landmarker() as landmarker:
        for frame in islice(frames_of(chosen.clips[0]), 30):
            landmarker.find(frame)
        print(f"resident memory: LiteRT {middle_mb - before_mb:.0f} MB, MediaPipe {resident_mb() - middle_mb:.0f} MB\n")
    print(
        "| clip | pictures | mean of landmarks: median | 99 % | worst landmark: median | largest | all within 0.05 px, "
        "% | face or none disagreed | MediaPipe ms | LiteRT ms | × |"
    )
    print("|---" * 11 + "|")
    for clip in chosen.clips:
        print(compare(clip, chosen.seconds), flush=True)


if __name__ == "__main__":
    main()
