"""The exercises add up: every length has all its steps, and nothing that was not chosen."""

from __future__ import annotations

import pytest

from feedback.practice.exercise.breath_to_pelvis import BREATH
from feedback.practice.exercise.form import LOOK_S, Sees, course
from feedback.practice.exercise.gentle_shaking import SHAKING, SHAKING_ID
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercise.whole_routine import ROUTINE
from feedback.practice.exercises import EXERCISES

LENGTHS = [(exercise, minutes) for exercise in EXERCISES.values() for minutes in exercise.lengths_min]


@pytest.mark.parametrize(("exercise", "minutes"), LENGTHS, ids=lambda value: getattr(value, "id", str(value)))
def test_every_length_offered_has_all_steps_and_looks_come_on_top(exercise, minutes):
    steps = course(exercise, minutes * 60.0)
    assert [timed.step for timed in steps] == [step for part in exercise.parts for step in part.steps]
    looks = sum(part.sees is Sees.LOOK for part in exercise.parts)
    assert sum(timed.length_s for timed in steps) == pytest.approx(minutes * 60.0 + looks * LOOK_S)
    assert min(timed.length_s for timed in steps) > 5


@pytest.mark.parametrize("minutes", SOFT_JAW.lengths_min)
def test_staying_is_the_longest_of_the_soft_jaw(minutes: int):
    steps = course(SOFT_JAW, minutes * 60.0)
    assert max(steps, key=lambda timed: timed.length_s).step.id == "stay"


def test_the_routine_goes_from_look_to_look():
    assert [part.id for part in ROUTINE.parts] == ["look_before", "soft_jaw", "breath", "shaking", "look_after"]
    by_part: dict[str, float] = {}
    for timed in course(ROUTINE, 600.0):
        by_part[timed.part.id] = by_part.get(timed.part.id, 0.0) + timed.length_s
    assert 180 <= by_part["breath"] <= 300
    assert 60 <= by_part["shaking"] <= 90
    assert 600 <= sum(by_part.values()) <= 720


def test_who_leaves_shaking_out_practises_as_long_without_it():
    steps = course(ROUTINE, 600.0, frozenset({SHAKING_ID}))
    assert "shaking" not in {timed.part.id for timed in steps}
    assert sum(timed.length_s for timed in steps) == pytest.approx(640.0)


def test_the_camera_sees_nothing_of_breath_and_shaking():
    for exercise in (BREATH, SHAKING):
        assert [part.sees for part in exercise.parts] == [Sees.LOOK, Sees.NOTHING, Sees.LOOK]
