"""What one reading means for the teeth: the gap with its spread, and what the spread is made of."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from vision.doubts import Doubt

AFTER_ACTIVITY_SD_MM = 0.8
"""Once the mouth has talked, grinned or yawned, lips and skin lie somewhat elsewhere than when the zero was taken,
for as long as that zero is used (real people: some 1 mm besides what a still face leaves, docs/measurement.md)."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What the spread of one gap is made of: standard deviations, mm of gap, taken as independent.

    pixels: how well the chin was followed. pose: what head movement leaves uncorrected. zero: where the zero lies,
    in this session's tracking. skin: how well lips and skin come back to where they were. gain: skin against teeth.
    scale: millimetres of the face. activity: what talking, grinning or yawning since the zero was taken has moved.
    """

    pixels: float
    pose: float
    zero: float
    skin: float
    gain: float
    scale: float
    activity: float = 0.0

    @property
    def total(self) -> float:
        """All together."""
        return math.hypot(self.pixels, self.pose, self.zero, self.skin, self.gain, self.scale, self.activity)

    @property
    def own(self) -> float:
        """What another reading with the same zero does not share.

        Within a session all readings are taken from one zero, so what is not known of it moves them all alike, and so
        do gain and scale, in proportion to the gap. How well the chin was followed, where the head was, where lips and
        skin came to lie and what the mouth has done in between are each moment's own.
        """
        return math.hypot(self.pixels, self.pose, self.skin, self.activity)

    def after_activity(self) -> Spread:
        """The spread once the mouth has been busy in this session."""
        return replace(self, activity=AFTER_ACTIVITY_SD_MM)


@dataclass(frozen=True, slots=True)
class GapEstimate:
    """What a reading means for the teeth.

    gap_mm: space between the front teeth above light contact, >= 0; NaN when nothing can be said.
    gap_sd_mm: its standard deviation. doubts: what the baseline adds to the reading's own doubts.
    signed_mm: the same before it is kept from falling below 0: a chin far above touching teeth cannot be.
    spread: what gap_sd_mm is made of; None when nothing can be said.
    """

    gap_mm: float
    gap_sd_mm: float
    doubts: frozenset[Doubt]
    signed_mm: float = math.nan
    spread: Spread | None = None
