"""One day at the desk: what was seen when, what was not looked at and why. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from feedback.desk.glancing import TOLD
from feedback.kept.desk_past import DayCount
from feedback.kept.desk_records import Glance, Hint, Release, Seen, SelfCheck
from feedback.texts import Texts
from vision.sentences import N_

FEW = 3
"""Of fewer glances that could tell, nothing is said about how the day is going."""


class Dot(StrEnum):
    """What a dot on the day line stands for."""

    RELAXED = "relaxed"
    TENSE = "tense"
    COULD_NOT_TELL = "could_not_tell"
    NOT_LOOKED = "not_looked"


DOTS = {
    Seen.RELAXED: Dot.RELAXED,
    Seen.TENSE: Dot.TENSE,
    Seen.CLOSED: Dot.COULD_NOT_TELL,
    Seen.ACTIVE: Dot.COULD_NOT_TELL,
    Seen.UNSURE: Dot.COULD_NOT_TELL,
    Seen.NOT_TAKEN: Dot.NOT_LOOKED,
}


@dataclass(frozen=True, slots=True)
class DayDot:
    """A dot of the day line. glance: what stands behind it, with its why."""

    at: datetime
    dot: Dot
    glance: Glance


@dataclass(frozen=True, slots=True)
class DeskDay:
    """A local day. counts: of each dot. reasons: why it was not looked, as kept, most often first."""

    day: date
    dots: tuple[DayDot, ...] = ()
    counts: tuple[tuple[Dot, int], ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    hints: tuple[Hint, ...] = ()
    checks: tuple[SelfCheck, ...] = ()
    releases: tuple[Release, ...] = ()

    def count(self, dot: Dot) -> int:
        """How many of them the day has."""
        return dict(self.counts).get(dot, 0)

    @property
    def is_empty(self) -> bool:
        """Nothing was seen, left out, answered or done."""
        return not (self.dots or self.hints or self.checks or self.releases)


def desk_day(
    day: date,
    glances: Sequence[Glance],
    hints: Sequence[Hint] = (),
    checks: Sequence[SelfCheck] = (),
    releases: Sequence[Release] = (),
) -> DeskDay:
    """What of these belongs to ``day``."""
    of_day = sorted((glance for glance in glances if glance.at.date() == day), key=lambda glance: glance.at)
    dots = tuple(DayDot(glance.at, DOTS[glance.seen], glance) for glance in of_day)
    counts = Counter(dot.dot for dot in dots)
    reasons = Counter(str(dot.glance.why) for dot in dots if dot.dot is Dot.NOT_LOOKED)
    return DeskDay(
        day,
        dots,
        tuple((dot, counts[dot]) for dot in Dot),
        tuple(sorted(reasons.items(), key=lambda found: (-found[1], found[0]))),
        tuple(hint for hint in hints if hint.at.date() == day),
        tuple(check for check in checks if check.at.date() == day),
        tuple(release for release in releases if release.at.date() == day),
    )


def day_sentence(day: DeskDay, texts: Texts) -> str:
    """How the day is going, in words; no score."""
    relaxed, tense = day.count(Dot.RELAXED), day.count(Dot.TENSE)
    told = relaxed + tense
    if told < FEW:
        if not day.count(Dot.COULD_NOT_TELL):
            return texts.say(N_("Nothing has been looked at yet today.") if not told else N_("It is early to tell."))
        return texts.say(N_("So far it could hardly be told how your jaw is."))
    if not tense:
        return texts.say(N_("Your jaw was relaxed every time it could be told."))
    if not relaxed:
        return texts.say(N_("Your jaw was tense every time it could be told. Be gentle with yourself."))
    words = N_("Your jaw was mostly relaxed.") if 3 * tense <= told else N_("Your jaw was now relaxed, now tense.")
    if 3 * relaxed <= told:
        words = N_("Your jaw was mostly tense. Be gentle with yourself.")
    return texts.say(words)


@dataclass(frozen=True, slots=True)
class HourShare:
    """An hour of the day, 0..23 by the local clock of each glance: how many told, how many of these were relaxed."""

    hour: int
    told: int
    relaxed: int

    @property
    def share(self) -> float | None:
        """The share relaxed, 0..1; None of too few to say."""
        return self.relaxed / self.told if self.told >= FEW else None


def by_hour(glances: Sequence[Glance]) -> tuple[HourShare, ...]:
    """Every hour in which a glance told something, in order."""
    told = Counter(glance.at.hour for glance in glances if glance.seen in TOLD)
    relaxed = Counter(glance.at.hour for glance in glances if glance.seen is Seen.RELAXED)
    return tuple(HourShare(hour, told[hour], relaxed[hour]) for hour in sorted(told))


def day_counts(glances: Sequence[Glance]) -> tuple[DayCount, ...]:
    """The glances by local day, oldest first, without days on which none was taken."""
    taken = Counter(glance.at.date() for glance in glances if glance.seen is not Seen.NOT_TAKEN)
    told = Counter(glance.at.date() for glance in glances if glance.seen in TOLD)
    relaxed = Counter(glance.at.date() for glance in glances if glance.seen is Seen.RELAXED)
    return tuple(DayCount(day, taken[day], told[day], relaxed[day]) for day in sorted(taken))
