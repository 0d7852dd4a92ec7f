"""A study on the built-in clip: two short calibrations and a few trials, at the clip's own times."""

from __future__ import annotations

from dataclasses import replace

from calibration.steps import STEPS, Pose, PoseStep
from feedback.analysis.study.protocol import Trial, TrialKind

_BY_POSE = {step.pose: step for step in STEPS}

DEMO_STEPS: tuple[PoseStep, ...] = (
    replace(_BY_POSE[Pose.CLOSED], settle_s=0.4, hold_s=4.2),
    replace(_BY_POSE[Pose.REST], settle_s=1.2, hold_s=3.8),
    replace(_BY_POSE[Pose.BITE], settle_s=1.2, hold_s=3.8, rounds=1),
)
"""What the person of the clip does in its first quarter of a minute."""
DEMO_TRIALS = (
    Trial(TrialKind.REST),
    Trial(TrialKind.SPACER, 6.0, 1),
    Trial(TrialKind.BITE),
    Trial(TrialKind.SPACER, 7.0, 1),
)
"""What they do after it, about: at rest, hanging some 6 mm, biting, hanging 7 mm."""
