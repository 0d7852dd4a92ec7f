"""The columns of the desk's tables in an export. Their rows are of no session: each is told by its time."""

from __future__ import annotations

from dataclasses import replace

from feedback.kept.cells import Table, number_column, text_column, time_column
from feedback.kept.desk_records import HintAnswer, Seen, Teeth

_GAP_MM = (-100.0, 200.0)
_OFFSET = number_column("utc_offset_min", "how far local time was ahead of UTC then, minutes", -1439, 1439, whole=True)

DESK = (
    Table(
        "glances",
        "one row per short look at the desk, taken or not",
        (
            time_column("at", "when it began, UTC"),
            _OFFSET,
            text_column("seen", f"what it came to: {', '.join(Seen)}", among=tuple(Seen)),
            text_column(
                "why", "why it was not taken, or nothing could be told; empty = nothing to explain", longest=100
            ),
            number_column("judged_s", "how long something could be told, s", 0, 1e6),
            number_column("took_s", "how long the camera was open, s", 0, 1e6),
            number_column(
                "relaxed_share", "part of the judged time relaxed, 0 to 1; empty = not told", 0, 1, empty=True
            ),
            number_column("tense_share", "part of the judged time tense, 0 to 1; empty = not told", 0, 1, empty=True),
            number_column("gap_mm", "mean gap, mm; empty = not told", *_GAP_MM, empty=True),
            number_column("gap_sd_mm", "the standard deviation of one estimate, mm", 0, 200, empty=True),
            text_column("profile", "whose baseline; empty = not taken", longest=100),
        ),
        of_session=False,
    ),
    Table(
        "hints",
        "one row per hint shown at the desk",
        (
            time_column("at", "when it was shown, UTC"),
            _OFFSET,
            text_column("answer", f"what the person did: {', '.join(HintAnswer)}", among=tuple(HintAnswer)),
        ),
        of_session=False,
    ),
    Table(
        "self_checks",
        "one row per answer to: where are your teeth now?",
        (
            time_column("at", "when it was answered, UTC"),
            _OFFSET,
            replace(text_column("teeth_are", f"the answer: {', '.join(Teeth)}", among=tuple(Teeth)), name="teeth"),
            number_column("asked", "1 = the program asked, 0 = the person came by themselves", 0, 1, whole=True),
        ),
        of_session=False,
    ),
    Table(
        "releases",
        "one row per thirty-second release",
        (
            time_column("at", "when it began, UTC"),
            _OFFSET,
            number_column("whole", "1 = to its end, 0 = left before", 0, 1, whole=True),
        ),
        of_session=False,
    ),
    Table(
        "openings",
        "one row per measurement of how far the mouth opens without discomfort",
        (
            time_column("at", "when it was measured, UTC"),
            _OFFSET,
            text_column("profile", "whose baseline", longest=100),
            number_column("mm", "opening, median, mm", *_GAP_MM),
            number_column("sd_mm", "its standard deviation, mm", 0, 200),
            number_column("low_mm", "the smallest of them, mm", *_GAP_MM),
            number_column("high_mm", "the largest of them, mm", *_GAP_MM),
            number_column("side_mm", "chin to the person's own left (+) or right (-), mm", *_GAP_MM),
            number_column("side_sd_mm", "its standard deviation, mm", 0, 200),
            number_column("times", "how many openings", 1, 100, whole=True),
        ),
        of_session=False,
    ),
)
