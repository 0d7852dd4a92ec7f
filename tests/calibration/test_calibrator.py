"""Calibrating from pictures as they come: a still person's own clip goes round until every step is through."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from calibration.calibrator import KEPT_BYTES, Calibrator
from calibration.levels import FEWEST_READINGS, CalibrationError
from calibration.poses import GuideDone, GuideEvent, StepAccepted, StepRepeated, StepStarted
from calibration.steps import FIRST_LOOK, Pose, PoseStep
from tests.vision.faces import sitter
from vision.camera import Frame
from vision.landmarks import FaceLandmarks

HZ = 20


def step(pose: Pose, hold_s: float = 1.0) -> PoseStep:
    return PoseStep(pose, pose.value, "", settle_s=0.1, hold_s=hold_s, tries=1, insists=False)


REST, CLOSED, HANG = step(Pose.REST, hold_s=2.6), step(Pose.CLOSED), step(Pose.HANG)


class Sitting:
    """The sitter before a camera, forth and back through their clip."""

    def __init__(self, calibrator: Calibrator, hz: float = HZ) -> None:
        self.calibrator, self.hz = calibrator, hz
        self.told: list[GuideEvent] = []
        self._ticks = count()

    def sits(self, seconds: float, *, seen: bool = True) -> Sitting:
        for _ in range(round(seconds * self.hz)):
            tick = next(self._ticks)
            index = abs(tick % (2 * len(sitter().frames) - 2) - len(sitter().frames) + 1)
            frame, face = sitter().frames[index], sitter().faces[index]
            t_s = tick / self.hz
            found = FaceLandmarks(face.points, t_s) if seen else None
            self.told += self.calibrator.take(Frame(frame.image, t_s, tick), found)
        return self

    def kinds(self, kind: type) -> int:
        return sum(isinstance(event, kind) for event in self.told)

    @property
    def done(self) -> bool:
        return self.kinds(GuideDone) == 1


def test_a_still_person_is_through_and_their_face_is_known():
    sitting = Sitting(Calibrator((REST, CLOSED))).sits(5.0)
    assert sitting.done
    found = sitting.calibrator.result()
    assert found.picture == sitter().size
    assert found.template.points_mm == pytest.approx(sitter().template.points_mm, abs=1.5)
    assert found.baseline.rest_gap_mm == pytest.approx(
        0.0, abs=0.6
    )  # they did nothing else when their teeth should touch
    assert found.touch_like_rest


@pytest.mark.parametrize("hz", [3.5, 4.1, 5.0, 5.5, 8.0])
def test_on_a_slow_computer_the_first_look_is_enough_too_and_with_room_to_spare(hz: float):
    sitting = Sitting(Calibrator(FIRST_LOOK), hz).sits(14.0)
    assert sitting.done
    assert sitting.calibrator.result().baseline.zero_source == "rest"
    (rest,) = sitting.calibrator.guide.passages
    assert len(rest.readings) >= 1.3 * FEWEST_READINGS


def test_the_first_step_is_read_again_with_the_face_it_taught():
    """Its readings share the zero of all that follows, or rest could not be compared with touch."""
    calibrator = Sitting(Calibrator((REST, CLOSED))).sits(5.0).calibrator
    rest, closed = calibrator.guide.passages
    assert {reading.anchor for reading in rest.readings} == {reading.anchor for reading in closed.readings}
    assert all(np.isfinite(reading.chin_drop_mm) for reading in rest.readings)


def test_a_hold_that_counts_anew_teaches_nothing_of_the_one_before():
    calibrator = Calibrator((replace(REST, hold_s=2.0), CLOSED))
    sitting = Sitting(calibrator).sits(1.0)
    calibrator.again()
    sitting.sits(1.0)
    assert sitting.kinds(StepAccepted) == 0
    assert sitting.sits(5.0).done


def test_a_step_left_out_is_no_passage():
    calibrator = Calibrator((REST, HANG))
    sitting = Sitting(calibrator).sits(3.0)
    sitting.told += calibrator.skip()
    assert sitting.done
    assert [passage.label for passage in calibrator.guide.passages] == ["rest"]
    assert calibrator.result().baseline.hang_gap_mm is None


def test_the_hold_waits_for_a_face():
    sitting = Sitting(Calibrator((REST,))).sits(3.0, seen=False)
    assert sitting.kinds(StepAccepted) == sitting.kinds(StepRepeated) == 0
    assert sitting.sits(4.0).done


def test_a_known_face_is_not_learned_anew():
    calibrator = Calibrator((REST, CLOSED), sitter().template)
    assert Sitting(calibrator).sits(5.0).done
    assert calibrator.follower.template is sitter().template


def test_once_more_begins_at_the_first_step_with_nothing_shown():
    calibrator = Calibrator((REST, CLOSED), sitter().template)
    Sitting(calibrator).sits(5.0)
    anew = calibrator.once_more()
    assert calibrator.shown
    assert not anew.shown
    sitting = Sitting(anew).sits(5.0)
    assert sitting.done
    assert sitting.kinds(StepStarted) == 2


def test_a_warm_up_that_was_left_out_is_refused_in_words():
    known = Sitting(Calibrator((REST, CLOSED))).sits(5.0).calibrator.result()
    calibrator = Calibrator((REST, CLOSED), known.template)
    calibrator.skip()
    calibrator.skip()
    with pytest.raises(CalibrationError, match="left out"):
        calibrator.warmed_up(known.baseline)


def test_pictures_kept_for_a_second_look_stay_within_their_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("calibration.calibrator.KEPT_BYTES", 4 * sitter().frames[0].image.nbytes)
    calibrator = Calibrator((replace(REST, hold_s=3.0), CLOSED))
    Sitting(calibrator).sits(2.5)
    assert sum(frame.image.nbytes for frame, _ in calibrator._pictures) <= 4 * sitter().frames[0].image.nbytes
    assert 4 * sitter().frames[0].image.nbytes < KEPT_BYTES
