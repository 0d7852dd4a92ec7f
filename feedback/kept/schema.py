"""The tables, as migrations: each takes the store one version on. Released ones are never edited, only followed.

They are written out, and nothing in them is computed: what a file of version 1 looks like was settled on the day it was
released, whatever the program has learnt since.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache

Migration = tuple[str, ...]

PER_MILLE = 1000
"""Numbers of a sample are kept as whole thousandths (micrometres, millidegrees): a third of the room that 8-byte
floating point takes, and far finer than what a webcam sees."""

VERSION_1: Migration = (
    """CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        started_at TEXT NOT NULL,
        utc_offset_min INTEGER NOT NULL,
        exercise TEXT NOT NULL,
        planned_s REAL NOT NULL,
        profile TEXT NOT NULL,
        baseline TEXT NOT NULL,
        tension_clarity TEXT NOT NULL,
        software TEXT NOT NULL,
        ended TEXT,
        real_s REAL NOT NULL DEFAULT 0,
        elapsed_s REAL NOT NULL DEFAULT 0,
        hanging_s REAL NOT NULL DEFAULT 0, closed_soft_s REAL NOT NULL DEFAULT 0, \
closed_tense_s REAL NOT NULL DEFAULT 0, wide_s REAL NOT NULL DEFAULT 0, active_s REAL NOT NULL DEFAULT 0, \
unsure_s REAL NOT NULL DEFAULT 0, away_s REAL NOT NULL DEFAULT 0,
        longest_hanging_s REAL NOT NULL DEFAULT 0,
        returns INTEGER NOT NULL DEFAULT 0,
        hanging_gap_mm REAL,
        hanging_gap_sd_mm REAL,
        note TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX sessions_by_time ON sessions (profile, started_at)",
    """CREATE TABLE samples (
        session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        second INTEGER NOT NULL,
        gap_mil INTEGER, gap_sd_mil INTEGER, tension_mil INTEGER,
        hanging_mil INTEGER NOT NULL, closed_soft_mil INTEGER NOT NULL, closed_tense_mil INTEGER NOT NULL, \
wide_mil INTEGER NOT NULL, active_mil INTEGER NOT NULL, unsure_mil INTEGER NOT NULL, away_mil INTEGER NOT NULL,
        yaw_mil INTEGER, pitch_mil INTEGER, roll_mil INTEGER, distance_mil INTEGER,
        PRIMARY KEY (session_id, second)
    ) WITHOUT ROWID""",
    """CREATE TABLE cues (
        session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        t_s REAL NOT NULL,
        cue TEXT NOT NULL,
        PRIMARY KEY (session_id, t_s, cue)
    ) WITHOUT ROWID""",
    """CREATE TABLE tags (
        session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (session_id, tag)
    ) WITHOUT ROWID""",
    """CREATE TABLE check_ins (
        session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        moment TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        tension REAL, pain REAL, calm REAL,
        teeth TEXT NOT NULL DEFAULT '',
        ticks TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (session_id, moment)
    ) WITHOUT ROWID""",
    """CREATE TABLE looks (
        session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        moment TEXT NOT NULL,
        judged_s REAL NOT NULL,
        gap_mm REAL, gap_sd_mm REAL, relaxed_share REAL,
        PRIMARY KEY (session_id, moment)
    ) WITHOUT ROWID""",
)

LOOK_SHARES = "UPDATE looks SET relaxed_share = NULL WHERE judged_s < 20"
"""Of less judged time than this there is no share (`feedback.practice.tally.LEAST_JUDGED_S` as it then was)."""

VERSION_2: Migration = (
    "ALTER TABLE looks ADD COLUMN own_sd_mm REAL",
    "ALTER TABLE looks ADD COLUMN mm_sd_share REAL",
    LOOK_SHARES,
)
"""What two looks do not share, so that their difference has a spread of its own."""

VERSION_3: Migration = (
    """CREATE TABLE glances (
        at TEXT PRIMARY KEY,
        utc_offset_min INTEGER NOT NULL,
        seen TEXT NOT NULL,
        why TEXT NOT NULL DEFAULT '',
        judged_s REAL NOT NULL DEFAULT 0,
        took_s REAL NOT NULL DEFAULT 0,
        relaxed_share REAL, tense_share REAL,
        gap_mm REAL, gap_sd_mm REAL,
        profile TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID""",
    """CREATE TABLE hints (
        at TEXT PRIMARY KEY,
        utc_offset_min INTEGER NOT NULL,
        answer TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE self_checks (
        at TEXT PRIMARY KEY,
        utc_offset_min INTEGER NOT NULL,
        teeth_are TEXT NOT NULL,
        asked INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID""",
    """CREATE TABLE releases (
        at TEXT PRIMARY KEY,
        utc_offset_min INTEGER NOT NULL,
        whole INTEGER NOT NULL DEFAULT 1
    ) WITHOUT ROWID""",
    """CREATE TABLE openings (
        at TEXT PRIMARY KEY,
        utc_offset_min INTEGER NOT NULL,
        profile TEXT NOT NULL,
        mm REAL NOT NULL, sd_mm REAL NOT NULL,
        low_mm REAL NOT NULL, high_mm REAL NOT NULL,
        side_mm REAL NOT NULL, side_sd_mm REAL NOT NULL,
        times INTEGER NOT NULL
    ) WITHOUT ROWID""",
)
"""The hours at the desk, between the sessions, and comfortable openings. A new word in `seen`, `answer` or `teeth_are`
needs a migration of its own, be it an empty one: a program that does not know it shall leave the file alone."""

MIGRATIONS: tuple[Migration, ...] = (VERSION_1, VERSION_2, VERSION_3)
"""In order. How to add one, and what a new kind of jaw needs: docs/history.md, "When the form changes"."""

_COLUMNS = "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'"


def columns_in(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Every column of a store, as table and name."""
    return frozenset((table, column) for table, column in connection.execute(_COLUMNS))


@cache
def columns_after(migrations: tuple[Migration, ...]) -> frozenset[tuple[str, str]]:
    """The columns of a store that ``migrations`` made, and no other version's."""
    with closing(sqlite3.connect(":memory:")) as made:
        for statements in migrations:
            for statement in statements:
                made.execute(statement)
        return columns_in(made)


def changes_since(version: int) -> tuple[str, ...]:
    """What later versions did to the rows of this one; rows of an export of this form want it too."""
    return tuple(one for statements in MIGRATIONS[version:] for one in statements if one.startswith("UPDATE"))
