"""Chance that can be told again: a number drawn from a seed and a count, the same on every machine."""

from __future__ import annotations

import random

from feedback.desk.config import DeskConfig

SOONEST, LATEST = 1.0, 1.4
"""An interval between glances, in the usual one: never sooner than chosen, and never so regular that somebody waits."""
DESK_DAY_MIN = 540.0
"""The self-checks of a day are spread over nine hours at the desk."""
CHECK_SOONEST, CHECK_LATEST = 0.5, 1.5
"""Around the even spread, so that nobody learns when the question comes."""
CHECKS_APART_S = 1200.0
"""Two self-checks by chance are never closer than a hint to a hint."""


def drawn(seed: int, count: int, low: float, high: float) -> float:
    """The ``count``-th number of ``seed``, evenly between ``low`` and ``high``."""
    return random.Random(f"{seed}/{count}").uniform(low, high)


def glance_interval_s(config: DeskConfig, count: int) -> float:
    """Time to the next glance, s."""
    return config.every_min * 60.0 * drawn(config.seed, count, SOONEST, LATEST)


def check_interval_s(config: DeskConfig, count: int) -> float:
    """Time to the next self-check by chance, s."""
    evenly_s = DESK_DAY_MIN * 60.0 / max(1, config.checks_a_day)
    return max(CHECKS_APART_S, evenly_s * drawn(config.seed, count, CHECK_SOONEST, CHECK_LATEST))
