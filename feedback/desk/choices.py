"""The desk's choices out of the person's settings."""

from __future__ import annotations

from feedback.desk.config import DeskConfig
from feedback.kept.settings import Settings


def desk_config(settings: Settings, seed: int = 0) -> DeskConfig:
    """The choices for the core. seed: what chance starts from."""
    return DeskConfig(
        every_min=settings.desk_every_min,
        hints_a_day=settings.desk_hints,
        checks_a_day=settings.desk_checks,
        hint_sound=settings.desk_hint_sound,
        closed_min=settings.desk_closed_min,
        on_battery=settings.desk_on_battery,
        camera=settings.desk_camera,
        seed=seed,
    )
