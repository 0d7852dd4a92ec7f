"""Recordings of real people, as the benchmark shows them to the program: found, labelled, composed, seen once.

Nothing of a recording is kept but the landmarks in the cache folder, which must lie outside the repository.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.seen import JawOpen, remember, remembered
from calibration.recording import FirstPass, look_through
from vision.camera import Frame
from vision.landmarker import Landmarker

LABELS = Path(__file__).with_name("real_labels.toml")
CALIBRATED_S = 4.0
"""The calm stretch is played forth and back for so long, as a person sits in front of the program before a session."""
SURROUNDINGS_GREY = 60
"""What stands around a tight crop that is set into a larger picture."""
Picture = NDArray[np.uint8]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One entry of the label file. Frame numbers are the recording's own, from 0, both ends inclusive.

    name: of the entry and, with .mp4, of the file. source: repository and path it comes from. person: equal for
    recordings of one person. fps: to be played at. canvas: width and height the picture is set into, px; None leaves it
    as it is. scale: of the picture before that. closed: the calm stretch to calibrate on. spans: per label.
    rendered: no person; only used as somebody else.
    """

    name: str
    source: str
    person: str
    fps: float
    closed: Span
    canvas: tuple[int, int] | None = None
    scale: float = 1.0
    rendered: bool = False
    spans: dict[str, list[Span]] = field(default_factory=dict)

    def labels_of(self, number: int) -> list[str]:
        """The labels of one frame of the recording."""
        return [label for label, spans in self.spans.items() if any(first <= number <= last for first, last in spans)]


def read_labels(path: Path = LABELS) -> list[Labelled]:
    """All entries of a label file, in its order."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Labelled(
            name=name,
            source=entry["source"],
            person=entry.get("person", name),
            fps=float(entry["fps"]),
            closed=tuple(entry["closed"]),
            canvas=tuple(entry["canvas"]) if "canvas" in entry else None,
            scale=float(entry.get("scale", 1.0)),
            rendered=entry.get("rendered", False),
            spans={label: [tuple(span) for span in spans] for label, spans in entry.get("spans", {}).items()},
        )
        for name, entry in entries.items()
    ]


@dataclass(slots=True)
class Shown:
    """One recording as it is shown: the calm stretch forth and back, then (of people) all of it.

    numbers: frame numbers of the recording, one a picture shown; before: how many of them are the calm stretch.
    look: what the first pass saw. jaw_open: MediaPipe's blendshape, NaN where it was not asked.
    """

    label: Labelled
    path: Path
    numbers: list[int]
    before: int
    look: FirstPass
    jaw_open: NDArray[np.float64]

    def frames(self) -> Iterator[Frame]:
        """The pictures, in order."""
        yield from composed(self.path, self.label, self.numbers)


def forth_and_back(span: Span, count: int) -> list[int]:
    """``count`` frame numbers that run through ``span`` and back again."""
    first, last = span
    way = [*range(first, last + 1), *range(last - 1, first, -1)]
    return [way[index % len(way)] for index in range(count)]


def composed(path: Path, label: Labelled, numbers: Sequence[int]) -> Iterator[Frame]:
    """The pictures with these numbers (the calm stretch, then all in order), scaled and set into their canvas."""
    first, last = label.closed
    calm: dict[int, Picture] = {}
    for number, image in decoded(path):
        if first <= number <= last:
            calm[number] = set_into(image, label.scale, label.canvas)
        if number == last:
            break
    lead = round(CALIBRATED_S * label.fps)
    for index, number in enumerate(numbers[:lead]):
        yield Frame(calm[number], index / label.fps, index)
    for number, image in decoded(path) if len(numbers) > lead else ():
        yield Frame(set_into(image, label.scale, label.canvas), (lead + number) / label.fps, lead + number)


def show(label: Labelled, folders: Sequence[Path], cache: Path | None) -> Shown | None:
    """Find a recording in ``folders`` and look through it, or take from ``cache`` what was seen before."""
    path = next((folder / f"{label.name}.mp4" for folder in folders if (folder / f"{label.name}.mp4").exists()), None)
    if path is None:
        return None
    count = 0 if label.rendered else sum(1 for _ in decoded(path))
    lead = round(CALIBRATED_S * label.fps)
    numbers = [*forth_and_back(label.closed, lead), *range(count)]
    kept = None if cache is None else cache / f"{label.name}-{_fingerprint(path, label)}.npz"
    if kept is not None and kept.exists():
        return Shown(label, path, numbers, lead, *remembered(kept))
    look = FirstPass()
    with Landmarker() as landmarker:
        for look in look_through(composed(path, label, numbers), landmarker):  # noqa: B007 - the last one counts
            pass
    jaw_open = np.full(len(numbers), np.nan)
    if not label.rendered:
        with JawOpen() as bare:
            jaw_open = np.array([bare.find(frame) for frame in composed(path, label, numbers)])
    if kept is not None:
        remember(kept, look, jaw_open)
    return Shown(label, path, numbers, lead, look, jaw_open)


def decoded(path: Path) -> Iterator[tuple[int, Picture]]:
    """All pictures of a recording with their numbers."""
    video = cv2.VideoCapture(str(path))
    number = 0
    while True:
        found, image = video.read()
        if not found:
            break
        yield number, np.asarray(image, np.uint8)
        number += 1
    video.release()


def set_into(image: Picture, scale: float, canvas: tuple[int, int] | None) -> Picture:
    """The picture, scaled, in the middle of a canvas of this width and height; None leaves it without."""
    if scale != 1.0:
        how = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_CUBIC
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=how), np.uint8)
    return image if canvas is None else centred(image, canvas)


def centred(image: Picture, canvas: tuple[int, int]) -> Picture:
    """``image`` in the middle of a picture of this width and height; what does not fit is cut off."""
    width, height = canvas
    out = np.full((height, width, 3), SURROUNDINGS_GREY, np.uint8)
    left, top = (width - image.shape[1]) // 2, (height - image.shape[0]) // 2
    part = image[max(0, -top) : max(0, -top) + height, max(0, -left) : max(0, -left) + width]
    out[max(0, top) : max(0, top) + part.shape[0], max(0, left) : max(0, left) + part.shape[1]] = part
    return out


def _fingerprint(path: Path, label: Labelled) -> str:
    """What the landmarks depend on: the file's bytes, how it is shown, and the landmarker."""
    shown = (label.fps, label.closed, label.canvas, label.scale, CALIBRATED_S, SURROUNDINGS_GREY, version("mediapipe"))
    return hashlib.sha256(path.read_bytes() + repr(shown).encode()).hexdigest()[:16]
