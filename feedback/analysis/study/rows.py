"""All trials as one table of commas, one row a trial, struck ones included: what a statistician asks for."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO

from calibration.states import Kind
from feedback.analysis.study.figures import Person
from feedback.analysis.study.records import Measured, Taken
from feedback.kept.spreadsheet import guarded

COLUMNS = (
    "person",
    "visit",
    "trial",
    "kind",
    "held_mm",
    "number",
    "at",
    "pictures",
    "seen_share",
    "gap_mm",
    "gap_sd_mm",
    "noise_mm",
    "gap2_mm",
    "gap2_sd_mm",
    *(f"{kind.value}_s" for kind in Kind),
    "yaw_least_deg",
    "yaw_most_deg",
    "pitch_least_deg",
    "pitch_most_deg",
    "struck",
)
"""gap: by the first calibration of the run; gap2: by the second. Seconds of the hold in each kind."""


def write_rows(persons: Sequence[Person], out: TextIO) -> None:
    """Write every trial of these persons under COLUMNS."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for person in persons:
        for visit in person.visits:
            for taken in visit.taken:
                rows.writerow([person.study.person, visit.number, *_cells(taken)])


def _cells(taken: Taken) -> list[str]:
    first, second, *_ = (*taken.by, Measured(), Measured())
    turned = (*(taken.yaw_deg or (None, None)), *(taken.pitch_deg or (None, None)))
    return [
        taken.trial.id,
        taken.kind.value,
        _cell(taken.size_mm),
        str(taken.number),
        taken.at.isoformat(timespec="seconds"),
        str(taken.pictures),
        _cell(taken.seen_share),
        *map(_cell, (first.gap_mm, first.gap_sd_mm, first.noise_mm, second.gap_mm, second.gap_sd_mm)),
        *(_cell(taken.seconds.get(kind.value, 0.0)) for kind in Kind),
        *map(_cell, turned),
        guarded(taken.struck),
    ]


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
