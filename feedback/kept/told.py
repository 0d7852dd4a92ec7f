"""How a kept session is told: its exercise, and how it ended."""

from __future__ import annotations

from feedback.kept.records import INTERRUPTED, KeptSession
from feedback.practice.exercises import EXERCISES
from feedback.practice.summary import Ending
from feedback.texts import Texts
from vision.sentences import N_

ENDED = {
    Ending.DONE.value: N_("completed"),
    Ending.SKIPPED.value: N_("parts left out"),
    Ending.STOPPED.value: N_("stopped"),
    Ending.SOURCE_ENDED.value: N_("recording ended"),
    Ending.SOURCE_LOST.value: N_("camera lost"),
    Ending.NOBODY.value: N_("nobody there"),
    INTERRUPTED: N_("interrupted"),
    None: N_("running"),
}
"""How a session ended, in a word or two."""
TOO_LITTLE = N_("seen too briefly to say how much your jaw hung")
"""Instead of shares, of a session in which less could be judged than they need."""


def ended_words(session: KeptSession, texts: Texts) -> str:
    """How it ended; what a later version may have written stays as it is."""
    words = ENDED.get(session.ended)
    return texts.say(words) if words else str(session.ended)


def exercise_words(session: KeptSession, texts: Texts) -> str:
    """The exercise's name for the person."""
    exercise = EXERCISES.get(session.exercise)
    return texts.say(exercise.name) if exercise else session.exercise
