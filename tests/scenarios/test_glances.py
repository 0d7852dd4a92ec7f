"""Ten seconds before the camera, in the middle of a working day, without a warm-up: what a glance makes of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from calibration.baseline import Baseline
from feedback.desk.glance_judge import GlanceJudge
from feedback.desk.glance_line import Glimpsed
from feedback.desk.steady_light import SteadyLight
from feedback.kept.desk_records import Hindrance, Seen
from tests.scenarios.people import (
    BITING,
    CLOSED,
    GONE,
    HANGING,
    REST,
    TURNED,
    Face,
    Person,
    Scene,
    calibrated,
    chewing,
    swaying,
    talking,
)
from vision.doubts import Doubt

PLAIN = Person(jaw_mm=1.6, press_mm=1.4)
"""Somebody whose light bite shows, as it does on the rendered faces."""
FAINT = Person(jaw_mm=0.25, press_mm=0.3)
NEXT_DAY = 20.0
"""Seconds that a scene is longer than any glance."""


@cache
def baseline_of(person: Person, *, bites: bool = True) -> Baseline:
    return calibrated(person, bites=bites)


def glance(
    *faces: Face | Callable[[float], Face],
    person: Person = PLAIN,
    bites: bool = True,
    s: float = NEXT_DAY,
    seed: int = 5,
) -> Glimpsed:
    """A glance of ten pictures a second at these, one after another, each for ``s``."""
    judge, scene = GlanceJudge(baseline_of(replace(person, shape_shift_mm=0.0), bites=bites)), Scene(person, 10.0, seed)
    for face in faces:
        scene.does(face, s, moving_s=0.0)
    for reading in scene.readings:
        judge.step(replace(reading, anchor=99))  # tracked anew: its zero is not the profile's
        if judge.enough:
            break
    return judge.verdict(took_s=9.0)


@pytest.mark.parametrize("face", [REST, CLOSED, HANGING, swaying(REST)])
def test_a_soft_jaw_is_relaxed_however_far_it_hangs_at_the_start(face: Face | Callable[[float], Face]):
    found = glance(face)
    assert (found.seen, found.why, found.took_s) == (Seen.RELAXED, "", 9.0)
    assert found.relaxed_share > 0.9


def test_a_bite_is_tense():
    found = glance(BITING)
    assert (found.seen, found.why) == (Seen.TENSE, "")
    assert found.tense_share > 0.9


def test_where_a_bite_does_not_show_a_closed_jaw_is_closed_and_no_more():
    for face in (CLOSED, BITING):
        found = glance(face, person=FAINT)
        assert found.seen is Seen.CLOSED
        assert math.isnan(found.tense_share)


def test_who_never_bit_in_calibration_is_never_called_tense():
    assert glance(BITING, bites=False).seen is Seen.CLOSED


def test_a_jaw_that_hangs_far_is_relaxed_on_any_face():
    assert glance(Face(gap_mm=9.0, lips_mm=2.0), person=FAINT).seen is Seen.RELAXED


def test_a_mouth_that_stays_wide_open_is_not_called_relaxed():
    assert glance(Face(gap_mm=30.0, lips_mm=34.0)).seen is Seen.ACTIVE


@pytest.mark.parametrize("face", [talking, chewing, Face(smile=1.0)])
def test_a_busy_mouth_is_busy_and_nothing_is_said_of_the_jaw(face: Face | Callable[[float], Face]):
    found = glance(face)
    assert found.seen is Seen.ACTIVE
    assert found.why in ("talking", "chewing", "drinking", "smiling")


def test_an_empty_chair_is_no_face_and_the_camera_goes_soon():
    assert (glance(GONE).seen, glance(GONE).why) == (Seen.NOT_TAKEN, Hindrance.NO_FACE)
    judge, scene = GlanceJudge(baseline_of(PLAIN)), Scene(PLAIN, 10.0).does(GONE, 10.0)
    looked = [reading.t_s for reading in scene.readings if not (judge.step(reading) or judge.enough)]
    assert max(looked) < 5.0


def test_somebody_who_looks_elsewhere_is_not_guessed_about():
    found = glance(TURNED)
    assert (found.seen, found.why) == (Seen.UNSURE, "turned")


@pytest.mark.parametrize("doubt", [Doubt.FAR, Doubt.OTHER_FACE])
def test_another_place_or_person_is_stale(doubt: Doubt):
    found = glance(Face(trust=0.1, doubts=frozenset({doubt})))
    assert (found.seen, found.why) == (Seen.UNSURE, Hindrance.STALE)


def test_a_head_where_calibration_never_saw_it_is_stale():
    found = glance(replace(BITING, pitch_deg=17.0))
    assert (found.seen, found.why) == (Seen.UNSURE, Hindrance.STALE)


def test_lengths_that_neither_soft_nor_bitten_explain_are_stale():
    """New glasses, light from the side: the mesh sees another face, as wide as in a bite and otherwise unlike one."""
    found = glance(CLOSED, person=replace(PLAIN, shape_shift_mm=2.5, corners_mm=-3.0))
    assert (found.seen, found.why) == (Seen.UNSURE, Hindrance.STALE)


def test_half_a_bite_is_neither():
    half = Face(gap_mm=0.0, left_bite=0.5, right_bite=0.5)
    assert glance(half, person=Person()).seen is Seen.UNSURE


def test_tense_for_half_of_the_time_is_neither():
    found = glance(*(BITING, CLOSED) * 5, s=1.0)
    assert (found.seen, found.why) == (Seen.UNSURE, "mixed")


def test_a_sure_glance_is_over_sooner_than_an_unsure_one():
    def looked_s(face: Face) -> float:
        ordinary = Person()
        judge, scene = GlanceJudge(baseline_of(ordinary)), Scene(ordinary, 10.0).does(face, 20.0, moving_s=0.0)
        for reading in scene.readings:
            judge.step(reading)
            if judge.enough:
                return reading.t_s
        return 20.0

    assert 5.0 < looked_s(REST) < 7.0
    assert 8.0 < looked_s(Face(gap_mm=0.0, left_bite=0.5, right_bite=0.5)) < 12.0


def test_pictures_count_from_the_first_steady_one_on():
    light = SteadyLight()
    dark_to_bright = [10.0 * step for step in range(10)] + [100.0] * 20
    seen = [light.step(grey, number / 10) for number, grey in enumerate(dark_to_bright)]
    assert seen.index(True) in (14, 15)  # half a second after it stopped changing
    assert all(seen[seen.index(True) :])


def test_a_light_that_never_rests_is_not_waited_for_for_ever():
    light = SteadyLight()
    seen = [light.step(100.0 + 20.0 * (number % 2), number / 10) for number in range(40)]
    assert seen.index(True) == 30
