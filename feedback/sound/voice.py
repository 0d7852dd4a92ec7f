"""The voice's sentences and their times: a pure rule over a session's events. It speaks in window/running/speech.py.

Spoken words are sparse (docs/facts.md 21). Guided parts and looks are led by their steps, for somebody with closed eyes
who is away from the screen. Elsewhere a sentence is spoken if it is quiet and has been for a while; else it is let go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.practice.events import CueEvent, PartEvent, PauseEvent, StepEvent, SummaryEvent
from feedback.practice.exercise.form import Sees
from feedback.practice.exercises import sees_in_step
from feedback.texts import Texts
from feedback.visit.events import Event
from vision.sentences import Sentence

APART_S = 10.0
"""Sentences begin at least so far apart (docs/facts.md 21); only a step that guides may come sooner."""
LONGEST_S = 30.0
"""No sentence takes as long as this; a voice that has not told its end by then has lost it."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What the voice shall do. hush: what it says has lost its point. sentence: to begin now, translated."""

    hush: bool = False
    sentence: str | None = None


class Words:
    """One session's words, in the language of ``texts``."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._guiding: str | None = None
        self._now_s = self._began_s = -APART_S

    def hear(self, events: Sequence[Event], *, speaking: bool) -> Speech:
        """What to do about ``events``. speaking: a sentence has begun and not ended."""
        hush, passing = False, None
        for event in events:
            self._now_s = event.t_s
            match event:
                case PartEvent():
                    self._guiding = None
                case StepEvent():  # one that sees nothing known belongs to calibrating, which is read from the screen
                    match sees_in_step(event.id):
                        case Sees.NOTHING | Sees.LOOK:
                            self._guiding = f"{self._say(event.sentence)}. {self._say(event.detail)}"
                        case Sees.JAW:
                            passing = self._say(event.sentence)
                case CueEvent():
                    passing = self._say(event.sentence)
                case PauseEvent() | SummaryEvent():
                    hush, passing, self._guiding = True, None, None
        since_s = self._now_s - self._began_s
        if speaking and not hush and since_s < LONGEST_S:
            return Speech()
        return Speech(hush, self.waiting() or (self._begin(passing) if since_s >= APART_S else None))

    def waiting(self) -> str | None:
        """The guiding sentence that waits for quiet, to begin now."""
        sentence, self._guiding = self._guiding, None
        return self._begin(sentence)

    def _begin(self, sentence: str | None) -> str | None:
        if sentence:
            self._began_s = self._now_s
        return sentence

    def _say(self, sentence: Sentence) -> str:
        return self._texts.say(sentence)
