"""What a glance's process says to the one that started it: one line of JSON, and the words it may hold."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from feedback.kept.desk_records import Glance, Hindrance, Seen

LONGEST_WHY = 40
"""A doubt's or a hindrance's name is shorter by far."""
MOST_MM = 60.0
"""No jaw opens further; a number beyond is no gap."""
MOST_S = 60.0


@dataclass(frozen=True, slots=True)
class Glimpsed:
    """What the process saw; as `Glance`, without the time and the profile, which its starter knows."""

    seen: Seen
    why: str = ""
    judged_s: float = 0.0
    took_s: float = 0.0
    relaxed_share: float = math.nan
    tense_share: float = math.nan
    gap_mm: float = math.nan
    gap_sd_mm: float = math.nan

    def after(self, took_s: float) -> Glimpsed:
        """The same, with how long the camera was open."""
        return replace(self, took_s=took_s)

    def at(self, at: datetime, profile: str) -> Glance:
        """The record of it."""
        return Glance(at=at, profile=profile, **asdict(self))


def missed(why: Hindrance, took_s: float = 0.0) -> Glimpsed:
    """No glance, and why. took_s: how long the camera may have been open."""
    return Glimpsed(Seen.NOT_TAKEN, why.value, took_s=took_s)


def as_line(glimpsed: Glimpsed) -> str:
    """One line of JSON, without its end; what is not known is null."""
    values = {name: _plain(value) for name, value in asdict(glimpsed).items()}
    return json.dumps({"glance": values})


def from_line(line: bytes) -> Glimpsed | None:
    """What ``line`` says, or None where it is no such line: libraries print what they like."""
    try:
        values = json.loads(line)["glance"]
        glimpsed = Glimpsed(
            seen=Seen(values["seen"]),
            why=str(values["why"]),
            judged_s=_number(values["judged_s"], 0.0, MOST_S),
            took_s=_number(values["took_s"], 0.0, MOST_S),
            relaxed_share=_number(values["relaxed_share"], 0.0, 1.0),
            tense_share=_number(values["tense_share"], 0.0, 1.0),
            gap_mm=_number(values["gap_mm"], 0.0, MOST_MM),
            gap_sd_mm=_number(values["gap_sd_mm"], 0.0, MOST_MM),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if len(glimpsed.why) > LONGEST_WHY or math.isnan(glimpsed.judged_s) or math.isnan(glimpsed.took_s):
        return None
    return glimpsed if glimpsed.seen is not Seen.NOT_TAKEN or glimpsed.why in set(Hindrance) else None


def _plain(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _number(value: object, low: float, high: float) -> float:
    """A number between, NaN for null. Raises ValueError for anything else."""
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ValueError(value)
    return float(value)
