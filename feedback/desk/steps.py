"""A state on its way to the next, with the effects gathered so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from feedback.desk.events import Effect
from feedback.desk.state import DeskState


@dataclass(frozen=True, slots=True)
class Stepped:
    """The state so far, and what was asked for on the way."""

    state: DeskState
    effects: tuple[Effect, ...] = ()

    @property
    def now_s(self) -> float:
        """The steady clock, s."""
        return self.state.now.steady_s

    @property
    def wall(self) -> datetime:
        """The wall clock."""
        return self.state.now.wall

    def to(self, **changes: Any) -> Stepped:  # noqa: ANN401 - as `replace` has it
        """With these fields of the state changed."""
        return Stepped(replace(self.state, **changes), self.effects)

    def also(self, *effects: Effect) -> Stepped:
        """With these effects after the others."""
        return Stepped(self.state, self.effects + effects)

    def chance(self) -> tuple[Stepped, int]:
        """The count to draw chance with, and the step that has drawn it."""
        return self.to(draws=self.state.draws + 1), self.state.draws

    def put_off(self, until_s: float) -> Stepped:
        """With no glance before ``until_s``."""
        return self.to(due_s=max(self.state.due_s, until_s), try_s=max(self.state.try_s, until_s))
