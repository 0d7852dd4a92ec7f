"""A capture without a camera, for a visit of guided parts only."""

from __future__ import annotations

from vision.camera import CaptureStatus
from vision.errors import SourceError
from vision.sentences import N_

LOOKS_LEFT_OUT = N_("No camera can be used now, so the looks at your jaw are left out.")
LOOKS_LEFT_OUT_ID = "looks_left_out"
"""Said, under this name, of an exercise that goes on without its looks."""


class NoCamera:
    """Never a picture, never a problem. live: time passes by the clock, as before a camera."""

    name = ""
    status = CaptureStatus.PAUSED
    problem: SourceError | None = None

    def __init__(self, *, live: bool) -> None:
        self.live = live

    def next(self, timeout_s: float, from_s: float = 0.0) -> None:
        """No picture."""

    def pause(self) -> None:
        """It rests all the time."""

    def resume(self) -> None:
        """Nothing to open."""
