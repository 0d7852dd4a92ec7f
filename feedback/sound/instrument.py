"""The instrument: layers of loops with gliding gains, and chimes above them. No device, no clock.

Samples come from a count of samples alone, in steps of ``HOP`` whatever is asked for at a time, so a file and a sound
card hear the same. Loudness is bounded by construction: every layer has peak 1 and a largest gain, and all of them
together with two chimes stay below ``CEILING``.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from feedback.process.memory import give_back
from feedback.sound.loops import LOOP_HZ, LOOP_SAMPLES, RATE_HZ, Samples, chime, surf, tones
from feedback.sound.score import SILENT, Chime

HOP = 480
"""A new gain every 10 ms, with a straight line to it: shorter than the ear follows a gain, and 1600 fit into a loop."""
LOOP_HOP = HOP * LOOP_HZ // RATE_HZ
"""The same in samples of a loop."""
CEILING = 0.5
"""No sample is ever larger, of 1.0 full scale, at full volume: -6 dBFS. At the usual volume of one half -12 dBFS."""
MOST_STEP = 0.03
"""No two neighbouring samples differ by more, at full volume: what these soft sounds do by themselves, all at their
loudest and steepest at once. A click is a step of the size of the sound, some 0.2."""
GLIDE_S = {"level": 0.5, "warmth": 1.2, "breath": 0.3, "swell": 2.0, "hum": 1.5, "volume": 0.08}
"""Time constants, s. Warmth arrives with the cue's own second or two; the breath is smoothed, also where a tap begins
it anew. The level follows its target twice: a sound that comes back begins softly."""
MOST_CHIMES = 2
"""So many ring at once; another is left out."""
CHIME_GAIN = 0.035

ROOT_HZ = 110.0
"""A low A; all tones stand in small whole ratios to it, so nothing ever rubs but the hum."""
GAINS = {"thread": 0.075, "middle": 0.09, "body": 0.135, "hum": 0.03, "surf": 0.07, "air": 0.03}
"""The largest gain of each layer. Their sum and two chimes make up ``CEILING``."""


PEAK = np.float32(32767)
"""The largest sample of a layer. So kept they take half the room, and what rounding adds lies 100 dB below them."""


def weave() -> NDArray[np.int16]:
    """The layers in the order of ``GAINS``, (6, LOOP_SAMPLES), peak ``PEAK``. Takes some tenths of a second.

    Much of the body lies above 200 Hz, where a laptop's loudspeakers begin. Seeds are the ones, of the first two dozen,
    with the least peak against the mean.
    """
    layers = np.empty((len(GAINS), LOOP_SAMPLES), np.int16)
    for place, layer in enumerate(_layers()):  # one after the other: each takes ten times as much while it is made
        layers[place] = np.rint(layer * PEAK)
    return layers


def _layers() -> Iterator[Samples]:
    a = ROOT_HZ
    yield tones([(4 * a, 1.0), (4.5 * a, 0.45), (6 * a, 0.6), (8 * a, 0.25)], seed=3)
    yield tones([(2 * a, 1.0), (2.5 * a, 0.5), (3 * a, 0.8), (4 * a, 0.3)], seed=3)
    yield tones([(a / 2, 0.25), (a, 1.0), (1.5 * a, 0.7), (2 * a, 0.6), (3 * a, 0.4)], seed=19)
    # A fourth above the root: alone under the thread it hangs in the air, and it resolves when the jaw sinks.
    yield tones([(4 / 3 * a, 1.0), (8 / 3 * a, 0.3)], seed=12)
    yield surf(120.0, 450.0, seed=6)
    yield surf(700.0, 2400.0, seed=4)


def bowls() -> dict[Chime, Samples]:
    """The chimes: one touch for a next part, two falling ones for the end."""
    a = 4 * ROOT_HZ
    return {
        Chime.NEXT: chime([(1.5 * a, 1.0, 0.0)]),
        Chime.END: chime([(1.5 * a, 0.8, 0.0), (a, 1.0, 0.9)]),
    }


@lru_cache(maxsize=1)
def _made() -> tuple[NDArray[np.int16], dict[Chime, Samples]]:
    """Both, made once, with what making them took given back."""
    made = weave(), bowls()
    give_back()
    return made


def gains(level: float, warmth: float, breath: float, swell: float, hum: float) -> tuple[float, ...]:
    """The gain of each layer, in the order of ``GAINS``, for values 0..1."""
    out = 1.0 - breath
    tide = level * (1.0 - swell * out)
    wave = level * (1.0 - min(1.0, 1.3 * swell) * out)
    return (
        GAINS["thread"] * (1.0 - 0.45 * warmth * warmth) * tide,
        GAINS["middle"] * _ramp(warmth, 0.0, 0.7) * tide,
        GAINS["body"] * _ramp(warmth, 0.15, 1.0) * tide,
        GAINS["hum"] * hum * level,
        GAINS["surf"] * (0.25 + 0.75 * warmth) * wave,
        GAINS["air"] * (0.5 + 0.5 * warmth) * wave * (0.3 + 0.7 * breath),
    )


def _ramp(value: float, begin: float, end: float) -> float:
    return min(1.0, max(0.0, (value - begin) / (end - begin)))


def _nearer(value: float, target: float, glide_s: float) -> float:
    """``value`` one hop closer to ``target``."""
    return target + (value - target) * math.exp(-HOP / RATE_HZ / glide_s)


def _twice_as_fine(sound: Samples) -> Samples:
    """From each sample to the next in two steps: (N + 1, 2) to (2N, 2), without the first.

    The loops lose 0.2 dB at their very top by the straight line between two samples; what it adds lies above 16 kHz and
    57 dB below them.
    """
    fine = np.empty((2 * len(sound) - 2, 2), np.float32)
    fine[0::2] = (sound[:-1] + sound[1:]) / 2
    fine[1::2] = sound[1:]
    return fine


class Instrument:
    """Sounds as ``target`` and ``volume`` (0..1) say, and rings what ``touch`` gets. Both may be set at any time.

    ``take`` is for one thread at a time.
    """

    def __init__(self, volume: float = 1.0) -> None:
        self.target = SILENT
        self.volume = volume
        self._layers, self._bowls = _made()
        self._touched: deque[Chime] = deque()
        self._ringing: list[tuple[Samples, int]] = []
        self._place = 0
        self._last = np.zeros(2, np.float32)
        self._nearing = 0.0
        self._now = {"level": 0.0, "warmth": SILENT.warmth, "breath": 0.5, "swell": SILENT.swell, "hum": 0.0}
        self._gains = np.zeros(len(GAINS), np.float32)
        self._volume = volume
        self._rise = np.arange(1, HOP + 1, dtype=np.float32) / np.float32(HOP)
        self._left_over: Samples = np.zeros((0, 2), np.float32)

    def touch(self, what: Chime) -> None:
        """Ring once, from the next hop on."""
        self._touched.append(what)

    @property
    def ringing(self) -> bool:
        """True while a chime sounds or is about to."""
        return bool(self._touched or self._ringing)

    def take(self, count: int) -> Samples:
        """The next ``count`` samples: float32 (count, 2), left and right."""
        blocks, ready = [self._left_over], len(self._left_over)
        while ready < count:
            blocks.append(self._hop())
            ready += HOP
        sound = np.concatenate(blocks)
        self._left_over = sound[count:]
        return sound[:count]

    def _hop(self) -> Samples:
        self._glide()
        before, self._gains = self._gains, np.array(gains(**self._now), np.float32)
        ramps = (before[:, None] + (self._gains - before)[:, None] * self._rise[1::2]) / PEAK
        woven = np.empty((LOOP_HOP + 1, 2), np.float32)
        woven[0] = self._last
        for ear in (0, 1):
            place = (self._place + ear * LOOP_SAMPLES // 2) % LOOP_SAMPLES
            layers = self._layers[:, place : place + LOOP_HOP].astype(np.float32)
            np.einsum("ls,ls->s", ramps, layers, out=woven[1:, ear])
        self._place, self._last = (self._place + LOOP_HOP) % LOOP_SAMPLES, woven[-1]
        sound = _twice_as_fine(woven)
        self._ring(sound)
        volume, self._volume = self._volume, _nearer(self._volume, self.volume, GLIDE_S["volume"])
        sound *= np.float32(volume) + np.float32(self._volume - volume) * self._rise[:, None]
        return sound

    def _glide(self) -> None:
        aimed = self.target
        self._nearing = _nearer(self._nearing, aimed.level, aimed.fade_s)
        targets = {
            "level": self._nearing,
            "warmth": aimed.warmth,
            "breath": aimed.breath,
            "swell": aimed.swell,
            "hum": aimed.hum,
        }
        self._now = {name: _nearer(self._now[name], target, GLIDE_S[name]) for name, target in targets.items()}

    def _ring(self, sound: Samples) -> None:
        while self._touched:
            bowl = self._bowls[self._touched.popleft()]
            if len(self._ringing) < MOST_CHIMES:
                self._ringing.append((bowl, 0))
        still = []
        for bowl, begin in self._ringing:
            part = bowl[begin : begin + HOP]
            sound[: len(part)] += np.float32(CHIME_GAIN) * part[:, None]
            if begin + HOP < len(bowl):
                still.append((bowl, begin + HOP))
        self._ringing = still
