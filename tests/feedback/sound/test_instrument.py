"""How it sounds, measured: warmth, smoothness, loudness."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from feedback.sound.instrument import (
    CEILING,
    CHIME_GAIN,
    GAINS,
    MOST_CHIMES,
    MOST_STEP,
    PEAK,
    Instrument,
    bowls,
    gains,
    weave,
)
from feedback.sound.loops import LOOP_HZ, RATE_HZ, Samples
from feedback.sound.score import SILENT, SWELL, Chime, Target, warmth_of

LOW_HZ = 400.0
"""What is below is the body of a warm sound; a laptop's loudspeaker begins at about half of it."""
FULL = Target(level=1.0, warmth=1.0, breath=1.0, swell=0.4)


def played(*aims: Target, seconds: float = 4.0) -> Samples:
    instrument = Instrument()
    sounds = []
    for aim in aims:
        instrument.target = aim
        sounds.append(instrument.take(round(seconds * RATE_HZ)))
    return np.concatenate(sounds)


def low_share(sound: Samples) -> float:
    power = np.abs(np.fft.rfft(sound.mean(axis=1))) ** 2
    return float(power[np.fft.rfftfreq(len(sound), 1 / RATE_HZ) < LOW_HZ].sum() / power.sum())


def loudness(sound: Samples) -> float:
    return float(np.sqrt(np.mean(sound**2)))


def steepest(sound: Samples) -> float:
    return float(np.abs(np.diff(sound, axis=0)).max())


def test_a_lower_jaw_sounds_warmer_and_fuller_through_the_whole_band():
    gaps_mm = np.arange(1.0, 11.0)
    settled = [played(Target(1.0, warmth_of(gap_mm, 0.4)), seconds=20)[8 * RATE_HZ :] for gap_mm in gaps_mm]
    assert np.all(np.diff([low_share(sound) for sound in settled]) > 0)
    levels = [loudness(sound) for sound in settled]
    assert np.all(np.diff(levels[3:]) > 0)
    assert levels[-1] > 2 * levels[0]


def test_no_state_of_it_can_be_louder_or_steeper_than_stated():
    layers = weave() / PEAK
    assert np.abs(layers).max() <= 1.0
    corners = product((0.0, 1.0), (0.0, 0.5, 1.0), (0.0, 1.0), (0.0, 1.0), (0.0, 1.0))
    for corner in corners:
        assert np.all(np.array(gains(*corner)) <= np.array(list(GAINS.values())) + 1e-9)
    chimes = MOST_CHIMES * CHIME_GAIN
    assert sum(GAINS.values()) + chimes <= CEILING
    around = np.abs(np.diff(layers, axis=1, append=layers[:, :1])).max(axis=1) * LOOP_HZ / RATE_HZ
    touched = max(np.abs(np.diff(bowl)).max() for bowl in bowls().values())
    assert around @ list(GAINS.values()) + chimes * touched < MOST_STEP


def test_leaps_of_the_jaw_and_all_chimes_at_once_are_heard_as_glides():
    instrument = Instrument()
    heard = []
    for turn, aim in enumerate(
        (FULL, SILENT, Target(1.0, 0.0, 0.0, SWELL, hum=1.0), FULL, Target(0.0, fade_s=0.8)) * 3
    ):
        instrument.target = aim
        instrument.volume = 1.0 if turn % 4 else 0.2
        instrument.touch(Chime.NEXT)
        instrument.touch(Chime.END)
        heard.append(instrument.take(RATE_HZ))
    sound = np.concatenate(heard)
    assert np.abs(sound).max() <= CEILING
    assert steepest(sound) < MOST_STEP
    loud = np.sqrt(np.convolve(sound.mean(axis=1) ** 2, np.ones(4800) / 4800, "valid"))[::480]
    assert np.abs(np.diff(loud)).max() < 0.02


@pytest.mark.parametrize("cut", [lambda _: 1, lambda _: 480, lambda turn: 37 * turn % 1009 + 1, lambda _: 8192])
def test_it_sounds_the_same_however_it_is_cut(cut: Callable[[int], int]):
    whole, cuts = Instrument(), Instrument()
    whole.target = cuts.target = FULL
    whole.touch(Chime.NEXT)
    cuts.touch(Chime.NEXT)
    in_one = whole.take(9000)
    pieces, turn = 0, 0
    heard = []
    while pieces < 9000:
        heard.append(cuts.take(min(cut(turn), 9000 - pieces)))
        pieces += len(heard[-1])
        turn += 1
    assert np.array_equal(np.concatenate(heard), in_one)


def test_a_loop_has_no_seam():
    layers = weave() / PEAK
    within = np.abs(np.diff(layers, axis=1)).max(axis=1)
    assert np.all(np.abs(layers[:, 0] - layers[:, -1]) <= within)


def test_it_swells_with_the_breath():
    def at(breath: float) -> float:
        return loudness(played(Target(1.0, 0.6, breath, SWELL), seconds=8)[4 * RATE_HZ :])

    assert at(0.0) < 0.75 * at(0.5) < 0.75 * at(1.0)


def test_it_comes_from_silence_and_goes_back_to_it():
    sound = played(FULL, Target(0.0, 1.0, 1.0, fade_s=2.0), seconds=15)
    assert loudness(sound[:480]) < 1e-4
    assert loudness(sound[8 * RATE_HZ : 15 * RATE_HZ]) > 0.03
    away = sound[15 * RATE_HZ :]
    assert 0.02 > loudness(away[4 * RATE_HZ : 5 * RATE_HZ]) > 0.001
    assert loudness(away[14 * RATE_HZ :]) < 1e-4


def test_a_chime_rings_out_once():
    instrument = Instrument()
    instrument.touch(Chime.END)
    assert instrument.ringing
    sound = instrument.take(7 * RATE_HZ)
    assert loudness(sound[RATE_HZ : 2 * RATE_HZ]) > 0.005
    assert not sound[6 * RATE_HZ :].any()
    assert not instrument.ringing
