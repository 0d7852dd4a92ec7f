"""The columns of an export: their names, what they mean, and what may stand in them.

One list for writing, reading and documenting, so that these three cannot drift apart.
"""

from __future__ import annotations

import sqlite3

from calibration.states import KINDS, Kind
from feedback.kept.cells import SESSION, SESSION_NAME, Table, number_column, text_column, time_column
from feedback.kept.desk_columns import DESK
from feedback.kept.schema import MIGRATIONS

FORM = len(MIGRATIONS)
"""The form of an export is the version of the store it was taken from: what came later is not in it."""

_LONGEST_S = 86_400.0
_MOMENTS = ("before", "after")
_GAP_MM = (-100.0, 200.0)

SESSIONS = Table(
    "sessions",
    "one row per session",
    (
        time_column("started_at", "when it began, UTC"),
        number_column("utc_offset_min", "how far local time was ahead of UTC then, minutes", -1439, 1439, whole=True),
        text_column("exercise", "name of the exercise", longest=100),
        number_column("planned_s", "planned exercise time, s", 0, _LONGEST_S),
        text_column("profile", "whose baseline", longest=100),
        text_column("baseline", "fingerprint of the numbers it was measured against", longest=100),
        text_column(
            "tension_clarity",
            "how well tension shows on this face: clear, weak, not_clear, empty = not calibrated",
            longest=20,
        ),
        text_column("software", "version of Kaakrust", longest=50),
        text_column(
            "ended", "done, skipped, stopped, source_ended, source_lost, nobody, interrupted", longest=30, empty=True
        ),
        number_column("real_s", "from beginning to end, pauses included, s", 0, 1e9),
        number_column("elapsed_s", "exercise time: what could be judged, s", 0, 1e9),
        *(number_column(f"{kind.value}_s", f"time: {KINDS[kind].meaning}, s", 0, 1e9) for kind in Kind),
        number_column("longest_hanging_s", "longest hanging stretch, s", 0, 1e9),
        number_column(
            "returns", "how often the jaw came back to hanging after it had closed", 0, 1_000_000, whole=True
        ),
        number_column(
            "hanging_gap_mm",
            "mean gap between the front teeth while hanging, mm; empty = never hung",
            *_GAP_MM,
            empty=True,
        ),
        number_column("hanging_gap_sd_mm", "its standard deviation, mm", 0, 200, empty=True),
        text_column("note", "the person's own words"),
    ),
)

TABLES = (
    SESSIONS,
    Table(
        "samples",
        "one row per second of a session",
        (
            number_column("second", "since the session began, 0 for the first", 0, 10_000_000, whole=True),
            number_column(
                "gap_mm", "mean gap between the front teeth, mm; empty = unknown", *_GAP_MM, empty=True, per_mille=True
            ),
            number_column("gap_sd_mm", "its standard deviation, mm", 0, 200, empty=True, per_mille=True),
            number_column(
                "tension",
                "0 as in soft closing, 1 as in the own light bite; empty = unknown",
                -1000,
                1000,
                empty=True,
                per_mille=True,
            ),
            *(
                number_column(
                    f"{kind.value}_share", f"part of the second: {KINDS[kind].meaning}, 0 to 1", 0, 1, per_mille=True
                )
                for kind in Kind
            ),
            number_column(
                "yaw_deg",
                "head turned to the person's own left, degrees; empty = no face",
                -180,
                180,
                empty=True,
                per_mille=True,
            ),
            number_column("pitch_deg", "head looking up, degrees", -180, 180, empty=True, per_mille=True),
            number_column(
                "roll_deg",
                "head tipped to the person's own left shoulder, degrees",
                -180,
                180,
                empty=True,
                per_mille=True,
            ),
            number_column(
                "distance_mm", "from the camera to between the eyes, mm", 0, 100_000, empty=True, per_mille=True
            ),
        ),
    ),
    Table(
        "cues",
        "one row per cue given",
        (
            number_column("t_s", "since the session began, s", -1, 1e9),
            text_column("cue", "name of the cue", longest=50),
        ),
    ),
    Table("tags", "one row per tag of a session", (text_column("tag", "the person's own word", longest=40),)),
    Table(
        "check_ins",
        "the person's own answers before and after",
        (
            text_column("moment", "before or after", among=_MOMENTS),
            time_column("taken_at", "when, UTC"),
            number_column(
                "tension", "own slider: tension in the jaw, 0 to 10; empty = not answered", 0, 10, empty=True
            ),
            number_column("pain", "own slider: pain, 0 to 10", 0, 10, empty=True),
            number_column("calm", "own slider: calm, 0 to 10", 0, 10, empty=True),
            text_column("teeth", "apart, touching, pressed, unknown, or empty", longest=20),
            text_column("ticks", "names of what was ticked, with spaces between", longest=400),
        ),
    ),
    Table(
        "looks",
        "jaw looks of some seconds before and after",
        (
            text_column("moment", "before or after", among=_MOMENTS),
            number_column("judged_s", "how long something could be told, s", 0, _LONGEST_S),
            number_column("gap_mm", "median gap, mm; empty = nothing could be seen", *_GAP_MM, empty=True),
            number_column("gap_sd_mm", "its standard deviation, mm", 0, 200, empty=True),
            number_column(
                "relaxed_share",
                "part of the judged time hanging or closed and soft, 0 to 1; empty = judged for too little time",
                0,
                1,
                empty=True,
            ),
            number_column(
                "own_sd_mm",
                "the part of gap_sd_mm that the other look of the session does not share, mm; empty = not kept",
                0,
                200,
                empty=True,
            ),
            number_column(
                "mm_sd_share",
                "how well the millimetres themselves are known, as a share; empty = not kept",
                0,
                10,
                empty=True,
            ),
        ),
    ),
    *DESK,
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
        lines.append(f"{table.file}: {table.meaning}")
        if table.of_session:
            lines.append(f"  {SESSION}: the session's name, the same in every file")
        lines += [f"  {column.name}: {column.meaning}" for column in table.columns]
        lines.append("")
    return "\n".join(lines)
