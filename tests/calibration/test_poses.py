"""The guided steps, told as what the person does in front of the camera."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest

from calibration import poses
from calibration.levels import FEWEST_READINGS
from calibration.poses import Guide, GuideDone, StepAccepted, StepRepeated, StepSkipped, StepStarted, follow
from calibration.steps import STEPS, Pose
from vision.doubts import Doubt
from vision.head import HeadPose
from vision.readings import JawReading

FPS = 20.0


def seen(
    t_s: float, *, drop: float = 0.0, lips: float = 0.0, yaw: float = 0.0, pitch: float = 0.0, mm: float = 550.0
) -> JawReading:
    noise = np.random.default_rng(int(t_s * 1000)).normal(0, 1, 3)
    return JawReading(
        t_s=t_s,
        chin_drop_mm=drop + 0.15 * noise[0],
        chin_drop_sd_mm=0.3,
        lip_gap_mm=max(0.0, lips + 0.1 * noise[1]),
        jaw_width_mm=130.0,
        side_mm=0.0,
        pose=HeadPose(yaw + 0.2 * noise[2], pitch, 0.0, mm, 1.1),
        trust=0.9,
        doubts=frozenset(),
    )


def doubted(t_s: float, doubt: Doubt) -> JawReading:
    there = doubt is not Doubt.NO_FACE
    reading = seen(t_s)
    return JawReading(
        t_s,
        reading.chin_drop_mm if there else math.nan,
        2.0,
        reading.lip_gap_mm if there else math.nan,
        130.0,
        0.0,
        reading.pose if there else None,
        0.1,
        frozenset({doubt}),
    )


@dataclass
class Sitting:
    """Somebody in front of the camera, doing one thing after another."""

    guide: Guide = field(default_factory=Guide)
    t_s: float = 0.0
    told: list[poses.GuideEvent] = field(default_factory=list)

    def does(self, seconds: float, act: Callable[[float], JawReading]) -> Sitting:
        end_s = self.t_s + seconds
        while self.t_s < end_s and not self.guide.done:
            self.t_s += 1 / FPS
            self.guide, events = follow(self.guide, act(self.t_s))
            self.told += events
        return self

    def takes(self, act: Callable[[float], JawReading]) -> Sitting:
        """Does one thing until the guide is a step further, at most half a minute."""
        index, end_s = self.guide.index, self.t_s + 30
        while self.guide.index == index and self.t_s < end_s:
            self.does(1 / FPS, act)
        return self

    @property
    def why(self) -> list[str]:
        return [event.why for event in self.told if isinstance(event, StepRepeated)]

    def kinds(self, kind: type) -> int:
        return sum(isinstance(event, kind) for event in self.told)


def still(t_s: float) -> JawReading:
    return seen(t_s, drop=2.5)


def nodding(t_s: float) -> JawReading:
    return seen(t_s, yaw=14 * math.sin(t_s), pitch=10 * math.sin(1.7 * t_s))


def talking(t_s: float) -> JawReading:
    return seen(t_s, lips=4 + 4 * math.sin(20 * t_s))


def test_somebody_who_does_as_asked_is_through_in_about_a_minute():
    sitting = Sitting()
    for act in (still, seen, seen, lambda t_s: seen(t_s, drop=7), nodding):
        sitting.takes(act)
    assert sitting.guide.done
    assert sitting.why == []
    assert [passage.label for passage in sitting.guide.passages] == ["rest", "closed", "clench", "hang", "nod"]
    assert isinstance(sitting.told[-1], GuideDone)
    assert 40 < sitting.t_s < 75


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (talking, poses.REPEAT_TALKED),
        (lambda t_s: seen(t_s, yaw=9 * math.sin(t_s)), poses.REPEAT_MOVED),
        (lambda t_s: seen(t_s, mm=550 + 12 * t_s), poses.REPEAT_MOVED),
        (lambda t_s: seen(t_s, yaw=25), poses.REPEAT_AWAY),
        (lambda t_s: seen(t_s, drop=0.6 * t_s), poses.REPEAT_JAW_MOVED),
        (lambda t_s: doubted(t_s, Doubt.DARK), poses.REPEAT_DARK),
        (lambda t_s: doubted(t_s, Doubt.FAR), poses.REPEAT_FAR),
        (lambda t_s: doubted(t_s, Doubt.OCCLUDED), poses.REPEAT_HIDDEN),
    ],
)
def test_a_hold_that_says_nothing_is_repeated_and_says_why(act: Callable[[float], JawReading], words: str):
    sitting = Sitting().does(9, act)
    assert sitting.why == [words]
    assert sitting.guide.why == words
    sitting.takes(still)
    assert sitting.kinds(StepAccepted) == 1


def test_nobody_there_is_waited_for_and_told():
    sitting = Sitting().does(60, lambda t_s: doubted(t_s, Doubt.NO_FACE))
    assert sitting.guide.index == 0
    assert sitting.guide.why == poses.REPEAT_NO_FACE
    assert not sitting.guide.counting


def test_after_three_restless_tries_the_step_is_taken_as_it_is():
    sitting = Sitting().takes(lambda t_s: seen(t_s, yaw=9 * math.sin(t_s)))
    accepted = [event for event in sitting.told if isinstance(event, StepAccepted)]
    assert len(sitting.why) == STEPS[0].tries - 1
    assert [event.reluctant for event in accepted] == [True]


def test_darkness_is_never_taken_however_often():
    sitting = Sitting().does(60, lambda t_s: doubted(t_s, Doubt.DARK))
    assert sitting.guide.index == 0


def test_a_nod_that_is_too_small_is_asked_for_again():
    sitting = Sitting()
    for act in (still, seen, seen, still):
        sitting.takes(act)
    sitting.does(15, lambda t_s: seen(t_s, pitch=2 * math.sin(t_s)))
    assert sitting.why == [poses.REPEAT_NOD_SMALL]


def test_the_bite_is_three_short_ones_and_no_longer():
    sitting = Sitting().takes(still).takes(seen)
    assert sitting.guide.step.pose is Pose.BITE
    before_s = sitting.t_s
    sitting.takes(seen)
    bite = next(passage for passage in sitting.guide.passages if passage.label == "clench")
    held_s = len(bite.readings) / FPS
    assert held_s <= 6.5
    assert sitting.t_s - before_s < 16


def test_bite_hang_and_nod_may_be_skipped_and_rest_and_closed_not():
    guide, events = poses.skip(Guide())
    assert (guide.index, events) == (0, ())
    sitting = Sitting().takes(still).takes(seen)
    for _ in range(3):
        sitting.guide, events = poses.skip(sitting.guide)
        sitting.told += events
    assert sitting.guide.done
    assert sitting.kinds(StepSkipped) == 3


def test_starting_a_step_over_is_quiet_and_loses_nothing_else():
    sitting = Sitting().takes(still).does(6, seen)
    sitting.guide = poses.again(sitting.guide)
    sitting.takes(seen)
    assert [passage.label for passage in sitting.guide.passages] == ["rest", "closed"]


def test_each_step_is_announced_once():
    sitting = Sitting().does(9, talking).takes(still).takes(seen).takes(seen)
    started = [event.step.pose for event in sitting.told if isinstance(event, StepStarted) and event.round == 1]
    assert started == [Pose.REST, Pose.CLOSED, Pose.BITE]


def test_the_time_left_only_shrinks():
    sitting, lefts = Sitting(), []
    for act in (still, seen, seen, still, nodding):
        while not sitting.guide.done and sitting.guide.step is not None:
            index = sitting.guide.index
            sitting.does(1, act)
            lefts.append(sitting.guide.left_s)
            if sitting.guide.index != index:
                break
    assert lefts == sorted(lefts, reverse=True)
    assert max(before - after for before, after in pairwise(lefts)) < 2.5  # no leap, while a pose is taken neither


def test_on_a_computer_with_two_pictures_a_second_a_hold_lasts_until_there_is_enough_to_learn_from():
    step = next(step for step in STEPS if step.label == "rest")
    guide, parts = Guide(steps=(step,)), []
    for index in range(200):
        guide, _ = follow(guide, seen(index / 2))
        if guide.done:
            break
        parts.append(guide.progress)
    assert guide.done
    held = [part for part in parts if part > 0.01]
    assert all(after > before for before, after in pairwise(held))  # the ring never stands still
    assert held[-1] > 0.8
    assert len(guide.passages[0].readings) >= 2 * FEWEST_READINGS


def test_resting_while_the_teeth_should_touch_counts_once_more_and_is_then_taken():
    sitting = Sitting().takes(still).takes(still)
    assert sitting.why == [poses.REPEAT_LIKE_REST]
    assert sitting.guide.step.pose is not Pose.CLOSED


def test_teeth_that_touch_count_at_once():
    sitting = Sitting().takes(still).takes(lambda t_s: seen(t_s, drop=0.0))
    assert sitting.why == []
