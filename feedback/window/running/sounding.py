"""What is heard of one session in the window: its sound and its voice, turned off and on together while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType

from feedback.kept.settings import Settings
from feedback.practice.events import PartEvent
from feedback.sound.player import Player
from feedback.texts import Texts
from feedback.visit.events import Event, NoticeEvent
from feedback.visit.view import View
from feedback.window.running.speech import Voice


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
            self._player = Player(self._volume)
        self._player.muted = not self.on
        return self._player(view, events)


class Audible:
    """Sound and voice of one session as the person likes them. Lives in the window's thread; ``sounding`` does not.

    on: whether anything is to be heard now.
    """

    def __init__(self, settings: Settings, texts: Texts) -> None:
        self.on = settings.sound or settings.voice
        self._voice_alone = settings.voice and not settings.sound
        self.sounding = Sounding(settings.volume, on=settings.sound)
        self._voice = Voice(texts) if settings.voice else None
        self._told = False

    def turn(self) -> None:
        """Off or on, for this session. Where nothing was to be heard, on is the sound."""
        self.on = not self.on
        self.sounding.on = self.on and not self._voice_alone

    def hear(self, events: Sequence[Event]) -> list[Event]:
        """Let the voice take in what happened; what there is to say about it in writing."""
        voice = self._voice
        if voice is None:
            return []
        voice.hear(events if self.on else [event for event in events if isinstance(event, PartEvent)])
        if voice.problem is None or self._told:
            return []
        self._told = True
        return [NoticeEvent(0.0, "voice", voice.problem.sentence)]

    def stop(self) -> None:
        """The session is over; the sound ends with its listener."""
        if self._voice is not None:
            self._voice.stop()
            self._voice = None
