"""The desk's records as days: everything of a stretch of days together, oldest first."""

from __future__ import annotations

from datetime import date

from feedback.kept.desk_rows import DeskRecord, read_glances, read_hints, read_releases, read_self_checks
from feedback.kept.history import History


def read_desk_days(
    history: History, since: date | None, until: date | None, *, profile: str | None = None
) -> tuple[DeskRecord, ...]:
    """Everything of these days, both included, oldest first. Raises StoreError."""
    records: list[DeskRecord] = [
        *read_glances(history, profile=profile, since=since, until=until),
        *read_hints(history, since=since, until=until),
        *read_self_checks(history, since=since, until=until),
        *read_releases(history, since=since, until=until),
    ]
    return tuple(sorted(records, key=lambda record: record.at))
