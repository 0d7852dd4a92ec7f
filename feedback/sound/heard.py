"""How a session is to be heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedback.sound.wave_file import SoundFile


@dataclass(frozen=True, slots=True)
class Heard:
    """How a session is to be heard. file: its sound is written there too. aloud: it may be played."""

    file: SoundFile | None = None
    aloud: bool = True
