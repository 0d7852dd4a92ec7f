"""Filters that calm a still value and keep up with a moving one, at any frame rate."""

from __future__ import annotations

import math

import numpy as np
import pytest

from vision.smoothing import OneEuro, RunningMedian


@pytest.mark.parametrize("fps", [15, 30, 60])
def test_noise_is_halved_and_a_step_arrives_within_a_third_of_a_second(fps):
    random = np.random.default_rng(5)
    euro = OneEuro()
    still = [euro.step(float(random.normal(0, 0.3)), index / fps) for index in range(4 * fps)]
    assert np.std(still[fps:]) < 0.18
    lagging = [euro.step(6.0, 4 + index / fps) for index in range(fps)]
    assert lagging[fps // 3] > 4.5


def test_after_a_gap_nothing_from_before_is_carried_over():
    euro = OneEuro()
    euro.step(0.0, 0.0)
    assert euro.step(8.0, 2.0) == 8.0
    median = RunningMedian()
    for index in range(10):
        median.step(0.0, index / 30)
    assert median.step(8.0, 2.0) == 8.0


def test_a_missing_value_says_nothing_and_spoils_nothing():
    euro = OneEuro()
    euro.step(2.0, 0.0)
    assert math.isnan(euro.step(math.nan, 0.03))
    assert euro.step(2.0, 0.06) == pytest.approx(2.0)
    assert math.isnan(RunningMedian().step(math.nan, 0.0))


def test_the_median_shrugs_off_a_spike():
    median = RunningMedian(0.5)
    values = [median.step(20.0 if index == 12 else 3.0, index / 30) for index in range(30)]
    assert set(values) == {3.0}


def test_time_that_stands_still_changes_nothing():
    euro = OneEuro()
    first = euro.step(1.0, 1.0)
    assert euro.step(5.0, 1.0) == first
