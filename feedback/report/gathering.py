"""The report's page with all that is kept of a period: sessions, the desk, the plan, own measures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from feedback.kept.history import History
from feedback.kept.homework import homework_in
from feedback.kept.opening_rows import read_openings
from feedback.kept.records import KeptSession
from feedback.report.desk_part import read_desk_data
from feedback.report.page import ReportSpan, report_page
from feedback.texts import Texts


def gathered_page(
    history: History,
    sessions: Sequence[KeptSession],
    texts: Texts,
    *,
    profile: str,
    since: date | None,
    until: date,
    with_notes: bool,
) -> str | None:
    """The page as HTML; None where nothing was kept in the period.

    sessions: those of the period, oldest first. since: its first day, else that of the oldest thing kept. Raises
    StoreError.
    """
    desk = read_desk_data(history, profile=profile, since=since, until=until)
    if not sessions and desk.is_empty:
        return None
    begun = [day for day in (sessions[0].day if sessions else None, desk.first) if day is not None]
    span = ReportSpan(since or min(begun), until)
    openings = read_openings(history, profile)
    return report_page(
        sessions,
        span,
        texts,
        profile=profile,
        with_notes=with_notes,
        homework=homework_in(history.data_dir, profile),
        desk=desk,
        openings=[opening for opening in openings if span.first <= opening.day <= span.last],
    )
