"""The soft tone of a hint, in a process of its own that ends with it: the desk holds no sound library all day."""

from __future__ import annotations

import time

from feedback.sound.instrument import CHIME_GAIN, bowls
from feedback.sound.loops import CHIME_S, Samples
from feedback.sound.output import Output, OutputError
from feedback.sound.score import Chime

LOUDNESS = 2.0
"""Twice the chime of a session: it stands alone, without the sound around it."""


class OneTouch:
    """A bowl touched once, handed out piece by piece; then silence. volume: 0..1."""

    def __init__(self, volume: float) -> None:
        self._sound = bowls()[Chime.NEXT] * (CHIME_GAIN * LOUDNESS * volume)
        self._place = 0

    def __call__(self, count: int) -> Samples:
        """The next ``count`` samples, float32 (count, 2)."""
        piece = self._sound[self._place : self._place + count]
        self._place += count
        out = piece.repeat(2).reshape(-1, 2)
        if len(out) < count:
            out = out.copy()
            out.resize((count, 2), refcheck=False)
        return out


def main(arguments: list[str]) -> None:
    """Play it at the volume given; where there is nothing to play it with, nothing is heard and nothing said."""
    touch = OneTouch(min(1.0, max(0.0, float(arguments[0]))))
    try:
        output = Output(touch)
    except OutputError:
        return
    try:
        until_s = time.monotonic() + CHIME_S
        while output.alive and time.monotonic() < until_s:
            time.sleep(0.1)
    finally:
        output.close()
