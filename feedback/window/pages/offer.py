"""What an exercise holds and how long it takes, in a sentence or two for the home page. Pure."""

from __future__ import annotations

from itertools import groupby

from feedback.practice.exercise.form import Exercise, Sees, course
from feedback.practice.exercise.gentle_shaking import SHAKING_ID
from feedback.texts import Texts
from vision.sentences import N_, nN_


def offer_words(exercise: Exercise, minutes: int, shaking: bool | None, texts: Texts) -> str:
    """``exercise`` of so many minutes in words. shaking: as in `Settings`; only who chose against it does without."""
    if len(exercise.practised) == 1:
        return texts.say(exercise.invitation)
    steps = course(exercise, 60.0 * minutes, frozenset({SHAKING_ID}) if shaking is False else frozenset())
    parts = []
    for part, timed in groupby(steps, key=lambda step: step.part):
        if part.sees is not Sees.LOOK:
            whole = max(1, round(sum(step.length_s for step in timed) / 60.0))
            parts.append(texts.say(N_("{part} {count} min"), part=texts.say(part.name), count=whole))
    return texts.say(
        nN_(
            "{parts}. With a look at your jaw before and after it takes about a minute.",
            "{parts}. With a look at your jaw before and after it takes about {count} minutes.",
        ),
        parts=", ".join((parts[0], *(name[:1].lower() + name[1:] for name in parts[1:]))),
        count=round(sum(step.length_s for step in steps) / 60.0),
    )
