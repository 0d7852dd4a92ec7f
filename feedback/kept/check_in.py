"""The check-in before and after: what is asked, and what the answers are called. Pure; the pages show it.

Own questions in own words, each of them free to leave out. What a difference is called is the history's own rule
(`feedback.kept.trend.change`), so that the page, the history and the report never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedback.kept.records import CheckIn
from feedback.kept.trend import CHANGES, MEASURES, Change, Measure, change
from feedback.practice.looks import Moment
from feedback.texts import Texts
from vision.sentences import N_

LOWEST, HIGHEST = 0, 10
"""The ends of every slider."""


@dataclass(frozen=True, slots=True)
class Question:
    """A slider LOWEST..HIGHEST. low, high: what its ends mean. optional: the page says that it may stay empty."""

    measure: Measure
    words: str
    low: str
    high: str
    optional: bool = False


QUESTIONS = (
    Question(Measure.TENSION, N_("Tension in your jaw"), N_("none"), N_("very much")),
    Question(Measure.PAIN, N_("Pain at this moment"), N_("none"), N_("very much"), optional=True),
    Question(Measure.CALM, N_("How calm you are now"), N_("not at all"), N_("completely")),
)

TEETH_ARE = N_("My teeth are")
TEETH = {
    "apart": N_("apart"),
    "touching": N_("touching"),
    "pressed": N_("pressed together"),
    "unknown": N_("I don't know"),
}
"""Answers about the teeth, by the word that is kept. A webcam cannot see them touch; only the person can tell."""

TICKS = {
    "jaw": N_("pressure or tiredness in my jaws"),
    "breath": N_("hard to breathe calmly into my belly"),
    "pelvis": N_("stiff around my pelvis or groin"),
    "restless": N_("restless legs, or a short fuse"),
    "senses": N_("easily overstimulated"),
}
"""What people often notice together, by the word that is kept (no spaces: the store joins them with one)."""

HEADLINES = {Moment.BEFORE: N_("How is it now?"), Moment.AFTER: N_("And how is it now?")}

REMARKS = {
    Change.BETTER: N_("Take that with you."),
    Change.SAME: N_("That is fine; some days it comes later."),
    Change.LESS_EASY: N_("That happens. Be gentle today; shorter or softer is enough."),
}
"""A sentence after each outcome: kind, also about the one that nobody hopes for."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One slider before and after, LOWEST..HIGHEST, and what the difference is called."""

    measure: Measure
    before: float
    after: float
    change: Change


def compare(before: CheckIn | None, after: CheckIn | None) -> tuple[Compared, ...]:
    """Every slider that was answered both times, in the order of the questions."""
    found = []
    for question in QUESTIONS:
        name = question.measure.value
        then, now = getattr(before, name, None), getattr(after, name, None)
        if then is not None and now is not None:
            better_when_less = question.measure is not Measure.CALM
            found.append(Compared(question.measure, then, now, change(then, now, less_is_better=better_when_less)))
    return tuple(found)


def felt(before: CheckIn | None, after: CheckIn | None, texts: Texts) -> tuple[str, ...]:
    """How it is now against before, in sentences: “Tension 6 → 4: noticeably better.”, and at the end a kind word.

    The kind word goes by the tension in the jaw, else by the first there is; nothing when nothing can be compared.
    """
    compared = compare(before, after)
    sentences = [_sentence(one, texts) for one in compared]
    if compared:
        sentences.append(texts.say(REMARKS[compared[0].change]))
    return tuple(sentences)


def _sentence(compared: Compared, texts: Texts) -> str:
    what = texts.say(MEASURES[compared.measure])
    return texts.say(
        N_("{what} {before} → {after}: {change}."),
        what=what[:1].upper() + what[1:],
        before=texts.number(compared.before),
        after=texts.number(compared.after),
        change=texts.say(CHANGES[compared.change]),
    )
