"""A zero that was taken with the jaw elsewhere is asked about, and does not turn hanging into closed."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from calibration.baseline import Baseline, fit_baseline
from calibration.calibrator import Calibration
from calibration.levels import Passage
from calibration.states import Kind, Reason
from calibration.verdict import verdict
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.session_state import SessionConfig
from feedback.visit.events import ZERO_ASKED, NoticeEvent
from feedback.visit.journey import Journey
from feedback.visit.view import Phase, Plan
from tests.calibration.people import a_template
from tests.scenarios.people import CLOSED, HANGING, REST, Face, Person, Scene, calibrated
from vision.camera import Frame
from vision.readings import JawReading

TEMPLATE = a_template()
NOTHING = np.zeros((4, 4, 3), np.uint8)
TODAY = 7
"""The session's tracking begins anew, so that its zero is another one than the profile's."""
LEFT_OUT = None
ASKS = ("once_more", "warm_up", ZERO_ASKED)


class Played:
    """A follower that gives readings as they were acted out."""

    def __init__(self) -> None:
        self.now: JawReading | None = None

    def read(self, _frame: Frame, _face: object) -> JawReading:
        assert self.now is not None
        return self.now


class Visit:
    """A person with a profile, whose warm-up and session are acted out."""

    def __init__(self, baseline: Baseline, person: Person, seed: int = 11) -> None:
        self.journey = Journey(
            Plan(known=(baseline, TEMPLATE), config=SessionConfig(SOFT_JAW, 300.0, "anna")), live=True
        )
        self.played = Played()
        self.scene = Scene(person, seed=seed)
        self.notices: list[NoticeEvent] = []
        self.kinds: list[Kind] = []

    def warms_up(self, *acts: Face | None) -> Visit:
        """One thing for each of its steps; None: the step is left out."""
        for index, act in enumerate(acts):
            guide = self.journey.view.guide
            assert guide is not None
            assert guide.index == index
            if act is LEFT_OUT:
                assert self.journey._calibrator is not None
                self.journey._calibrator.follower = self.played  # type: ignore[assignment]
                self._told(self.journey.skip())
                continue
            while self.warming_up and self.journey.view.guide.index == index:
                self._does(act, 0.1)
        return self

    @property
    def warming_up(self) -> bool:
        return self.journey.phase is Phase.CALIBRATING

    def does(self, act: Face, seconds: float) -> Visit:
        self.kinds.clear()
        self._does(act, seconds)
        return self

    def _does(self, act: Face, seconds: float) -> None:
        seen = len(self.scene.readings)
        for reading in self.scene.does(act, seconds, moving_s=0.0).readings[seen:]:
            self.played.now = replace(reading, anchor=TODAY, by_pixels=True)
            if self.journey._calibrator is not None:
                self.journey._calibrator.follower = self.played  # type: ignore[assignment]
            self._told(self.journey.take(Frame(NOTHING, reading.t_s, 0), None))
            if self.journey.view.jaw is not None:
                self.kinds.append(self.journey.view.jaw.kind)

    def _told(self, events: list[object]) -> None:
        self.notices += [event for event in events if isinstance(event, NoticeEvent)]

    @property
    def asked(self) -> str:
        return " ".join(
            str(notice.sentence) for notice in self.notices if notice.id in ("once_more", "warm_up", ZERO_ASKED)
        )


@pytest.fixture(scope="module")
def anna() -> Baseline:
    return calibrated()


HUNG = [(HANGING, LEFT_OUT, HANGING), (HANGING, LEFT_OUT, LEFT_OUT), (HANGING, HANGING, HANGING)]


@pytest.mark.parametrize("acts", HUNG)
def test_somebody_who_hangs_through_the_warm_up_is_shown_it_once_more(anna: Baseline, acts):
    visit = Visit(anna, Person()).warms_up(*acts)
    assert visit.warming_up
    assert "Once more" in visit.asked
    visit.warms_up(REST, CLOSED, HANGING).does(HANGING, 10)
    assert visit.kinds[-60:].count(Kind.HANGING) == 60


@pytest.mark.parametrize("acts", HUNG)
def test_somebody_who_hangs_through_it_twice_is_told_and_still_seen_hanging(anna: Baseline, acts):
    visit = Visit(anna, Person()).warms_up(*acts).warms_up(*acts)
    assert not visit.warming_up
    assert [notice.id for notice in visit.notices] == ["once_more", "warm_up"]
    visit.does(HANGING, 10)
    assert visit.kinds[-60:].count(Kind.HANGING) == 60


def test_a_warm_up_left_out_is_said(anna: Baseline):
    assert "left out" in Visit(anna, Person()).warms_up(LEFT_OUT, LEFT_OUT, LEFT_OUT).asked


def test_a_warm_up_without_the_teeth_together_is_said(anna: Baseline):
    assert "less sure" in Visit(anna, Person()).warms_up(REST, LEFT_OUT, HANGING).asked


def test_teeth_that_touch_at_rest_today_are_asked_about(anna: Baseline):
    assert "alike" in Visit(anna, Person()).warms_up(CLOSED, CLOSED, HANGING).asked


def test_a_face_that_lies_elsewhere_today_is_asked_about_and_measured_from_there(anna: Baseline):
    visit = Visit(anna, Person(chin_shift_mm=3.5)).warms_up(REST, CLOSED, HANGING)
    assert "calibrate again" in visit.asked
    assert visit.does(CLOSED, 10).kinds[-60:].count(Kind.CLOSED_SOFT) == 60


@pytest.mark.parametrize("shift_mm", [-1.0, 0.0, 1.0])
def test_whoever_follows_the_warm_up_is_asked_nothing(anna: Baseline, shift_mm: float):
    visits = [Visit(anna, Person(chin_shift_mm=shift_mm), seed).warms_up(REST, CLOSED, HANGING) for seed in range(3)]
    assert [visit.asked for visit in visits] == ["", "", ""]


def learned(touch: Face, rest: Face = REST) -> Baseline:
    scene, passages = Scene(seed=5), []
    for label, act in (("rest", rest), ("closed", touch), ("hang", HANGING)):
        seen = len(scene.does(act, 1.0).readings)
        passages.append(Passage(label, list(scene.does(act, 6.0).readings[seen:])))
    return fit_baseline(passages, TEMPLATE)


def told(baseline: Baseline) -> list[str]:
    return [str(word) for word in verdict(baseline)]


def test_resting_while_the_teeth_should_touch_is_not_called_clear():
    rested, touched = learned(REST), learned(CLOSED)
    assert Calibration(rested, TEMPLATE, (640, 480)).touch_like_rest
    assert "look alike" in told(rested)[0]
    assert not any("Hanging against closed" in words for words in told(rested))
    assert not Calibration(touched, TEMPLATE, (640, 480)).touch_like_rest
    assert told(touched)[0] == "Hanging against closed: clear."


def test_a_rest_above_the_touch_is_asked_about_too():
    assert Calibration(learned(HANGING), TEMPLATE, (640, 480)).touch_like_rest


def begun_hanging(anna: Baseline) -> Visit:
    """A visit whose zero lies where this person hangs: that is how they sat when it was taken."""
    zero_mm = anna.zero_mm + HANGING.gap_mm / anna.gain
    visit = Visit(msgspec.structs.replace(anna, zero_mm=zero_mm), Person()).warms_up(LEFT_OUT, LEFT_OUT, LEFT_OUT)
    visit.notices.clear()
    return visit


def test_a_jaw_that_closes_above_its_zero_is_asked_about_and_not_called_hidden(anna: Baseline):
    visit = begun_hanging(anna).does(HANGING, 10.0)
    assert visit.notices == []
    visit.does(CLOSED, 4.5)
    assert [notice.id for notice in visit.notices] == [ZERO_ASKED]
    assert "Was it hanging when we began?" in visit.asked
    visit.does(CLOSED, 5.0)
    jaw = visit.journey.view.jaw
    assert jaw is not None
    assert jaw.reason in (None, Reason.ABOVE_ZERO)
    visit.does(HANGING, 3.0).does(CLOSED, 10.0)
    assert len(visit.notices) == 1  # it is asked once


def test_a_closed_jaw_and_a_pout_do_not_make_the_zero_doubted(anna: Baseline):
    visit = Visit(anna, Person()).warms_up(REST, CLOSED, HANGING)
    visit.notices.clear()
    pout = Face(gap_mm=-5.0)
    for _ in range(4):
        visit.does(CLOSED, 20.0).does(pout, 1.5).does(REST, 5.0)
    assert visit.notices == []
