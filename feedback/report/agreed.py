"""What was agreed with the practice and what was done of it: a calendar of weeks, and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feedback.kept.homework import Homework, Week, counts, weeks_of
from feedback.kept.homework_words import plan_words, week_words
from feedback.kept.records import KeptSession
from feedback.texts import Texts
from feedback.texts.dates import short_day
from vision.sentences import N_

DAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
DONE, LEFT_OUT = "●", "–"


@dataclass(frozen=True, slots=True)
class AgreedPart:
    """The part of the page, translated. rows: a week each: its first day, seven days, and its words."""

    heading: str
    plan: str
    words: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    under: str


def agreed_part(plan: Homework | None, sessions: Sequence[KeptSession], until: date, texts: Texts) -> AgreedPart | None:
    """The part, up to the week of ``until``; None without a plan, and before it begins."""
    if plan is None or until < plan.begins:
        return None
    done = Counter(session.day for session in sessions if counts(plan, session))
    first_day = plan.begins.weekday()
    weeks = [week for week in weeks_of(plan, sessions, until) if week.begun]
    return AgreedPart(
        heading=texts.say(N_("Agreed and done")),
        plan=plan_words(plan, texts),
        words=plan.words,
        heads=(
            texts.say(N_("week of")),
            *(texts.say(DAYS[(first_day + place) % 7]) for place in range(7)),
            texts.say(N_("done")),
        ),
        rows=tuple(_row(week, done, texts) for week in weeks),
        under=texts.say(
            N_("● one time done, at least half as long as asked; – left out, as the person said. No mark says nothing.")
        ),
    )


def _row(week: Week, done: Counter[date], texts: Texts) -> tuple[str, ...]:
    left_out = {answer.day for answer in week.left_out}
    days = (week.first + timedelta(days=place) for place in range(7))
    marks = (DONE * done[day] or (LEFT_OUT if day in left_out else "") for day in days)
    return (short_day(week.first, texts), *marks, week_words(week, texts))
