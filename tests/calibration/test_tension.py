from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest

from calibration.tension import (
    ADJUST_BOUND,
    Clarity,
    Evidence,
    TensionAxis,
    adjust,
    beside_mm,
    fit_tension,
    lengths_mm,
    tension,
    undo_adjust,
    weigh,
)
from tests.scenarios.people import BITING, CLOSED, REST, Face, Person, Scene, replace, turning
from vision.readings import JawReading


def passage(person: Person, what: Face, seconds: float, seed: int) -> list[JawReading]:
    return Scene(person, seed=seed).does(what, seconds, moving_s=0.0).readings


ORDINARY = Person()


def learned(person: Person = ORDINARY, bite_s: float = 4.0, seed: int = 1) -> TensionAxis | None:
    return fit_tension(
        closed=passage(person, CLOSED, 6, seed),
        clench=passage(person, BITING, bite_s, seed + 1),
        rest=passage(person, REST, 6, seed + 2),
        nod=Scene(person, seed=seed + 3).does(turning, 8).readings,
    )


def median_level(axis: TensionAxis, readings: list[JawReading]) -> float:
    levels = sorted(found for reading in readings if (found := tension(axis, reading)) is not None)
    return levels[len(levels) // 2]


@pytest.fixture(scope="module")
def axis() -> TensionAxis:
    found = learned()
    assert found is not None
    return found


def test_the_own_light_bite_is_one_and_soft_closing_nought(axis: TensionAxis) -> None:
    assert median_level(axis, passage(Person(), BITING, 5, seed=20)) == pytest.approx(1.0, abs=0.25)
    assert median_level(axis, passage(Person(), CLOSED, 5, seed=21)) == pytest.approx(0.0, abs=0.25)
    assert median_level(axis, passage(Person(), REST, 5, seed=22)) == pytest.approx(0.0, abs=0.25)


def test_a_bite_that_shows_is_clear_and_one_that_does_not_is_not() -> None:
    shows, hardly, hidden = learned(), learned(Person(jaw_mm=0.15, press_mm=0.35, jitter=2.5)), None
    for seed in range(5):
        hidden = learned(Person(jaw_mm=0.0, press_mm=0.0, jitter=2.0), seed=30 + seed)
        assert hidden is None or hidden.clarity is Clarity.NOT_CLEAR
    assert shows is not None
    assert hardly is not None
    assert shows.clarity is Clarity.CLEAR
    assert hardly.separation < shows.separation


def test_two_seconds_of_biting_are_enough() -> None:
    axis = learned(bite_s=2.2)
    assert axis is not None
    assert axis.clarity is Clarity.CLEAR
    assert median_level(axis, passage(Person(), BITING, 5, seed=40)) > axis.tense_from


@pytest.mark.parametrize(("closed_s", "bite_s"), [(0.0, 4.0), (6.0, 0.0), (6.0, 0.6), (1.0, 4.0)])
def test_too_little_to_learn_from_gives_none(closed_s: float, bite_s: float) -> None:
    closed = passage(Person(), CLOSED, closed_s, seed=1)
    assert fit_tension(closed=closed, clench=passage(Person(), BITING, bite_s, seed=2)) is None


def test_says_nothing_in_poses_that_calibration_never_saw(axis: TensionAxis) -> None:
    assert tension(axis, passage(Person(), replace(REST, yaw_deg=35.0), 0.1, seed=3)[0]) is None
    assert tension(axis, passage(Person(), REST, 0.1, seed=3)[0]) is not None


def test_survives_being_written_down(axis: TensionAxis) -> None:
    adjusted = adjust(axis, right=False)
    assert msgspec.json.decode(msgspec.json.encode(adjusted), type=TensionAxis) == adjusted


def test_learns_from_the_person_within_bounds_and_can_undo_it(axis: TensionAxis) -> None:
    stricter = adjust(axis, right=False)
    assert stricter.tense_from > axis.tense_from
    assert adjust(axis, right=True).tense_from < axis.tense_from
    assert undo_adjust(stricter) == axis
    for _ in range(50):
        stricter = adjust(stricter, right=False)
    assert stricter.tense_from == pytest.approx(axis.threshold + ADJUST_BOUND)
    assert undo_adjust(axis) == axis


def test_evidence_needs_time_however_strong_and_ignores_a_single_frame(axis: TensionAxis) -> None:
    evidence = weigh(Evidence(), axis, 0.0, 0.0)
    evidence = weigh(evidence, axis, 50.0, 0.1)
    assert not evidence.tense
    for step in range(2, 9):
        evidence = weigh(evidence, axis, 1.2, step / 10)
    assert evidence.tense
    evidence = weigh(evidence, axis, -50.0, 0.9)
    assert evidence.tense
    for step in range(10, 20):
        evidence = weigh(evidence, axis, 0.0, step / 10)
    assert not evidence.tense


def test_evidence_does_not_jump_over_a_pause(axis: TensionAxis) -> None:
    evidence = weigh(weigh(Evidence(), axis, 1.5, 0.0), axis, 1.5, 60.0)
    assert not evidence.tense
    assert not math.isnan(evidence.weight)


def test_the_own_bite_lies_on_the_line_and_another_change_of_the_face_beside_it(axis: TensionAxis):
    def beside(*, bitten: float = 0.0, wider_mm: float = 0.0) -> float:
        what = Face(gap_mm=0.0, left_bite=bitten, right_bite=bitten)
        person = replace(ORDINARY, corners_mm=ORDINARY.corners_mm - wider_mm)
        lengths = [lengths_mm(reading) for reading in passage(person, what, 6, seed=9)]
        return beside_mm(axis, np.median(lengths, axis=0))

    assert beside() < 0.6
    assert beside(bitten=1.0) < 0.7
    assert beside(wider_mm=3.0) > 1.5
    assert beside_mm(msgspec.structs.replace(axis, effect_mm=()), np.array(axis.mean)) == pytest.approx(0.0)
