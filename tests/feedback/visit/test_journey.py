"""What a whole visit does beyond the session's own rules."""

from __future__ import annotations

import msgspec
import pytest

from calibration.baseline import Baseline
from calibration.profile import ProfileFolder, new_profile
from calibration.states import Kind
from calibration.tension import TensionAxis
from feedback.practice.events import CueEvent
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.session_state import SessionConfig
from feedback.visit.events import NoticeEvent
from feedback.visit.journey import Journey
from feedback.visit.tense_answers import ANSWER_WITHIN_S
from feedback.visit.view import Plan
from tests.calibration.people import a_baseline, a_template
from tests.feedback.practice.stories import jaw

AXIS = TensionAxis(
    mean=(0.0,) * 6,
    direction=(1.0,) * 6,
    jaw_widening_mm=0.5,
    separation=6.0,
    spread=0.2,
    threshold=0.6,
    yaw_deg=(-5.0, 5.0),
    pitch_deg=(-5.0, 5.0),
)


def a_baseline_with_tension() -> Baseline:
    return msgspec.structs.replace(a_baseline(), tension=AXIS)


@pytest.fixture
def journey() -> Journey:
    known = (a_baseline_with_tension(), a_template())
    return Journey(Plan(known=known, config=SessionConfig(SOFT_JAW, 300.0, "anna")))


def clenches(journey: Journey, from_s: float, seconds: float) -> list[str]:
    told = []
    for tick in range(round(seconds * 20)):
        told += journey.judge(jaw(from_s + tick / 20, Kind.CLOSED_TENSE))
    return [event.id for event in told if isinstance(event, CueEvent)]


def threshold(journey: Journey) -> float:
    baseline = journey.view.baseline
    assert baseline is not None
    assert baseline.tension is not None
    return baseline.tension.tense_from


def test_saying_that_was_not_right_makes_the_next_hint_later_and_can_be_taken_back(journey: Journey):
    assert clenches(journey, 0.0, 5.0) == ["tense"]
    assert journey.view.answerable
    (told,) = journey.answer(right=False)
    assert isinstance(told, NoticeEvent)
    assert threshold(journey) > AXIS.tense_from
    assert not journey.view.answerable
    journey.take_back()
    assert threshold(journey) == AXIS.tense_from


def test_saying_that_was_right_makes_it_sooner(journey: Journey):
    clenches(journey, 0.0, 5.0)
    journey.answer(right=True)
    assert threshold(journey) < AXIS.tense_from


def test_without_a_tense_cue_or_long_after_it_there_is_nothing_to_answer(journey: Journey):
    assert journey.answer(right=False) == []
    clenches(journey, 0.0, 5.0)
    journey.silence(5.0 + ANSWER_WITHIN_S)
    assert journey.answer(right=False) == []
    assert threshold(journey) == AXIS.tense_from


def test_answers_move_the_threshold_only_within_bounds(journey: Journey):
    for round_ in range(40):
        clenches(journey, round_ * 40.0, 31.0)
        journey.answer(right=False)
    assert threshold(journey) - AXIS.tense_from == pytest.approx(0.25)


def test_answers_are_kept_with_the_profile_and_nothing_else_changes(tmp_path, journey: Journey):
    folder = ProfileFolder(tmp_path)
    folder.save(new_profile("anna", a_baseline_with_tension(), a_template(), "camera", (640, 480)))
    clenches(journey, 0.0, 5.0)
    journey.answer(right=False)
    baseline = journey.view.baseline
    assert baseline is not None
    folder.keep_tension("anna", baseline.tension)
    kept = folder.load("anna")
    assert kept is not None
    assert kept.baseline.tension == baseline.tension
    assert msgspec.structs.replace(kept.baseline, tension=AXIS) == a_baseline_with_tension()
