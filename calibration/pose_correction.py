"""What head movement alone does to the measured chin drop, learned from this person while the jaw was still."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from vision.arrays import Vector
from vision.head import HeadPose
from vision.readings import JawReading

POSE_STEP = (10.0, 10.0, 10.0, 0.15)
"""Units in which yaw, pitch, roll (degrees) and log distance count, so that one strength of shrinkage fits all."""
PITCH, DISTANCE = 1, 3
TERMS = 2 * len(POSE_STEP) + 1
"""Each of them, its square, and yaw x pitch."""
STRENGTHS = (0.03, 0.3, 3.0, 30.0)
"""Shrinkage tried by cross-validation, in readings: how much evidence it takes to believe in one term."""
FOLDS = 6
STILL_SHARE = 0.05
"""Still passages sway little, and a slow drift of the jaw looks like sway: their readings count this much beside a
nod's."""
CERTAIN_SD_MM = 0.3
"""Readings with a larger spread (mostly those of the mesh alone) count less, by its square."""
LEAST_RESIDUAL_MM = 0.1
"""No correction is better than this."""
LEAK = (0.6, 1.0, 0.4, 0.4)
"""How much each of them counts outside what was trained: a nod is the largest error by far (docs/facts.md 25, 32),
a turn hides half of the chin, while a tilt and a step back change nothing of the face's own shape."""
CHIN_BELOW_EYES_MM = 110.0
"""Of an adult, eye line to chin pad. A chin whose depth the mesh has wrong by so many mm seems to go down by their sine
when the head nods, and by their share of the distance, times this, when it comes nearer: what a nod has shown of the
one tells the other. Rendered heads' chins lie some 15 mm further forward than their meshes say."""
MOST_TOO_DEEP_MM = 20.0
"""No mesh is believed to be further off: the rest of what a nod shows is skin, throat, or a jaw that moved."""
TAUGHT_STEPS, TAUGHT_LEAK = 1.0, 0.2
"""A nod of 10 degrees from end to end has taught it; then a step nearer or back counts half as much as unseen."""
DISTANCE_FADES = 0.5
"""What distance seemed to do while the head turned about one place is the distance's own error; so many steps beyond
that range nothing of it is left."""
MARGIN = 0.4
"""Beyond the trained range by more than this many steps (4 degrees of nod) the correction is a guess."""
SD_PER_STEP_MM = (0.7, 2.3, 1.6, 0.8)
"""How fast the spread grows outside the trained range, mm of gap per POSE_STEP of yaw, pitch, roll and log distance:
from an earlier form of `benchmarks.spread_fit` on real people calibrated on a still stretch alone; those of roll and
distance were then lowered by hand from 2.4 and 1.7, so that rendered heads that tilt or step back still get an
answer."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What one pose does.

    shift_mm: what it adds to the chin drop. sd_mm: how uncertain that is. untrained: outside what was seen.
    """

    shift_mm: float
    sd_mm: float
    untrained: bool


class PoseCorrection(msgspec.Struct, frozen=True):
    """What a pose adds to the chin drop.

    centre: the pose to which all is corrected (yaw, pitch, roll in degrees, log distance in mm).
    weights: mm per POSE_STEP for yaw, pitch, roll, log distance, then per STEP² of each, then yaw x pitch.
    low, high: trained range in steps from the centre. residual_mm: what is left on held-out stretches.
    """

    centre: tuple[float, float, float, float]
    weights: tuple[float, ...]
    low: tuple[float, float, float, float]
    high: tuple[float, float, float, float]
    residual_mm: float

    def at(self, pose: HeadPose | None) -> Moved:
        """Look up the correction for one pose."""
        assert pose is not None
        steps = (_coordinates(pose) - np.array(self.centre)) / np.array(POSE_STEP)
        inside = np.clip(steps, self.low, self.high)
        outside = steps - inside
        leak = np.array(LEAK)
        if self.high[PITCH] - self.low[PITCH] >= TAUGHT_STEPS:
            leak[DISTANCE] = TAUGHT_LEAK
        beyond = float(np.linalg.norm(outside * leak))
        sd_mm = float(np.linalg.norm(outside * SD_PER_STEP_MM))
        near = inside.copy()
        near[DISTANCE] *= max(0.0, 1.0 - abs(float(outside[DISTANCE])) / DISTANCE_FADES)
        shift = float(_terms(near[None])[0] @ np.array(self.weights)) + self._nearer(inside, steps)
        return Moved(shift, math.hypot(self.residual_mm, sd_mm), beyond > MARGIN)

    def _nearer(self, inside: Vector, steps: Vector) -> float:
        """What coming nearer (or going further off) than trained does, by what the nod told of the chin's depth, mm."""
        edge_mm, here_mm = (
            math.exp(self.centre[DISTANCE] + POSE_STEP[DISTANCE] * float(at[DISTANCE])) for at in (inside, steps)
        )
        seems_mm = -self.weights[PITCH] / math.sin(math.radians(POSE_STEP[PITCH]))
        too_deep_mm = min(MOST_TOO_DEEP_MM, max(-MOST_TOO_DEEP_MM, seems_mm))
        return too_deep_mm * CHIN_BELOW_EYES_MM * (1.0 / here_mm - 1.0 / edge_mm)


def fit_pose_correction(groups: Sequence[Sequence[JawReading]], moving: Sequence[bool]) -> PoseCorrection:
    """Fit from groups of readings, in each of which the jaw was still at some level of its own.

    groups: usable readings (pose known, drop finite). moving: which groups were meant to move the head (nod).
    """
    coordinates = [np.array([_coordinates(r.pose) for r in group if r.pose is not None]) for group in groups]
    drops = [np.array([r.chin_drop_mm for r in group]) for group in groups]
    still = [part for part, moves in zip(coordinates, moving, strict=True) if not moves]
    centre = np.median(np.concatenate(still or coordinates), axis=0)
    steps = [(part - centre) / np.array(POSE_STEP) for part in coordinates]
    low, high = np.percentile(np.concatenate(steps), (1, 99), axis=0)
    importance = [
        np.array([(1.0 if moves else STILL_SHARE) * _certainty(reading) for reading in group])
        for group, moves in zip(groups, moving, strict=True)
    ]

    best: tuple[float, Vector] = (math.inf, np.zeros(len(_terms(np.zeros((1, 4)))[0])))
    for strength in STRENGTHS:
        left = _held_out(steps, drops, importance, strength)
        if left < best[0]:
            best = (left, _ridge(steps, drops, importance, strength))
    none = _spread(drops, importance)
    residual, weights = best if best[0] < none else (none, np.zeros_like(best[1]))
    noise = float(np.median([reading.chin_drop_sd_mm for group in groups for reading in group]))
    residual = math.sqrt(max(LEAST_RESIDUAL_MM**2, residual**2 - noise**2))  # the readings' own noise counts elsewhere
    return PoseCorrection(
        centre=_four(centre),
        weights=tuple(map(float, weights)),
        low=_four(low),
        high=_four(high),
        residual_mm=residual,
    )


def _certainty(reading: JawReading) -> float:
    return min(1.0, (CERTAIN_SD_MM / reading.chin_drop_sd_mm) ** 2)


def _four(values: Vector) -> tuple[float, float, float, float]:
    yaw, pitch, roll, distance = map(float, values)
    return yaw, pitch, roll, distance


def _coordinates(pose: HeadPose) -> Vector:
    return np.array([pose.yaw_deg, pose.pitch_deg, pose.roll_deg, math.log(max(1.0, pose.distance_mm))])


def _terms(steps: Vector) -> Vector:
    return np.concatenate([steps, steps**2, steps[:, :1] * steps[:, 1:2]], axis=1)


def _ridge(steps: Sequence[Vector], drops: Sequence[Vector], importance: Sequence[Vector], strength: float) -> Vector:
    """Weights of the terms, each group with a level of its own."""
    terms, values, counts = [], [], []
    for part, drop, share in zip(steps, drops, importance, strict=True):
        if not len(part):
            continue
        term = _terms(part)
        terms.append(term - np.average(term, axis=0, weights=share))
        values.append(drop - np.average(drop, weights=share))
        counts.append(share)
    x, y, w = np.concatenate(terms), np.concatenate(values), np.concatenate(counts)
    for _ in range(3):  # single frames that are far off (a word, a blink) lose weight
        normal = (x * w[:, None]).T @ x + strength * np.eye(x.shape[1])
        weights = np.asarray(np.linalg.solve(normal, (x * w[:, None]).T @ y), np.float64)
        off = np.abs(y - x @ weights)
        reach = 3.0 * 1.4826 * float(np.median(off)) + 1e-6
        w = np.concatenate(counts) / np.maximum(1.0, off / reach)
    return weights


def _held_out(steps: Sequence[Vector], drops: Sequence[Vector], importance: Sequence[Vector], strength: float) -> float:
    """Spread left on blocks of each group that the fit has not seen."""
    errors, shares = [], []
    blocks = [np.arange(len(part)) * FOLDS // max(1, len(part)) for part in steps]
    for fold in range(FOLDS):
        kept = [block != fold for block in blocks]
        weights = _ridge(
            [part[keep] for part, keep in zip(steps, kept, strict=True)],
            [drop[keep] for drop, keep in zip(drops, kept, strict=True)],
            [share[keep] for share, keep in zip(importance, kept, strict=True)],
            strength,
        )
        for part, drop, share, keep in zip(steps, drops, importance, kept, strict=True):
            if keep.all() or not keep.any():
                continue
            left = drop - _terms(part) @ weights
            errors.append(left[~keep] - np.average(left[keep], weights=share[keep]))
            shares.append(share[~keep])
    if not errors:
        return math.inf
    return math.sqrt(float(np.average(np.concatenate(errors) ** 2, weights=np.concatenate(shares))))


def _spread(drops: Sequence[Vector], importance: Sequence[Vector]) -> float:
    left = np.concatenate(
        [drop - np.average(drop, weights=share) for drop, share in zip(drops, importance, strict=True)]
    )
    return math.sqrt(float(np.average(left**2, weights=np.concatenate(importance))))
