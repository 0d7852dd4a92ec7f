"""Made-up histories: sessions with seconds, answers, notes and tags, told by a seed."""

from __future__ import annotations

import math
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from calibration.states import Kind
from feedback.kept.errors import FILE_NAME
from feedback.kept.history import History
from feedback.kept.records import CheckIn, GivenCue, KeptSession, Sample, totals_of
from feedback.practice.looks import Look, Moment
from feedback.practice.summary import Ending

AMSTERDAM_WINTER, AMSTERDAM_SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
FIRST_DAY = datetime(2026, 8, 1, 20, 15, tzinfo=AMSTERDAM_SUMMER)
TAGS = ("slept badly", "busy day", "coffee")


def is_whole(data_dir: Path) -> bool:
    """Whether SQLite finds nothing amiss in the whole file."""
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def shares(**parts: float) -> tuple[float, ...]:
    """Parts of a second by kind; what is missing to a whole second is closed and soft."""
    given = {Kind(name): part for name, part in parts.items()}
    rest = round(1.0 - sum(given.values()), 3)
    return tuple(given.get(kind, 0.0) + (rest if kind is Kind.CLOSED_SOFT else 0.0) for kind in Kind)


def seconds_of(count: int, chance: random.Random, hanging: float) -> list[Sample]:
    """``count`` seconds in which the jaw hangs about ``hanging`` (0..1) of the time, in stretches."""
    samples, kind, left = [], Kind.CLOSED_SOFT, 0
    for second in range(count):
        if left <= 0:
            left = chance.randint(5, 40)
            others = (Kind.CLOSED_SOFT, Kind.CLOSED_SOFT, Kind.CLOSED_TENSE, Kind.ACTIVE, Kind.UNSURE)
            kind = Kind.HANGING if chance.random() < hanging else chance.choice(others)
        left -= 1
        seen = kind is not Kind.UNSURE
        gap_mm = {Kind.HANGING: 6.0, Kind.CLOSED_TENSE: 0.2}.get(kind, 1.8) + chance.gauss(0, 0.4)
        part = 1.0 if chance.random() < 0.8 else round(chance.uniform(0.5, 1.0), 3)
        samples.append(
            Sample(
                second=second,
                gap_mm=round(gap_mm, 3) if seen else math.nan,
                gap_sd_mm=round(chance.uniform(0.7, 1.3), 3) if seen else math.nan,
                tension=round(chance.gauss(0.9 if kind is Kind.CLOSED_TENSE else 0.1, 0.1), 3) if seen else math.nan,
                shares=shares(**{kind.value: part}) if kind is not Kind.CLOSED_SOFT else shares(),
                yaw_deg=round(chance.gauss(0, 4), 3),
                pitch_deg=round(chance.gauss(-3, 3), 3),
                roll_deg=round(chance.gauss(0, 1), 3),
                distance_mm=round(chance.gauss(560, 15), 3),
            )
        )
    return samples


def keep(
    history: History,
    number: int,
    *,
    started_at: datetime | None = None,
    length_s: int = 60,
    hanging: float = 0.5,
    ended: str | None = Ending.DONE.value,
    samples: list[Sample] | None = None,
    profile: str = "default",
    answers: bool = True,
    exercise: str = "soft_jaw",
) -> int:
    """Keep the ``number``-th session and return the number it has in the history."""
    chance = random.Random(number)
    began = started_at or FIRST_DAY + timedelta(days=number, minutes=chance.randint(-90, 90))
    session = KeptSession(
        uid=f"{chance.getrandbits(64):016x}",
        started_at=began,
        exercise=exercise,
        planned_s=float(length_s),
        profile=profile,
        baseline="aaaabbbbcccc",
        tension_clarity="clear",
        software="0.1.0",
    )
    key = history.begin(session)
    seconds = samples if samples is not None else seconds_of(length_s, chance, hanging)
    history.add(key, seconds, [GivenCue(2.0, "sink"), GivenCue(31.25, "stay")])
    if ended is not None:
        history.end(key, ended, replace(totals_of(seconds), real_s=length_s + 4.5))
    if answers:
        tension = chance.randint(4, 8)
        history.set_check_in(key, CheckIn(Moment.BEFORE, began, float(tension), 2.0, 4.0, "pressed", ("jaw", "breath")))
        after = began + timedelta(seconds=length_s)
        eased = max(0.0, tension - chance.choice((0, 1, 2, 3, 4)))
        history.set_check_in(key, CheckIn(Moment.AFTER, after, eased, None, 6.5, "apart"))
        history.set_look(key, Look(Moment.BEFORE, 18.2, 1.4, 0.9, 0.62))
        history.set_look(key, Look(Moment.AFTER, 19.0, 5.1, 1.0, 0.95))
    note = 'Slept in; "soft" day,\n=second line; ünïcode ✓' if number % 5 == 0 else ""
    history.set_note(key, note, [TAGS[number % 3]] if number % 2 else [])
    return key


def months_of_practice(data_dir: Path, count: int = 60) -> None:
    """A history that slowly gets better."""
    with History(data_dir) as history:
        for number in range(count):
            keep(history, number, hanging=0.35 + 0.4 * number / count, length_s=300 if number % 3 else 60)
