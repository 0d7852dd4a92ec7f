"""Somebody else sits down: the calm stretch of one recording is calibrated on, that of another follows at once.

The landmarks of the second are those that were found in its own recording, put where its pictures are put.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import permutations

import cv2
import numpy as np

from benchmarks.real_clips import CALIBRATED_S, Shown, centred
from calibration.interpret import Interpreter
from calibration.recording import fit_spans, learn_face
from calibration.spans import Span
from calibration.states import Kind, Reason
from vision.camera import Frame
from vision.jaw import JawFollower
from vision.landmarks import FaceLandmarks

SAID_WITHIN_S = 2.0
FEW_PAIRS = 20
SEED = 13


@dataclass(frozen=True, slots=True)
class Pair:
    """Who was calibrated on, who came, after how many seconds it was said (None: not while it was watched)."""

    first: str
    second: str
    said_s: float | None


def pairs_of(shown: Sequence[Shown], most: int | None = FEW_PAIRS) -> list[tuple[Shown, Shown]]:
    """All ordered pairs of different people, or ``most`` of them, always the same."""
    found = [(one, other) for one, other in permutations(shown, 2) if one.label.person != other.label.person]
    if most is None or most >= len(found):
        return found
    return sorted(random.Random(SEED).sample(found, most), key=lambda pair: (pair[0].label.name, pair[1].label.name))


def watch_pairs(pairs: Sequence[tuple[Shown, Shown]]) -> Iterator[Pair]:
    """Calibrate on each first once, then see how soon each second is said to be somebody else."""
    known: tuple[Shown, JawFollower, Interpreter] | None = None
    for first, second in pairs:
        if known is None or known[0] is not first:
            known = (first, *_acquainted(first))
        yield Pair(first.label.name, second.label.name, _said_s(known[1], known[2], first, second))


def _acquainted(shown: Shown) -> tuple[JawFollower, Interpreter]:
    spans = [Span("closed", 0.0, CALIBRATED_S)]
    template = learn_face(shown.look, spans)
    follower = JawFollower(template)
    calm = zip(shown.frames(), shown.look.faces[: shown.before], strict=False)
    readings = [follower.read(frame, face) for frame, face in calm]
    interpreter = Interpreter(fit_spans(readings, spans, template))
    for reading in readings:
        interpreter.step(reading)
    return follower, interpreter


def _said_s(follower: JawFollower, interpreter: Interpreter, first: Shown, second: Shown) -> float | None:
    follower, interpreter = deepcopy((follower, interpreter))
    begun_s = first.before / first.label.fps
    for frame, face in _joined(first, second, begun_s):
        state = interpreter.step(follower.read(frame, face))
        if state.kind is Kind.UNSURE and state.reason is Reason.OTHER_FACE:
            return frame.t_s - begun_s
    return None


def _joined(first: Shown, second: Shown, begun_s: float) -> Iterator[tuple[Frame, FaceLandmarks | None]]:
    """The second's calm stretch, in pictures of the first's size and with the same angle of view."""
    scale = max(first.look.size) / max(second.look.size)
    for frame, face in zip(second.frames(), second.look.faces[: second.before], strict=False):
        image = np.asarray(cv2.resize(frame.image, None, fx=scale, fy=scale), np.uint8)
        t_s = begun_s + frame.t_s
        moved = None
        if face is not None:
            points = face.points * np.float32(scale)
            for axis in (0, 1):
                points[:, axis] += (first.look.size[axis] - image.shape[1 - axis]) // 2
            moved = FaceLandmarks(points, t_s)
        yield Frame(centred(image, first.look.size), t_s, first.before + frame.index), moved
