"""The soft tone of a hint: it swells, fades, ends, and is never loud."""

from __future__ import annotations

import numpy as np

from feedback.sound.hint_tone import OneTouch
from feedback.sound.loops import CHIME_S, RATE_HZ


def whole_tone(volume: float) -> np.ndarray:
    touch = OneTouch(volume)
    pieces = [touch(1000) for _ in range(round(CHIME_S * RATE_HZ / 1000) + 3)]
    assert all(piece.shape == (1000, 2) for piece in pieces)
    return np.concatenate(pieces)


def test_it_begins_and_ends_in_nothing():
    sound = whole_tone(1.0)
    assert np.all(sound[:10] < 1e-3)
    assert np.all(sound[-1000:] == 0.0)


def test_it_is_soft_at_full_volume_and_softer_at_less():
    assert 0.01 < np.max(np.abs(whole_tone(1.0))) < 0.1
    assert np.max(np.abs(whole_tone(0.25))) < 0.3 * np.max(np.abs(whole_tone(1.0)))


def test_both_ears_hear_the_same():
    sound = whole_tone(0.5)
    assert np.array_equal(sound[:, 0], sound[:, 1])
