"""Moments to learn from what a busy mouth is, as signs: real people, their warped calm pictures, rendered clips."""

from __future__ import annotations

import hashlib
import json
import math
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

import vision
from benchmarks.hinge_warp import LITTLE, LIVELY, Motion, Skin, person
from benchmarks.real_clips import CALIBRATED_S, Labelled, Shown, composed, set_into
from benchmarks.states import Truth, frames_of, passages
from calibration import busy
from calibration.baseline import Baseline
from calibration.interpret import WIDE_FROM_MM, Interpreter, sees_mouth
from calibration.recording import fit_spans, learn_face, look_through, read_again
from calibration.resting_mouth import WINDOW_S
from calibration.signs import MouthSigns
from calibration.spans import Span
from calibration.states import JawState
from vision.arrays import Vector
from vision.landmarker import Landmarker
from vision.readings import JawReading
from vision.template import FaceTemplate

BUSY = ("talk", "grin", "smile", "pout", "grimace")
CALM = ("calibration", "neutral", "hang", "hang wide", "clench")
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


TURNED_DEG, AWAY_DEG = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0), (0.0, 2.0, 5.0, 10.0, 20.0)


@dataclass(frozen=True, slots=True)
class Read:
    """A clip as it was read: one label a frame ("" for none), and the spans it is calibrated on."""

    readings: Sequence[JawReading]
    labels: Sequence[str]
    spans: Sequence[Span]
    template: FaceTemplate


@dataclass(frozen=True, slots=True)
class Passages:
    """One clip with who it is and where it is from: real, warped or rendered."""

    person: str
    kind: str
    read: Read

    def baseline(self) -> Baseline:
        """Calibrate on the clip's own spans."""
        return fit_spans(self.read.readings, self.read.spans, self.read.template)

    def rows(self) -> Vector:
        """The signs of each reading, float (n, signs); NaN where the mouth cannot be judged."""
        baseline = self.baseline()
        mouth = MouthSigns(baseline.neutral)
        rows = np.full((len(self.read.readings), len(busy.SIGNS)), np.nan)
        for row, reading in zip(rows, self.read.readings, strict=True):
            estimate = baseline.gap(reading)
            if math.isnan(estimate.gap_mm) or not sees_mouth(reading):
                mouth.forget()
            elif mouth.step(reading, estimate.signed_mm):
                row[:] = [mouth.signs[name] for name in busy.SIGNS]
        return rows

    def said(self) -> Iterator[tuple[str, float, JawState]]:
        """Label, for how long it has held (s), and the state, frame by frame."""
        interpreter = Interpreter(self.baseline())
        since_s, before = 0.0, ""
        for reading, label in zip(self.read.readings, self.read.labels, strict=True):
            if label != before:
                since_s, before = reading.t_s, label
            yield label, reading.t_s - since_s, interpreter.step(reading)


@dataclass(frozen=True, slots=True)
class Store:
    """Keeps what was read of clips, until the code that reads pictures changes."""

    folder: Path

    def kept(self, name: str, person: str, read: Callable[[], Read]) -> Passages:
        """What was read before, or what ``read`` gives."""
        path = self.folder / f"{name}-{_code()}.pickle"
        if not path.exists():
            path.write_bytes(pickle.dumps(read()))
        return Passages(person, name.split("_")[0], pickle.loads(path.read_bytes()))


@cache
def _code() -> str:
    """A fingerprint of all code that reads pictures."""
    files = sorted(Path(vision.__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def real(shown: Shown) -> Read:
    """The labelled frames of a recording, and the calm stretch in front of it."""
    spans = [Span("closed", 0.0, CALIBRATED_S)]
    template = learn_face(shown.look, spans)
    readings = list(read_again(shown.frames(), shown.look, template))
    labels = []
    for index, number in enumerate(shown.numbers):
        of_frame = [label for label in shown.label.labels_of(number) if label in (*BUSY, *CALM)]
        settled = index >= shown.before + SETTLES_S * shown.label.fps
        labels.append("calibration" if index < shown.before else of_frame[0] if of_frame and settled else "")
    return Read(readings, labels, spans, template)


def warped(entry: Labelled, path: Path, seed: int) -> Read:
    """A person's calm pictures with the jaw let down and held, while the head moves."""
    first, last = entry.closed
    numbers = [*range(first, last + 1, max(1, (last - first) // WARP_PICTURES))]
    calm = [frame.image for frame in composed(path, entry, numbers)]
    small = [set_into(image, WARP_SIZE[0] / image.shape[1], WARP_SIZE) for image in calm]
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
    labels = [level_name(gap) if is_held else "" for gap, is_held in zip(gaps, held, strict=True)]
    return Read(readings, labels, spans, template)


def level_name(gap_mm: float) -> str:
    """What a jaw held there is doing."""
    if gap_mm == 0.0:
        return "neutral"
    return "hang" if gap_mm <= WIDE_FROM_MM else "hang wide"


def levels() -> tuple[list[float], list[bool]]:
    """A gap (mm) for each frame of the warp, and whether it is held there."""
    gaps, held = [], []
    for before, level in pairwise((WARP_MM[0], *WARP_MM)):
        for index in range(round(WARP_HELD_S * WARP_FPS)):
            share = min(1.0, index / (WARP_MOVES_S * WARP_FPS))
            gaps.append(before + (level - before) * share * share * (3.0 - 2.0 * share))
            held.append(share >= 1.0 or before == level)
    return gaps, held


def rendered_face(clip: Path) -> str:
    """Whose face it is; several clips show the same."""
    return f"face {json.loads(clip.with_suffix('.json').read_text())['identity']}"


def rendered(clip: Path) -> Read:
    """The steady, frontal frames of a rendered clip, calibrated on its own passages."""
    truth = [Truth.of(frame) for frame in json.loads(clip.with_suffix(".json").read_text())["frames"]]
    with Landmarker() as landmarker:
        *_, look = look_through(frames_of(clip, truth), landmarker)
    spans = [Span(label, *span) for label, found in passages(truth).items() for span in found]
    template = learn_face(look, spans)
    readings = list(read_again(frames_of(clip, truth), look, template))
    swept_s = SWEEPS.get(clip.stem, 0.0)
    labels = [
        RENDERED.get(moment.label, "") if moment.steady and moment.frontal and moment.t_s >= swept_s else ""
        for moment in truth
    ]
    return Read(readings, labels, spans, template)


def turning_table(found: Sequence[Passages]) -> list[str]:
    """What turning the head does to the mesh of calm mouths: 95 % of the travel and change of width and corners, mm."""
    travels: list[tuple[float, float, float]] = []
    changes: list[tuple[float, float, float]] = []
    for clip in found:
        neutral, readings = clip.baseline().neutral, clip.read.readings
        if clip.kind != "real" or neutral is None:
            continue
        calm = [one for one, label in zip(readings, clip.read.labels, strict=True) if label == "calibration"]
        rest = np.median([_angles(one) for one in calm], axis=0)
        for index, (reading, label) in enumerate(zip(readings, clip.read.labels, strict=True)):
            if label != "neutral" or reading.mouth is None:
                continue
            last = [one for one in readings[max(0, index - 30) : index + 1] if one.t_s >= reading.t_s - WINDOW_S]
            mouths = [one.mouth for one in last if one.mouth is not None]
            turned = float(np.ptp([_angles(one) for one in last if one.mouth is not None], axis=0).max())
            widths, lifts = (
                [getattr(mouth, name) for mouth in mouths] for name in ("mouth_width_mm", "corner_lift_mm")
            )
            travels.append((turned, float(np.ptp(widths)), float(np.ptp(lifts))))
            away = float(np.abs(_angles(reading) - rest).max())
            off = abs(widths[-1] - neutral.mouth_width_mm), abs(lifts[-1] - neutral.corner_lift_mm)
            changes.append((away, *off))
    lines = ["| head, degrees | frames | width, mm | corners, mm |", "|---|---|---|---|"]
    for title, rows, edges in (("turned within 0.25 s", travels, TURNED_DEG), ("away from rest", changes, AWAY_DEG)):
        table = np.array(rows)
        for low, high in pairwise(edges):
            part = table[(table[:, 0] >= low) & (table[:, 0] < high)]
            if len(part):
                width, lift = np.quantile(part[:, 1:], 0.95, axis=0)
                lines.append(f"| {title} by {low:g}–{high:g} | {len(part)} | {width:.1f} | {lift:.1f} |")
    return [*lines, ""]


def _angles(reading: JawReading) -> Vector:
    pose = reading.pose
    return np.full(3, np.nan) if pose is None else np.array([pose.yaw_deg, pose.pitch_deg, pose.roll_deg])
