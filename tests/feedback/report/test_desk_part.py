"""The desk in the report: its own figure, its words, and nothing where there is nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from feedback.kept.desk_records import Glance, Hint, Release, Seen, SelfCheck, Teeth
from feedback.kept.desk_rows import keep_desk_record
from feedback.kept.history import History
from feedback.report.desk_part import DeskData, desk_part, read_desk_data
from feedback.report.page import ReportSpan, report_page
from feedback.texts import Texts
from tests.feedback.report.test_report import outline

WINTER = timezone(timedelta(hours=1))
FIRST = datetime(2026, 11, 2, 9, 0, tzinfo=WINTER)
SPAN = ReportSpan(date(2026, 11, 2), date(2026, 11, 30))


def weeks_at_the_desk(days: int) -> list[Glance]:
    """Days of twelve looks, two of three relaxed."""
    return [
        Glance(
            FIRST + timedelta(days=day, minutes=30 * place),
            Seen.TENSE if place % 3 == 2 else Seen.RELAXED,
            profile="default",
        )
        for day in range(days)
        for place in range(12)
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_desk_has_its_own_figure_and_words(language: str):
    glances = weeks_at_the_desk(21)
    checks = [SelfCheck(glance.at, Teeth.RELAXED) for glance in glances[::10]]
    data = DeskData(glances, [Hint(FIRST)], checks, [Release(FIRST, whole=True)])
    page = report_page((), SPAN, Texts(language), profile="default", desk=data)
    assert outline(page).open == []
    part = desk_part(data, Texts(language))
    assert part is not None
    assert part.heading in page
    assert part.drawing in page
    assert part.drawing.startswith("<svg")
    assert all(line.split("’")[0][:20] in page for line in part.lines)
    assert not re.search(r"https?://|url\((?!#)|@import", page)


def test_without_a_desk_the_page_is_as_it_was(tmp_path: Path):
    from tests.feedback.kept.histories import keep

    with History(tmp_path) as history:
        keep(history, 1)
        sessions = history.sessions()
        nothing = read_desk_data(history, profile="default", since=None, until=SPAN.last)
    assert nothing.is_empty
    with_it = report_page(sessions, SPAN, Texts("en"), profile="default", desk=nothing)
    assert with_it == report_page(sessions, SPAN, Texts("en"), profile="default")


def test_a_report_of_a_month_still_knows_the_ordinary_week_before_it(tmp_path: Path):
    with History(tmp_path) as history:
        for glance in weeks_at_the_desk(14):
            keep_desk_record(history, glance)
        keep_desk_record(
            history, replace(weeks_at_the_desk(1)[0], at=FIRST + timedelta(days=8, minutes=1), profile="mia")
        )
        data = read_desk_data(history, profile="default", since=date(2026, 11, 9), until=SPAN.last)
    assert len(data.before) == 7 * 12
    assert len(data.glances) == 7 * 12
    assert data.first == date(2026, 11, 9)
    told = desk_part(data, Texts("en"))
    assert told is not None
    assert "from 2 November 2026" in " ".join(told.lines)


def test_answers_without_any_camera_are_told_without_a_drawing():
    told = desk_part(DeskData(checks=[SelfCheck(FIRST, Teeth.TOUCHING)]), Texts("en"))
    assert told is not None
    assert told.drawing == told.under == ""
    assert told.lines == ("1 own answer about the teeth.",)


def test_looks_that_were_all_left_out_are_nothing():
    assert desk_part(DeskData([Glance(FIRST, Seen.NOT_TAKEN, "absent")]), Texts("en")) is None
