"""How often glance and self-check of the same minute agree: the only truth there is about this person at work. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from feedback.desk.shares import wilson
from feedback.kept.desk_records import Glance, Seen, SelfCheck, Teeth
from feedback.texts import Texts
from feedback.texts.measures import share_text
from vision.sentences import N_, nN_

SAME_MINUTE_S = 60.0
"""A glance and an answer within a minute of each other are of the same jaw."""
LEAST_PAIRS = 20
"""Under so many pairs nothing is said: the interval would hold nearly everything."""
COMPARED = (Seen.RELAXED, Seen.TENSE)
"""Only what a glance was sure of is set against an answer."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A glance and the answer of the same minute."""

    glance: Glance
    check: SelfCheck

    @property
    def agrees(self) -> bool:
        """Both say relaxed, or both do not. Teeth that touch and a braced jaw are not: no camera sees them."""
        return (self.glance.seen is Seen.RELAXED) == (self.check.teeth is Teeth.RELAXED)


@dataclass(frozen=True, slots=True)
class Agreement:
    """agreed of pairs; low, high: the range that covers the true share nine times in ten, None under LEAST_PAIRS.

    by_chance: the share that would agree if glances and answers knew nothing of each other, None likewise.
    tense_pairs, tense_agreed: of the glances that said tense, how many answers were not relaxed.
    """

    pairs: int
    agreed: int
    low: float | None = None
    high: float | None = None
    by_chance: float | None = None
    tense_pairs: int = 0
    tense_agreed: int = 0


def pairs_of(glances: Sequence[Glance], checks: Sequence[SelfCheck]) -> tuple[Pair, ...]:
    """Each answer with the nearest glance of the same minute; neither is in two pairs."""
    told = sorted((glance for glance in glances if glance.seen in COMPARED), key=lambda glance: glance.at.timestamp())
    times_s = [glance.at.timestamp() for glance in told]
    found, taken = [], set()
    for check in sorted(checks, key=lambda one: one.at.timestamp()):
        at_s = check.at.timestamp()
        first, end = bisect_left(times_s, at_s - SAME_MINUTE_S), bisect_right(times_s, at_s + SAME_MINUTE_S)
        near = [(abs(times_s[place] - at_s), place) for place in range(first, end) if place not in taken]
        if near:
            _, place = min(near)
            taken.add(place)
            found.append(Pair(told[place], check))
    return tuple(found)


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """How often both agree."""
    agreed = sum(pair.agrees for pair in pairs)
    tense = [pair for pair in pairs if pair.glance.seen is Seen.TENSE]
    told = Agreement(len(pairs), agreed, tense_pairs=len(tense), tense_agreed=sum(pair.agrees for pair in tense))
    if len(pairs) < LEAST_PAIRS:
        return told
    low, high = wilson(agreed / len(pairs), len(pairs))
    seen = 1 - len(tense) / len(pairs)
    said = sum(pair.check.teeth is Teeth.RELAXED for pair in pairs) / len(pairs)
    by_chance = seen * said + (1 - seen) * (1 - said)
    return Agreement(told.pairs, agreed, low, high, by_chance, told.tense_pairs, told.tense_agreed)


def agreement_sentences(found: Agreement, texts: Texts) -> tuple[str, ...]:
    """What can be said of it; nothing without any pair."""
    if not found.pairs:
        return ()
    if found.low is None or found.high is None or found.by_chance is None:
        return (
            texts.say(
                nN_(
                    "There is {count} minute with both a look and your own answer; from {least} on it is told how "
                    "often they agree.",
                    "There are {count} minutes with both a look and your own answer; from {least} on it is told how "
                    "often they agree.",
                ),
                count=found.pairs,
                least=LEAST_PAIRS,
            ),
        )
    return (
        texts.say(
            N_(
                "The look and your own answer of the same minute agreed in {agreed} of {pairs}: {share}, between {low} "
                "and {high} nine times in ten. By chance alone it would be {chance}."
            ),
            agreed=found.agreed,
            pairs=found.pairs,
            share=share_text(found.agreed / found.pairs),
            low=share_text(found.low),
            high=share_text(found.high),
            chance=share_text(found.by_chance),
        ),
    )
