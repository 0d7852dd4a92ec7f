"""Sources whose answers are given: for scripted days, the demo and tests."""

from __future__ import annotations

from typing import Generic, TypeVar

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.sources import Sources
from feedback.desk.courtesy.table import Power, Quiet, SourceTable

T = TypeVar("T")


class Given(Generic[T]):
    """A source that says what it was given last; None: it does not tell. asked: how often it was."""

    def __init__(self, answer: T | None) -> None:
        self.answer = answer
        self.asked = 0

    def read(self, asking: Asking) -> T:  # noqa: ARG002 - it answers at once
        """What was given. Raises NotToldError for None."""
        self.asked += 1
        if self.answer is None:
            raise NotToldError("not given")
        return self.answer

    def close(self) -> None:
        """Nothing is open."""


class GivenTable:
    """A desk at which nothing stands in the way, until one of its answers is changed."""

    def __init__(self) -> None:
        self.camera = Given[bool](False)
        self.microphone = Given[bool](False)
        self.hidden = Given[bool](False)
        self.idle = Given[Quiet](Quiet(0.0))
        self.full_screen = Given[bool](False)
        self.do_not_disturb = Given[bool](False)
        self.battery = Given[Power](Power(on_battery=False))

    def sources(self) -> Sources:
        """The sources that give these answers."""
        return Sources(
            SourceTable(
                self.camera,
                self.microphone,
                self.hidden,
                self.idle,
                self.full_screen,
                self.do_not_disturb,
                self.battery,
            )
        )
