"""The person's answers to tense cues: until when one is taken, and what it changes in the tension's own axis."""

from __future__ import annotations

import math

from calibration.baseline import Baseline
from calibration.tension import TensionAxis, adjust, undo_adjust
from feedback.practice.cues import TENSE
from feedback.practice.events import CueEvent
from feedback.visit.events import ANSWER, TAKEN_BACK, NoticeEvent
from vision.sentences import N_, Sentence

ANSWER_WITHIN_S = 30.0
"""How long after a tense cue an answer to it is taken; later nobody knows what it was about."""
ANSWERED = {
    True: N_("Noted: a little sooner next time."),
    False: N_("Noted: a little later next time."),
}
UNDONE = N_("Your last answer is taken back.")


class TenseAnswers:
    """Whether an answer is awaited, and the axis that follows from one. Holds when the last tense cue came."""

    def __init__(self) -> None:
        self._cue_s = -math.inf

    def cued(self, event: CueEvent) -> None:
        """A cue was given; a tense one can be answered from now on."""
        if event.cue is TENSE:
            self._cue_s = event.t_s

    def open_at(self, now_s: float) -> bool:
        """Whether an answer is still taken."""
        return now_s - self._cue_s <= ANSWER_WITHIN_S

    def answer(self, now_s: float, right: bool, baseline: Baseline | None) -> tuple[TensionAxis, NoticeEvent] | None:
        """The axis after an answer and what is said; None when none is awaited or it changes nothing."""
        if not self.open_at(now_s):
            return None
        self._cue_s = -math.inf
        axis = baseline.tension if baseline is not None else None
        return _changed(axis, adjust(axis, right), now_s, ANSWER, ANSWERED[right]) if axis is not None else None

    def take_back(self, now_s: float, baseline: Baseline | None) -> tuple[TensionAxis, NoticeEvent] | None:
        """The axis without the last answer and what is said; None when there was none."""
        axis = baseline.tension if baseline is not None else None
        return _changed(axis, undo_adjust(axis), now_s, TAKEN_BACK, UNDONE) if axis is not None else None


def _changed(
    axis: TensionAxis, after: TensionAxis, now_s: float, id: str, words: str
) -> tuple[TensionAxis, NoticeEvent] | None:
    return None if after == axis else (after, NoticeEvent(now_s, id, Sentence(words)))
