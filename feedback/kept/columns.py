"""The columns of an export: their names, what they mean, and what may stand in them.

One list for writing, reading and documenting, so that these three cannot drift apart.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from calibration.states import KINDS, Kind
from feedback.kept.schema import MIGRATIONS, PER_MILLE, columns_after

FORM = len(MIGRATIONS)
"""The form of an export is the version of the store it was taken from: what came later is not in it."""
SESSION = "session"
"""The column that ties a row to its session: the session's random name."""


FIRST_YEAR, LAST_YEAR = 1900, 9000
"""Clocks that were never set say 1970; nearer to the calendar's own ends it cannot be reckoned with."""
LARGEST = 1e12
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
    """A file of the export. name: of the table and the file. columns: after the session's name."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """The first line."""
        return (SESSION, *(column.name for column in self.columns))

    def of_form(self, form: int) -> Table:
        """The table as an export of an earlier form has it: without what came after."""
        there = columns_after(MIGRATIONS[:form])
        return replace(self, columns=tuple(column for column in self.columns if (self.name, column.stored) in there))


def _text(name: str, meaning: str, *, among: tuple[str, ...] = (), longest: int = 4000, empty: bool = False) -> Column:
    def read(cell: str) -> str:
        if len(cell) > longest or (among and cell not in among):
            raise CellError(cell)
        return cell

    def holds(value: object) -> bool:
        return (isinstance(value, str) and (not among or value in among)) or (empty and value is None)

    return Column(name, name, meaning, lambda value: value or "", read, holds)


def _time(name: str, meaning: str) -> Column:
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


def _number(
    name: str,
    meaning: str,
    low: float,
    high: float,
    *,
    empty: bool = False,
    whole: bool = False,
    per_mille: bool = False,
) -> Column:
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
        return isinstance(value, int if per_mille else (int, float)) and abs(value) < LARGEST

    return Column(name, stored, meaning, write, read, holds, is_number=True)


_LONGEST_S = 86_400.0
_MOMENTS = ("before", "after")
_GAP_MM = (-100.0, 200.0)

SESSIONS = Table(
    "sessions",
    "one row per session",
    (
        _time("started_at", "when it began, UTC"),
        _number("utc_offset_min", "how far local time was ahead of UTC then, minutes", -1439, 1439, whole=True),
        _text("exercise", "name of the exercise", longest=100),
        _number("planned_s", "planned exercise time, s", 0, _LONGEST_S),
        _text("profile", "whose baseline", longest=100),
        _text("baseline", "fingerprint of the numbers it was measured against", longest=100),
        _text(
            "tension_clarity",
            "how well tension shows on this face: clear, weak, not_clear, empty = not calibrated",
            longest=20,
        ),
        _text("software", "version of Kaakrust", longest=50),
        _text("ended", "done, stopped, source_ended, source_lost, nobody, interrupted", longest=30, empty=True),
        _number("real_s", "from beginning to end, pauses included, s", 0, 1e9),
        _number("elapsed_s", "exercise time: what could be judged, s", 0, 1e9),
        *(_number(f"{kind.value}_s", f"time: {KINDS[kind].meaning}, s", 0, 1e9) for kind in Kind),
        _number("longest_hanging_s", "longest hanging stretch, s", 0, 1e9),
        _number("returns", "how often the jaw came back to hanging after it had closed", 0, 1_000_000, whole=True),
        _number(
            "hanging_gap_mm",
            "mean gap between the front teeth while hanging, mm; empty = never hung",
            *_GAP_MM,
            empty=True,
        ),
        _number("hanging_gap_sd_mm", "its standard deviation, mm", 0, 200, empty=True),
        _text("note", "the person's own words"),
    ),
)

TABLES = (
    SESSIONS,
    Table(
        "samples",
        "one row per second of a session",
        (
            _number("second", "since the session began, 0 for the first", 0, 10_000_000, whole=True),
            _number(
                "gap_mm", "mean gap between the front teeth, mm; empty = unknown", *_GAP_MM, empty=True, per_mille=True
            ),
            _number("gap_sd_mm", "its standard deviation, mm", 0, 200, empty=True, per_mille=True),
            _number(
                "tension",
                "0 as in soft closing, 1 as in the own light bite; empty = unknown",
                -1000,
                1000,
                empty=True,
                per_mille=True,
            ),
            *(
                _number(
                    f"{kind.value}_share", f"part of the second: {KINDS[kind].meaning}, 0 to 1", 0, 1, per_mille=True
                )
                for kind in Kind
            ),
            _number(
                "yaw_deg",
                "head turned to the person's own left, degrees; empty = no face",
                -180,
                180,
                empty=True,
                per_mille=True,
            ),
            _number("pitch_deg", "head looking up, degrees", -180, 180, empty=True, per_mille=True),
            _number(
                "roll_deg",
                "head tipped to the person's own left shoulder, degrees",
                -180,
                180,
                empty=True,
                per_mille=True,
            ),
            _number("distance_mm", "from the camera to between the eyes, mm", 0, 100_000, empty=True, per_mille=True),
        ),
    ),
    Table(
        "cues",
        "one row per cue given",
        (
            _number("t_s", "since the session began, s", -1, 1e9),
            _text("cue", "name of the cue", longest=50),
        ),
    ),
    Table("tags", "one row per tag of a session", (_text("tag", "the person's own word", longest=40),)),
    Table(
        "check_ins",
        "the person's own answers before and after",
        (
            _text("moment", "before or after", among=_MOMENTS),
            _time("taken_at", "when, UTC"),
            _number("tension", "own slider: tension in the jaw, 0 to 10; empty = not answered", 0, 10, empty=True),
            _number("pain", "own slider: pain, 0 to 10", 0, 10, empty=True),
            _number("calm", "own slider: calm, 0 to 10", 0, 10, empty=True),
            _text("teeth", "apart, touching, pressed, unknown, or empty", longest=20),
            _text("ticks", "names of what was ticked, with spaces between", longest=400),
        ),
    ),
    Table(
        "looks",
        "jaw looks of some seconds before and after",
        (
            _text("moment", "before or after", among=_MOMENTS),
            _number("judged_s", "how long something could be told, s", 0, _LONGEST_S),
            _number("gap_mm", "median gap, mm; empty = nothing could be seen", *_GAP_MM, empty=True),
            _number("gap_sd_mm", "its standard deviation, mm", 0, 200, empty=True),
            _number("relaxed_share", "part of the judged time hanging or closed and soft, 0 to 1", 0, 1, empty=True),
        ),
    ),
)


HOLDS = {column.stored: column.holds for table in TABLES for column in table.columns}
HOLDS["uid"] = lambda value: isinstance(value, str) and SESSION_NAME.fullmatch(value) is not None


def checked_row(cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
    """A row of the store, by name. Raises what SQLite does for a damaged file when a value cannot be in its column."""
    for (name, *_), value in zip(cursor.description, values, strict=True):
        if name in HOLDS and not HOLDS[name](value):
            error = sqlite3.DatabaseError(f"{name} holds {value!r:.60}")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
    return sqlite3.Row(cursor, values)


def documentation() -> str:
    """All files and columns in words, as the export carries them."""
    lines = []
    for table in TABLES:
        lines += [f"{table.file}: {table.meaning}", f"  {SESSION}: the session's name, the same in every file"]
        lines += [f"  {column.name}: {column.meaning}" for column in table.columns]
        lines.append("")
    return "\n".join(lines)
