"""Comfortable openings in the history: an own measure, kept only when it was asked for."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from calibration.comfort import Comfort
from feedback.kept.desk_rows import days_between
from feedback.kept.history import History
from feedback.kept.rows import local_time, offset_min, stored_time

FIGURES = ("mm", "sd_mm", "low_mm", "high_mm", "side_mm", "side_sd_mm", "times")


@dataclass(frozen=True, slots=True)
class Opening:
    """What was measured, when, and by whose baseline."""

    at: datetime
    profile: str
    comfort: Comfort

    @property
    def day(self) -> date:
        """The local day of it."""
        return self.at.date()


def keep_opening(history: History, opening: Opening) -> None:
    """Keep ``opening``. Raises StoreError."""
    values = [round(getattr(opening.comfort, name), 3) for name in FIGURES]
    row = (stored_time(opening.at), offset_min(opening.at), opening.profile, *values)
    names = ("at", "utc_offset_min", "profile", *FIGURES)
    with history.writing() as connection:
        connection.execute(
            f"INSERT OR REPLACE INTO openings ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", row
        )


def read_openings(history: History, profile: str) -> tuple[Opening, ...]:
    """The openings of ``profile``, oldest first. Raises StoreError."""
    with history.reading() as connection:
        rows = connection.execute("SELECT * FROM openings WHERE profile = ? ORDER BY at", (profile,))
        return tuple(_opening(row) for row in rows)


def delete_openings(history: History, since: date | None = None, until: date | None = None) -> None:
    """Delete the openings of these local days, both included. Raises StoreError."""
    where, values = days_between(since, until)
    with history.writing() as connection:
        connection.execute(f"DELETE FROM openings {where}", values)


def _opening(row: sqlite3.Row) -> Opening:
    comfort = Comfort(*(row[name] for name in FIGURES))
    return Opening(local_time(row["at"], row["utc_offset_min"]), row["profile"], comfort)
