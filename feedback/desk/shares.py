"""The share of relaxed glances with its uncertainty, and the difference of two. Pure.

Glances of one day resemble each other, so they are worth fewer independent ones: how many, the spread between the days
tells (never more than there are). With that number Wilson's interval is taken, and Student's t for its quantile, since
the spread itself is known from few days only; the difference of two shares has Newcombe's interval, built from both.
Sources, and how often it covers the truth: docs/facts.md 45.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from feedback.kept.desk_past import DayCount

LEAST_DAYS = 3
"""Of fewer days their spread, and so the interval, cannot be told."""
QUANTILES = (
    6.314,
    2.920,
    2.353,
    2.132,
    2.015,
    1.943,
    1.895,
    1.860,
    1.833,
    1.812,
    1.796,
    1.782,
    1.771,
    1.761,
    1.753,
    1.746,
    1.740,
    1.734,
    1.729,
    1.725,
    1.721,
    1.717,
    1.714,
    1.711,
    1.708,
    1.706,
    1.703,
    1.701,
    1.699,
    1.697,
)
"""Student's t for 1 to 30 degrees of freedom, one in twenty on each side: nine in ten between, as everywhere else."""
NORMAL = 1.645
"""The same with very many."""


@dataclass(frozen=True, slots=True)
class ShareRange:
    """A share 0..1 of relaxed among ``told`` glances on ``days`` days; low, high cover the true one nine in ten times.

    None where there are too few days to say.
    """

    share: float
    told: int
    days: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger one share is than another, -1..1, with the range that covers the true difference nine in ten."""

    value: float
    low: float
    high: float

    @property
    def is_told(self) -> bool:
        """Whether it is more than chance."""
        return self.low > 0 or self.high < 0


def wilson(share: float, count: float, quantile: float = NORMAL) -> tuple[float, float]:
    """Wilson's interval of a share 0..1 out of ``count``."""
    square = quantile * quantile
    centre = (share + square / (2 * count)) / (1 + square / count)
    half = quantile / (1 + square / count) * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    return max(0.0, centre - half), min(1.0, centre + half)


def share_of_days(days: Sequence[DayCount]) -> ShareRange | None:
    """The share of relaxed glances over these days; None where no glance told anything."""
    with_any = [day for day in days if day.told]
    told, relaxed = sum(day.told for day in with_any), sum(day.relaxed for day in with_any)
    if not told:
        return None
    share = relaxed / told
    count = len(with_any)
    if count < LEAST_DAYS:
        return ShareRange(share, told, count)
    smoothed = (relaxed + 0.5) / (told + 1)  # at 0 and 1 there would be no spread to compare with
    between = sum((day.relaxed - share * day.told) ** 2 for day in with_any) * count / (count - 1) / told**2
    alike = max(1.0, between / (smoothed * (1 - smoothed) / told))
    freedom = count - 1
    quantile = QUANTILES[freedom - 1] if freedom <= len(QUANTILES) else NORMAL
    return ShareRange(share, told, count, *wilson(share, told / alike, quantile))


def difference(one: ShareRange, other: ShareRange) -> Difference | None:
    """``one`` less ``other``; None where either has no interval."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    value = one.share - other.share
    down = math.hypot(one.share - one.low, other.high - other.share)
    up = math.hypot(one.high - one.share, other.share - other.low)
    return Difference(value, max(-1.0, value - down), min(1.0, value + up))
