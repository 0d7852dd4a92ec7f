"""A column of an export: its name, what it means, what may stand in it, and how a cell is written and read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from feedback.kept.schema import MIGRATIONS, PER_MILLE, columns_after

SESSION = "session"
"""The column that ties a row to its session: the session's random name."""

FIRST_YEAR, LAST_YEAR = 1900, 9000
"""Clocks that were never set say 1970; nearer to the calendar's own ends it cannot be reckoned with."""
LARGEST_NUMBER = 1e12
"""Beyond any number of ours, and small enough to reckon with."""
SESSION_NAME = re.compile(r"[\w-]{1,64}", re.ASCII)
"""A session's random name is also part of a file's name."""


class CellError(ValueError):
    """What stands in a cell cannot be."""


@dataclass(frozen=True, slots=True)
class Column:
    """name: in the file; stored: in the store. meaning: English, with unit. write: from the store; read: back.

    holds: whether a value in the store is of this kind; SQLite itself keeps anything anywhere.
    is_number: whether the cell is a number, which a spreadsheet may write in its own language's way.
    """

    name: str
    stored: str
    meaning: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    holds: Callable[[object], bool]
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the export. name: of the table and the file. of_session: each row begins with its session's name."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    of_session: bool = True

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """The first line."""
        names = tuple(column.name for column in self.columns)
        return (SESSION, *names) if self.of_session else names

    def of_form(self, form: int) -> Table:
        """The table as an export of an earlier form has it: without what came after."""
        there = columns_after(MIGRATIONS[:form])
        return replace(self, columns=tuple(column for column in self.columns if (self.name, column.stored) in there))


def text_column(
    name: str, meaning: str, *, among: tuple[str, ...] = (), longest: int = 4000, empty: bool = False
) -> Column:
    """A column of words: any up to ``longest`` characters, or only those ``among``; ``empty``: there may be none."""

    def read(cell: str) -> str:
        if len(cell) > longest or (among and cell not in among):
            raise CellError(cell)
        return cell

    def holds(value: object) -> bool:
        return (isinstance(value, str) and (not among or value in among)) or (empty and value is None)

    return Column(name, name, meaning, lambda value: value or "", read, holds)


def time_column(name: str, meaning: str) -> Column:
    """A column of times in UTC."""

    def read(cell: str) -> str:
        moment = datetime.fromisoformat(cell)
        if moment.tzinfo is None or moment.utcoffset() or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise CellError(cell)
        return cell

    def holds(value: object) -> bool:
        try:
            return isinstance(value, str) and read(value) == value
        except ValueError:
            return False

    return Column(name, name, meaning, str, read, holds)


def number_column(
    name: str,
    meaning: str,
    low: float,
    high: float,
    *,
    empty: bool = False,
    whole: bool = False,
    per_mille: bool = False,
) -> Column:
    """A column of numbers ``low`` to ``high``; ``per_mille``: the store keeps whole thousandths."""
    scale = PER_MILLE if per_mille else 1
    stored = name
    if per_mille:  # the store's name drops the unit: gap_mm is kept as gap_mil
        stored = name.removesuffix("_mm").removesuffix("_deg").removesuffix("_share") + "_mil"

    def write(value: float | None) -> str:
        if value is None:
            return ""
        return f"{value / scale:.3f}" if per_mille else repr(value)

    def read(cell: str) -> float | None:
        if cell == "" and empty:
            return None
        value = int(cell) if whole else float(cell)
        if not math.isfinite(value) or not low <= value <= high:
            raise CellError(cell)
        return round(value * scale) if per_mille else value

    def holds(value: object) -> bool:
        if value is None:
            return empty
        if whole:
            return isinstance(value, int) and low <= value <= high
        # Only what cannot be reckoned with: an odd measure of our own is no damage.
        return isinstance(value, int if per_mille else (int, float)) and abs(value) < LARGEST_NUMBER

    return Column(name, stored, meaning, write, read, holds, is_number=True)
