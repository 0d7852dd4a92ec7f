"""Medians of a person's own past with their uncertainty, what changed, what goes together. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from feedback.kept.records import KeptSession
from feedback.practice.looks import Moment
from vision.sentences import N_

MOVING = 7
"""Sessions in the moving median: about a week of daily practice, so that one odd day does not bend the line."""
CONFIDENCE = 0.90
"""The interval given with a median covers the true one this often."""
BETTER_POINTS, BETTER_PART = 2.0, 0.30
"""“Noticeably better” needs both: 2 points of 10 and 30 % (docs/facts.md 14)."""
CLAIM_SESSIONS = 20
"""Under so many sessions nothing is said about what goes together: it would be chance."""
TAGGED_SESSIONS = 5
"""Nor about a tag on fewer sessions than this, or on nearly all: a median of less says little."""
HELPED_SESSIONS = 5
HELPED_SHARE = 0.10
"""One length “helped most” when it has so many sessions and is ahead by so much of the judged time."""


class Measure(StrEnum):
    """What can be followed over weeks."""

    RELAXED = "relaxed"
    HANGING = "hanging"
    TENSION = "tension"
    PAIN = "pain"
    CALM = "calm"


MEASURES = {
    Measure.RELAXED: N_("relaxed"),
    Measure.HANGING: N_("hanging"),
    Measure.TENSION: N_("tension"),
    Measure.PAIN: N_("pain"),
    Measure.CALM: N_("calm"),
}
"""Each measure in a word; the last three are the person's own sliders."""


SHARES = frozenset({Measure.RELAXED, Measure.HANGING})
"""Shares 0..1 of the judged time; the other measures are sliders 0..10."""


def value_of(session: KeptSession, measure: Measure) -> float | None:
    """The session's value: shares 0..1 of judged time, sliders 0..10 as answered afterwards (else before)."""
    match measure:
        case Measure.RELAXED:
            return session.relaxed_share
        case Measure.HANGING:
            return session.hanging_share
    answers = session.check_in(Moment.AFTER) or session.check_in(Moment.BEFORE)
    return getattr(answers, measure.value) if answers else None


def measures_in(sessions: Sequence[KeptSession]) -> tuple[Measure, ...]:
    """The measures there is anything of, the steadiest first (relaxed share: docs/facts.md 11)."""
    return tuple(m for m in Measure if any(value_of(session, m) is not None for session in sessions))


def weight_of(session: KeptSession, measure: Measure) -> float:
    """How much a session's value counts beside others: a share by its judged time, s; a slider as one answer."""
    return session.judged_s if measure in SHARES else 1.0


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A session's value of a measure, as in `value_of`, and the moving median there."""

    session: KeptSession
    value: float
    smoothed: float


def trend(sessions: Sequence[KeptSession], measure: Measure) -> tuple[TrendPoint, ...]:
    """Every session that has a value, oldest first, with the line through them."""
    known = [(session, value) for session in sessions if (value := value_of(session, measure)) is not None]
    line = moving_median([value for _, value in known], [weight_of(session, measure) for session, _ in known])
    return tuple(TrendPoint(session, value, there) for (session, value), there in zip(known, line, strict=True))


@dataclass(frozen=True, slots=True)
class Middle:
    """A median with its interval. count: how many values it is of. low, high: None with too few to say."""

    value: float
    count: int
    low: float | None = None
    high: float | None = None


def middle_of(sessions: Sequence[KeptSession], measure: Measure) -> Middle | None:
    """The median of a measure over ``sessions``, shares weighed by judged time; None where none has a value."""
    known = [
        (value, weight_of(session, measure))
        for session in sessions
        if (value := value_of(session, measure)) is not None
    ]
    return middle([value for value, _ in known], [weight for _, weight in known])


def middle(values: Sequence[float], weights: Sequence[float] | None = None) -> Middle | None:
    """The median and the narrowest pair of ranks around it that covers the true one with CONFIDENCE; None of nothing.

    Ranks assume nothing about the spread of the values (binomial: each lies above the true median half of the time).
    Weighed values say as much as fewer equal ones: (sum of weights)² / sum of their squares (Kish's effective number).
    """
    if not values:
        return None
    weights = weights or [1.0] * len(values)
    centre = weighed_median(values, weights)
    alike = int(sum(weights) ** 2 / sum(weight**2 for weight in weights) + 1e-9)
    outside = 0.0
    rank = 0  # how many values may be left out on each side
    while rank < alike // 2:
        outside += math.comb(alike, rank) / 2**alike
        if 2 * outside > 1.0 - CONFIDENCE:
            break
        rank += 1
    if rank == 0:
        return Middle(centre, len(values))
    part = (rank - 0.5) / alike
    return Middle(centre, len(values), _quantile(values, weights, part), _quantile(values, weights, 1.0 - part))


def weighed_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """The value with half of the weight on either side; where that falls between two, their mean."""
    ranked = sorted(zip(values, weights, strict=True))
    half = sum(weights) / 2
    passed = 0.0
    for place, (value, weight) in enumerate(ranked):
        passed += weight
        if math.isclose(passed, half, rel_tol=1e-9) and place + 1 < len(ranked):
            return (value + ranked[place + 1][0]) / 2
        if passed > half:
            return value
    return ranked[-1][0]


def _quantile(values: Sequence[float], weights: Sequence[float], part: float) -> float:
    """The value up to which ``part`` (0..1) of the weight lies."""
    passed, whole = 0.0, sum(weights)
    for value, weight in sorted(zip(values, weights, strict=True)):
        passed += weight
        if passed >= part * whole:
            return value
    return max(values)


def moving_median(values: Sequence[float], weights: Sequence[float] | None = None, width: int = MOVING) -> list[float]:
    """The median of each value with its neighbours, ``width`` in all; fewer at the ends, where there are no more."""
    weights = weights or [1.0] * len(values)
    half = width // 2
    near = [slice(max(0, place - half), place + half + 1) for place in range(len(values))]
    return [weighed_median(values[there], weights[there]) for there in near]


class Change(StrEnum):
    """How it was afterwards against before: better, about the same, or less easy."""

    BETTER = "better"
    SAME = "same"
    LESS_EASY = "less_easy"


CHANGES = {
    Change.BETTER: N_("noticeably better"),
    Change.SAME: N_("about the same"),
    Change.LESS_EASY: N_("less easy"),
}


def change(before: float, after: float, *, less_is_better: bool = True) -> Change:
    """Compare two slider values 0..10 by the rule of 2 points and 30 %."""
    gained = before - after if less_is_better else after - before
    # 30 % of what there was to change: of the complaint, or of the room left on the slider for calm.
    room = before if less_is_better else 10.0 - before
    if gained >= BETTER_POINTS and gained >= BETTER_PART * room:
        return Change.BETTER
    if -gained >= BETTER_POINTS and -gained >= BETTER_PART * (10.0 - room):
        return Change.LESS_EASY
    return Change.SAME


def session_change(session: KeptSession) -> tuple[float, float, Change] | None:
    """Tension in the jaw before and after by the person's own sliders, and what that is called; None without both."""
    before, after = session.check_in(Moment.BEFORE), session.check_in(Moment.AFTER)
    if before is None or after is None or before.tension is None or after.tension is None:
        return None
    return before.tension, after.tension, change(before.tension, after.tension)


@dataclass(frozen=True, slots=True)
class Tagged:
    """Sessions on days tagged ``tag`` beside the others: medians of ``measure`` and how many of each."""

    tag: str
    measure: Measure
    with_tag: Middle
    without: Middle


def tagged(sessions: Sequence[KeptSession]) -> tuple[Tagged, ...]:
    """What can be said about tags: nothing under CLAIM_SESSIONS, and then only how it was on days tagged so."""
    measure = leading_measure(sessions)
    if measure is None or len(sessions) < CLAIM_SESSIONS:
        return ()
    days = {tag: {session.day for session in sessions if tag in session.tags} for tag in all_tags(sessions)}
    found = []
    for tag, tagged_days in days.items():
        with_tag = middle_of([session for session in sessions if session.day in tagged_days], measure)
        without = middle_of([session for session in sessions if session.day not in tagged_days], measure)
        if with_tag and without and min(with_tag.count, without.count) >= TAGGED_SESSIONS:
            found.append(Tagged(tag, measure, with_tag, without))
    return tuple(found)


ON_TAGGED_DAYS = N_(
    "On days tagged “{tag}”: {measure} {share}, {count} sessions; on other days {other}, {others} sessions."
)
"""The one sentence there is about tags; no more than what was seen side by side."""


def all_tags(sessions: Sequence[KeptSession]) -> tuple[str, ...]:
    """Every tag used, the most used first."""
    counts: defaultdict[str, int] = defaultdict(int)
    for session in sessions:
        for tag in session.tags:
            counts[tag] += 1
    return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag)))


def leading_measure(sessions: Sequence[KeptSession]) -> Measure | None:
    """Relaxed share where it can be told in most sessions, else the hanging share; None when there is nothing."""
    hung = sum(session.hanging_share is not None for session in sessions)
    relaxed = sum(session.relaxed_share is not None for session in sessions)
    if not hung:
        return None
    return Measure.RELAXED if relaxed * 2 >= hung else Measure.HANGING


@dataclass(frozen=True, slots=True)
class Helped:
    """The length that went best so far, in minutes, and by what: the own sliders, or hanging."""

    minutes: int
    by_sliders: bool


def helped_most(sessions: Sequence[KeptSession]) -> Helped | None:
    """The length after which the own sliders fell most, else with most hanging; None when none is ahead."""
    own = _best(sessions, _fall, BETTER_POINTS / 2, Measure.TENSION)
    if own is not None:
        return Helped(own, by_sliders=True)
    hung = _best(sessions, lambda session: session.hanging_share, HELPED_SHARE, Measure.HANGING)
    return Helped(hung, by_sliders=False) if hung is not None else None


def _fall(session: KeptSession) -> float | None:
    """How far the own slider of tension fell, points."""
    compared = session_change(session)
    return compared[0] - compared[1] if compared else None


def _best(
    sessions: Sequence[KeptSession],
    value: Callable[[KeptSession], float | None],
    ahead: float,
    weighed_as: Measure,
) -> int | None:
    by_length: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for session in sessions:
        found = value(session)
        if found is not None:
            by_length[max(1, round(session.planned_s / 60))].append((found, weight_of(session, weighed_as)))
    medians = sorted(
        (
            (weighed_median([value for value, _ in of_length], [weight for _, weight in of_length]), minutes)
            for minutes, of_length in by_length.items()
            if len(of_length) >= HELPED_SESSIONS
        ),
        reverse=True,
    )
    if len(medians) < 2 or medians[0][0] - medians[1][0] < ahead:
        return None
    return medians[0][1]
