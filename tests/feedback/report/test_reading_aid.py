"""The reading aid: the same page for everybody, short, in either language, with nothing of a person in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from feedback.command.main import app
from feedback.report.reading_aid import LINES, ROWS, reading_aid_page
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES

A_PAGE = 3600
"""Letters; as many were printed on three quarters of A4, in letters wider than most."""


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_whole_translated_and_fits_on_a_page(language: str):
    texts = Texts(language)
    page = reading_aid_page(texts)
    assert f'<html lang="{language}">' in page
    assert page.count("<tr>") == len(ROWS) + 1
    assert page.count("<li>") == len(LINES)
    assert len(words_of(page)) < A_PAGE
    assert "http" not in words_of(page)
    other = reading_aid_page(Texts(next(one for one in LANGUAGES if one != language)))
    assert not set(re.findall(r"<td>(.*?)</td>", page)) & set(re.findall(r"<td>(.*?)</td>", other))


@pytest.mark.parametrize(("language", "heading"), [("en", "Reading aid"), ("nl", "Leeswijzer")])
def test_it_is_written_without_any_session_and_over_no_file(tmp_path: Path, language: str, heading: str):
    page = tmp_path / "aid.html"
    command = ["report", "--reading-aid", "--out", str(page), "--lang", language, "--data-dir", str(tmp_path / "none")]
    assert CliRunner().invoke(app, command).exit_code == 0
    written = page.read_text("utf-8")
    assert f"<h1>{heading}</h1>" in written
    page.write_text("mine")
    assert CliRunner().invoke(app, command).exit_code == 2
    assert page.read_text() == "mine"
    assert CliRunner().invoke(app, [*command, "--force"]).exit_code == 0
    assert page.read_text("utf-8") == written
    assert not (tmp_path / "none").exists()


def test_a_name_is_found_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        command = ["report", "--reading-aid", "--lang", "nl", "--data-dir", str(tmp_path / "none")]
        assert CliRunner().invoke(app, command).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "kaakrust-leeswijzer-2.html",
        "kaakrust-leeswijzer.html",
    ]
