"""How long the person is known to have been at the desk. Pure.

Between two answers of the courtesy sources nobody looks. That somebody was there all the time is only known where the
last key or movement before the later answer lies close enough to that before the earlier one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from feedback.desk.events import Courtesy
from feedback.kept.desk_records import Hindrance

AWAY_S = 120.0
"""No key and no movement for this long: nobody is there (the courtesy's own rule for `Hindrance.ABSENT`)."""
SETTLED_S = 180.0
"""After coming back nothing is shown for so long: first the person finds their place again."""
BEFORE_S = (SETTLED_S + 10.0, (SETTLED_S + 10.0) / 2)
"""When to ask before a glance that may lead to a hint, so that it is known then that somebody has been there."""


@dataclass(frozen=True, slots=True)
class Here:
    """since_s: from when on somebody is known to have been here; None: nobody. input_s: the last key or movement known.

    told_s: when the sources last told. All on the steady clock.
    """

    since_s: float | None = None
    input_s: float = -math.inf
    told_s: float = -math.inf

    def settled_in_s(self, now_s: float) -> float:
        """Time until the person has been here for SETTLED_S, s; the whole of it where nobody is."""
        return SETTLED_S if self.since_s is None else max(0.0, self.since_s + SETTLED_S - now_s)


def told_here(here: Here, told: Courtesy, now_s: float) -> Here:
    """What is known after the sources told."""
    if told.reasons & {Hindrance.ABSENT, Hindrance.LOCKED}:
        return Here(None, here.input_s, now_s)
    if Hindrance.ABSENT in told.unknown:  # nothing tells of keys: whoever was not seen to leave is here
        return Here(now_s if here.since_s is None else here.since_s, now_s, now_s)
    input_s = max(here.input_s, now_s - told.idle_s)
    unbroken = here.since_s is not None and input_s - here.input_s <= AWAY_S
    return Here(here.since_s if unbroken else input_s, input_s, now_s)


def came_back(here: Here, now_s: float) -> Here:
    """After sleep, or a time in which nothing was told: here from now on at the earliest."""
    return replace(here, since_s=now_s, input_s=now_s)
