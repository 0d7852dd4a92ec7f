"""What is kept of the hours between sessions, as records: glances, hints and self-checks.

No picture, only words and figures; a day is what of these began on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Seen(StrEnum):
    """What a glance came to. ``not_taken`` has a `Hindrance`, ``unsure`` a word of why in ``Glance.why``."""

    RELAXED = "relaxed"
    TENSE = "tense"
    CLOSED = "closed"  # closed, and whether held tense cannot be told on this face
    ACTIVE = "active"  # talking, eating, yawning: the jaw was doing something else
    UNSURE = "unsure"
    NOT_TAKEN = "not_taken"


class Hindrance(StrEnum):
    """Why a glance was left out or came to nothing."""

    CAMERA_USED = "camera_used"
    MICROPHONE_USED = "microphone_used"
    LOCKED = "locked"
    ABSENT = "absent"
    PRESENTING = "presenting"
    BATTERY = "battery"
    PAUSED = "paused"
    NO_CAMERA = "no_camera"
    NO_PROFILE = "no_profile"
    STALE = "stale"  # the place differs too much from calibration
    NO_FACE = "no_face"
    FAILED = "failed"  # the glance's process failed or hung


class HintAnswer(StrEnum):
    """What the person did with a hint."""

    NONE = "none"  # it went by itself
    RELEASE = "release"
    NOT_RIGHT = "not_right"
    LATER = "later"


class Teeth(StrEnum):
    """The five answers of a self-check. Source: docs/facts.md 46."""

    RELAXED = "relaxed"
    TOUCHING = "touching"
    PRESSED = "pressed"
    GRINDING = "grinding"
    BRACED = "braced"


@dataclass(frozen=True, slots=True)
class Glance:
    """One short look through the camera, or why there was none.

    at: local time with offset. judged_s: time in which something could be told, s. took_s: time the camera was
    open, s. relaxed_share, tense_share: of the judged time, 0..1; NaN where not told. gap_mm, gap_sd_mm: mean gap
    and the standard deviation of one estimate, mm; NaN where not told. profile: whose baseline.
    """

    at: datetime
    seen: Seen
    why: str = ""  # a Hindrance, a doubt or "" where there is nothing to explain
    judged_s: float = 0.0
    took_s: float = 0.0
    relaxed_share: float = math.nan
    tense_share: float = math.nan
    gap_mm: float = math.nan
    gap_sd_mm: float = math.nan
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint shown, and what became of it."""

    at: datetime
    answer: HintAnswer = HintAnswer.NONE


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """One answer about the teeth.

    asked: whether the program asked (at a chance moment) or the person came by themselves.
    """

    at: datetime
    teeth: Teeth
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """One thirty-second release done, from a hint or by the person's own choice.

    whole: it was not left before its end.
    """

    at: datetime
    whole: bool
