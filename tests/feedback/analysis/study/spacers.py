"""Somebody who does what a study asks for, as numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from feedback.analysis.study.conduct import Conduct, Stage, Told
from feedback.analysis.study.protocol import Trial, TrialKind, course
from feedback.analysis.study.records import StudyVisit
from tests.calibration.people import a_template
from vision.camera import Frame
from vision.face_reader import FaceReader, Follower
from vision.head import HeadPose
from vision.landmarks import LANDMARKS, FaceLandmarks
from vision.readings import JawReading, no_face
from vision.template import FaceTemplate, Sizes

FPS = 20.0
PICTURE = np.zeros((48, 64, 3), np.uint8)
FACE = FaceLandmarks(np.zeros((LANDMARKS, 3), np.float32), 0.0)
GAIN = 1.19
BEGAN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
OF_POSE = {"rest": 2.5, "closed": 0.0, "clench": 0.0, "hang": 6.0, "nod": 0.0}


class Obedient(FaceReader):  # what it is given does not matter to it
    """Reads what the person does now: a gap between the teeth, with a little noise."""

    def __init__(self, seed: int = 0) -> None:
        self.gap_mm, self.away = 2.5, False
        self.turning = 0.0
        self._noise = np.random.default_rng(seed)

    def follower(self, template: FaceTemplate | None) -> Follower:  # noqa: ARG002
        return self

    def learn(self, faces: Sequence[FaceLandmarks], size: tuple[int, int], sizes: Sizes) -> FaceTemplate:  # noqa: ARG002
        return a_template()

    def read(self, frame: Frame, face: FaceLandmarks | None) -> JawReading:  # noqa: ARG002
        if self.away:
            return no_face(frame.t_s)
        a, b, c = self._noise.normal(0, 0.1, 3)
        pose = HeadPose(self.turning * float(np.sin(2 * frame.t_s)) + c, self.turning / 1.5 + b, 0.0, 550.0, 1.1)
        return JawReading(frame.t_s, self.gap_mm / GAIN + a, 0.3, abs(b), 130.0, 0.0, pose, 0.9, frozenset())

    def carried(self, frame: Frame) -> FaceLandmarks | None:  # noqa: ARG002
        return None


class Visited:
    """A visit led through, at its own clock."""

    def __init__(self, visit: StudyVisit, **options: object) -> None:
        self.reader = Obedient()
        self.told: list[Told] = []
        self.t_s = 0.0
        self.conduct = Conduct(visit, self.now, reader=self.reader, **options)  # type: ignore[arg-type]

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.t_s)

    def picture(self) -> None:
        """One picture of whoever does what is asked."""
        self.t_s += 1 / FPS
        conduct = self.conduct
        trial = conduct.trial
        if trial is not None:
            self.reader.gap_mm = held(trial)
            self.reader.turning = 12.0 if trial.kind in (TrialKind.TURNED, TrialKind.NODDED) else 0.0
        elif conduct.stage is Stage.CALIBRATING:
            label = conduct.guide.step.label
            self.reader.gap_mm, self.reader.turning = OF_POSE[label], 20.0 if label == "nod" else 0.0
        self.told += conduct.take(Frame(PICTURE, self.t_s, round(self.t_s * FPS)), FACE)

    def calibrates(self) -> Visited:
        while self.conduct.stage is Stage.CALIBRATING:
            assert self.t_s < 600.0, "calibrating ends"
            self.picture()
        return self

    def measures(self) -> Trial:
        """The trial shown, from the person's word until it is measured."""
        trial = self.conduct.trial
        assert trial is not None
        self.told += self.conduct.go()
        before = len(self.conduct.visit.taken)
        while len(self.conduct.visit.taken) == before:
            self.picture()
        return trial


def held(trial: Trial) -> float:
    if trial.size_mm is not None:
        return trial.size_mm
    return 2.5 if trial.kind is TrialKind.REST else 0.0


def a_visit(sizes_mm: tuple[float, ...] = (0.0, 4.0, 8.0), number: int = 1) -> StudyVisit:
    return StudyVisit(number=number, begun_at=BEGAN, software="0.1.0", sizes_mm=sizes_mm, seed=7)


ALL = course((0.0, 4.0, 8.0), 7)
