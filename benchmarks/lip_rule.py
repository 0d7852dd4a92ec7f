"""The rule other webcam jaw tools use, for comparison: lips against mouth width in the picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calibration.states import Kind
from vision.landmarks import FaceLandmarks

RULE_LIP_RATIO, RULE_WIDTH_RATIO = 0.7, 1.05


def lip_rule(faces: Sequence[FaceLandmarks | None], start_s: float, end_s: float) -> list[Kind]:
    """Apply the usual rule: tense when the lips are closer than 0.7 of the baseline and the mouth wider than 1.05."""
    ratios = [_lip_ratios(face) for face in faces]
    calm = [ratio for ratio, face in zip(ratios, faces, strict=True) if ratio and face and start_s <= face.t_s <= end_s]
    lips, width = np.median(np.array(calm), axis=0)
    return [
        Kind.AWAY
        if ratio is None
        else Kind.CLOSED_TENSE
        if ratio[0] < RULE_LIP_RATIO * lips and ratio[1] > RULE_WIDTH_RATIO * width
        else Kind.CLOSED_SOFT
        for ratio in ratios
    ]


def _lip_ratios(face: FaceLandmarks | None) -> tuple[float, float] | None:
    if face is None:
        return None

    def apart(one: int, other: int) -> float:
        return float(np.linalg.norm(face.points[one, :2] - face.points[other, :2]))

    eyes = apart(33, 263)
    return apart(13, 14) / eyes, apart(61, 291) / eyes
