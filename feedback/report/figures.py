"""The few numbers that sum a period up, each with what it is worth. A new one is a function and its name in FIGURES."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

from feedback.kept.records import KeptSession
from feedback.kept.trend import MEASURES, Measure, middle, middle_of
from feedback.practice.tally import LEAST_JUDGED_S
from feedback.report.amounts import hours_words, longest_of, range_words
from feedback.texts import Texts
from feedback.texts.measures import clock, gap_text, share_text
from vision.sentences import N_, nN_

Sessions = Sequence[KeptSession]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in words, what it is, and what it is worth or made of; all translated."""

    number: str
    name: str
    note: str


def sessions_held(sessions: Sessions, texts: Texts) -> Figure:
    """How many sessions on how many days, and how much of them could be seen."""
    seen_s = _seen_s(sessions)
    words = nN_("on {count} day", "on {count} days")
    if seen_s >= 1.0:
        words = nN_("on {count} day; {time} in all could be seen", "on {count} days; {time} in all could be seen")
    days = len({session.day for session in sessions})
    note = texts.say(words, count=days, time=hours_words(seen_s, texts))
    return Figure(str(len(sessions)), texts.say(nN_("session", "sessions"), count=len(sessions)), note)


def share(measure: Measure, sessions: Sessions, texts: Texts) -> Figure | None:
    """The median share of a measure."""
    centre = middle_of(sessions, measure)
    if centre is None:
        return None
    return Figure(share_text(centre.value), texts.say(MEASURES[measure]), range_words(centre, texts))


def gap_while_hanging(sessions: Sessions, texts: Texts) -> Figure | None:
    """The median gap while hanging, with the median of its spreads."""
    totals = [session.totals for session in sessions if session.judged_s >= LEAST_JUDGED_S]
    gaps = [total.hanging_gap_mm for total in totals if total.hanging_gap_mm is not None]
    spreads = [total.hanging_gap_sd_mm for total in totals if total.hanging_gap_sd_mm is not None]
    if not gaps or not spreads:
        return None
    gap = gap_text(median(gaps), median(spreads), texts)
    return Figure(gap, texts.say(N_("gap while hanging")), texts.say(N_("one standard deviation")))


def closed_and_tense(sessions: Sessions, texts: Texts) -> Figure | None:
    """The median share closed and tense, where the face shows tension."""
    told = [session for session in sessions if session.tense_share is not None]
    centre = middle([session.tense_share or 0.0 for session in told], [session.judged_s for session in told])
    if centre is None:
        return None
    return Figure(share_text(centre.value), texts.say(N_("closed and tense")), range_words(centre, texts))


def longest_stretch(sessions: Sessions, texts: Texts) -> Figure | None:
    """The median of the longest hanging stretches."""
    longest_s = longest_of(sessions)
    if longest_s is None:
        return None
    return Figure(clock(longest_s), texts.say(N_("longest hanging stretch")), texts.say(N_("median of the sessions")))


def not_counted(sessions: Sessions, texts: Texts) -> Figure | None:
    """The share of all time in which nothing could be told."""
    whole_s = sum(sum(session.totals.seconds.values()) for session in sessions)
    if whole_s < LEAST_JUDGED_S:
        return None
    note = texts.say(N_("busy, turned away, too dark or not there"))
    return Figure(share_text(1 - _seen_s(sessions) / whole_s), texts.say(N_("not counted")), note)


FIGURES: tuple[Callable[[Sessions, Texts], Figure | None], ...] = (
    sessions_held,
    partial(share, Measure.RELAXED),
    partial(share, Measure.HANGING),
    gap_while_hanging,
    closed_and_tense,
    longest_stretch,
    not_counted,
)
"""In the order of the page; one that has nothing to say is left out."""


def figures_of(sessions: Sessions, texts: Texts) -> list[Figure]:
    """All that have something to say of these sessions."""
    told = (figure(sessions, texts) for figure in FIGURES)
    return [figure for figure in told if figure is not None]


def _seen_s(sessions: Sessions) -> float:
    return sum(session.judged_s for session in sessions)
