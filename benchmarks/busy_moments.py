"""Moments to learn from what a busy mouth is, as signs: real people, their warped calm pictures, rendered clips."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.hinge_warp import LITTLE, LIVELY, Motion, Skin, person, placed
from benchmarks.real_clips import CALIBRATED_S, Labelled, Shown, composed
from benchmarks.states import Truth, frames_of, passages
from calibration import busy
from calibration.baseline import Baseline
from calibration.interpret import sees_mouth
from calibration.recording import fit_spans, learn_face, look_through, read_again
from calibration.signs import MouthSigns
from calibration.spans import Span
from vision.jaw import JawReading
from vision.landmarker import Landmarker

Vector = NDArray[np.float64]
Labels = Sequence[str | None]

BUSY = ("talk", "grin", "smile", "pout", "grimace")
CALM = ("neutral", "hang", "clench")
RENDERED = {
    "teeth_together": "neutral",
    "rest": "neutral",
    "clench": "clench",
    "hang": "hang",
    "talk": "talk",
    "smile": "smile",
}
SWEEPS = {"d05_open": 16.0}
"""Until this time (s) the jaw of that clip sweeps to and fro with parted lips, whatever its labels say."""
SETTLES_S = 0.7
"""After the cut between the calm stretch and the recording."""
WARP_FPS, WARP_HELD_S, WARP_SIZE = 15.0, 2.0, (640, 480)
WARP_MM = (0.0, 0.0, 4.0, 8.0, 0.0, 12.0, 6.0, 16.0, 0.0)
WARP_MOVES_S = 0.8
"""A jaw that is let go takes this long, or longer, from one level to the next."""
WARP_PICTURES = 25
WARP_FOLDS = (0.5, 1.0, 1.5)
SITTING = Motion(0.3, 0.5)
WARP_MOTIONS = (LITTLE, Motion(2.5, 4.0), LIVELY)
"""While calibrating the head is as still as people are; then it moves by one to five degrees."""


@dataclass(frozen=True, slots=True)
class Passages:
    """What one clip gives: who it is, one row of signs a frame (NaN: none), and one label a frame (or "")."""

    person: str
    kind: str
    rows: Vector
    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Store:
    """Keeps what was read, until the code that reads it changes."""

    folder: Path

    def kept(self, name: str, person: str, read: Callable[[], tuple[Vector, Labels]]) -> Passages:
        """What was read before, or what ``read`` gives."""
        path = self.folder / f"{name}-{_code()}.npz"
        if not path.exists():
            rows, labels = read()
            np.savez(path, rows=rows, labels=[label or "" for label in labels])
        with np.load(path) as stored:
            return Passages(person, name.split("_")[0], stored["rows"], [str(label) for label in stored["labels"]])


@cache
def _code() -> str:
    """A fingerprint of all code that the signs depend on."""
    root = Path(busy.__file__).parents[1]
    files = [*sorted((root / "vision").glob("*.py")), *sorted((root / "calibration").glob("*.py"))]
    sources = [file.read_bytes() for file in files if file.name not in ("busy.py", "activity.py", "interpret.py")]
    return hashlib.sha256(b"".join(sources)).hexdigest()[:12]


def real(shown: Shown) -> tuple[Vector, Labels]:
    """The labelled frames of a recording, and the calm stretch in front of it."""
    spans = [Span("closed", 0.0, CALIBRATED_S)]
    template = learn_face(shown.look, spans)
    readings = list(read_again(shown.frames(), shown.look, template))
    labels: list[str | None] = []
    for index, number in enumerate(shown.numbers):
        of_frame = [label for label in shown.label.labels_of(number) if label in (*BUSY, *CALM)]
        settled = index >= shown.before + SETTLES_S * shown.label.fps
        labels.append("neutral" if index < shown.before else of_frame[0] if of_frame and settled else None)
    return rows_of(readings, fit_spans(readings, spans, template)), labels


def warped(entry: Labelled, path: Path, seed: int) -> tuple[Vector, Labels]:
    """A person's calm pictures with the jaw let down and held, while the head moves."""
    first, last = entry.closed
    numbers = [*range(first, last + 1, max(1, (last - first) // WARP_PICTURES))]
    calm = [frame.image for frame in composed(path, entry, numbers)]
    small = [placed(image, WARP_SIZE, WARP_SIZE[0] / image.shape[1]) for image in calm]
    who = person(entry.name, small, Skin.drawn(seed, WARP_FOLDS[seed % 3]))
    gaps, held = levels()
    still = round(2 * WARP_HELD_S * WARP_FPS)
    frames = list(who.frames(gaps[:still], fps=WARP_FPS, motion=SITTING, seed=seed))
    moving = who.frames(gaps, fps=WARP_FPS, motion=WARP_MOTIONS[seed // 3 % 3], seed=seed + 1)
    frames += [frame for frame in moving if frame.index >= still]
    with Landmarker() as landmarker:
        *_, look = look_through(frames, landmarker)
    spans = [Span("closed", 0.0, 2 * WARP_HELD_S)]
    template = learn_face(look, spans)
    readings = list(read_again(iter(frames), look, template))
    labels = [
        ("hang" if gap > 0.0 else "neutral") if is_held else None for gap, is_held in zip(gaps, held, strict=True)
    ]
    return rows_of(readings, fit_spans(readings, spans, template)), labels


def levels() -> tuple[list[float], list[bool]]:
    """A gap (mm) for each frame of the warp, and whether it is held there."""
    gaps, held = [], []
    for before, level in pairwise((WARP_MM[0], *WARP_MM)):
        for index in range(round(WARP_HELD_S * WARP_FPS)):
            share = min(1.0, index / (WARP_MOVES_S * WARP_FPS))
            gaps.append(before + (level - before) * share * share * (3.0 - 2.0 * share))
            held.append(share >= 1.0 or before == level)
    return gaps, held


def rendered(clip: Path) -> tuple[Vector, Labels]:
    """The steady, frontal frames of a rendered clip, calibrated on its own passages."""
    truth = [Truth.of(frame) for frame in json.loads(clip.with_suffix(".json").read_text())["frames"]]
    with Landmarker() as landmarker:
        *_, look = look_through(frames_of(clip, truth, 1), landmarker)
    spans = [Span(label, *span) for label, found in passages(truth).items() for span in found]
    template = learn_face(look, spans)
    readings = list(read_again(frames_of(clip, truth, 1), look, template))
    labels = [RENDERED.get(moment.label) if moment.steady and moment.frontal else None for moment in truth]
    swept_s = SWEEPS.get(clip.stem, 0.0)
    return rows_of(readings, fit_spans(readings, spans, template)), [
        label if moment.t_s >= swept_s else None for label, moment in zip(labels, truth, strict=True)
    ]


def rows_of(readings: Sequence[JawReading], baseline: Baseline) -> Vector:
    """The signs of each reading, float (n, signs); NaN where the mouth cannot be judged."""
    mouth = MouthSigns(baseline.neutral)
    rows = np.full((len(readings), len(busy.SIGNS)), np.nan)
    for row, reading in zip(rows, readings, strict=True):
        estimate = baseline.gap(reading)
        if math.isnan(estimate.gap_mm) or not sees_mouth(reading):
            mouth.forget()
        elif mouth.step(reading, estimate.signed_mm):
            row[:] = [mouth.signs[name] for name in busy.SIGNS]
    return rows
