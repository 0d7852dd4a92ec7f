"""What came of a visit, and why it came to nothing where it did."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.calibrator import Calibration
from feedback.practice.summary import Summary
from feedback.visit.journey import Journey
from feedback.visit.unseen import NoCamera
from vision.camera import Capture, CaptureStatus
from vision.errors import PlainError, SourceError
from vision.sentences import N_

ENDED_EARLY = N_(
    "“{source}” ended before the calibration did. It takes about a minute, with the face in the picture and each pose "
    "when it is asked for."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a visit ended. problem: what went wrong, if anything did. camera: the source's name."""

    calibration: Calibration | None
    summary: Summary | None
    problem: PlainError | None
    stopped: bool
    camera: str

    @property
    def fruitless(self) -> PlainError | None:
        """What went wrong, of a visit that gave neither a baseline nor a summary and was not stopped."""
        gave_something = self.calibration is not None or self.summary is not None
        return None if self.stopped or gave_something else self.problem


def outcome_of(journey: Journey, capture: Capture | NoCamera) -> Outcome:
    """What came of a journey that is over, on ``capture``."""
    problem = journey.problem or (capture.problem if capture.status is CaptureStatus.FAILED else None)
    fruitless = not journey.stopped and journey.calibration is None and journey.summary is None
    if problem is None and fruitless:
        problem = SourceError(ENDED_EARLY, source=capture.name)
    return Outcome(journey.calibration, journey.summary, problem, journey.stopped, capture.name)
