"""Amounts of a period in words: hours, a median with its range, a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median

from feedback.kept.records import KeptSession
from feedback.kept.trend import CONFIDENCE, Measure, Middle, value_of
from feedback.texts import Texts
from feedback.texts.dates import short_day
from feedback.texts.measures import share_text
from vision.sentences import N_, nN_


def longest_of(sessions: Sequence[KeptSession]) -> float | None:
    """The median of the longest hanging stretches, s, of sessions that measured one."""
    known = [session.longest_s for session in sessions if session.longest_s is not None]
    return median(known) if known else None


def any_of(sessions: Sequence[KeptSession], measure: Measure) -> bool:
    """Whether any session tells this measure."""
    return any(value_of(session, measure) is not None for session in sessions)


def range_words(centre: Middle, texts: Texts) -> str:
    """What stands behind a median: how many sessions, and the range where there are enough."""
    if centre.low is None or centre.high is None:
        return texts.say(nN_("in one session", "median of {count} sessions"), count=centre.count)
    return texts.say(
        nN_(
            "in one session, {part} range {low} to {high}",
            "median of {count} sessions, {part} range {low} to {high}",
        ),
        count=centre.count,
        part=share_text(CONFIDENCE),
        low=share_text(centre.low),
        high=share_text(centre.high),
    )


def share_with_range(centre: Middle | None) -> str:
    """A median share with its range in brackets, or a dash."""
    if centre is None:
        return "–"
    if centre.low is None or centre.high is None:
        return share_text(centre.value)
    return f"{share_text(centre.value)} ({centre.low * 100:.0f}–{centre.high * 100:.0f})"


def hours_words(seconds: float, texts: Texts) -> str:
    """Seconds below a minute, minutes, or whole hours from two on."""
    if seconds < 60:
        return texts.say(N_("{count} s"), count=int(seconds))
    minutes = round(seconds / 60)
    if minutes < 120:
        return texts.say(N_("{count} min"), count=minutes)
    return texts.say(N_("{count} h"), count=round(minutes / 60))


def slider_words(value: float, texts: Texts) -> str:
    """An answer from 0 to 10, or a median of some, without needless decimals."""
    return texts.number(value, 0 if float(value).is_integer() else 1)


def date_words(day: date, texts: Texts) -> str:
    """“1 August 2026”."""
    return f"{short_day(day, texts)} {day.year}"
