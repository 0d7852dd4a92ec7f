"""What a command asks for besides the person's usual choices. Light, so that ``--help`` stays quick."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calibration.circumstances import Circumstance
    from feedback.kept.settings import Settings
    from feedback.practice.session_state import SessionConfig


@dataclass(frozen=True, slots=True)
class Wish:
    """exercise, minutes, shaking, circumstances: instead of what was chosen last; None leaves each as it was."""

    exercise: str | None = None
    minutes: float | None = None
    shaking: bool | None = None
    circumstances: tuple[Circumstance, ...] | None = None

    def today(self, settings: Settings) -> tuple[Circumstance, ...]:
        """What is otherwise today: as the command says, else as it was last time."""
        return settings.today if self.circumstances is None else self.circumstances

    def config(self, settings: Settings, data_dir: Path, profile: str, *, recorded: bool = False) -> SessionConfig:
        """The session that follows for this person today.

        recorded: it will be held before a recording. Nobody learns from the cues then, so they do not fade, and what
        is told does not depend on how often somebody practised.
        """
        from feedback.visit.planning import practised_days, session_config

        return session_config(
            settings,
            profile,
            exercise=self.exercise,
            minutes=self.minutes,
            shaking=self.shaking,
            circumstances=self.today(settings),
            days=() if recorded else practised_days(data_dir, profile),
        )
