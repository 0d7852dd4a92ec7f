"""What of a running camera is analysed: everything that moves, and of what is still as much as is needed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from vision.analysis_rate import STILL_HZ, AnalysisRate
from vision.head import HeadPose
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading

MM_PER_PX = 1.0
AT_ONCE_S = 0.2


@dataclass
class Person:
    """Sits before a camera; every quantity is a function of time."""

    jaw_mm: Callable[[float], float] = lambda _: 2.0
    lips_mm: Callable[[float], float] = lambda _: 0.5
    yaw_deg: Callable[[float], float] = lambda _: 0.0
    left_mm: Callable[[float], float] = lambda _: 0.0
    there: Callable[[float], bool] = lambda _: True
    jitter_mm: float = 0.1
    noise: np.random.Generator = field(default_factory=lambda: np.random.default_rng(5))

    def seen(self, t_s: float) -> tuple[JawReading, FaceLandmarks | None]:
        if not self.there(t_s):
            nan = math.nan
            return JawReading(t_s, nan, math.inf, nan, nan, nan, None, 0.0, frozenset()), None
        jaw_mm, lips_mm = (what(t_s) + self.noise.normal(0.0, self.jitter_mm) for what in (self.jaw_mm, self.lips_mm))
        pose = HeadPose(self.yaw_deg(t_s), 0.0, 0.0, 550.0, MM_PER_PX)
        points = np.full((478, 3), 200.0 + self.left_mm(t_s) / MM_PER_PX, np.float32)
        reading = JawReading(t_s, jaw_mm, 0.3, lips_mm, 120.0, 0.0, pose, 1.0, frozenset())
        return reading, FaceLandmarks(points, t_s)


def analysed(person: Person, until_s: float, fps: float = 30.0, rate: AnalysisRate | None = None) -> list[float]:
    """When pictures were analysed."""
    rate, times = rate or AnalysisRate(), []
    for index in range(round(until_s * fps)):
        t_s = index / fps
        if rate.wants(t_s):
            times.append(t_s)
            rate.saw(*person.seen(t_s))
    return times


def test_what_it_says_will_not_be_wanted_is_not():
    person = Person(jaw_mm=lambda t_s: 2.0 + (8.0 * math.sin(3.0 * t_s) if 3.0 < t_s < 5.0 else 0.0))
    rate, skipping = AnalysisRate(), []
    for index in range(240):
        t_s = index / 30.0
        if t_s >= rate.next_s and rate.wants(t_s):
            skipping.append(t_s)
            rate.saw(*person.seen(t_s))
    person.noise = np.random.default_rng(5)
    assert skipping == analysed(person, 8.0)
    assert per_second(skipping, 3.5, 5.0) == pytest.approx(30.0)


def per_second(times: list[float], start_s: float, end_s: float) -> float:
    return sum(start_s <= t_s < end_s for t_s in times) / (end_s - start_s)


@pytest.mark.parametrize("fps", [60.0, 30.0, 25.0, 20.0])
def test_a_still_face_is_analysed_fifteen_times_a_second_whatever_the_camera(fps: float) -> None:
    times = analysed(Person(), 12.0, fps)
    assert per_second(times, 4.0, 12.0) == pytest.approx(STILL_HZ, abs=0.5)


def test_a_slow_camera_is_analysed_whole() -> None:
    assert len(analysed(Person(), 12.0, fps=10.0)) == 120


def test_swaying_as_one_does_in_a_chair_is_still() -> None:
    sways = Person(
        yaw_deg=lambda t_s: 2.0 * math.sin(2 * math.pi * t_s / 4.0),
        left_mm=lambda t_s: 6.0 * math.sin(2 * math.pi * t_s / 4.0),
        jaw_mm=lambda t_s: 2.0 + 0.5 * math.sin(2 * math.pi * t_s / 6.0),
    )
    assert per_second(analysed(sways, 20.0), 4.0, 20.0) == pytest.approx(STILL_HZ, abs=0.5)


def after_six_seconds(speed: float, most: float) -> Callable[[float], float]:
    return lambda t_s: min(max(0.0, t_s - 6.0) * speed, most)


@pytest.mark.parametrize(
    "person",
    [
        Person(jaw_mm=after_six_seconds(8.0, 8.0)),
        Person(lips_mm=after_six_seconds(20.0, 25.0)),
        Person(yaw_deg=after_six_seconds(30.0, 25.0)),
        Person(left_mm=after_six_seconds(60.0, 100.0)),
    ],
    ids=["the jaw sinks", "the lips open", "the head turns", "leans over"],
)
def test_every_picture_counts_from_the_moment_something_moves_and_a_little_longer(person: Person) -> None:
    times = analysed(person, 14.0)
    assert per_second(times, 3.0, 6.0) == pytest.approx(STILL_HZ, abs=0.5)
    assert per_second(times, 6.0 + AT_ONCE_S, 7.0) == pytest.approx(30.0)
    assert per_second(times, 11.0, 14.0) == pytest.approx(STILL_HZ, abs=0.5)


def test_a_face_that_comes_back_is_learned_at_full_rate_and_an_empty_chair_is_not() -> None:
    times = analysed(Person(there=lambda t_s: not 4.0 <= t_s < 9.0), 14.0)
    assert per_second(times, 0.0, 2.0) == pytest.approx(30.0)
    assert per_second(times, 4.5, 9.0) == pytest.approx(STILL_HZ, abs=0.5)
    assert per_second(times, 9.0 + AT_ONCE_S, 11.0) == pytest.approx(30.0)


def test_pictures_that_come_a_little_early_or_late_change_nothing() -> None:
    rate, noise, count = AnalysisRate(), np.random.default_rng(3), 0
    person = Person()
    for index in range(600):
        t_s = index / 30 + float(noise.uniform(-0.006, 0.006))
        if rate.wants(t_s):
            count += t_s > 4.0
            rate.saw(*person.seen(t_s))
    assert count / 16.0 == pytest.approx(STILL_HZ, abs=1.0)
