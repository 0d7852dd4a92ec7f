"""The demo: a plan for the built-in clip in place of a webcam.

The clip's person begins with the teeth together, rests, bites lightly, and then does the exercise. So the demo asks for
the poses in that order; the guide, its rules and the fit are those of any calibration.
"""

from __future__ import annotations

from dataclasses import replace

from calibration.steps import STEPS, Pose, PoseStep
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.session_state import SessionConfig
from feedback.visit.view import Plan

SOURCE = "demo"
EXERCISE_S = 28.0
"""What remains of the 45 s clip after calibrating, less a second for the end."""

_BY_POSE = {step.pose: step for step in STEPS}


def demo_plan() -> Plan:
    """Calibrate on the clip's first quarter of a minute, then the soft-jaw exercise."""
    steps: tuple[PoseStep, ...] = (
        replace(_BY_POSE[Pose.CLOSED], settle_s=0.4, hold_s=4.2),
        replace(_BY_POSE[Pose.REST], settle_s=1.2, hold_s=3.8),
        replace(_BY_POSE[Pose.BITE], settle_s=1.2, hold_s=3.8, rounds=1),
    )
    return Plan(steps=steps, config=SessionConfig(SOFT_JAW, EXERCISE_S, "demo"))
