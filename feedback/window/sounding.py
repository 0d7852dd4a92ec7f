"""The sound of one session in the window: opened when it is first wanted, turned off and on while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from feedback.events import Event
from feedback.view import View

if TYPE_CHECKING:
    from feedback.sound import Player


class Sounding:
    """A listener of the line. ``on`` may be set from any thread; a session that is never to sound opens no device."""

    def __init__(self, volume: float, *, on: bool) -> None:
        self.on = on
        self._volume = volume
        self._player: Player | None = None

    def __enter__(self) -> Sounding:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._player is not None:
            self._player.close()

    def __call__(self, view: View, events: Sequence[Event]) -> list[Event]:
        """One turn further."""
        if self._player is None:
            if not self.on:
                return []
            from feedback.sound import Player  # here and not above: it pulls in the sound library's Python half

            self._player = Player(self._volume)
        self._player.muted = not self.on
        return self._player(view, events)
