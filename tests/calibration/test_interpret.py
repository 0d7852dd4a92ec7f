from __future__ import annotations

import math

import msgspec
import pytest

from calibration.baseline import Baseline
from calibration.interpret import HANGING_FROM_MM, SELDOM_TIMES, Interpreter, hanging_from_mm
from calibration.states import HELP, JawState, Kind, Reason, reason_for
from tests.scenarios.people import GONE, HANGING, REST, Face, Person, Scene, calibrated, replace, talking, watch
from vision.doubts import Doubt


@pytest.fixture(scope="module")
def anna() -> Baseline:
    return calibrated()


def test_every_reason_one_can_help_with_has_a_sentence() -> None:
    doing = {Reason.TALKING, Reason.CHEWING, Reason.DRINKING, Reason.SMILING, Reason.YAWNING}
    assert set(HELP) == set(Reason) - doing
    assert {Reason(doubt.value) for doubt in Doubt} <= set(HELP)


def test_names_the_doubt_whose_remedy_helps_most() -> None:
    assert reason_for(frozenset({Doubt.UNSTABLE, Doubt.TURNED})) is Reason.TURNED
    assert reason_for(frozenset({Doubt.OCCLUDED, Doubt.DARK})) is Reason.DARK  # in the dark nothing else can be told
    assert reason_for(frozenset()) is Reason.FAINT


def test_the_first_moments_are_settling(anna: Baseline) -> None:
    first = watch(Scene().does(REST, 2), anna).states[0]
    assert (first.kind, first.reason) == (Kind.UNSURE, Reason.SETTLING)
    assert math.isnan(first.gap_mm)


def test_numbers_and_reasons_stand_where_they_should(anna: Baseline) -> None:
    turned = Face(trust=0.1, doubts=frozenset({Doubt.TURNED}))
    scene = Scene().does(REST, 3).does(HANGING, 4).does(turned, 3).does(talking, 3).does(GONE, 3)
    for state in watch(scene, anna).states:
        answered = state.kind not in (Kind.UNSURE, Kind.AWAY)
        assert math.isfinite(state.gap_mm) == answered
        assert math.isfinite(state.gap_sd_mm) == answered
        assert (state.reason is None) == (answered and state.kind is not Kind.ACTIVE)
        assert math.isnan(state.tension) or 0.0 <= state.tension <= 1.0


def test_pictures_that_come_too_seldom_follow_nothing(anna: Baseline) -> None:
    def seldom(apart_s: float) -> list[JawState]:
        readings = Scene().does(REST, 20).readings
        interpreter = Interpreter(anna)
        return [interpreter.step(reading) for reading in readings[:: round(apart_s * Scene().fps)]]

    often, rare = seldom(0.4), seldom(0.6)
    assert all(state.kind is Kind.CLOSED_SOFT for state in often[4:])
    assert all((state.kind, state.reason) == (Kind.UNSURE, Reason.TOO_FEW) for state in rare[SELDOM_TIMES:])
    assert all(math.isnan(state.gap_mm) for state in rare[SELDOM_TIMES:])


def test_a_single_wait_for_a_picture_is_none_of_that(anna: Baseline) -> None:
    readings = Scene().does(REST, 10).readings
    interpreter = Interpreter(anna)
    states = [interpreter.step(reading) for reading in (*readings[:90], *readings[150:])]
    assert Reason.TOO_FEW not in {state.reason for state in states}


def test_hanging_is_entered_and_left_at_different_gaps(anna: Baseline) -> None:
    between = replace(HANGING, gap_mm=3.25, lips_mm=0.0)
    steady = Person(sway=0.0)
    up = watch(Scene(steady).does(REST, 3).does(between, 6), anna)
    down = watch(Scene(steady).does(HANGING, 4).does(between, 6), anna)
    assert up.states[-1].kind is Kind.CLOSED_SOFT
    assert down.states[-1].kind is Kind.HANGING


def test_where_the_chin_shows_less_hanging_begins_earlier(anna: Baseline) -> None:
    assert hanging_from_mm(anna) == HANGING_FROM_MM
    shy = msgspec.structs.replace(anna, rest_gap_mm=0.9, hang_gap_mm=3.0)
    assert hanging_from_mm(shy) == pytest.approx(1.95)
    assert hanging_from_mm(msgspec.structs.replace(anna, hang_gap_mm=None)) == HANGING_FROM_MM
    assert hanging_from_mm(msgspec.structs.replace(anna, rest_gap_mm=0.0, hang_gap_mm=0.4)) == 1.5


def test_without_a_bite_in_calibration_nothing_is_called_tense() -> None:
    baseline = calibrated(bites=False)
    assert baseline.tension is None
    seen = watch(Scene().does(REST, 5).does(Face(gap_mm=0.0, left_bite=2.0, right_bite=2.0), 10), baseline)
    assert seen.share(Kind.CLOSED_TENSE) == 0.0
    assert all(math.isnan(state.tension) for state in seen.states)


def test_a_faint_measure_is_said_to_be_faint(anna: Baseline) -> None:
    scene = Scene().does(REST, 4)
    interpreter = Interpreter(anna)
    last: JawState | None = None
    for reading in scene.readings:
        last = interpreter.step(replace(reading, chin_drop_sd_mm=4.0))
    assert last is not None
    assert (last.kind, last.reason) == (Kind.UNSURE, Reason.FAINT)


def test_after_a_long_gap_nothing_old_counts(anna: Baseline) -> None:
    scene = Scene().does(HANGING, 4)
    scene.t_s += 30.0
    scene.does(HANGING, 2)
    seen = watch(scene, anna)
    assert seen.during(34.0, 34.3).share(Kind.UNSURE) == 1.0
    assert seen.states[-1].kind is Kind.HANGING
