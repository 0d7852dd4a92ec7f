"""One session, told in every place there is: each figure is the same everywhere, or nowhere."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from calibration.states import Kind
from feedback.command import history_table, terminal
from feedback.kept.export import export_to
from feedback.kept.history import History
from feedback.kept.records import KeptSession, curve_of
from feedback.kept.trend import Measure, trend
from feedback.practice.events import SummaryEvent
from feedback.practice.summary import CurvePoint, Summary
from feedback.report.page import ReportSpan, report_page
from feedback.texts import Texts
from feedback.texts.measures import clock, share_text
from feedback.visit.event_objects import event_object
from feedback.window.controls.theme import Appearance
from feedback.window.pages.history_page import HistoryActions, HistoryPage
from feedback.window.pages.session_card import SessionActions
from feedback.window.pages.summary_page import SummaryActions, SummaryPage
from feedback.window.pages.summary_page import Told as SummaryTold
from feedback.window.person.past import suggestion
from tests.feedback.visit.recorded import Recorded

WHEN = datetime(2026, 11, 22, 20, 15, tzinfo=timezone(timedelta(hours=1)))
TIME, SHARE = re.compile(r"\b\d+:\d\d\b"), re.compile(r"\d+\s%")


def with_a_pause(told: Recorded) -> Recorded:
    told.does(Kind.CLOSED_TENSE, 3.6).does(Kind.HANGING, 14.3).pauses(41).does(Kind.ACTIVE, 4)
    return told.does(Kind.CLOSED_SOFT, 8.2).does(Kind.HANGING, 9.75).stops()


def of_whole_seconds(told: Recorded) -> Recorded:
    return told.does(Kind.HANGING, 30).does(Kind.CLOSED_SOFT, 30).stops()


def cut_short(told: Recorded) -> Recorded:
    return told.does(Kind.HANGING, 4.6).stops()


def of_nothing(told: Recorded) -> Recorded:
    return told.stops()


@dataclass
class Told:
    """One session in the hands of those who tell it."""

    summary: Summary
    session: KeptSession
    curve: tuple[CurvePoint, ...]
    exported: dict[str, str]


@pytest.fixture
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Told:
    recorded = request.param(Recorded(tmp_path / "data", WHEN))
    assert recorded.summary is not None
    with History(tmp_path / "data") as history:
        (session,) = history.sessions()
        curve = curve_of(history.samples(session.id))
        export_to(tmp_path / "all.zip", history)
    session = replace(session, tension_clarity="clear")  # on a face that shows it, so that every share is told
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        (row,) = csv.DictReader(io.StringIO(archive.read("sessions.csv").decode()))
    return Told(recorded.summary, session, curve, row)


def words_on(page: QWidget) -> list[str]:
    return [label.accessibleName() or label.text() for label in page.findChildren(QLabel)]


def nothing(*_: object) -> None:
    """Stands for every button."""


def summary_page(told: Told, look: Appearance, texts: Texts) -> SummaryPage:
    return SummaryPage(look, texts, SummaryTold(told.summary, live=True), SummaryActions(nothing, nothing))


def history_page(told: Told, look: Appearance, texts: Texts) -> HistoryPage:
    actions = HistoryActions(SessionActions(lambda _: told.curve, nothing, nothing), nothing, nothing, nothing)
    return HistoryPage(look, texts, (told.session,), actions)


def words_of(page: HistoryPage) -> str:
    return f"{page.session.title.text()} | {page.session.details.text()}"


def report_of(told: Told, texts: Texts) -> str:
    day = told.session.day
    page = report_page((told.session,), ReportSpan(day, day), texts, profile="default")
    return page[page.index("<main>") :]


def table_of(told: Told, texts: Texts, read: Callable[[], str]) -> str:
    history_table.print_table((told.session,), 1, texts)
    return read()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("told", [with_a_pause, of_whole_seconds], indirect=True)
def test_every_figure_of_a_session_is_the_same_in_every_place(
    told: Told, language: str, look: Appearance, capsys: pytest.CaptureFixture[str]
):
    texts, session, summary = Texts(language), told.session, told.summary
    elapsed, longest = clock(session.totals.elapsed_s), clock(session.longest_s)
    hung, judged = clock(session.totals.seconds[Kind.HANGING]), clock(session.judged_s)
    hanging, relaxed = share_text(session.hanging_share), share_text(session.relaxed_share)
    assert "–" not in (longest, hanging, relaxed)

    after, before = summary_page(told, look, texts), history_page(told, look, texts)
    on_summary = " | ".join(words_on(after))
    assert set(TIME.findall(on_summary)) >= {elapsed, longest, hung, judged}
    assert before.session.curve is not None
    assert clock(after.curve.time.length_s) == clock(before.session.curve.time.length_s) == judged

    on_history = words_of(before)
    assert TIME.findall(on_history) == ["20:15", elapsed, longest]
    assert SHARE.findall(on_history) == [hanging, relaxed]

    row = table_of(told, texts, lambda: capsys.readouterr().out).splitlines()[1]
    assert TIME.findall(row) == ["20:15", elapsed, longest]
    assert SHARE.findall(row) == [relaxed, hanging]

    report = report_of(told, texts)
    cells = re.findall(r"<td>(.*?)</td>", report)
    assert cells[2:6] == [elapsed, relaxed, hanging, longest]
    headline = re.findall(r'<p class="?number"?>(.*?)</p>', report)
    assert {relaxed, hanging, longest} <= set(headline)

    said = terminal.summary_words(summary, texts)
    assert TIME.findall(said) == [hung, judged, longest]
    assert SHARE.findall(said) == [hanging]

    assert elapsed in suggestion((session,), WHEN, texts)


@pytest.mark.parametrize("told", [with_a_pause, of_whole_seconds], indirect=True)
def test_what_programs_read_are_the_same_numbers(told: Told):
    session, row = told.session, told.exported
    as_json = history_table.as_object(session)
    event = event_object(SummaryEvent(0.0, told.summary), Texts("en"))
    for name in ("elapsed_s", "longest_hanging_s", *(f"{kind.value}_s" for kind in Kind)):
        assert as_json[name] == pytest.approx(float(row[name]), abs=0.001), name
        assert as_json[name] == pytest.approx(event[name], abs=0.006), name
    for name in ("judged_s", "hanging_share"):
        assert as_json[name] == pytest.approx(event[name], abs=0.006), name
    assert as_json["returns"] == event["returns"] == int(row["returns"])


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("told", [cut_short, of_nothing], indirect=True)
def test_of_too_little_there_is_no_share_in_any_place(
    told: Told, language: str, look: Appearance, capsys: pytest.CaptureFixture[str]
):
    texts = Texts(language)
    after, before = summary_page(told, look, texts), history_page(told, look, texts)
    places = {
        "summary page": " | ".join(words_on(after)),
        "history page": words_of(before),
        "table": table_of(told, texts, lambda: capsys.readouterr().out),
        "terminal": terminal.summary_words(told.summary, texts),
        "report": " | ".join(re.findall(r'<p class="?number"?>(.*?)</p>|<td>(.*?)</td>', report_of(told, texts))[0]),
        "home": suggestion((told.session,), WHEN, texts),
    }
    for place, said in places.items():
        assert not SHARE.findall(said), place
        assert "0:00 of 0:00" not in said
    assert texts.say("Thank you. There was too little to see this time.") in places["summary page"]
    assert texts.say("no tension seen") not in places["summary page"]
    assert not any(trend((told.session,), measure) for measure in Measure)
    as_json = history_table.as_object(told.session)
    event = event_object(SummaryEvent(0.0, told.summary), texts)
    shares = ("relaxed_share", "hanging_share", "longest_hanging_s")
    assert [as_json[name] for name in shares] == [None, None, None]
    assert [event[name] for name in shares[1:]] == [None, None]
