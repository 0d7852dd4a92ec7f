"""Which pictures the line of one frame looks at and gives, of a person who sits still."""

from __future__ import annotations

import queue
from dataclasses import dataclass

import pytest

from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.session_state import SessionConfig
from feedback.visit.journey import Journey
from feedback.visit.live import run
from feedback.visit.view import Plan, Turn
from tests.calibration.people import a_baseline, a_template
from tests.patience import PATIENCE_S
from tests.places import FACE_CLIP
from vision.analysis_rate import STILL_HZ
from vision.camera import CaptureStatus, Frame, open_source
from vision.errors import SourceError
from vision.landmarker import Landmarker

FPS, SECONDS = 30.0, 6.0
SETTLED_S = 3.0
"""From here on the face is known and still."""


@dataclass
class StillCamera:
    """A camera before which nothing moves. asked: how many pictures were taken of it."""

    picture: Frame
    asked: int = 0
    live: bool = True
    problem: SourceError | None = None

    @property
    def status(self) -> CaptureStatus:
        return CaptureStatus.RUNNING if self.asked < FPS * SECONDS else CaptureStatus.ENDED

    def next(self, timeout_s: float, from_s: float = 0.0) -> Frame | None:  # noqa: ARG002 - as a capture is asked
        if self.status is CaptureStatus.ENDED:
            return None
        self.asked += 1
        return Frame(self.picture.image, self.asked / FPS, self.asked)

    def pause(self) -> None:
        """Nothing is held."""

    def resume(self) -> None:
        """Nothing was let go of."""


@pytest.fixture
def camera() -> StillCamera:
    with open_source(str(FACE_CLIP), paced=False) as capture:
        picture = capture.next(PATIENCE_S)
    assert picture is not None
    return StillCamera(picture)


def turns(camera: StillCamera) -> list[Turn]:
    """All turns of a session before ``camera``, to its end."""
    journey = Journey(Plan(known=(a_baseline(), a_template()), config=SessionConfig(SOFT_JAW, 300.0, "anna")))
    with Landmarker() as landmarker:
        return list(run(camera, landmarker, journey, queue.SimpleQueue(), ()))


def test_of_a_still_face_half_the_pictures_are_given_each_with_its_lines(camera: StillCamera):
    settled = [turn for turn in turns(camera) if turn.frame is not None and turn.frame.t_s > SETTLED_S]
    assert len(settled) == pytest.approx((SECONDS - SETTLED_S) * STILL_HZ, abs=3)
    for turn in settled:
        assert turn.frame is not None
        assert turn.face is not None
        assert turn.face.t_s == turn.frame.t_s
