"""The table of what is asked before a look, one source a matter, and what the answers hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from feedback.desk.courtesy.asking import Source


class Matter(StrEnum):
    """What one source tells."""

    CAMERA = "camera"
    """Another program uses a camera."""
    MICROPHONE = "microphone"
    HIDDEN = "hidden"
    """Locked, asleep, another's session in front, screen off."""
    IDLE = "idle"
    FULL_SCREEN = "full_screen"
    """A program fills the screen, or presents."""
    DO_NOT_DISTURB = "do_not_disturb"
    BATTERY = "battery"


@dataclass(frozen=True, slots=True)
class Quiet:
    """How long nobody touched anything, s. typing_s: since the last key; None where keys are not told apart."""

    idle_s: float
    typing_s: float | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """Where the current comes from. share: of the battery that is left, 0..1; None where it is not told."""

    on_battery: bool
    share: float | None = None


class SharedLine(Protocol):
    """A connection that several sources ask over."""

    def close(self) -> None:
        """Let go; whoever asks next opens it again."""
        ...


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One source for each matter; None for what this system cannot tell at all. shared: closed with the sources."""

    camera: Source[bool] | None = None
    microphone: Source[bool] | None = None
    hidden: Source[bool] | None = None
    idle: Source[Quiet] | None = None
    full_screen: Source[bool] | None = None
    do_not_disturb: Source[bool] | None = None
    battery: Source[Power] | None = None
    shared: tuple[SharedLine, ...] = ()
