"""The lower jaw as a hinge: one angle explains where every point of the chin goes.

A point in front of and below the hinge drops and swings back together, so a camera at eye height sees less than the
drop. Turning picture travel into an angle about the hinge, and the angle into a drop, needs no constant for that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from vision.arrays import Points
from vision.equations import solved
from vision.head import Camera, Head
from vision.mouth import LIPS_INNER

HINGE_BEHIND_MM = 74.0
HINGE_ABOVE_MM = 35.0
"""Where the jaw turns, seen from the edges of the front teeth. The condyles lie 105 mm from them (docs/facts.md 10),
hence 91 mm in the mid-plane: about 74 behind and 53 above. From the first millimetres on they also glide forward, which
moves the momentary centre of the movement down; 35 lets the chin swing back about as far as it drops
(docs/facts.md 34)."""
TEETH_BEHIND_LIPS_MM = 5.0
TURNS_UNTIL_RAD = 0.25
"""Some 18 mm between the teeth, where a pure hinge ends for most people (docs/facts.md 10). Beyond, the condyles glide
down and forward and the chin goes straight on: a hinge alone would let no chin drop by more than 17-30 mm, and chins
do."""
CHIN = np.array([152, 175, 199, 200, 148, 377, 176, 400, 171, 396, 208, 428, 201, 421])
"""Chin pad and lower border, below the lower lip, all on the mandible."""
MENTON = 152
HINGE_ROUNDS, EVEN_ROUNDS, HINGE_RAD = 12, 2, 1.5e-3
"""The picture travel of a hinge is nearly linear in its angle over the range of a hanging chin: three rounds are enough
there. A jaw opened by 45 mm needs some six."""
HALVINGS = 6
"""A step that makes the fit worse is halved: on wide jaws the whole step overshoots for ever."""
BISECTIONS = 40
"""Halves the range of a jaw's angles to far below anything that shows."""
WITHIN = (np.array([-0.35, -25.0]), np.array([1.4, 25.0]))
"""Angles (rad) and side shifts (mm) that a lower jaw can have: 65 mm open is more than nearly anybody's
(docs/facts.md 5). In a long
face, whose chin lies far below the hinge, a radian is only some 35 mm of drop."""

Mm = TypeVar("Mm", bound=NDArray[np.floating[Any]])
Number = TypeVar("Number", float, NDArray[np.floating[Any]])
"""One number, or a row of them."""


@dataclass(frozen=True, slots=True)
class Hinge:
    """The axis runs from left to right through (down_mm, back_mm) of the skull frame."""

    down_mm: float
    back_mm: float

    def opened(self, skull_mm: Mm, angle: float | Mm, side_mm: float = 0.0) -> Mm:
        """Move points (N, 3) of the jaw: open by ``angle`` (rad, one or (N,)), shift by ``side_mm`` to the left."""
        down, back = skull_mm[:, 1] - self.down_mm, skull_mm[:, 2] - self.back_mm
        turned = np.clip(angle, -TURNS_UNTIL_RAD, TURNS_UNTIL_RAD)
        onward = angle - turned
        gone_down, gone_back = _turned(down, back, np.cos(turned), np.sin(turned), onward)
        out: Mm = np.empty_like(skull_mm)
        out[:, 0] = skull_mm[:, 0] + side_mm
        out[:, 1] = self.down_mm + gone_down
        out[:, 2] = self.back_mm + gone_back
        return out

    def swing(self, skull_mm: Points, angle: float = 0.0) -> Points:
        """How points (N, 3) of the jaw as learned move per radian when it is open by ``angle``, mm."""
        turned = self.opened(skull_mm, float(np.clip(angle, -TURNS_UNTIL_RAD, TURNS_UNTIL_RAD)))
        out = np.zeros_like(skull_mm)
        out[:, 1] = self.back_mm - turned[:, 2]
        out[:, 2] = turned[:, 1] - self.down_mm
        return out

    def reach_mm(self, point: Points) -> float:
        """How far down ``point`` (3,) goes per radian, mm."""
        return self.back_mm - float(point[2])

    def drop_mm(self, point: Points, angle: float) -> float:
        """How far down ``point`` (3,) goes when the jaw opens by ``angle`` (rad)."""
        down, back = float(point[1]) - self.down_mm, float(point[2]) - self.back_mm
        turned = min(TURNS_UNTIL_RAD, max(-TURNS_UNTIL_RAD, angle))  # as ``opened``, for one point without an array
        return _turned(down, back, math.cos(turned), math.sin(turned), angle - turned)[0] - down

    def angle_of_drop(self, point: Points, drop_mm: float) -> float:
        """How far (rad) the jaw is open when ``point`` (3,) has gone down by ``drop_mm``; held to what a jaw can."""
        low, high = float(WITHIN[0][0]), float(WITHIN[1][0])
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.drop_mm(point, middle) < drop_mm else (low, middle)
        return (low + high) / 2


def _turned(down: Number, back: Number, cosine: Number, sine: Number, onward: Number) -> tuple[Number, Number]:
    """A place (down, back) mm from the axis, turned about it, then ``onward`` rad straight along the tangent."""
    turned_down, turned_back = cosine * down - sine * back, sine * down + cosine * back
    return turned_down - onward * turned_back, turned_back + onward * turned_down


@dataclass(frozen=True, slots=True)
class JawTurn:
    """What chin points in one picture say.

    angle: rad, opening from where the points were learned. side_mm: to the person's own left. angle_sd: standard
    deviation of ``angle`` if the points' errors were independent. share: of the points that agree, 0..1.
    """

    angle: float
    side_mm: float
    angle_sd: float
    share: float


def hinge_of(template_mm: Points) -> Hinge:
    """The hinge of a face (478, 3), skull frame."""
    lips = template_mm[list(LIPS_INNER)].mean(axis=0)
    return Hinge(
        down_mm=float(lips[1]) - HINGE_ABOVE_MM, back_mm=float(lips[2]) + TEETH_BEHIND_LIPS_MM + HINGE_BEHIND_MM
    )


def jaw_turn(
    jaw_mm: Points, seen_px: Points, head: Head, camera: Camera, hinge: Hinge, reach_px: float, start: float = 0.0
) -> JawTurn:
    """The angle (and side shift) that carries jaw points to where they are seen.

    jaw_mm: (N, 3) skull frame, jaw as learned; seen_px: (N, 2); reach_px: errors beyond this lose weight.
    """
    found = np.array([start, 0.0])
    weight = np.ones(len(jaw_mm))
    off, slopes = _apart(found, jaw_mm, seen_px, head, camera, hinge)
    for index in range(HINGE_ROUNDS):
        weighted = (slopes * weight[:, None, None]).reshape(-1, 2)
        normal = weighted.T @ slopes.reshape(-1, 2) + 1e-12 * np.eye(2)
        step = solved(normal, weighted.T @ off.reshape(-1))
        cost = float(weight @ (off**2).sum(axis=1))
        for _ in range(HALVINGS):
            tried = np.clip(found + step, *WITHIN)
            off, slopes = _apart(tried, jaw_mm, seen_px, head, camera, hinge)
            if float(weight @ (off**2).sum(axis=1)) <= cost:
                break
            step = step / 2
        moved, found = abs(float(tried[0] - found[0])), tried
        # At first all points are far off together; only afterwards being far off says anything.
        size = np.hypot(off[:, 0], off[:, 1])
        if index + 1 >= EVEN_ROUNDS:
            weight = 1.0 / np.maximum(1.0, size / reach_px)
        if index + 1 > EVEN_ROUNDS and moved < HINGE_RAD:
            break
    angle, side = map(float, found)
    apart = np.sort(np.abs(off), axis=None)
    spread = 1.4826 * float(apart[len(apart) // 2])
    angle_sd = spread * float(np.sqrt(np.linalg.inv(normal)[0, 0]))
    return JawTurn(angle, side, angle_sd, float(np.mean(size < 2 * reach_px)))


def _apart(
    at: Points, jaw_mm: Points, seen_px: Points, head: Head, camera: Camera, hinge: Hinge
) -> tuple[Points, Points]:
    """How far points lie from where they are seen with angle and side shift ``at``, and how they move with each.

    (N, 2) px and (N, 2, 2) px per rad and per mm.
    """
    opened = hinge.opened(jaw_mm, float(at[0]), float(at[1]))
    placed = head.to_camera(opened)
    along_x = np.broadcast_to(head.rotation[:, 0], placed.shape)
    slopes = [
        _in_picture(motion, placed, camera)[:, :, None]
        for motion in (hinge.swing(jaw_mm, float(at[0])) @ head.rotation.T, along_x)
    ]
    return seen_px - camera.project(placed), np.concatenate(slopes, axis=2)


def _in_picture(motion: Points, placed: Points, camera: Camera) -> Points:
    """Picture travel (N, 2) px for small motions (N, 3) mm of camera-frame points."""
    z = placed[:, 2:]
    out: Points = camera.focal_px * (motion[:, :2] - placed[:, :2] * motion[:, 2:] / z) / z
    return out
