"""Tension as a personal direction: what a light bite changes in this person's face, learned from a few seconds of it.

Half-second medians of a small feature vector are taken from the passages of calibration. The direction is a linear
discriminant between soft and bitten moments. Because calibration gives seconds and not hours, both of its parts are
shrunk: the scatter towards independent features with a floor, the bite's effect towards what anatomy lets expect.
How far the two then lie apart is judged on moments that the fit has not seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec
import numpy as np

from vision.arrays import Vector
from vision.readings import JawReading

FEATURES = ("jaw_left_mm", "jaw_right_mm", "cheek_width_mm", "lip_height_mm", "corner_lift_mm", "chin_pad_mm")
EXPECTED_MM = np.array([0.5, 0.5, 0.5, -0.5, 0.5, 0.0])
"""What a light bite is expected to change: the chewing muscle bulges on both sides, the lips press, get thinner and
pull at their corners (docs/facts.md 8, 9); the chin's pad may go either way. How far the jaw is closed is left out: of
an open jaw nothing tense is said anyway."""
EXPECTED_SD_MM = 0.7
"""How far a person may lie from that, mm. Wide: their own seconds decide, the expectation only fills in."""
FLOOR_MM = 0.2
"""No feature is steadier than this from one passage to the next, however still it is within them: the error is slow
(docs/facts.md 31). It counts as spread, or else any drift between two passages would pass for a bite."""
PRIOR_BLOCKS = 10.0
"""The scatter counts as if this many half-seconds of independent features had been seen besides the real ones."""
BLOCK_S = 0.5
BLOCK_MIN_SHARE = 0.5
"""A block must cover this share of BLOCK_S."""
MIN_SOFT_BLOCKS = 4
MIN_BITE_BLOCKS = 3
CLEAR_SEPARATION = 4.0
"""With soft and bitten half-seconds four spreads apart a threshold between them leaves 2 % on either side."""
WEAK_SEPARATION = 2.0
"""Below this a threshold with 98 % specificity (docs/facts.md 12) misses half of the bitten half-seconds: not shown."""
LEAST_THRESHOLD, MOST_THRESHOLD, DRIFTS = 0.5, 0.85, 2.5
"""Half-way between soft and bitten, or higher where drift, which no patience averages out, could reach that far: 2.5
drifts up is where it goes in 1 of 160 sessions."""
ENOUGH = math.log(0.8 / 0.02)
"""Evidence that settles it, as a log likelihood ratio: what Wald's sequential test asks for 80 % sensitivity at 98 %
specificity (docs/facts.md 12)."""
SOONEST_S = 0.25
"""However strong, the evidence must hold this long: a few frames prove nothing."""
LONGEST_STEP_S = 0.2
"""A frame counts for no more time than this, however late it comes."""
POSE_MARGIN_DEG = 6.0
"""How far outside the poses of calibration the face still looks as it did there (within 5 degrees nothing changes,
docs/facts.md 25)."""
ADJUST_STEP = 0.05
ADJUST_BOUND = 0.25
"""One answer moves the threshold by a twentieth of a bite, all together never by more than a quarter."""


class Clarity(StrEnum):
    """How well a light bite, or a hang, shows on this face."""

    CLEAR = "clear"
    WEAK = "weak"
    NOT_CLEAR = "not_clear"


def clarity_of(separation: float) -> Clarity:
    """What it means that two postures lie so many spreads apart."""
    if separation >= CLEAR_SEPARATION:
        return Clarity.CLEAR
    return Clarity.WEAK if separation >= WEAK_SEPARATION else Clarity.NOT_CLEAR


class TensionAxis(msgspec.Struct, frozen=True):
    """A person's own direction from soft to bitten.

    mean: FEATURES when soft, mm. direction: level per mm, so that mean → 0 and the own light bite → 1.
    jaw_widening_mm: mean widening of one side in the bite, mm. Nothing reads it, but baselines are named by their
    numbers, and sessions kept long ago name one that holds it.
    separation: distance of soft and bitten half-seconds in spreads, on moments kept out of the fit.
    spread: that spread, in levels.
    threshold: level from which a moment counts as tense, before `answers`.
    yaw_deg, pitch_deg: (lowest, highest) in calibration.
    answers: the person's answers to tense cues, oldest first; True = "that was right".
    effect_mm: what the own light bite changes in FEATURES, mm; empty in profiles made before it was kept.
    """

    mean: tuple[float, ...]
    direction: tuple[float, ...]
    jaw_widening_mm: float
    separation: float
    spread: float
    threshold: float
    yaw_deg: tuple[float, float]
    pitch_deg: tuple[float, float]
    answers: tuple[bool, ...] = ()
    effect_mm: tuple[float, ...] = ()

    @property
    def clarity(self) -> Clarity:
        """Say in one word what `separation` means."""
        return clarity_of(self.separation)

    @property
    def told(self) -> bool:
        """Whether a tense closing can be told from a soft one."""
        return self.clarity is not Clarity.NOT_CLEAR

    @property
    def tense_from(self) -> float:
        """The level from which a moment is tense, with the person's answers."""
        moved = ADJUST_STEP * sum(-1 if right else 1 for right in self.answers)
        return self.threshold + min(ADJUST_BOUND, max(-ADJUST_BOUND, moved))


def fit_tension(
    closed: Sequence[JawReading],
    clench: Sequence[JawReading],
    rest: Sequence[JawReading] = (),
    nod: Sequence[JawReading] = (),
) -> TensionAxis | None:
    """Fit the axis to calibration passages; None when there is too little of soft closing or of biting to learn from.

    closed, rest: soft moments. nod: the head moving with the jaw still; teaches which changes are only the pose's.
    """
    soft_groups = [blocks for passage in (closed, rest) if len(blocks := _blocks(passage))]
    bites = _blocks(clench)
    moving = _blocks(nod)
    if not soft_groups or sum(map(len, soft_groups)) < MIN_SOFT_BLOCKS or len(bites) < MIN_BITE_BLOCKS:
        return None
    soft = np.concatenate(soft_groups)
    fit = _discriminant(soft, bites, moving)
    soft_levels, bite_levels = _held_out_levels(soft, bites, moving)
    drift = FLOOR_MM * float(np.linalg.norm(fit.direction))
    spread = (
        math.hypot(drift, _spread_towards(soft_levels, 1)) + math.hypot(drift, _spread_towards(bite_levels, -1))
    ) / 2
    posed = [reading.pose for reading in (*closed, *rest, *clench, *nod) if reading.pose is not None]
    yaws, pitches = [float(pose.yaw_deg) for pose in posed], [float(pose.pitch_deg) for pose in posed]
    effect = (bites - soft.mean(axis=0)).mean(axis=0)
    return TensionAxis(
        mean=tuple(map(float, fit.mean)),
        direction=tuple(map(float, fit.direction)),
        jaw_widening_mm=max(FLOOR_MM, float(effect[:2].mean())),
        separation=float(np.median(bite_levels) - np.median(soft_levels)) / spread,
        spread=spread,
        threshold=min(MOST_THRESHOLD, max(LEAST_THRESHOLD, DRIFTS * drift)),
        yaw_deg=(min(yaws), max(yaws)),
        pitch_deg=(min(pitches), max(pitches)),
        effect_mm=tuple(map(float, effect)),
    )


def tension(axis: TensionAxis, reading: JawReading) -> float | None:
    """Measure the tension of one frame: 0 soft, 1 as in the own light bite; may lie outside.

    None without a mouth or in a pose too far from those of calibration.
    """
    if reading.mouth is None or reading.pose is None:
        return None
    if not _within(axis.yaw_deg, reading.pose.yaw_deg) or not _within(axis.pitch_deg, reading.pose.pitch_deg):
        return None
    return float((lengths_mm(reading) - np.array(axis.mean)) @ np.array(axis.direction))


def beside_mm(axis: TensionAxis, lengths: Vector) -> float:
    """How far lengths lie beside the line from soft to bitten, mm: what neither of them explains.

    Where the bite's own effect was not kept yet, it is taken to lie along the axis, as it does when no feature is
    noisier than another.
    """
    direction = np.array(axis.direction)
    effect = np.array(axis.effect_mm) if axis.effect_mm else direction / float(direction @ direction)
    off = lengths - np.array(axis.mean)
    return float(np.linalg.norm(off - float(off @ direction) * effect))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What has gathered for tension. weight: 0 for soft .. 1 for tense; tense: the standing verdict; t_s: until when.

    Clear faces are judged within SOONEST_S, faint ones take longer, and none changes its mind on half a weight.
    """

    weight: float = 0.0
    tense: bool = False
    t_s: float = math.inf


def weigh(evidence: Evidence, axis: TensionAxis, level: float, t_s: float) -> Evidence:
    """Take one more frame's level into account."""
    passed_s = min(max(0.0, t_s - evidence.t_s), LONGEST_STEP_S)
    likelier = (level - axis.tense_from) / axis.spread**2 / ENOUGH / BLOCK_S
    gain = min(1.0 / SOONEST_S, max(-1.0 / SOONEST_S, likelier)) * passed_s
    weight = min(1.0, max(0.0, evidence.weight + gain))
    return Evidence(weight, weight >= 1.0 or (evidence.tense and weight > 0.0), t_s)


def adjust(axis: TensionAxis, right: bool) -> TensionAxis:
    """Return the axis after the person said of a tense cue whether it was right."""
    return msgspec.structs.replace(axis, answers=(*axis.answers, right))


def undo_adjust(axis: TensionAxis) -> TensionAxis:
    """Return the axis without the person's last answer."""
    return msgspec.structs.replace(axis, answers=axis.answers[:-1])


@dataclass(frozen=True, slots=True)
class _Discriminant:
    mean: Vector
    direction: Vector

    def level(self, features: Vector) -> float:
        return float((features - self.mean) @ self.direction)


def _discriminant(soft: Vector, bites: Vector, moving: Vector) -> _Discriminant:
    mean = soft.mean(axis=0)
    parts = [soft - mean, bites - bites.mean(axis=0)]
    if len(moving):
        parts.append(moving - np.median(moving, axis=0))
    within = np.concatenate(parts)
    scatter = within.T @ within / len(within)
    trusted = len(within) / (len(within) + PRIOR_BLOCKS)
    shrunk = trusted * scatter + (1 - trusted) * np.diag(np.diag(scatter)) + np.eye(len(FEATURES)) * FLOOR_MM**2
    noise = np.diag(shrunk) * (1 / len(bites) + 1 / len(soft)) + 2 * FLOOR_MM**2
    weight = EXPECTED_SD_MM**2 / (EXPECTED_SD_MM**2 + noise)
    seen = bites.mean(axis=0) - mean
    effect = weight * seen + (1 - weight) * EXPECTED_MM
    direction = np.linalg.solve(shrunk, effect)
    return _Discriminant(mean, direction / max(float(direction @ seen), 1e-6))


def _held_out_levels(soft: Vector, bites: Vector, moving: Vector) -> tuple[Vector, Vector]:
    """Levels of every half-second by an axis fitted without it."""
    soft_levels, bite_levels = [], []
    for index, block in enumerate(soft):
        soft_levels.append(_discriminant(np.delete(soft, index, axis=0), bites, moving).level(block))
    for index, block in enumerate(bites):
        bite_levels.append(_discriminant(soft, np.delete(bites, index, axis=0), moving).level(block))
    return np.array(soft_levels), np.array(bite_levels)


def _spread_towards(levels: Vector, way: int) -> float:
    """Spread about the median on one side: a bite that is stronger at times speaks for the axis, not against it."""
    beyond = np.maximum(0.0, way * (levels - np.median(levels)))
    return math.sqrt(2 * float((beyond**2).mean()))


def _blocks(readings: Sequence[JawReading]) -> Vector:
    """Medians over BLOCK_S each, float (n, features); readings without a mouth are left out."""
    groups: dict[int, list[JawReading]] = {}
    for reading in readings:
        if reading.mouth is not None:
            groups.setdefault(int(reading.t_s // BLOCK_S), []).append(reading)
    rows = [
        np.median([lengths_mm(reading) for reading in group], axis=0)
        for group in groups.values()
        if group[-1].t_s - group[0].t_s >= BLOCK_MIN_SHARE * BLOCK_S
    ]
    return np.array(rows).reshape(-1, len(FEATURES))


def lengths_mm(reading: JawReading) -> Vector:
    """The FEATURES of one reading with a mouth, mm."""
    return np.array([getattr(reading.mouth, name) for name in FEATURES])


def _within(span: tuple[float, float], angle_deg: float) -> bool:
    return span[0] - POSE_MARGIN_DEG <= angle_deg <= span[1] + POSE_MARGIN_DEG
