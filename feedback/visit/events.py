"""What a visit tells: its session's events, and what belongs to calibrating, recording, sound and camera."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.practice.events import SessionEvent
from vision.sentences import Sentence


@dataclass(frozen=True, slots=True)
class RepeatEvent:
    """A calibration step counts again, and why."""

    t_s: float
    id: str
    sentence: Sentence


ZERO_ASKED = "zero"
"""Id of the notices that ask whether the zero can be right."""
SILENT = "sound"
"""Id of the notice that there is nothing to play the sound with."""
ANSWER, TAKEN_BACK = "answer", "answer_taken_back"
"""Ids of the notices that an answer to a tense cue was taken, and that it was taken back."""


@dataclass(frozen=True, slots=True)
class NoticeEvent:
    """Something the person should know, said once. id: stable name."""

    t_s: float
    id: str
    sentence: Sentence


Event = SessionEvent | RepeatEvent | NoticeEvent
