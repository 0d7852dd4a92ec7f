"""People who are only numbers: a baseline and a face to store and to read."""

from __future__ import annotations

import numpy as np

from calibration.baseline import Baseline, fit_baseline
from calibration.levels import Passage
from vision.head import HeadPose
from vision.readings import JawReading
from vision.template import FaceTemplate


def a_template() -> FaceTemplate:
    points_mm = np.random.default_rng(1).normal(0, 40, (478, 3))
    return FaceTemplate(points_mm=points_mm, spread_mm=0.4, scale_source="eyes", scale_sd_share=0.04, faces=60)


def readings(drop_mm: float, *, from_s: float = 0.0, seconds: float = 5.0) -> tuple[JawReading, ...]:
    noise = np.random.default_rng(round(drop_mm * 10)).normal(0, 0.15, (round(seconds * 20), 3))
    return tuple(
        JawReading(
            t_s=from_s + index / 20,
            chin_drop_mm=drop_mm + a,
            chin_drop_sd_mm=0.3,
            lip_gap_mm=abs(b),
            jaw_width_mm=130.0 + b,
            side_mm=0.0,
            pose=HeadPose(c, c / 2, 0.0, 550.0, 1.1),
            trust=0.9,
            doubts=frozenset(),
        )
        for index, (a, b, c) in enumerate(noise)
    )


def a_baseline() -> Baseline:
    passages = [
        Passage("rest", readings(2.0)),
        Passage("closed", readings(0.0, from_s=10.0)),
        Passage("hang", readings(6.0, from_s=20.0)),
    ]
    return fit_baseline(passages, a_template())
