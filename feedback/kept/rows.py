"""Records as the rows of the store, and back: times, totals, seconds, answers and looks."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone

from calibration.states import Kind
from feedback.kept.records import CheckIn, KeptSession, Sample, Totals
from feedback.kept.schema import PER_MILLE
from feedback.practice.looks import Look, Moment

TOTAL_COLUMNS = (
    "real_s",
    "elapsed_s",
    *(f"{kind.value}_s" for kind in Kind),
    "longest_hanging_s",
    "returns",
    "hanging_gap_mm",
    "hanging_gap_sd_mm",
)

SAMPLE_COLUMNS = (
    "session_id",
    "second",
    *("gap_mil", "gap_sd_mil", "tension_mil"),
    *(f"{kind.value}_mil" for kind in Kind),
    *("yaw_mil", "pitch_mil", "roll_mil", "distance_mil"),
)
LOOK_COLUMNS = ("judged_s", "gap_mm", "gap_sd_mm", "relaxed_share", "own_sd_mm", "mm_sd_share")
"""By name, as everywhere in the store: migrations add columns at the end, and a later version of the program may add
its own while this one records."""

Cell = int | float | str | None


def stored_time(moment: datetime) -> str:
    """A time as it is kept: UTC, to the millisecond, so that the order of the text is the order of time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def offset_min(moment: datetime) -> int:
    """How far local time was ahead of UTC, minutes."""
    return round((moment.utcoffset() or timedelta()).total_seconds() / 60)


def local_time(stored: str, ahead_min: int) -> datetime:
    """A kept time, on the clock of the place and season it was taken in."""
    return datetime.fromisoformat(stored).astimezone(timezone(timedelta(minutes=ahead_min)))


def beginning_row(session: KeptSession) -> dict[str, Cell]:
    """What is known of a session when it begins, by column."""
    return {
        "uid": session.uid,
        "started_at": stored_time(session.started_at),
        "utc_offset_min": offset_min(session.started_at),
        "exercise": session.exercise,
        "planned_s": session.planned_s,
        "profile": session.profile,
        "baseline": session.baseline,
        "tension_clarity": session.tension_clarity,
        "software": session.software,
    }


def totals_row(totals: Totals) -> tuple[Cell, ...]:
    """What a session came to, in the order of TOTAL_COLUMNS."""
    values: dict[str, float] = {f"{kind.value}_s": totals.seconds[kind] for kind in Kind}
    found = (values[name] if name in values else getattr(totals, name) for name in TOTAL_COLUMNS)
    return tuple(None if value is None else round(value, 3) for value in found)


def session_of(
    row: sqlite3.Row,
    tags: Mapping[int, Sequence[str]],
    check_ins: Mapping[int, Sequence[CheckIn]],
    looks: Mapping[int, Sequence[Look]],
) -> KeptSession:
    """A session out of its row, with what the other tables have of it by its number."""
    number = row["id"]
    return KeptSession(
        uid=row["uid"],
        started_at=local_time(row["started_at"], row["utc_offset_min"]),
        exercise=row["exercise"],
        planned_s=row["planned_s"],
        profile=row["profile"],
        baseline=row["baseline"],
        tension_clarity=row["tension_clarity"],
        software=row["software"],
        ended=row["ended"],
        totals=Totals(
            row["real_s"],
            row["elapsed_s"],
            {kind: row[f"{kind.value}_s"] for kind in Kind},
            row["longest_hanging_s"],
            row["returns"],
            row["hanging_gap_mm"],
            row["hanging_gap_sd_mm"],
        ),
        note=row["note"],
        tags=tuple(tags.get(number, ())),
        check_ins=tuple(check_ins.get(number, ())),
        looks=tuple(looks.get(number, ())),
        id=number,
    )


def sample_row(number: int, sample: Sample) -> tuple[int | None, ...]:
    """A second of session ``number``, in the order of SAMPLE_COLUMNS."""
    return (
        number,
        sample.second,
        *map(_packed, (sample.gap_mm, sample.gap_sd_mm, sample.tension)),
        *map(_packed, sample.shares),
        *map(_packed, (sample.yaw_deg, sample.pitch_deg, sample.roll_deg, sample.distance_mm)),
    )


def sample_of(row: sqlite3.Row) -> Sample:
    """A second out of its row."""
    _, second, gap, gap_sd, tension, *rest = row
    shares, pose = rest[: len(Kind)], rest[len(Kind) :]
    return Sample(
        second,
        _unpacked(gap),
        _unpacked(gap_sd),
        _unpacked(tension),
        tuple(share / PER_MILLE for share in shares),
        *map(_unpacked, pose),
    )


def check_in_of(row: sqlite3.Row) -> CheckIn:
    """The answers of a moment out of their row."""
    return CheckIn(
        Moment(row["moment"]),
        datetime.fromisoformat(row["taken_at"]),
        row["tension"],
        row["pain"],
        row["calm"],
        row["teeth"],
        tuple(row["ticks"].split()),
    )


def look_row(look: Look) -> tuple[Cell, ...]:
    """A look's figures, in the order of LOOK_COLUMNS."""
    return tuple(getattr(look, name) for name in LOOK_COLUMNS)


def look_of(row: sqlite3.Row) -> Look:
    """A look out of its row."""
    return Look(Moment(row["moment"]), **{name: row[name] for name in LOOK_COLUMNS})


def _packed(value: float) -> int | None:
    return round(value * PER_MILLE) if math.isfinite(value) else None


def _unpacked(value: int | None) -> float:
    return math.nan if value is None else value / PER_MILLE
