"""The figures of a study of measurement: agreement, repeatability, reliability, shares, each with its interval.

Plain arrays in, frozen records out; nothing here knows a jaw. Intervals are of 95 % throughout. SciPy brings the
distributions and comes with the extra ``kaakrust[study]``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy import stats

from vision.arrays import Vector

CONFIDENCE = 0.95
HALF = (1.0 + CONFIDENCE) / 2.0
NORMAL = 1.96
"""Standard normal deviate that holds 95 %; the round figure is that of Bland and Altman."""
RESAMPLES = 2000
"""Bootstrap samples: enough that an interval's ends do not move by more than a hundredth or so of its width."""

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval; NaN where too little is there to tell."""

    value: float
    low: float = math.nan
    high: float = math.nan


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of agreement: where 95 % of the differences are expected.

    bias: mean difference. sd: of one difference, persons differing among themselves included. low, high: the limits.
    count, persons: differences, and how many people they are from.
    """

    bias: Estimate
    sd: float
    low: Estimate
    high: Estimate
    count: int
    persons: int


@dataclass(frozen=True, slots=True)
class Repeatability:
    """How far two measurements of the same thing in the same person lie apart by chance.

    within_sd: within-person standard deviation (standard error of measurement). coefficient: the difference that two
    measurements exceed one time in twenty; the smallest change that can be told from chance is the same figure.
    freedom: degrees of freedom.
    """

    within_sd: float
    coefficient: Estimate
    freedom: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """Intraclass correlations of single measurements. agreement: ICC(2,1), absolute. consistency: ICC(3,1)."""

    agreement: Estimate
    consistency: Estimate
    subjects: int
    repeats: int


def limits_of_agreement(differences: Mapping[str, Sequence[float]]) -> Limits:
    """Limits of agreement of ``differences`` (measured less true), by person.

    With one difference a person these are the limits of Bland and Altman (Lancet 1986; 1:307); with several the spread
    between persons is added to that within them (Bland and Altman, J Biopharm Stat 2007; 17:571). Raises ValueError
    below two differences.
    """
    groups = [np.asarray(values, float) for values in differences.values() if len(values)]
    every = np.concatenate(groups) if groups else np.empty(0)
    count, persons = len(every), len(groups)
    if count < 2:
        raise ValueError("two differences at least")
    variance = float(every.var(ddof=1))
    if persons > 1 and count > persons:
        within, between = _variance_parts(groups)
        variance = within + between
    sd = math.sqrt(variance)
    # What there is of independent knowledge: persons, where there are several differences of each.
    units = persons if 1 < persons < count else count
    by_chance = float(stats.t.ppf(HALF, units - 1))
    bias = float(every.mean()) if units == count else float(np.mean([values.mean() for values in groups]))
    bias_off = by_chance * sd / math.sqrt(units)
    limit_off = by_chance * sd * math.sqrt(3.0 / units)
    low, high = bias - NORMAL * sd, bias + NORMAL * sd
    return Limits(
        Estimate(bias, bias - bias_off, bias + bias_off),
        sd,
        Estimate(low, low - limit_off, low + limit_off),
        Estimate(high, high - limit_off, high + limit_off),
        count,
        persons,
    )


def repeatability(groups: Sequence[Sequence[float]]) -> Repeatability:
    """Repeatability of groups of measurements, each group of one thing in one person (one-way analysis of variance).

    Source: Bland and Altman, BMJ 1996; 313:744. Raises ValueError when nothing was measured twice.
    """
    arrays = [np.asarray(group, float) for group in groups if len(group) > 1]
    freedom = sum(len(group) - 1 for group in arrays)
    if freedom == 0:
        raise ValueError("something measured twice")
    squares = sum(float(((group - group.mean()) ** 2).sum()) for group in arrays)
    within_sd = math.sqrt(squares / freedom)
    factor = NORMAL * math.sqrt(2.0)
    low, high = (math.sqrt(squares / float(stats.chi2.ppf(share, freedom))) for share in (HALF, 1.0 - HALF))
    return Repeatability(within_sd, Estimate(factor * within_sd, factor * low, factor * high), freedom)


def reliability(table: Sequence[Sequence[float]]) -> Reliability:
    """Intraclass correlations of a table: a row for each thing measured, a column for each time (or rater).

    Source: Shrout and Fleiss, Psychol Bull 1979; 86:420, intervals as in McGraw and Wong, Psychol Methods 1996; 1:30.
    Raises ValueError below two rows or columns, or when a cell is missing.
    """
    cells = np.asarray(table, float)
    if cells.ndim != 2 or min(cells.shape) < 2 or not np.isfinite(cells).all():
        raise ValueError("two rows and two columns at least, and no gaps")
    rows, columns = cells.shape
    by_row, by_column, rest = _mean_squares(cells)
    if by_row == 0.0 and rest == 0.0:
        raise ValueError("rows that differ")
    consistency = (by_row - rest) / (by_row + (columns - 1) * rest)
    agreement = (by_row - rest) / (by_row + (columns - 1) * rest + columns * (by_column - rest) / rows)
    return Reliability(
        _agreement_interval(agreement, (by_row, by_column, rest), (rows, columns)),
        _consistency_interval(consistency, by_row, rest, (rows, columns)),
        rows,
        columns,
    )


def share(hits: int, trials: int) -> Estimate:
    """A share with its exact interval (Clopper and Pearson, Biometrika 1934; 26:404); NaN of no trials."""
    if trials == 0:
        return Estimate(math.nan)
    interval = stats.binomtest(hits, trials).proportion_ci(CONFIDENCE, method="exact")
    return Estimate(hits / trials, float(interval.low), float(interval.high))


def by_persons(
    persons: Mapping[str, Sequence[One]], figure: Callable[[Sequence[One]], float], *, seed: int = 0
) -> Estimate:
    """``figure`` of everything, with the percentile interval of drawing persons anew, each with all that is theirs.

    Trials of one person are alike, so it is persons that are drawn (the cluster bootstrap). No interval below three
    persons: of two there are three draws.
    """
    groups = [tuple(items) for items in persons.values() if items]
    value = figure([item for group in groups for item in group])
    if len(groups) < 3:
        return Estimate(value)
    chance = np.random.default_rng(seed)
    drawn = [
        figure([item for place in chance.integers(0, len(groups), len(groups)) for item in groups[place]])
        for _ in range(RESAMPLES)
    ]
    known = [one for one in drawn if math.isfinite(one)]
    if not known:
        return Estimate(value)
    low, high = np.quantile(known, [1.0 - HALF, HALF])
    return Estimate(value, float(low), float(high))


def root_mean_square(errors: Sequence[float]) -> float:
    """Root of the mean squared error; NaN of none."""
    return math.sqrt(sum(error**2 for error in errors) / len(errors)) if errors else math.nan


def _variance_parts(groups: Sequence[Vector]) -> tuple[float, float]:
    """Variance within persons and between them (one-way analysis, groups of any size); never below 0."""
    sizes = np.array([len(group) for group in groups], float)
    count, persons = float(sizes.sum()), len(groups)
    grand = float(np.concatenate(groups).mean())
    within = sum(float(((group - group.mean()) ** 2).sum()) for group in groups) / (count - persons)
    between = sum(len(group) * (float(group.mean()) - grand) ** 2 for group in groups) / (persons - 1)
    usual_size = (count**2 - float((sizes**2).sum())) / ((persons - 1) * count)
    return within, max(0.0, (between - within) / usual_size)


def _mean_squares(cells: Vector) -> tuple[float, float, float]:
    """Mean squares of rows, columns and what is left, of a two-way table with one value a cell."""
    rows, columns = cells.shape
    grand = cells.mean()
    row_part = cells.mean(axis=1, keepdims=True) - grand
    column_part = cells.mean(axis=0, keepdims=True) - grand
    left = cells - grand - row_part - column_part
    return (
        float((row_part**2).sum() * columns / (rows - 1)),
        float((column_part**2).sum() * rows / (columns - 1)),
        float((left**2).sum() / ((rows - 1) * (columns - 1))),
    )


def _consistency_interval(value: float, by_row: float, rest: float, size: tuple[int, int]) -> Estimate:
    rows, columns = size
    if rest == 0.0:
        return Estimate(value, 1.0, 1.0)
    ratio, freedom = by_row / rest, (rows - 1, (rows - 1) * (columns - 1))
    low = ratio / float(stats.f.ppf(HALF, *freedom))
    high = ratio * float(stats.f.ppf(HALF, *reversed(freedom)))
    return Estimate(value, (low - 1) / (low + columns - 1), (high - 1) / (high + columns - 1))


def _agreement_interval(value: float, squares: tuple[float, float, float], size: tuple[int, int]) -> Estimate:
    by_row, by_column, rest = squares
    rows, columns = size
    if rest == 0.0 and by_column == 0.0:
        return Estimate(value, 1.0, 1.0)
    # Satterthwaite's degrees of freedom of the columns' and the remaining variance together.
    a = columns * value / (rows * (1 - value))
    b = 1 + columns * value * (rows - 1) / (rows * (1 - value))
    freedom = (a * by_column + b * rest) ** 2 / (
        (a * by_column) ** 2 / (columns - 1) + (b * rest) ** 2 / ((rows - 1) * (columns - 1))
    )
    above = float(stats.f.ppf(HALF, rows - 1, freedom))
    below = float(stats.f.ppf(HALF, freedom, rows - 1))
    mixed = columns * by_column + (columns * rows - columns - rows) * rest
    low = rows * (by_row - above * rest) / (above * mixed + rows * by_row)
    high = rows * (below * by_row - rest) / (mixed + rows * below * by_row)
    return Estimate(value, low, high)
