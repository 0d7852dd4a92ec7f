"""What may stand in a cell of an export, and in a column of the store."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedback.kept.cells import CellError, Column, Table, number_column, text_column, time_column
from feedback.kept.columns import FORM, TABLES, checked_row, documentation
from feedback.kept.database import connect
from feedback.kept.schema import MIGRATIONS, columns_after

GAP = number_column("gap_mm", "a gap, mm", -100, 200, empty=True, per_mille=True)
COUNT = number_column("returns", "how often", 0, 1000, whole=True)


def column(table: str, name: str) -> Column:
    return next(one for each in TABLES if each.name == table for one in each.columns if one.name == name)


def test_thousandths_come_back_as_they_were_and_unknown_stays_unknown():
    assert GAP.stored == "gap_mil"
    for stored in (0, 1234, -5, 199_999):
        assert GAP.read(GAP.write(stored)) == stored
    assert GAP.write(None) == ""
    assert GAP.read("") is None


@pytest.mark.parametrize("cell", ["nan", "inf", "1e9", "-101", "six", ""])
def test_a_number_that_cannot_be_is_refused(cell: str):
    with pytest.raises(ValueError, match=r".*"):
        number_column("planned_s", "time, s", 0, 86_400.0).read(cell)


def test_a_count_is_whole():
    assert COUNT.read("3") == 3
    with pytest.raises(ValueError, match=r".*"):
        COUNT.read("3.5")
    assert COUNT.holds(3)
    assert not COUNT.holds(3.5)


def test_words_are_among_those_there_are_and_no_longer_than_they_may_be():
    moment, note = text_column("moment", "when", among=("before", "after")), text_column("note", "words", longest=5)
    assert moment.read("before") == "before"
    for refused, cell in ((moment, "during"), (note, "a long note")):
        with pytest.raises(CellError):
            refused.read(cell)


@pytest.mark.parametrize(
    "cell", ["2026-11-22T20:15:00.000", "2026-11-22T20:15:00.000+01:00", "1850-01-01T00:00:00+00:00"]
)
def test_a_time_is_of_our_days_and_in_utc(cell: str):
    when = time_column("started_at", "when")
    assert when.read("2026-11-22T20:15:00.000+00:00")
    with pytest.raises(ValueError, match=r".*"):
        when.read(cell)
    assert not when.holds(cell)


def test_every_column_of_an_export_is_a_column_of_the_store():
    there = columns_after(MIGRATIONS)
    for table in TABLES:
        assert {(table.name, one.stored) for one in table.columns} <= there


def test_an_earlier_form_has_no_later_columns():
    looks = next(table for table in TABLES if table.name == "looks")
    assert "own_sd_mm" in looks.of_form(FORM).header
    assert "own_sd_mm" not in looks.of_form(1).header
    assert looks.of_form(1).header == looks.header[: len(looks.of_form(1).header)]


def test_the_share_of_a_look_may_be_empty():
    assert column("looks", "relaxed_share").read("") is None
    with pytest.raises(CellError):
        column("looks", "relaxed_share").read("1.2")


def test_a_value_that_no_version_writes_counts_as_damage(tmp_path: Path):
    with closing(connect(tmp_path)) as connection:
        connection.row_factory = checked_row
        assert connection.execute("SELECT 1.5 AS planned_s").fetchone()["planned_s"] == 1.5
        with pytest.raises(sqlite3.DatabaseError) as told:
            connection.execute("SELECT 'soon' AS planned_s").fetchone()
        assert told.value.sqlite_errorcode == sqlite3.SQLITE_CORRUPT


def test_the_documentation_names_every_column_with_its_meaning():
    text = documentation()
    for table in TABLES:
        assert isinstance(table, Table)
        assert table.file in text
        for one in table.columns:
            assert f"{one.name}: {one.meaning}" in text


def test_numbers_beyond_reckoning_are_not_held():
    assert not column("sessions", "real_s").holds(math.inf)
    assert not column("sessions", "real_s").holds(1e13)
    assert column("sessions", "real_s").holds(0.5)
