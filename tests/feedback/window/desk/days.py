"""A made-up office day and some weeks of them, for pages, drawings and windows."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

from feedback.kept.desk_records import (
    Glance,
    Hindrance,
    Hint,
    HintAnswer,
    Release,
    Seen,
    SelfCheck,
    Teeth,
)
from feedback.kept.desk_rows import DeskRecord

ZONE = timezone(timedelta(hours=1))
DAY = datetime(2026, 11, 24, tzinfo=ZONE)


def at(hour: int, minute: int) -> datetime:
    return DAY.replace(hour=hour, minute=minute)


def office_day() -> tuple[DeskRecord, ...]:
    """A morning with one hint, a call, lunch, and two looks in the afternoon."""
    records: list[DeskRecord] = [
        Glance(at(8, 41), Seen.RELAXED),
        Glance(at(8, 54), Seen.RELAXED),
        Glance(at(9, 7), Seen.CLOSED),
        Glance(at(9, 19), Seen.TENSE),
        Hint(at(9, 20), HintAnswer.RELEASE),
        Release(at(9, 21), whole=True),
        Glance(at(9, 33), Seen.RELAXED),
        SelfCheck(at(9, 34), Teeth.RELAXED, asked=True),
        *(Glance(at(10, minute), Seen.NOT_TAKEN, Hindrance.MICROPHONE_USED) for minute in (2, 15, 27)),
        Glance(at(10, 58), Seen.UNSURE, "dark"),
        Glance(at(11, 24), Seen.ACTIVE),
        SelfCheck(at(11, 40), Teeth.TOUCHING),
        *(Glance(at(12, minute), Seen.NOT_TAKEN, Hindrance.ABSENT) for minute in (10, 25, 40, 55)),
        Glance(at(13, 12), Seen.RELAXED),
        Glance(at(13, 40), Seen.TENSE),
    ]
    return tuple(records)


def some_weeks(days: int = 60) -> tuple[DeskRecord, ...]:
    """Working days with a look every 17 minutes and an answer beside some of them, always the same ones."""
    chance = random.Random(3)
    records: list[DeskRecord] = []
    for number in range(days):
        day = datetime(2026, 9, 28, tzinfo=ZONE) + timedelta(days=number)
        if day.weekday() > 4:
            continue
        relaxed = 0.45 + 0.08 * (number > 20) + chance.gauss(0, 0.08)
        for place in range(30):
            when = day + timedelta(hours=8.5, minutes=17 * place + 5 * chance.random())
            drawn = chance.random()
            seen = Seen.RELAXED if drawn < relaxed else Seen.TENSE if drawn < relaxed + 0.25 else Seen.UNSURE
            records.append(Glance(when, seen, profile="default"))
            if place % 9 == 0:
                agrees = chance.random() < 0.75
                teeth = Teeth.RELAXED if agrees == (seen is Seen.RELAXED) else Teeth.TOUCHING
                records.append(SelfCheck(when + timedelta(seconds=20), teeth, asked=True))
    return tuple(records)
