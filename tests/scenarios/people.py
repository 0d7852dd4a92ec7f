"""Synthetic people before a synthetic camera: readings with noise, for stories about what the jaw is doing.

A `Person` has a face and a way of biting; a `Scene` lets them do one thing after another and hands out the readings a
follower would give: 30 a second unless said otherwise, with landmark noise, slow sway, blinks and the times of a real
webcam.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from calibration.baseline import Baseline, fit_baseline
from calibration.interpret import Interpreter
from calibration.levels import Passage
from calibration.states import JawState, Kind, Reason
from vision.doubts import Doubt
from vision.head import HeadPose
from vision.mouth import MouthShape
from vision.readings import JawReading, no_face
from vision.template import FaceTemplate

CHIN_PER_GAP = 0.84
MOVING_S = 0.8


@dataclass(frozen=True)
class Face:
    """What a face is doing at one moment, mm and degrees; the defaults are a person at rest."""

    gap_mm: float = 2.5
    lips_mm: float = 0.0
    left_bite: float = 0.0
    right_bite: float = 0.0
    smile: float = 0.0
    wider_mm: float = 0.0
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    distance_mm: float = 560.0
    covered: float = 0.0
    propped: float = 0.0
    trust: float = 0.9
    doubts: frozenset[Doubt] = frozenset()
    there: bool = True


REST = Face()
CLOSED = Face(gap_mm=0.0)
HANGING = Face(gap_mm=6.5, lips_mm=1.0)
BITING = Face(gap_mm=0.0, left_bite=1.0, right_bite=1.0)
TURNED = Face(yaw_deg=42.0, trust=0.1, doubts=frozenset({Doubt.TURNED}))
GONE = Face(there=False)


@dataclass(frozen=True)
class Person:
    """jaw_mm: bulge of each side in a light bite. press_mm: how much they press their lips. jitter: of the landmarks
    against a good picture. corners_mm: height of the mouth's corners at rest."""

    jaw_mm: float = 0.6
    press_mm: float = 0.9
    jitter: float = 1.0
    corners_mm: float = 0.0
    chin_shift_mm: float = 0.0
    shape_shift_mm: float = 0.0
    chin_sd_mm: float = 0.5
    sway: float = 1.0


@dataclass
class Scene:
    """Lets a person do things; `readings` is what a camera makes of it."""

    person: Person = Person()
    fps: float = 30.0
    seed: int = 7
    t_s: float = 0.0
    readings: list[JawReading] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = np.random.default_rng(self.seed)
        self._sway = np.zeros(4)
        self._blink_s = 2.0
        self._face = REST

    def does(self, what: Face | Callable[[float], Face], seconds: float, moving_s: float = MOVING_S) -> Scene:
        """Go over to a face within ``moving_s``, or act out a function of the seconds passed."""
        start_s, before = self.t_s, self._face
        while self.t_s < start_s + seconds:
            passed_s = self.t_s - start_s
            self._face = (
                what(passed_s) if callable(what) else _between(before, what, passed_s / moving_s if moving_s else 1.0)
            )
            self.readings.append(self._seen(self._face))
            self.t_s += self._chance.uniform(0.7, 1.3) / self.fps
        return self

    def _seen(self, face: Face) -> JawReading:
        if not face.there:
            return no_face(self.t_s)
        person, noise = self.person, person_noise(self._chance, self.person.jitter)
        self._sway += -self._sway * 0.3 / self.fps + person.sway * self._chance.normal(0, 0.15 / math.sqrt(self.fps), 4)
        if self.t_s > self._blink_s + 0.2:
            self._blink_s = self.t_s + self._chance.uniform(2.5, 5.0)
        blinks = abs(self.t_s - self._blink_s) < 0.1
        bite = (face.left_bite + face.right_bite) / 2
        shift = person.shape_shift_mm + self._sway[1]
        hidden = face.covered + face.propped
        mouth = MouthShape(
            lip_gap_mm=max(0.0, 0.9 + face.lips_mm - 0.2 * person.press_mm * bite + next(noise)),
            mouth_width_mm=49.0 + 5.0 * face.smile + face.wider_mm - 7.0 * face.covered + next(noise),
            corner_lift_mm=person.corners_mm + 6.0 * face.smile + 0.7 * person.press_mm * bite + next(noise),
            lip_height_mm=21.0 - person.press_mm * bite - 5.0 * face.covered + next(noise),
            jaw_left_mm=55.0 + person.jaw_mm * face.left_bite + shift + next(noise),
            jaw_right_mm=55.0 + person.jaw_mm * face.right_bite + shift + next(noise),
            cheek_width_mm=74.0 + person.jaw_mm * bite + 3.0 * face.smile + shift + next(noise),
            chin_pad_mm=16.5 + 0.4 * person.press_mm * bite - 0.15 * face.lips_mm - 3.5 * hidden + next(noise),
            eye_open_mm=1.0 if blinks else 11.0,
        )
        chin_mm = CHIN_PER_GAP * face.gap_mm + person.chin_shift_mm + 0.15 * face.pitch_deg - 12.0 * face.covered
        return JawReading(
            t_s=self.t_s,
            chin_drop_mm=chin_mm + self._sway[0] - (1.5 if blinks else 0.0) + 2 * next(noise),
            chin_drop_sd_mm=person.chin_sd_mm,
            lip_gap_mm=mouth.lip_gap_mm,
            jaw_width_mm=mouth.jaw_left_mm + mouth.jaw_right_mm,
            side_mm=0.0,
            pose=HeadPose(face.yaw_deg + self._sway[2], face.pitch_deg + self._sway[3], 0.0, face.distance_mm, 0.6),
            trust=face.trust,
            doubts=face.doubts,
            mouth=mouth,
        )


def person_noise(chance: np.random.Generator, jitter: float) -> Iterator[float]:
    """Landmark noise, mm."""
    while True:
        yield float(chance.normal(0.0, 0.12 * jitter))


def talking(passed_s: float) -> Face:
    """Syllables, four a second, with a shorter and a longer pause now and then."""
    pause = math.sin(2 * math.pi * passed_s / 3.7) > 0.93
    syllable = 0.0 if pause else abs(math.sin(2 * math.pi * 2.1 * passed_s)) * (1.3 + 0.6 * math.sin(1.3 * passed_s))
    return Face(gap_mm=1.0 + 2.5 * syllable, lips_mm=3.5 * syllable, wider_mm=1.5 * math.sin(5 * passed_s))


def chewing(passed_s: float) -> Face:
    """Lips closed, the jaw goes round some three times in two seconds."""
    return Face(gap_mm=5.0 - 5.0 * math.cos(2 * math.pi * 1.5 * passed_s), wider_mm=1.5 * math.sin(9 * passed_s))


def yawning(passed_s: float) -> Face:
    """Six seconds: slowly open, wide, and closed again."""
    open_share = max(0.0, math.sin(math.pi * min(1.0, passed_s / 6.0))) ** 1.5
    return Face(gap_mm=2.5 + 30.0 * open_share, lips_mm=34.0 * open_share)


def laughing(passed_s: float) -> Face:
    """A smile that comes within half a second and shakes."""
    share = min(1.0, passed_s / 0.4)
    shake = abs(math.sin(2 * math.pi * 2.5 * passed_s))
    return Face(gap_mm=3.0 + 2.0 * shake * share, lips_mm=(2.0 + 4.0 * shake) * share, smile=share)


def nodding(passed_s: float) -> Face:
    """Yes, yes: six degrees either way, twice in three seconds."""
    return Face(pitch_deg=6.0 * math.sin(2 * math.pi * 0.65 * passed_s))


def swaying(face: Face) -> Callable[[float], Face]:
    """Holds a face while the head never quite rests: some four degrees either way, every few seconds."""

    def at(passed_s: float) -> Face:
        return replace(
            face,
            yaw_deg=4.0 * math.sin(2 * math.pi * passed_s / 3.1),
            pitch_deg=3.0 * math.sin(2 * math.pi * passed_s / 2.3),
            wider_mm=face.wider_mm + 0.8 * math.sin(2 * math.pi * passed_s / 3.1),
        )

    return at


def turning(passed_s: float) -> Face:
    """The slow nod and turn of calibration, jaw still and closed."""
    return Face(
        gap_mm=0.0,
        pitch_deg=8.0 * math.sin(2 * math.pi * passed_s / 4.0),
        yaw_deg=12.0 * math.sin(2 * math.pi * passed_s / 5.0),
    )


def calibrated(person: Person = Person(), *, bites: bool = True, seed: int = 3) -> Baseline:
    """The baseline of a person who went through all steps."""
    steps: list[tuple[str, Face | Callable[[float], Face], float]] = [("rest", REST, 8.0), ("closed", CLOSED, 6.0)]
    if bites:
        steps += [("clench", BITING, 3.0), ("clench", BITING, 3.0)]
    steps += [("hang", HANGING, 8.0), ("nod", turning, 10.0)]
    scene = Scene(person, seed=seed)
    passages = []
    for label, what, seconds in steps:
        scene.does(what, seconds) if callable(what) else scene.does(what, 1.0).does(what, seconds)
        passages.append(Passage(label, [r for r in scene.readings if r.t_s >= scene.t_s - seconds + 0.2]))
    return fit_baseline(passages, FaceTemplate(np.zeros((478, 3)), 0.2, "eyes", 0.03, 100))


@dataclass(frozen=True)
class Watched:
    """What was said about a scene."""

    states: tuple[JawState, ...]

    def during(self, start_s: float, end_s: float) -> Watched:
        """Only a part of it."""
        return replace(self, states=tuple(state for state in self.states if start_s <= state.t_s < end_s))

    def share(self, *kinds: Kind) -> float:
        """Share of the frames that are of these kinds."""
        return sum(state.kind in kinds for state in self.states) / len(self.states)

    def first(self, kind: Kind) -> float:
        """When it was first said, s; infinite when never."""
        return next((state.t_s for state in self.states if state.kind is kind), math.inf)

    def reasons(self) -> set[Reason]:
        """Every reason given."""
        return {state.reason for state in self.states if state.reason is not None}

    @property
    def kinds(self) -> list[Kind]:
        """The kinds in their order, each stretch once."""
        return [s.kind for i, s in enumerate(self.states) if i == 0 or s.kind is not self.states[i - 1].kind]


def watch(scene: Scene, baseline: Baseline) -> Watched:
    """Let the interpreter watch a scene."""
    interpreter = Interpreter(baseline)
    return Watched(tuple(interpreter.step(reading) for reading in scene.readings))


def _between(before: Face, after: Face, share: float) -> Face:
    if share >= 1.0 or not (before.there and after.there):
        return after
    eased = (1 - math.cos(math.pi * max(0.0, share))) / 2
    mixed = {}
    for name, value in vars(after).items():
        if isinstance(value, float) and name != "trust":
            mixed[name] = (1 - eased) * getattr(before, name) + eased * value
    return replace(after, **mixed)
