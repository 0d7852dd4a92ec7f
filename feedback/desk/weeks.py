"""Weeks at the desk: the ordinary week, and each later one set against it with its uncertainty. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feedback.desk.budget import tells_something
from feedback.desk.config import SILENT_DAYS
from feedback.desk.shares import Difference, ShareRange, difference, share_of_days, wilson
from feedback.desk.today import HourShare, by_hour, day_counts
from feedback.kept.desk_past import DayCount
from feedback.kept.desk_records import Glance
from feedback.texts import Texts
from feedback.texts.measures import share_text
from vision.sentences import N_, nN_

HOUR_QUANTILE = 2.54
"""An hour is named when its share of relaxed looks lies below the week's by more than chance: with some nine hours to
a day, one week in twenty names an hour that is like the others."""


@dataclass(frozen=True, slots=True)
class OrdinaryWeek:
    """The silent week: its days, the share of relaxed glances, and how that goes through the day."""

    days: tuple[date, ...]
    share: ShareRange
    hours: tuple[HourShare, ...]


@dataclass(frozen=True, slots=True)
class DeskWeek:
    """A week from Monday ``first`` on. against: its share less the ordinary week's, None where that cannot be told."""

    first: date
    share: ShareRange
    against: Difference | None


@dataclass(frozen=True, slots=True)
class Weeks:
    """ordinary: None while it is not over. weeks: those after it, oldest first. silent_left: its days yet to come."""

    ordinary: OrdinaryWeek | None
    weeks: tuple[DeskWeek, ...]
    silent_left: int


def desk_weeks(glances: Sequence[Glance]) -> Weeks:
    """The ordinary week and those after it, out of all glances of one profile."""
    days = day_counts(glances)
    silent = [day for day in days if tells_something(day)][:SILENT_DAYS]
    if len(silent) < SILENT_DAYS:
        return Weeks(None, (), SILENT_DAYS - len(silent))
    last = silent[-1].day
    before = tuple(day for day in days if day.day <= last)
    share = share_of_days(before)
    assert share is not None  # seven days with glances that told
    hours = by_hour([glance for glance in glances if glance.at.date() <= last])
    ordinary = OrdinaryWeek(tuple(day.day for day in before), share, hours)
    later: dict[date, list[DayCount]] = {}
    for day in days:
        if day.day > last:
            later.setdefault(day.day - timedelta(days=day.day.weekday()), []).append(day)
    weeks = []
    for first in sorted(later):
        found = share_of_days(later[first])
        if found is not None:
            weeks.append(DeskWeek(first, found, difference(found, share)))
    return Weeks(ordinary, tuple(weeks), 0)


def week_sentence(week: DeskWeek, texts: Texts) -> str:
    """A week against the ordinary one, in words and with what is known of it."""
    if week.against is None:
        return texts.say(
            nN_(
                "{share} of the looks relaxed; {count} day is too few to compare.",
                "{share} of the looks relaxed; {count} days are too few to compare.",
            ),
            share=share_text(week.share.share),
            count=week.share.days,
        )
    words = N_("{share} of the looks relaxed: no different from your ordinary week, as far as can be told ({range}).")
    if week.against.is_told:
        words = (
            N_("{share} of the looks relaxed: more than in your ordinary week ({range}).")
            if week.against.value > 0
            else N_("{share} of the looks relaxed: fewer than in your ordinary week ({range}).")
        )
    return texts.say(words, share=share_text(week.share.share), range=difference_text(week.against, texts))


def difference_text(found: Difference, texts: Texts) -> str:
    """“between 3 fewer and 12 more of a hundred looks”."""
    return texts.say(
        N_("between {low} and {high} of a hundred looks"), low=_more(found.low, texts), high=_more(found.high, texts)
    )


def _more(share: float, texts: Texts) -> str:
    points = round(100 * share)
    if points == 0:
        return texts.say(N_("no more"))
    return texts.say(N_("{points} more") if points > 0 else N_("{points} fewer"), points=abs(points))


def ordinary_sentences(week: OrdinaryWeek, texts: Texts) -> tuple[str, ...]:
    """The ordinary week in words: how much of it was relaxed, and in which hours less."""
    share = week.share
    if share.low is None or share.high is None:
        told = [texts.say(N_("{share} of the looks were relaxed."), share=share_text(share.share))]
    else:
        told = [
            texts.say(
                N_("{share} of the looks were relaxed (between {low} and {high}, nine times in ten)."),
                share=share_text(share.share),
                low=share_text(share.low),
                high=share_text(share.high),
            )
        ]
    spans = less_relaxed(week)
    if spans:
        hours = " · ".join(f"{first}:00–{last}:00" for first, last in spans)
        told.append(texts.say(N_("Less often at {hours}."), hours=hours))
    return tuple(told)


def less_relaxed(week: OrdinaryWeek) -> tuple[tuple[int, int], ...]:
    """Stretches of whole hours, from and to, in which the share relaxed lies below the week's by more than chance."""
    less = [
        hour.hour
        for hour in week.hours
        if hour.told and wilson(hour.relaxed / hour.told, hour.told, HOUR_QUANTILE)[1] < week.share.share
    ]
    spans: list[tuple[int, int]] = []
    for hour in less:
        if spans and spans[-1][1] == hour:
            spans[-1] = (spans[-1][0], hour + 1)
        else:
            spans.append((hour, hour + 1))
    return tuple(spans)
