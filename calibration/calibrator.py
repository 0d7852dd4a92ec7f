"""Calibrating from pictures as they come: the guide, the face template, the readings, the fit.

The first step is measured twice: its landmarks make the personal template, and a few of its pictures, kept in memory,
are then read again with that template. After the first step every picture is read once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from calibration.baseline import Baseline, fit_baseline
from calibration.levels import Passage
from calibration.poses import (
    Guide,
    GuideDone,
    GuideEvent,
    StepAccepted,
    StepRepeated,
    again,
    follow,
    skip,
)
from calibration.steps import STEPS, PoseStep
from calibration.warm_up import WarmedUp, warmed_up
from calibration.zero_doubts import touch_like_rest
from vision.camera import Frame
from vision.face_reader import FaceReader
from vision.grey import in_grey
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading
from vision.template import UNGIVEN, FaceTemplate, Sizes

KEPT_BYTES = 16 << 20
"""Memory for the first step's pictures. Beyond it every second one is let go: 17 pictures at 1280x720 are plenty."""
KEPT_EVERY_S = 0.25


@dataclass(frozen=True, slots=True)
class Calibration:
    """What calibrating gave. picture: width and height of the pictures, px."""

    baseline: Baseline
    template: FaceTemplate
    picture: tuple[int, int]

    @property
    def touch_like_rest(self) -> bool:
        """Whether the person should be asked if their teeth touched: their rest cannot be told from it."""
        return touch_like_rest(self.baseline)


class Calibrator:
    """Takes pictures and landmarks in the order of time; tells what the guide says; gives a Calibration at the end.

    template: the person's, when their face is known already (a warm-up); else the first step makes one, with its size
    by ``sizes`` where given. reader: what makes readings of pictures.
    """

    def __init__(
        self,
        steps: tuple[PoseStep, ...] = STEPS,
        template: FaceTemplate | None = None,
        *,
        sizes: Sizes = UNGIVEN,
        reader: FaceReader | None = None,
    ) -> None:
        self.guide = Guide(steps=steps)
        self._reader = reader or FaceReader()
        self.follower = self._reader.follower(template)
        self.reading: JawReading | None = None
        self._template = template
        self._sizes = sizes
        self._faces: list[FaceLandmarks] = []
        self._pictures: list[tuple[Frame, FaceLandmarks]] = []
        self._keep_every_s = KEPT_EVERY_S
        self._passages: tuple[Passage, ...] = ()
        self._picture_size = (0, 0)

    def take(self, frame: Frame, face: FaceLandmarks | None) -> tuple[GuideEvent, ...]:
        """One picture further."""
        self._picture_size = (frame.image.shape[1], frame.image.shape[0])
        self.reading = self.follower.read(frame, face)
        was_counting = self.guide.counting
        self.guide, events = follow(self.guide, self.reading)
        if self._template is None:
            if face is not None and (was_counting or self.guide.counting):
                self._keep(frame, face)
            for event in events:
                if isinstance(event, StepRepeated):
                    self._forget()
                if isinstance(event, StepAccepted):
                    self._learn_face(event.passage.label)
        self._collect(events)
        return events

    def skip(self) -> tuple[GuideEvent, ...]:
        """Leave the step out."""
        self.guide, events = skip(self.guide)
        self._collect(events)
        return events

    def again(self) -> None:
        """Count the step anew."""
        self.guide = again(self.guide)
        if self._template is None:
            self._forget()

    @property
    def shown(self) -> bool:
        """Whether any step was shown; False when all were left out."""
        return bool(self._passages)

    def once_more(self) -> Calibrator:
        """The same steps again for the same face, tracked anew."""
        return Calibrator(self.guide.steps, self._template, sizes=self._sizes, reader=self._reader)

    def warmed_up(self, baseline: Baseline) -> WarmedUp:
        """``baseline`` with its zero moved to this session. Raises CalibrationError when the two do not fit."""
        return warmed_up(baseline, self._passages)

    def result(self) -> Calibration:
        """The fit. Raises CalibrationError with a plain sentence when what was seen cannot make a baseline."""
        assert self._template is not None, "the guide's first step cannot be skipped"
        baseline = fit_baseline(self._passages, self._template)
        return Calibration(baseline, self._template, self._picture_size)

    def _collect(self, events: tuple[GuideEvent, ...]) -> None:
        """What the guide has accepted; the first step's own readings count instead of the guide's when read anew."""
        for event in events:
            if isinstance(event, GuideDone):
                self._passages = (*self._passages, *event.passages[len(self._passages) :])

    def _keep(self, frame: Frame, face: FaceLandmarks) -> None:
        apart_s = frame.t_s - self._faces[-1].t_s if self._faces else 0.0
        self._faces.append(face)
        # The picture nearest to its time is kept: where few come, one that is a little early is better than the next.
        if self._pictures and frame.t_s - self._pictures[-1][0].t_s + apart_s / 2 < self._keep_every_s:
            return
        self._pictures.append((replace(frame, image=in_grey(frame.image)), face))  # all that is read of one again
        if sum(kept.image.nbytes for kept, _ in self._pictures) > KEPT_BYTES:
            self._pictures = self._pictures[::2]
            self._keep_every_s *= 2

    def _forget(self) -> None:
        self._faces, self._pictures, self._keep_every_s = [], [], KEPT_EVERY_S

    def _learn_face(self, label: str) -> None:
        self._template = self._reader.learn(self._faces, self._picture_size, self._sizes)
        self.follower = self._reader.follower(self._template)
        readings = tuple(self.follower.read(frame, face) for frame, face in self._pictures)
        self._passages = (Passage(label, readings),)
        self.guide = replace(self.guide, passages=self._passages)
        self._forget()
