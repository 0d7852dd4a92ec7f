"""The report's table: session by session, or month by month when there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.kept.records import KeptSession
from feedback.kept.told import ended_words, exercise_words
from feedback.kept.trend import CHANGES, Measure, middle_of, session_change
from feedback.practice.looks import Moment
from feedback.report.amounts import hours_words, longest_of, share_with_range, slider_words
from feedback.texts import Texts
from feedback.texts.measures import clock, gap_text, share_text
from vision.sentences import N_

ROWS = 40
"""More sessions than this are told by month: a page a person reads, not a log. The export has every session."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """Translated words: a heading, the columns' names, and the cells row by row."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_of(sessions: Sequence[KeptSession], texts: Texts) -> PageTable:
    """Every session, or every month."""
    return by_month(sessions, texts) if len(sessions) > ROWS else by_session(sessions, texts)


def by_session(sessions: Sequence[KeptSession], texts: Texts) -> PageTable:
    """A row for each session. The looks have a column where there were any."""
    looked = any(session.looks for session in sessions)
    heads = (
        N_("began"),
        N_("exercise"),
        N_("length"),
        N_("relaxed"),
        N_("hanging"),
        N_("longest"),
        N_("gap while hanging"),
        N_("tension before → after"),
        *((N_("jaw before → after"),) if looked else ()),
        N_("ended"),
        N_("tags"),
    )
    rows = tuple(_session_row(session, looked, texts) for session in sessions)
    return PageTable(texts.say(N_("Session by session")), tuple(map(texts.say, heads)), rows)


def by_month(sessions: Sequence[KeptSession], texts: Texts) -> PageTable:
    """A row for each month, medians with their ranges."""
    months: dict[tuple[int, int], list[KeptSession]] = {}
    for session in sessions:
        months.setdefault((session.day.year, session.day.month), []).append(session)
    rows = tuple(
        (
            f"{month:02d}-{year}",
            str(len(held)),
            hours_words(sum(session.judged_s for session in held), texts),
            share_with_range(middle_of(held, Measure.RELAXED)),
            share_with_range(middle_of(held, Measure.HANGING)),
            clock(longest_of(held)),
        )
        for (year, month), held in months.items()
    )
    heads = (N_("month"), N_("sessions"), N_("time seen"), N_("relaxed"), N_("hanging"), N_("longest"))
    return PageTable(texts.say(N_("Month by month")), tuple(map(texts.say, heads)), rows)


def _session_row(session: KeptSession, looked: bool, texts: Texts) -> tuple[str, ...]:
    totals, compared = session.totals, session_change(session)
    own = "–"
    if compared:
        before, after, change = compared
        own = f"{slider_words(before, texts)} → {slider_words(after, texts)}, {texts.say(CHANGES[change])}"
    return (
        f"{session.started_at:%d-%m-%Y %H:%M}",
        exercise_words(session, texts),
        clock(totals.elapsed_s),
        share_text(session.relaxed_share),
        share_text(session.hanging_share),
        clock(session.longest_s),
        gap_text(totals.hanging_gap_mm, totals.hanging_gap_sd_mm, texts),
        own,
        *((_looks(session, texts),) if looked else ()),
        ended_words(session, texts),
        ", ".join(map(texts.say, session.tags)),
    )


def _looks(session: KeptSession, texts: Texts) -> str:
    looks = [session.look(moment) for moment in Moment]
    return " → ".join(gap_text(look.gap_mm, look.gap_sd_mm, texts) if look else "–" for look in looks)
