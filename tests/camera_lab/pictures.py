"""What the lab's cameras show: pictures prepared on the machine outside, and how they may be spoiled."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.camera_lab.models import Mode


@dataclass(slots=True)
class Behaviour:
    """What a lens does at present; all may be changed while it runs.

    shows: play, black, frozen, half, half_and_noise, hole, or now_and_then (every fifth is a half). step_s: at least so
    long between two pictures, s. stalled: no picture comes. broken: each is marked as broken. first_after_s: the first
    picture comes so long after the stream began. dark_s: as long after that they are black, until the exposure has
    settled.
    """

    shows: str = "play"
    step_s: float = 0.0
    stalled: bool = False
    broken: bool = False
    first_after_s: float = 0.0
    dark_s: float = 0.0


class Pictures:
    """The prepared pictures of a folder: ``1280x720.mjpg``, ``640x480.yuyv`` and so on. Read when needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ready: dict[tuple[str, str], list[bytes]] = {}
        self._still = b""

    def picture(self, packed: str, mode: Mode, number: int, behaviour: Behaviour, since_s: float) -> bytes:
        """The ``number``-th picture as ``behaviour`` shows it, ``since_s`` seconds after the stream began."""
        shows = behaviour.shows
        ready = self._of(packed, mode)
        if shows == "black" or since_s < behaviour.dark_s:
            return self._of(packed, mode, dark=True)[0]
        if shows == "frozen":
            self._still = self._still or ready[number % len(ready)]
            return self._still
        self._still = b""
        if shows == "now_and_then":
            shows = "half" if number % 5 == 0 else "play"
        return spoilt(ready[number % len(ready)], shows)

    def _of(self, packed: str, mode: Mode, *, dark: bool = False) -> list[bytes]:
        name = f"{'black-' if dark else ''}{mode}.{packed.lower()}"
        if (packed, name) not in self._ready:
            content = (self._folder / name).read_bytes()
            size = mode.width * mode.height * (1 if packed == "GREY" else 2)
            whole = (
                jpegs(content) if packed == "MJPG" else [content[at : at + size] for at in range(0, len(content), size)]
            )
            self._ready[packed, name] = whole
        return self._ready[packed, name]


def spoilt(picture: bytes, shows: str) -> bytes:
    """Half of it, half and noise, or with a hole in the middle: what a bad cable leaves of a picture."""
    match shows:
        case "half":
            return picture[: len(picture) // 2]
        case "half_and_noise":
            return picture[: len(picture) // 2] + os.urandom(200)
        case "hole":
            return picture[: len(picture) // 3] + picture[len(picture) // 2 :]
    return picture


def jpegs(content: bytes) -> list[bytes]:
    """The JPEG pictures that follow each other in ``content``."""
    begun = content.split(b"\xff\xd8\xff")[1:]
    return [b"\xff\xd8\xff" + rest for rest in begun]
