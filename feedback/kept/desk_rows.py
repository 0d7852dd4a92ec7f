"""The desk's records in the history: writing, reading by local days, and what the desk has to know when it begins.

Every function raises StoreError, with a sentence, when the store cannot do it.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from feedback.kept.desk_past import DayCount, DeskPast
from feedback.kept.desk_records import Glance, Hint, HintAnswer, Release, Seen, SelfCheck, Teeth
from feedback.kept.history import History
from feedback.kept.rows import Cell, local_time, offset_min, stored_time

DeskRecord = Glance | Hint | SelfCheck | Release
Read = TypeVar("Read", Glance, Hint, SelfCheck, Release)

DESK_TABLES = ("glances", "hints", "self_checks", "releases")
RECENT_DAYS = 2
"""Hints and answers of so many days are what spacing and budget ask for, also after a clock was set."""
_DAY = "date(at, utc_offset_min || ' minutes')"
"""The local day of a row, as SQLite reckons it."""


def keep_desk_record(history: History, record: DeskRecord) -> None:
    """Keep a record, instead of one of the same kind and time."""
    table, row = _row(record)
    row = {"at": stored_time(record.at), "utc_offset_min": offset_min(record.at), **row}
    with history.writing() as connection:
        connection.execute(
            f"INSERT OR REPLACE INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )


def read_glances(
    history: History, *, profile: str | None = None, since: date | None = None, until: date | None = None
) -> tuple[Glance, ...]:
    """The glances, oldest first; of a profile with those left out, which are nobody's."""
    found = _read(history, "glances", _glance, since, until)
    return tuple(glance for glance in found if profile is None or glance.profile in ("", profile))


def read_hints(history: History, *, since: date | None = None, until: date | None = None) -> tuple[Hint, ...]:
    """The hints, oldest first."""
    return _read(history, "hints", _hint, since, until)


def read_self_checks(
    history: History, *, since: date | None = None, until: date | None = None
) -> tuple[SelfCheck, ...]:
    """The answers about the teeth, oldest first."""
    return _read(history, "self_checks", _self_check, since, until)


def read_releases(history: History, *, since: date | None = None, until: date | None = None) -> tuple[Release, ...]:
    """The releases, oldest first."""
    return _read(history, "releases", _release, since, until)


def read_desk_past(history: History, now: datetime, *, profile: str | None = None) -> DeskPast:
    """What the desk has to know when it begins at ``now``, of one profile's glances or of all."""
    whose, values = ("AND profile = ?", (profile,)) if profile is not None else ("", ())
    recently = now.date() - timedelta(days=RECENT_DAYS)
    with history.reading() as connection:
        days = connection.execute(
            f"SELECT {_DAY} AS day, count(*) AS taken, sum(seen IN ('relaxed', 'tense', 'closed')) AS told,"
            f" sum(seen = 'relaxed') AS relaxed FROM glances WHERE seen != 'not_taken' {whose} GROUP BY 1 ORDER BY 1",
            values,
        ).fetchall()
        last = connection.execute(
            f"SELECT at, utc_offset_min FROM glances WHERE seen != 'not_taken' {whose} ORDER BY at DESC LIMIT 1", values
        ).fetchone()
    return DeskPast(
        days=tuple(DayCount(date.fromisoformat(row["day"]), row["taken"], row["told"], row["relaxed"]) for row in days),
        hints=read_hints(history, since=recently),
        checks=read_self_checks(history, since=recently),
        last_glance_at=None if last is None else local_time(last["at"], last["utc_offset_min"]),
    )


def count_desk_records(history: History, since: date | None = None, until: date | None = None) -> int:
    """How many of these records there are on these days, both included."""
    where, values = days_between(since, until)
    with history.reading() as connection:
        counts = (connection.execute(f"SELECT count(*) FROM {name} {where}", values).fetchone() for name in DESK_TABLES)
        return sum(count for (count,) in counts)


def delete_desk_records(history: History, since: date | None = None, until: date | None = None) -> int:
    """Delete the records of these days, both included; how many there were."""
    where, values = days_between(since, until)
    with history.writing() as connection:
        return sum(connection.execute(f"DELETE FROM {name} {where}", values).rowcount for name in DESK_TABLES)


def days_between(since: date | None, until: date | None) -> tuple[str, tuple[str, ...]]:
    """The condition for rows of these local days, both included, and its values."""
    asked = [(f"{_DAY} >= ?", since), (f"{_DAY} <= ?", until)]
    wheres = [where for where, day in asked if day is not None]
    values = tuple(day.isoformat() for _, day in asked if day is not None)
    # The row's own day decides; the bounds in UTC, a day wider, spare reading ten years for one.
    for sign, day in (
        ("at >= ?", since and since - timedelta(days=2)),
        ("at < ?", until and until + timedelta(days=2)),
    ):
        if day is not None:
            wheres.append(sign)
            values += (day.isoformat(),)
    return (f"WHERE {' AND '.join(wheres)}" if wheres else ""), values


def _read(
    history: History, table: str, one: Callable[[sqlite3.Row], Read], since: date | None, until: date | None
) -> tuple[Read, ...]:
    where, values = days_between(since, until)
    with history.reading() as connection:
        return tuple(one(row) for row in connection.execute(f"SELECT * FROM {table} {where} ORDER BY at", values))


def _row(record: DeskRecord) -> tuple[str, dict[str, Cell]]:
    match record:
        case Glance():
            figures = ("judged_s", "took_s", "relaxed_share", "tense_share", "gap_mm", "gap_sd_mm")
            return "glances", {
                "seen": record.seen.value,
                "why": str(record.why),
                **{name: _known(getattr(record, name)) for name in figures},
                "profile": record.profile,
            }
        case Hint():
            return "hints", {"answer": record.answer.value}
        case SelfCheck():
            return "self_checks", {"teeth_are": record.teeth.value, "asked": int(record.asked)}
        case Release():
            return "releases", {"whole": int(record.whole)}


def _glance(row: sqlite3.Row) -> Glance:
    return Glance(
        at=_at(row),
        seen=Seen(row["seen"]),
        why=row["why"],
        judged_s=row["judged_s"],
        took_s=row["took_s"],
        relaxed_share=_figure(row["relaxed_share"]),
        tense_share=_figure(row["tense_share"]),
        gap_mm=_figure(row["gap_mm"]),
        gap_sd_mm=_figure(row["gap_sd_mm"]),
        profile=row["profile"],
    )


def _hint(row: sqlite3.Row) -> Hint:
    return Hint(_at(row), HintAnswer(row["answer"]))


def _self_check(row: sqlite3.Row) -> SelfCheck:
    return SelfCheck(_at(row), Teeth(row["teeth_are"]), bool(row["asked"]))


def _release(row: sqlite3.Row) -> Release:
    return Release(_at(row), bool(row["whole"]))


def _at(row: sqlite3.Row) -> datetime:
    return local_time(row["at"], row["utc_offset_min"])


def _known(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None


def _figure(value: float | None) -> float:
    return math.nan if value is None else value
