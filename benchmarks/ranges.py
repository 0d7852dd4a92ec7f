"""How often the ranges given with the desk's shares hold the true one, on made-up weeks.

A week is five days with 8 to 35 looks each; a day's own share is drawn around the week's, so that looks of one day
resemble each other by a correlation. Each is set against an ordinary week of seven such days. Promised is nine in ten.
Run: python -m benchmarks.ranges
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from feedback.desk.shares import ShareRange, difference, share_of_days
from feedback.kept.desk_past import DayCount

WEEKS = 2000
DAYS, ORDINARY_DAYS = 5, 7
LOOKS = (8, 35)
SHARES = (0.5, 0.8, 0.95)
ALIKE = (0.0, 0.05, 0.15, 0.3)
"""Correlations of the looks of a day; 0: a day is like any other."""
FIRST = date(2026, 1, 5)


def week(chance: random.Random, days: int, share: float, alike: float) -> ShareRange:
    counts = []
    for day in range(days):
        own = share
        if alike:
            narrow = 1 / alike - 1
            own = chance.betavariate(share * narrow, (1 - share) * narrow)
        told = chance.randint(*LOOKS)
        relaxed = sum(chance.random() < own for _ in range(told))
        counts.append(DayCount(FIRST + timedelta(days=day), told, told, relaxed))
    found = share_of_days(counts)
    assert found is not None
    return found


def held(chance: random.Random, share: float, alike: float) -> tuple[float, float, float]:
    """Per cent of weeks whose range holds the share, of pairs whose range holds no difference; the mean half width."""
    inside = between = 0
    width = 0.0
    for _ in range(WEEKS):
        one, other = week(chance, DAYS, share, alike), week(chance, ORDINARY_DAYS, share, alike)
        apart = difference(one, other)
        assert one.low is not None
        assert one.high is not None
        assert apart is not None
        inside += one.low <= share <= one.high
        between += not apart.is_told
        width += (one.high - one.low) / 2
    return 100 * inside / WEEKS, 100 * between / WEEKS, 100 * width / WEEKS


def main() -> None:
    chance = random.Random(1)
    print(f"{WEEKS} weeks of {DAYS} days; per cent of ranges that hold the truth, and their mean half width\n")
    print("share  alike  share held  difference held  half width")
    for share in SHARES:
        for alike in ALIKE:
            inside, between, width = held(chance, share, alike)
            print(f"{share:5.2f}  {alike:5.2f}  {inside:10.1f}  {between:15.1f}  {width:10.0f}")


if __name__ == "__main__":
    main()
