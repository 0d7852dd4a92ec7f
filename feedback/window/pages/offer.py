"""What an exercise holds and how long it takes, in a sentence or two for the home page. Pure."""

from __future__ import annotations

from itertools import groupby

from feedback.practice.exercise.form import Exercise, Sees, course
from feedback.practice.exercise.gentle_shaking import SHAKING_ID
from feedback.practice.exercise.looks_around import LOOK_IDS
from feedback.texts import Texts
from vision.sentences import N_, nN_

ONLY_LOOKS = N_("It only takes a look at your jaw before and after.")
"""Follows “The camera is off.”"""


def offer_words(exercise: Exercise, minutes: int, shaking: bool | None, texts: Texts, *, looks: bool) -> str:
    """``exercise`` of so many minutes in words. shaking: as in `Settings`; only who chose against it does without.

    looks: the camera looks before and after, where the exercise has looks.
    """
    looks = looks and any(part.id in LOOK_IDS for part in exercise.parts)
    if len(exercise.practised) == 1:
        return " ".join([texts.say(exercise.invitation), *([texts.say(ONLY_LOOKS)] if looks else [])])
    without = frozenset({SHAKING_ID}) if shaking is False else frozenset[str]()
    steps = course(exercise, 60.0 * minutes, without if looks else without | LOOK_IDS)
    parts = []
    for part, timed in groupby(steps, key=lambda step: step.part):
        if part.sees is not Sees.LOOK:
            whole = max(1, round(sum(step.length_s for step in timed) / 60.0))
            parts.append(texts.say(N_("{part} {count} min"), part=texts.say(part.name), count=whole))
    takes = nN_("{parts}. It takes about a minute.", "{parts}. It takes about {count} minutes.")
    if looks:
        takes = nN_(
            "{parts}. With a look at your jaw before and after it takes about a minute.",
            "{parts}. With a look at your jaw before and after it takes about {count} minutes.",
        )
    return texts.say(
        takes,
        parts=", ".join((parts[0], *(name[:1].lower() + name[1:] for name in parts[1:]))),
        count=round(sum(step.length_s for step in steps) / 60.0),
    )
