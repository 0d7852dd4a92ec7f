"""One second of a session: what the jaw did in it, gathered turn by turn, and its means. Pure."""

from __future__ import annotations

import math

from calibration.states import JawState, Kind
from feedback.kept.records import Sample
from vision.readings import JawReading


class Second:
    """What is seen within one second."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._states: list[JawState] = []
        self._readings: list[JawReading] = []

    def take(self, jaw: JawState, reading: JawReading | None) -> None:
        """Count a state and its reading."""
        self._states.append(jaw)
        if reading is not None:
            self._readings.append(reading)

    def sample(self) -> Sample | None:
        """The second's means; None when nothing came."""
        if not self._states:
            return None
        count = len(self._states)
        poses = [reading.pose for reading in self._readings if reading.pose is not None]
        return Sample(
            second=self.number,
            gap_mm=_mean([jaw.gap_mm for jaw in self._states]),
            gap_sd_mm=math.sqrt(_mean([jaw.gap_sd_mm**2 for jaw in self._states])),
            tension=_mean([jaw.tension for jaw in self._states]),
            shares=tuple(sum(jaw.kind is kind for jaw in self._states) / count for kind in Kind),
            yaw_deg=_mean([pose.yaw_deg for pose in poses]),
            pitch_deg=_mean([pose.pitch_deg for pose in poses]),
            roll_deg=_mean([pose.roll_deg for pose in poses]),
            distance_mm=_mean([pose.distance_mm for pose in poses]),
        )


def _mean(values: list[float]) -> float:
    known = [value for value in values if math.isfinite(value)]
    return sum(known) / len(known) if known else math.nan
