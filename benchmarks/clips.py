"""Rendered clips with their ground truth, seen once by MediaPipe: what the accuracy tables are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.seen import JawOpen
from calibration.recording import FirstPass
from calibration.spans import Span
from vision.camera import Frame
from vision.landmarker import Landmarker

Series = NDArray[np.float64]

SPACER_LEAST_S = 0.8
LEVEL_TOLERANCE_MM = 0.35


@dataclass(slots=True)
class Clip:
    """A clip and what is known of it, one entry a picture. gap_mm: true, NaN without a face."""

    path: Path
    times_s: Series
    gap_mm: Series
    yaw_deg: Series
    pitch_deg: Series
    labels: list[str]
    still: NDArray[np.bool_]
    look: FirstPass

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    def frames(self) -> Iterator[Frame]:
        """The pictures, in order."""
        capture = cv2.VideoCapture(str(self.path))
        for index, t_s in enumerate(self.times_s):
            good, image = capture.read()
            if not good:
                break
            yield Frame(np.asarray(image, np.uint8), float(t_s), index)
        capture.release()

    def stretches(self, wanted: NDArray[np.bool_], least_s: float) -> list[tuple[float, float]]:
        """Times (start, end) of the stretches of pictures in which ``wanted`` holds for at least ``least_s``."""
        edges = np.flatnonzero(np.diff(np.concatenate([[0], wanted.astype(int), [0]])))
        spans = [(self.times_s[a], self.times_s[b - 1]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        return [(float(start), float(end)) for start, end in spans if end - start >= least_s]

    def labelled(self, label: str) -> list[tuple[float, float]]:
        """Stretches of one label in which nothing was on its way."""
        return self.stretches(np.array([one == label for one in self.labels]) & self.still, 1.0)

    def at_level(self, gap_mm: float) -> list[tuple[float, float]]:
        """Stretches in which the teeth were truly so far apart."""
        return self.stretches(np.abs(self.gap_mm - gap_mm) < LEVEL_TOLERANCE_MM, SPACER_LEAST_S)


def load_clip(path: Path) -> Clip:
    """Read truth and landmarks of one clip; NAME.json must lie beside NAME.mp4."""
    truth = json.loads(path.with_suffix(".json").read_text())["frames"]
    numbers = {
        key: np.array([frame[key] if frame[key] is not None else np.nan for frame in truth], float)
        for key in ("t", "jaw_gap_mm", "yaw_deg", "pitch_deg")
    }
    clip = Clip(
        path=path,
        times_s=numbers["t"],
        gap_mm=numbers["jaw_gap_mm"],
        yaw_deg=numbers["yaw_deg"],
        pitch_deg=numbers["pitch_deg"],
        labels=[frame["label"] for frame in truth],
        still=np.array([not frame["transition"] for frame in truth]),
        look=FirstPass(),
    )
    with Landmarker() as landmarker:
        for frame in clip.frames():
            clip.look.times_s.append(frame.t_s)
            clip.look.faces.append(landmarker.find(frame))
            clip.look.size = (frame.image.shape[1], frame.image.shape[0])
    return clip


def spans_for(clip: Clip) -> tuple[Span, ...]:
    """Calibrate on the clip's own truth, as its name asks: see docs/measurement.md."""
    if "staircase" in clip.name:
        return tuple(Span(f"gap{gap}", *stretch) for gap in (0, 6) for stretch in clip.at_level(gap)[:1])
    if "pose_only" in clip.name:
        return (Span("nod", float(clip.times_s[0]), float(clip.times_s[-1])), Span("rest", 0.0, 1.0))
    if "pose_and_jaw" in clip.name:
        top = int(np.nanmax(clip.gap_mm))
        low = clip.at_level(0)
        wide = clip.at_level(top)
        return (*(Span("gap0", *stretch) for stretch in low[:2]), *(Span(f"gap{top}", *one) for one in wide[:1]))
    labels = {"closed": "teeth_together", "rest": "rest", "clench": "clench", "hang": "hang"}
    spans = (Span(label, *stretch) for label, own in labels.items() for stretch in clip.labelled(own)[:1])
    return tuple(spans)


def lip_gap_px(clip: Clip) -> Series:
    """Inner-lip distance against eye distance: what other jaw tools use, in units of a 61.5 mm eye distance."""
    return _per_face(clip, lambda p: _apart(p, 13, 14) / _apart(p, 468, 473) * 61.5)


def picture_distance(clip: Clip) -> Series:
    """Under the nose to chin in the picture, with the irises as 11.7 mm."""
    return _per_face(clip, lambda p: _apart(p, 2, 152) / (_apart(p, 469, 471) + _apart(p, 474, 476)) * 2 * 11.7)


def jaw_open(clip: Clip) -> Series:
    """MediaPipe's ``jawOpen`` blendshape; NaN where the video ends before the truth."""
    values = np.full(len(clip.times_s), np.nan)
    with JawOpen() as bare:
        for frame in clip.frames():
            values[frame.index] = bare.find(frame)
    return values


def _per_face(clip: Clip, measure: object) -> Series:
    assert callable(measure)
    return np.array([np.nan if face is None else measure(face.points) for face in clip.look.faces], float)


def _apart(points: NDArray[np.float32], one: int, other: int) -> float:
    return float(np.linalg.norm(points[one, :2] - points[other, :2]))
