"""The rules that accept a guided step or say in words why it is repeated.

A guide is a frozen record; ``follow`` takes it one reading further. It sees readings only: no clock, picture or window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite
from statistics import median

import numpy as np

from calibration.levels import FEWEST_READINGS, LEAST_TRUST, Passage
from calibration.steps import STEPS, Pose, PoseStep
from calibration.zero_doubts import held_like_rest
from vision.doubts import Doubt
from vision.readings import JawReading
from vision.sentences import N_

FEWEST_HELD, SLOW_HOLDS, NEARLY = 2 * FEWEST_READINGS, 4.0, 0.99
"""On a computer so busy that pictures come one or two a second, a hold lasts until there are this many to learn from,
at most so many times its length."""
UNUSABLE_SHARE = 0.25
"""More than a quarter of a hold without a usable face: the hold says nothing about the pose."""
TALKED_LIP_SD_MM = 1.2
"""Lips that wander more than this within a hold are talking; a held mouth stays within the landmarks' 0.3 mm noise."""
MOVED_DEG = 5.0
"""Head sway allowed within a hold (10th to 90th percentile); up to 5 degrees nothing need be corrected
(docs/facts.md 25)."""
MOVED_SCALE = 0.06
"""Change of distance allowed within a hold: about 3 cm at half a metre."""
JAW_MOVED_MM = 1.5
"""Slow change of the chin within a hold (between its first and last third)."""
TURNED_AWAY_DEG = 15.0
"""A still pose is held towards the screen; beyond this the far side of the face is hidden from the landmarks."""
NOD_PITCH_DEG = 6.0
NOD_YAW_DEG = 10.0
"""The nod must cover at least this range (10th to 90th percentile), or there is nothing to learn from."""

REPEAT_NO_FACE = N_("I can't see your face. Come into the middle of the picture; we count again.")
REPEAT_DARK = N_("It is too dark to see you well. A little light from the front helps; we count again.")
REPEAT_FAR = N_("You are a little far away. Come closer, about an arm's length; we count again.")
REPEAT_CLOSE = N_("You are very close. Move back to about an arm's length; we count again.")
REPEAT_AWAY = N_("You looked away. Look at the screen; we count again, no hurry.")
REPEAT_HIDDEN = N_("Something covers your face. With your mouth and chin free we count again.")
REPEAT_UNCLEAR = N_("I can't see you clearly yet. A little more light or coming closer helps; we count again.")
REPEAT_TALKED = N_("Your mouth moved. We count again, no hurry.")
REPEAT_MOVED = N_("Your head moved. We count again, no hurry.")
REPEAT_JAW_MOVED = N_("Your jaw was still on its way. We count again, no hurry.")
REPEAT_LIKE_REST = N_("That looks just like your rest. Let your teeth touch lightly; we count once more.")
REPEAT_NOD_SMALL = N_("A little further up, down, left and right, slowly; we count again.")

_DOUBT_WORDS = (
    (Doubt.NO_FACE, REPEAT_NO_FACE),
    (Doubt.CUT_OFF, REPEAT_NO_FACE),
    (Doubt.DARK, REPEAT_DARK),
    (Doubt.FAR, REPEAT_FAR),
    (Doubt.CLOSE, REPEAT_CLOSE),
    (Doubt.OCCLUDED, REPEAT_HIDDEN),
    (Doubt.BLURRED, REPEAT_UNCLEAR),
)
_INSISTED = frozenset({REPEAT_UNCLEAR, *(words for _, words in _DOUBT_WORDS)})
"""Reasons that no number of tries makes acceptable: where the face is not seen well there is nothing to learn."""


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step (or its next round, from 1) is shown; the person takes the pose."""

    step: PoseStep
    round: int


@dataclass(frozen=True, slots=True)
class StepRepeated:
    """The hold counts again; ``why`` is an English sentence to translate."""

    step: PoseStep
    why: str


@dataclass(frozen=True, slots=True)
class StepAccepted:
    """The step is done. ``passage`` holds its readings; ``reluctant`` when quality was lacking after all tries."""

    step: PoseStep
    passage: Passage
    reluctant: bool


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """The person left the step out."""

    step: PoseStep


@dataclass(frozen=True, slots=True)
class GuideDone:
    """All steps are through."""

    passages: tuple[Passage, ...]


GuideEvent = StepStarted | StepRepeated | StepAccepted | StepSkipped | GuideDone


@dataclass(frozen=True, slots=True)
class Guide:
    """Where the guided calibration stands.

    index: which step. round: from 1. begun_s: when this try began (None before its first reading).
    hold: readings of the hold that runs. kept: readings of this step's accepted rounds. tries: unaccepted holds so far.
    why: why the hold counts again, or None. progress: 0..1 of the hold. settled_s: time taken to take the pose, s.
    """

    steps: tuple[PoseStep, ...] = STEPS
    index: int = 0
    round: int = 1
    begun_s: float | None = None
    hold: tuple[JawReading, ...] = ()
    kept: tuple[JawReading, ...] = ()
    tries: int = 0
    why: str | None = None
    progress: float = 0.0
    settled_s: float = 0.0
    passages: tuple[Passage, ...] = ()

    @property
    def done(self) -> bool:
        """All steps are through."""
        return self.index >= len(self.steps)

    @property
    def step(self) -> PoseStep:
        """The step that runs (the last one when done)."""
        return self.steps[min(self.index, len(self.steps) - 1)]

    @property
    def counting(self) -> bool:
        """True while a hold counts; false while the person takes the pose."""
        return self.progress > 0.0

    @property
    def left_s(self) -> float:
        """About how long the rest takes if nothing is repeated, s."""
        if self.done:
            return 0.0
        ahead = self.steps[self.index + 1 :]
        rounds_left = self.step.rounds - self.round
        own_s = self.step.hold_s * (1.0 - self.progress)
        own_s += 0.0 if self.counting else max(0.0, self.step.settle_s - self.settled_s)
        own_s += rounds_left * (self.step.settle_s + self.step.hold_s)
        return own_s + sum(step.rounds * (step.settle_s + step.hold_s) for step in ahead)


def follow(guide: Guide, reading: JawReading) -> tuple[Guide, tuple[GuideEvent, ...]]:
    """Take the guide one reading further."""
    if guide.done:
        return guide, ()
    step = guide.step
    if guide.begun_s is None:
        started = (StepStarted(step, guide.round),) if guide.tries == 0 else ()
        return replace(guide, begun_s=reading.t_s, settled_s=0.0), started
    into_hold_s = reading.t_s - guide.begun_s - step.settle_s
    if into_hold_s < 0.0:
        return replace(guide, settled_s=reading.t_s - guide.begun_s), ()
    if guide.hold or Doubt.NO_FACE not in reading.doubts:  # the hold begins with the first face
        guide = replace(guide, hold=(*guide.hold, reading))
    else:
        guide = replace(guide, begun_s=reading.t_s - step.settle_s, why=REPEAT_NO_FACE)
        return guide, ()
    longer = len(guide.hold) < FEWEST_HELD and into_hold_s < SLOW_HOLDS * step.hold_s
    if into_hold_s < step.hold_s or longer:
        return replace(guide, progress=min(NEARLY, max(1e-6, _part_held(guide, into_hold_s)))), ()

    why = why_repeat(step, guide.hold)
    if why is None and guide.why != REPEAT_LIKE_REST and _like_rest(guide):
        why = REPEAT_LIKE_REST  # once: some people do rest with their teeth together
    if why is None or (guide.tries + 1 >= step.tries and not (step.insists and why in _INSISTED)):
        return _accept(guide, reluctant=why is not None)
    again = replace(guide, begun_s=None, hold=(), progress=0.0, settled_s=0.0, tries=guide.tries + 1, why=why)
    return again, (StepRepeated(step, why),)


def _part_held(guide: Guide, into_hold_s: float) -> float:
    """Which part of the hold is over: of its time, or, where pictures are few, of those it waits for."""
    hold_s = guide.step.hold_s
    by_pictures = max(len(guide.hold) / FEWEST_HELD, into_hold_s / (SLOW_HOLDS * hold_s))
    return min(into_hold_s / hold_s, by_pictures)


def skip(guide: Guide) -> tuple[Guide, tuple[GuideEvent, ...]]:
    """Leave this step out, if it may be left out."""
    if guide.done or not guide.step.skippable:
        return guide, ()
    return _next_step(guide, (StepSkipped(guide.step),))


def again(guide: Guide) -> Guide:
    """Begin this step's hold anew, on the person's wish."""
    return guide if guide.done else replace(guide, begun_s=None, hold=(), progress=0.0, settled_s=0.0, why=None)


def why_repeat(step: PoseStep, hold: tuple[JawReading, ...]) -> str | None:
    """Why ``hold`` cannot stand for ``step``: an English sentence, or None when it can."""
    doubted = _doubted(hold)
    if doubted is not None:
        return doubted
    seen = [reading for reading in hold if reading.pose is not None]
    if len(seen) < FEWEST_READINGS:
        return REPEAT_NO_FACE
    yaw, pitch, roll, distance = np.array(
        [
            (reading.pose.yaw_deg, reading.pose.pitch_deg, reading.pose.roll_deg, reading.pose.distance_mm)
            for reading in seen
            if reading.pose is not None
        ]
    ).T
    lips_mm = np.array([reading.lip_gap_mm for reading in seen])
    if step.pose is Pose.NOD:
        if float(np.std(lips_mm)) > 2 * TALKED_LIP_SD_MM:
            return REPEAT_TALKED
        return REPEAT_NOD_SMALL if _range(pitch) < NOD_PITCH_DEG or _range(yaw) < NOD_YAW_DEG else None
    if sum(reading.trust < LEAST_TRUST for reading in hold) > UNUSABLE_SHARE * len(hold):
        return REPEAT_UNCLEAR
    if abs(median(yaw)) > TURNED_AWAY_DEG:
        return REPEAT_AWAY
    if float(np.std(lips_mm)) > TALKED_LIP_SD_MM:
        return REPEAT_TALKED
    if max(map(_range, (yaw, pitch, roll))) > MOVED_DEG or _range(distance) > MOVED_SCALE * median(distance):
        return REPEAT_MOVED
    drops = np.array([reading.chin_drop_mm for reading in seen])
    third = len(drops) // 3
    if abs(float(np.median(drops[-third:]) - np.median(drops[:third]))) > JAW_MOVED_MM:
        return REPEAT_JAW_MOVED
    return None


def _like_rest(guide: Guide) -> bool:
    """Whether the teeth, asked to touch, seem to be where they were at rest."""
    if guide.step.pose is not Pose.CLOSED:
        return False
    rest = next((_drops(passage.readings) for passage in guide.passages if passage.label == Pose.REST), [])
    closed = _drops(guide.hold)
    return bool(rest) and bool(closed) and held_like_rest(median(rest), median(closed))


def _drops(readings: Sequence[JawReading]) -> list[float]:
    return [reading.chin_drop_mm for reading in readings if isfinite(reading.chin_drop_mm)]


def _doubted(hold: tuple[JawReading, ...]) -> str | None:
    if not hold:
        return REPEAT_NO_FACE
    for doubt, words in _DOUBT_WORDS:
        if sum(doubt in reading.doubts for reading in hold) > UNUSABLE_SHARE * len(hold):
            return words
    return None


def _range(values: np.ndarray) -> float:
    low, high = np.percentile(values, (10, 90))
    return float(high - low)


def _accept(guide: Guide, *, reluctant: bool) -> tuple[Guide, tuple[GuideEvent, ...]]:
    step = guide.step
    kept = (*guide.kept, *guide.hold)
    if guide.round < step.rounds:
        following = replace(
            guide,
            round=guide.round + 1,
            begun_s=None,
            hold=(),
            kept=kept,
            tries=0,
            why=None,
            progress=0.0,
            settled_s=0.0,
        )
        return following, ()
    passage = Passage(step.label, kept)
    accepted = replace(guide, passages=(*guide.passages, passage))
    return _next_step(accepted, (StepAccepted(step, passage, reluctant),))


def _next_step(guide: Guide, events: tuple[GuideEvent, ...]) -> tuple[Guide, tuple[GuideEvent, ...]]:
    following = Guide(steps=guide.steps, index=guide.index + 1, passages=guide.passages)
    return (following, (*events, GuideDone(following.passages))) if following.done else (following, events)
