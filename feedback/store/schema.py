"""The tables, as migrations: each takes the store one version on. Released ones are never edited, only followed."""

from __future__ import annotations

from calibration.states import Kind

Migration = tuple[str, ...]

PER_MILLE = 1000
"""Numbers of a sample are kept as whole thousandths (micrometres, millidegrees): a third of the room that 8-byte
floating point takes, and far finer than what a webcam sees."""

_KIND_SECONDS = ", ".join(f"{kind.value}_s REAL NOT NULL DEFAULT 0" for kind in Kind)
_KIND_SHARES = ", ".join(f"{kind.value}_mil INTEGER NOT NULL" for kind in Kind)

VERSION_1: Migration = (
    f"""CREATE TABLE sessions (
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
        {_KIND_SECONDS},
        longest_hanging_s REAL NOT NULL DEFAULT 0,
        returns INTEGER NOT NULL DEFAULT 0,
        hanging_gap_mm REAL,
        hanging_gap_sd_mm REAL,
        note TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX sessions_by_time ON sessions (profile, started_at)",
    f"""CREATE TABLE samples (
        session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        second INTEGER NOT NULL,
        gap_mil INTEGER, gap_sd_mil INTEGER, tension_mil INTEGER,
        {_KIND_SHARES},
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

MIGRATIONS: tuple[Migration, ...] = (VERSION_1,)
