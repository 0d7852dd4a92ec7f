"""What the desk kept, as the commands about the history tell it, bring it out and remove it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from feedback.kept.desk_records import Glance, Hint, Seen, SelfCheck, Teeth
from feedback.kept.desk_rows import count_desk_records, keep_desk_record, read_self_checks
from feedback.kept.history import History
from tests.feedback.command.test_command import kaakrust

DAY = datetime(2026, 11, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Three days at the desk, and never a session."""
    with History(tmp_path / "data") as history:
        for day in range(3):
            at = DAY + timedelta(days=day)
            keep_desk_record(history, Glance(at, Seen.RELAXED, profile="default"))
            keep_desk_record(history, Hint(at))
            keep_desk_record(history, SelfCheck(at, Teeth.TOUCHING))
    return tmp_path / "data"


def test_days_at_the_desk_are_forgotten_after_asking(desk: Path):
    days = ("forget", "--from", "2026-11-03", "--until", "2026-11-03")
    asked = kaakrust(*days, data_dir=desk)
    assert asked.returncode == 4
    assert "Forget 3 looks, hints and answers at the desk? This cannot be undone." in asked.stderr
    done = kaakrust(*days, "--yes", data_dir=desk)
    assert done.returncode == 0
    assert "Removed from the desk: 3 looks, hints and answers." in done.stderr
    with History(desk) as history:
        assert count_desk_records(history) == 6
        assert [check.at.day for check in read_self_checks(history)] == [2, 4]
    assert kaakrust(*days, "--yes", data_dir=desk).returncode == 2


def test_who_only_answers_has_a_report_and_a_copy_too(desk: Path, tmp_path: Path):
    page, archive, other = tmp_path / "page.html", tmp_path / "all.zip", tmp_path / "other"
    assert kaakrust("report", "--period", "all", "--out", page, data_dir=desk).returncode == 0
    assert "At the desk, between the sessions" in page.read_text(encoding="utf-8")
    assert kaakrust("export", "--out", archive, data_dir=desk).returncode == 0
    assert kaakrust("import", archive, data_dir=other).returncode == 0
    with History(desk) as first, History(other) as second:
        assert read_self_checks(first) == read_self_checks(second)
    none = kaakrust("report", "--from", "2026-12-01", "--until", "2026-12-31", data_dir=desk)
    assert none.returncode == 2
