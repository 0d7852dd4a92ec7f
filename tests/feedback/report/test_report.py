"""The page somebody else reads: self-contained, honest, in both languages."""

from __future__ import annotations

import re
import stat
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from feedback.kept.history import History
from feedback.kept.records import KeptSession, Sample
from feedback.report.figures import figures_of
from feedback.report.page import CANNOT_SEE, ReportError, ReportSpan, report_page, write_page
from feedback.texts import Texts
from tests.feedback.kept.histories import keep, months_of_practice, shares

SPAN = ReportSpan(date(2026, 8, 1), date(2026, 10, 31))


class Outline(HTMLParser):
    """Which elements there are, what they load, and whether every one is closed."""

    VOID = frozenset({"meta", "br", "link", "img", "path", "use", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.loads: list[str] = []
        self.open: list[str] = []
        self.rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.rows += tag == "tr"
        self.loads += [
            value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "action", "srcset")
        ]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            while self.open and self.open.pop() != tag:
                pass


@pytest.fixture
def sessions(tmp_path: Path) -> tuple[KeptSession, ...]:
    months_of_practice(tmp_path, 30)
    with History(tmp_path) as history:
        return history.sessions()


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    return parser


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_is_whole_and_asks_nothing_of_anybody(sessions: tuple[KeptSession, ...], language: str):
    page = report_page(sessions, SPAN, Texts(language), profile="default", with_notes=True)
    found = outline(page)
    assert found.open == []
    assert not found.names & {"script", "img", "iframe", "object", "link", "form", "foreignobject"}
    assert all(target.startswith("#") for target in found.loads)
    assert not re.search(r"https?://|url\((?!#)|@import|\son\w+=", page)
    assert "default-src 'none'" in page
    assert f'lang="{language}"' in page


def test_figures_come_with_what_they_are_worth(sessions: tuple[KeptSession, ...]):
    page = report_page(sessions, SPAN, Texts("en"), profile="default")
    assert CANNOT_SEE in page
    assert "median of 30 sessions, 90\N{NO-BREAK SPACE}% range" in page
    assert "±" in page
    assert "1 August 2026 – 31 October 2026" in page


def test_own_words_are_there_only_when_asked_for_and_cannot_break_the_page(tmp_path: Path):
    with History(tmp_path) as history:
        number = keep(history, 1)
        history.set_note(number, "<script>alert('x')</script> & so on", ["<b>tag"])
        kept = history.sessions()
    without = report_page(kept, SPAN, Texts("en"), profile="default")
    with_notes = report_page(kept, SPAN, Texts("en"), profile="<i>", with_notes=True)
    assert "so on" not in without
    assert "&lt;script&gt;alert" in with_notes
    assert not outline(with_notes).names & {"script", "b", "i"}


def test_many_sessions_are_told_by_month(tmp_path: Path):
    months_of_practice(tmp_path, 75)
    with History(tmp_path) as history:
        kept = history.sessions()
    assert outline(report_page(kept, SPAN, Texts("en"), profile="default")).rows == 1 + 3
    assert outline(report_page(kept[:20], SPAN, Texts("en"), profile="default")).rows == 1 + 20


def test_a_single_session_without_anything_seen_makes_a_page(tmp_path: Path):
    with History(tmp_path) as history:
        keep(history, 1, samples=[], answers=False)
        page = report_page(history.sessions(), SPAN, Texts("en"), profile="default")
    assert outline(page).open == []


def test_a_page_that_is_there_is_kept_unless_told_otherwise(tmp_path: Path):
    path = tmp_path / "report.html"
    path.write_text("mine")
    with pytest.raises(ReportError):
        write_page(path, "page")
    assert path.read_text() == "mine"
    write_page(path, "page", replace=True)
    assert path.read_text() == "page"
    write_page(tmp_path / "new.html", "page")
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "new.html").stat().st_mode) == 0o600


@pytest.mark.parametrize(("seconds", "said"), [(0, "on 1 day"), (12, "on 1 day; 12 s in all could be seen")])
def test_a_period_of_little_to_see_does_not_speak_of_no_minutes(tmp_path: Path, seconds: int, said: str):
    samples = [Sample(second, 6.0, 0.5, 0.1, shares(hanging=1.0)) for second in range(seconds)]
    with History(tmp_path) as history:
        keep(history, 1, samples=samples, answers=False)
        kept = history.sessions()
    (note,) = [figure.note for figure in figures_of(kept, Texts("en")) if figure.name == "session"]
    assert note == said
