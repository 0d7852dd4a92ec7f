"""Calibrating from a recording with known time spans: look once for the face, then read it with its own template.

Two passes over the pictures, one over the landmarks: MediaPipe sees every picture once, the second pass needs the
pixels again because the template that tells where to look comes out of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from calibration.baseline import Baseline, fit_baseline
from calibration.spans import Span, check_within, cut_passages
from vision.camera import Frame
from vision.jaw import JawFollower
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.template import UNGIVEN, FaceTemplate, Sizes, build_template

TEMPLATE_LABELS = ("rest", "closed", "gap", "hang", "clench", "nod")
"""The template comes from the calmest kind of span there is: a soft face first, a moving head last."""


@dataclass(slots=True)
class FirstPass:
    """What the first pass saw. times_s and faces run in parallel, one entry a picture. size: width, height, px."""

    times_s: list[float] = field(default_factory=list)
    faces: list[FaceLandmarks | None] = field(default_factory=list)
    size: tuple[int, int] = (0, 0)

    @property
    def duration_s(self) -> float:
        """From zero to the last picture, s."""
        return self.times_s[-1] if self.times_s else 0.0


def look_through(frames: Iterable[Frame], landmarker: Landmarker) -> Iterator[FirstPass]:
    """The first pass. Gives the same, growing Look after each picture, so that progress can be shown."""
    look = FirstPass()
    for frame in frames:
        face = landmarker.find(frame)
        look.times_s.append(frame.t_s)
        look.faces.append(face)
        if face is not None:
            look.size = (frame.image.shape[1], frame.image.shape[0])
        yield look


def learn_face(look: FirstPass, spans: Sequence[Span], sizes: Sizes = UNGIVEN) -> FaceTemplate:
    """The personal template, from the calmest spans. Raises UsageError (span outside) or TemplateError (no face)."""
    check_within(spans, look.duration_s)
    for label in TEMPLATE_LABELS:
        chosen = [span for span in spans if span.label.startswith(label)]
        faces = [
            face
            for t_s, face in zip(look.times_s, look.faces, strict=True)
            if face is not None and any(span.start_s <= t_s <= span.end_s for span in chosen)
        ]
        if faces:
            return build_template(faces, look.size, sizes)
    return build_template([], look.size)


def read_again(frames: Iterable[Frame], look: FirstPass, template: FaceTemplate) -> Iterator[JawReading]:
    """The second pass: a reading a picture, with the faces already found."""
    follower = JawFollower(template)
    for frame, face in zip(frames, look.faces, strict=False):
        yield follower.read(frame, face)


def fit_spans(readings: Sequence[JawReading], spans: Sequence[Span], template: FaceTemplate) -> Baseline:
    """The baseline of the spans' readings. Raises CalibrationError when they cannot make one."""
    return fit_baseline(cut_passages(spans, readings), template)
