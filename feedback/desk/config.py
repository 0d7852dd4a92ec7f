"""The person's choices for the desk."""

from __future__ import annotations

from dataclasses import dataclass

SILENT_DAYS = 7
"""Days with glances before the first hint: an ordinary week is learnt before anything is said."""


@dataclass(frozen=True, slots=True)
class DeskConfig:
    """The choices.

    every_min: minutes between glances at least (5..30). hints_a_day: at most (0..12). checks_a_day: at most (0..6;
    docs/facts.md 47).
    hint_sound: a soft tone with a hint. closed_min: a hint also after this many minutes of glances that all said
    closed, None for never. on_battery: glance on battery too. camera: whether glances are wanted at all. seed: what
    chance starts from; given so that a day can be told again.
    """

    every_min: float = 12.0
    hints_a_day: int = 6
    checks_a_day: int = 6
    hint_sound: bool = False
    closed_min: float | None = None
    on_battery: bool = True
    camera: bool = True
    seed: int = 0
