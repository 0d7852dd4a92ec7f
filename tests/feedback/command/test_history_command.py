"""The commands about what is kept, as a person types them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from feedback.kept.errors import FILE_NAME
from feedback.kept.history import History
from tests.feedback.command.test_command import kaakrust
from tests.feedback.kept.histories import FIRST_DAY, keep


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    with History(tmp_path / "data") as history:
        for number in range(4):
            keep(history, number, started_at=FIRST_DAY + timedelta(days=number))
    return tmp_path / "data"


def test_the_history_as_a_table_and_as_json(practice: Path):
    table = kaakrust("history", "--count", "2", data_dir=practice)
    assert table.returncode == 0
    assert "2026-08-04" in table.stdout
    assert "2026-08-01" not in table.stdout
    assert "2 of 4" in table.stdout
    lines = kaakrust("history", "--json", "--from", "2026-08-02", data_dir=practice).stdout.splitlines()
    told = [json.loads(line) for line in lines]
    assert [session["started_at"][:10] for session in told] == ["2026-08-02", "2026-08-03", "2026-08-04"]
    assert told[0]["check_ins"]["before"]["teeth"] == "pressed"


def test_looking_where_nothing_was_kept_says_so_and_makes_no_file(tmp_path: Path):
    for command in (("history",), ("report",), ("export",), ("forget", "--everything")):
        result = kaakrust(*command, data_dir=tmp_path / "none")
        assert result.stdout == ""
        assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "none").exists()


def test_forgetting_asks_and_without_an_answer_removes_nothing(practice: Path):
    asked = kaakrust("forget", "--session", "2", data_dir=practice)
    assert asked.returncode == 4
    assert "cannot be undone" in asked.stderr
    done = kaakrust("forget", "--session", "2", "--yes", data_dir=practice)
    assert done.returncode == 0
    assert "Removed: 1 session, 60 seconds" in done.stderr
    with History(practice) as history:
        assert [session.id for session in history.sessions()] == [1, 3, 4]


def test_a_period_is_forgotten_and_everything_at_last(practice: Path):
    kaakrust("forget", "--from", "2026-08-02", "--until", "2026-08-03", "--yes", data_dir=practice)
    with History(practice) as history:
        assert [session.id for session in history.sessions()] == [1, 4]
    done = kaakrust("forget", "--everything", "--yes", data_dir=practice)
    assert FILE_NAME in done.stderr
    assert not practice.exists()


def test_report_export_and_import_through_files(practice: Path, tmp_path: Path):
    page, archive, other = tmp_path / "page.html", tmp_path / "all.zip", tmp_path / "other"
    assert kaakrust("report", "--period", "all", "--out", page, data_dir=practice).returncode == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert kaakrust("export", "--out", archive, data_dir=practice).returncode == 0
    assert kaakrust("import", archive, data_dir=other).returncode == 0
    with History(practice) as first, History(other) as second:
        assert first.sessions() == second.sessions()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("forget",), "what to forget"),
        (("forget", "--session", "99"), "no such session"),
        (("forget", "--from", "yesterday"), "is no day"),
        (("forget", "--everything", "--session", "1"), "what to forget"),
        (("report", "--from", "2030-01-01"), "no sessions in this period"),
        (("import", "nowhere.zip"), "no file"),
        (("import", __file__), "history already"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(practice: Path, arguments: tuple[str, ...], word: str):
    result = kaakrust(*arguments, data_dir=practice)
    assert result.returncode == 2
    assert word in result.stderr
    assert "Traceback" not in result.stderr
