"""Seamless loops of sound, made from their spectra.

A loop is the inverse Fourier transform of a chosen spectrum, so its end runs into its beginning without a seam. A tone
is a line with weaker lines close around it, which lets it breathe like a choir instead of standing like a test tone;
surf is noise with soft edges. Nothing is recorded: there is nothing to license and nothing to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
"""What nearly every sound card runs at by itself, so that nobody has to convert."""
LOOP_HZ = RATE_HZ // 2
"""What loops are kept at: nothing in them lies above 6 kHz, and so they take half the room."""
LOOP_S = 16
"""Longer than any breath offered, so that the ear finds no pattern."""
LOOP_SAMPLES = LOOP_HZ * LOOP_S
SHIMMER_HZ = 0.3
"""How far the weaker lines lie from their tone: it wavers over seconds, as slowly as a breath."""
SHIMMER = 0.35
"""Their strength against the tone: it comes and goes by about a third and never falls away."""

CHIME_S = 6.0
CHIME_SWELL_S = 0.06
"""A chime swells in this time, too slowly to startle and soon enough to sound touched."""
CHIME_LAST_S = 1.0
"""At its very end it is faded, so that it ends in nothing."""
BEAT = ((0.0, 1.0), (0.7, 0.4))
"""Each of its tones is two lines, Hz apart, of these strengths: the slow, shallow beat of a hand-made bowl."""
BOWL = ((1.0, 1.0, 1.6), (2.0, 0.22, 0.9), (3.01, 0.08, 0.5))
"""Tones of the bowl: ratio, strength, time to fall to a third, s. Few and mild; a real one is brighter."""

Samples = NDArray[np.float32]


def tones(partials: Sequence[tuple[float, float]], seed: int) -> Samples:
    """A chord: ``partials`` are frequencies, Hz, with their strengths. float32 (LOOP_SAMPLES,), peak 1.

    Each tone is moved to the nearest line that fits an even number of times into the loop. Two ears that read the loop
    half its length apart then hear the tones together and each its own shimmer.
    """
    random = np.random.default_rng(seed)
    spectrum = np.zeros(LOOP_SAMPLES // 2 + 1, np.complex64)
    aside = np.arange(1, round(3 * SHIMMER_HZ * LOOP_S) + 1)
    bell = np.exp(-0.5 * (aside / (SHIMMER_HZ * LOOP_S)) ** 2)
    bell *= SHIMMER / np.sqrt(2 * np.sum(bell**2))
    for hz, strength in partials:
        line = 2 * round(hz * LOOP_S / 2)
        spectrum[line] += strength * np.exp(2j * np.pi * random.random())
        for side in (-1, 1):
            spectrum[line + side * aside] += strength * bell * np.exp(2j * np.pi * random.random(len(aside)))
    return _whole(np.fft.irfft(spectrum, LOOP_SAMPLES))


def surf(low_hz: float, high_hz: float, seed: int) -> Samples:
    """Noise between two frequencies, falling by 3 dB an octave, with soft edges. float32 (LOOP_SAMPLES,), peak 1."""
    random = np.random.default_rng(seed)
    hz = np.fft.rfftfreq(LOOP_SAMPLES, 1 / LOOP_HZ).astype(np.float32)
    hz[0] = hz[1]
    spectrum = np.exp(np.complex64(2j * np.pi) * random.random(len(hz)).astype(np.float32))
    spectrum *= hz**-0.5 / (1 + (low_hz / hz) ** 8) / (1 + (hz / high_hz) ** 8)
    return _whole(np.fft.irfft(spectrum, LOOP_SAMPLES))


def chime(notes: Sequence[tuple[float, float, float]]) -> Samples:
    """A bowl, touched: ``notes`` are frequency, Hz, strength, and when, s. float32 (CHIME_S * RATE_HZ,), peak 1."""
    t_s = np.arange(round(CHIME_S * RATE_HZ)) / RATE_HZ
    # Second by second: as a whole it would take ten times the room of what comes of it.
    return _whole(np.concatenate([_rung(notes, part_s) for part_s in np.array_split(t_s, round(CHIME_S))]))


def _rung(notes: Sequence[tuple[float, float, float]], t_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """The bowl at the times ``t_s`` (N,), s from the touch."""
    sound = np.zeros_like(t_s)
    for hz, strength, at_s in notes:
        own_s = np.maximum(0.0, t_s - at_s)
        swell = 0.5 - 0.5 * np.cos(np.pi * np.minimum(1.0, own_s / CHIME_SWELL_S))
        for ratio, share, fade_s in BOWL:
            ring = strength * share * swell * np.exp(-own_s / fade_s)
            for beside_hz, part in BEAT:
                sound += ring * part * np.sin(2 * np.pi * (hz * ratio + beside_hz) * own_s)
    left = np.minimum(1.0, (CHIME_S - t_s) / CHIME_LAST_S)
    rung: NDArray[np.float64] = sound * (0.5 - 0.5 * np.cos(np.pi * left))
    return rung


def _whole(sound: NDArray[np.floating[Any]]) -> Samples:
    """``sound`` with its largest sample at 1."""
    return np.asarray(sound / np.max(np.abs(sound)), np.float32)
