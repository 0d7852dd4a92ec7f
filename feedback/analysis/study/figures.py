"""What the trials of one or many persons come to: each figure with its interval and the sentence that it allows."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from calibration.states import Kind
from feedback.analysis.study.protocol import BUSY, KNOWN_GAP, TrialKind
from feedback.analysis.study.records import Study, StudyVisit, Taken
from feedback.analysis.study.statistics import (
    Estimate,
    Limits,
    Reliability,
    Repeatability,
    by_persons,
    limits_of_agreement,
    reliability,
    repeatability,
    root_mean_square,
    share,
)

TOLD_SHARE = 0.5
"""A bite, or a calm mouth, is called tense when at least half of its judged time was."""
LEAST_JUDGED_S = 0.5
"""Less says nothing about what a hold was called."""
WORKED = frozenset({Kind.HANGING.value, Kind.CLOSED_SOFT.value, Kind.CLOSED_TENSE.value, Kind.WIDE.value})
CALM = frozenset({TrialKind.REST, TrialKind.TOUCH})
Key = TypeVar("Key")
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Person:
    """One person's folder as read."""

    study: Study
    visits: tuple[StudyVisit, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One trial that counts, with whose and which visit's it is."""

    person: str
    visit: int
    taken: Taken

    @property
    def gap_mm(self) -> float | None:
        """The gap by the first calibration, mm."""
        return self.taken.by[0].gap_mm if self.taken.by else None

    @property
    def error_mm(self) -> float | None:
        """Measured less held, mm; None without a spacer or an answer."""
        known = self.taken.size_mm if self.taken.kind in KNOWN_GAP else None
        return None if known is None or self.gap_mm is None else self.gap_mm - known

    @property
    def stated_sd_mm(self) -> float | None:
        """The spread the program stated, mm."""
        return self.taken.by[0].gap_sd_mm if self.taken.by else None

    @property
    def tense_share(self) -> float | None:
        """Of the judged time, what was called tense; None of too little."""
        seconds = self.taken.seconds
        judged_s = sum(spent for kind, spent in seconds.items() if kind in WORKED)
        return seconds.get(Kind.CLOSED_TENSE.value, 0.0) / judged_s if judged_s >= LEAST_JUDGED_S else None


@dataclass(frozen=True, slots=True)
class SpacerFigures:
    """What was read of one size. mean: mean error, mm; rms: root mean square error, mm."""

    size_mm: float
    trials: int
    answered: int
    mean: Estimate
    rms: Estimate


@dataclass(frozen=True, slots=True)
class ShareFigure:
    """How often, of how many.

    exact: Clopper and Pearson, as if trials were independent. drawn: persons drawn anew, each with all that is theirs.
    """

    hits: int
    trials: int
    exact: Estimate
    drawn: Estimate


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures; None where there is too little.

    spacers: by size. limits: of agreement over all spacers. repeats: of one size on one spot. days: of one size
    between visits. calibrations: of one trial by the two calibrations of its run. within_one, within_two: how often
    the truth lay within one and two stated spreads. tense, calm: bites called tense, and calm mouths not called so.
    disturbed: mean error with head, glasses or light changed, by kind. busy_judged: share of busy time that was
    called hanging or tense, which should be 0.
    """

    persons: int
    visits: int
    trials: int
    struck: int
    spacers: tuple[SpacerFigures, ...]
    limits: Limits | None
    repeats: Repeatability | None
    days: Repeatability | None
    icc: Reliability | None
    calibrations: Repeatability | None
    within_one: ShareFigure
    within_two: ShareFigure
    tense: ShareFigure
    calm: ShareFigure
    disturbed: Mapping[TrialKind, Estimate]
    busy_judged: float | None


def rows_of(persons: Sequence[Person]) -> tuple[Row, ...]:
    """Every trial that counts."""
    return tuple(
        Row(person.study.person, visit.number, taken)
        for person in persons
        for visit in person.visits
        for taken in visit.counting
    )


def figures_of_study(persons: Sequence[Person]) -> Figures:
    """All figures of these persons."""
    rows = rows_of(persons)
    held = [row for row in rows if row.taken.kind is TrialKind.SPACER]
    known = [row for row in held if row.error_mm is not None and row.stated_sd_mm]
    groups = _by(held, lambda row: (row.person, row.visit, row.taken.size_mm))
    return Figures(
        persons=len(persons),
        visits=sum(len(person.visits) for person in persons),
        trials=len(rows),
        struck=sum(bool(taken.struck) for person in persons for visit in person.visits for taken in visit.taken),
        spacers=tuple(_spacer(size, held) for size in sorted({row.taken.size_mm or 0.0 for row in held})),
        limits=_or_none(lambda: limits_of_agreement(_errors(held))),
        repeats=_or_none(lambda: repeatability([_gaps(group) for group in groups.values()])),
        days=_or_none(lambda: repeatability(_day_means(groups))),
        icc=_or_none(lambda: reliability(_table(groups))),
        calibrations=_or_none(lambda: repeatability(_pairs(rows))),
        within_one=_how_often(known, lambda row: abs(row.error_mm or 0.0) <= (row.stated_sd_mm or 0.0)),
        within_two=_how_often(known, lambda row: abs(row.error_mm or 0.0) <= 2 * (row.stated_sd_mm or 0.0)),
        tense=_called(rows, {TrialKind.BITE}, tense=True),
        calm=_called(rows, CALM, tense=False),
        disturbed={
            kind: _mean_error([row for row in rows if row.taken.kind is kind])
            for kind in KNOWN_GAP - {TrialKind.SPACER}
            if any(row.taken.kind is kind and row.error_mm is not None for row in rows)
        },
        busy_judged=_busy_judged(rows),
    )


def _spacer(size_mm: float, held: Sequence[Row]) -> SpacerFigures:
    here = [row for row in held if (row.taken.size_mm or 0.0) == size_mm]
    known = _by([row for row in here if row.error_mm is not None], lambda row: row.person)
    answered = sum(len(group) for group in known.values())
    return SpacerFigures(
        size_mm,
        len(here),
        answered,
        _mean_error(here),
        by_persons(known, lambda some: root_mean_square([row.error_mm or 0.0 for row in some]))
        if answered
        else Estimate(math.nan),
    )


def _mean_error(rows: Sequence[Row]) -> Estimate:
    known = _by([row for row in rows if row.error_mm is not None], lambda row: row.person)
    if not known:
        return Estimate(math.nan)
    return by_persons(known, lambda some: sum(row.error_mm or 0.0 for row in some) / len(some))


def _errors(held: Sequence[Row]) -> dict[str, list[float]]:
    known = _by([row for row in held if row.error_mm is not None], lambda row: row.person)
    return {person: [row.error_mm or 0.0 for row in some] for person, some in known.items()}


def _gaps(group: Sequence[Row]) -> list[float]:
    return [row.gap_mm for row in group if row.gap_mm is not None]


def _day_means(groups: Mapping[tuple[str, int, float | None], Sequence[Row]]) -> list[list[float]]:
    """Of each size of each person the mean of each visit."""
    means: dict[tuple[str, float | None], list[float]] = {}
    for (person, _, size), group in groups.items():
        if gaps := _gaps(group):
            means.setdefault((person, size), []).append(sum(gaps) / len(gaps))
    return list(means.values())


def _table(groups: Mapping[tuple[str, int, float | None], Sequence[Row]]) -> list[list[float]]:
    """A row for each size of each person and visit, a column for each repeat; only what was answered every time."""
    full = max((len(group) for group in groups.values()), default=0)
    by_number = [sorted(group, key=lambda row: row.taken.number) for group in groups.values()]
    return [gaps for group in by_number if len(gaps := _gaps(group)) == full]


def _pairs(rows: Sequence[Row]) -> list[list[float]]:
    """The same trial by the two calibrations of its run."""
    return [[one.gap_mm for one in row.taken.by[:2] if one.gap_mm is not None] for row in rows if len(row.taken.by) > 1]


def _how_often(rows: Sequence[Row], holds: Callable[[Row], bool]) -> ShareFigure:
    hits = sum(holds(row) for row in rows)
    persons = _by(rows, lambda row: row.person)
    drawn = by_persons(persons, lambda some: sum(holds(row) for row in some) / len(some)) if rows else None
    return ShareFigure(hits, len(rows), share(hits, len(rows)), drawn or Estimate(math.nan))


def _called(rows: Sequence[Row], kinds: frozenset[TrialKind] | set[TrialKind], *, tense: bool) -> ShareFigure:
    """How often trials of these kinds were called tense, or not; those that were not judged are left out."""
    judged = [row for row in rows if row.taken.kind in kinds and row.tense_share is not None]
    return _how_often(judged, lambda row: ((row.tense_share or 0.0) >= TOLD_SHARE) is tense)


def _busy_judged(rows: Sequence[Row]) -> float | None:
    busy = [row.taken.seconds for row in rows if row.taken.kind in BUSY]
    all_s = sum(sum(seconds.values()) for seconds in busy)
    wrong = {Kind.HANGING.value, Kind.CLOSED_TENSE.value}
    wrong_s = sum(spent for seconds in busy for kind, spent in seconds.items() if kind in wrong)
    return wrong_s / all_s if all_s else None


def _by(rows: Sequence[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _or_none(figure: Callable[[], One]) -> One | None:
    """The figure, or None where there is too little for it."""
    try:
        return figure()
    except ValueError:
        return None
