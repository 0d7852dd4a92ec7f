"""The guided steps as data: what is asked, for how long, in which words.

``calibration.poses`` holds the rules that accept or repeat them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vision.errors import UsageError
from vision.sentences import N_


class Pose(StrEnum):
    """What the person is asked to do. The value is the passage's label for the fit."""

    REST = "rest"
    CLOSED = "closed"
    BITE = "clench"
    HANG = "hang"
    NOD = "nod"
    SPACER = "gap"


@dataclass(frozen=True, slots=True)
class PoseStep:
    """One guided step.

    settle_s: time to read and take the pose before readings count. hold_s: length of one round, s.
    rounds: how often it is done, with ``settle_s`` between. skippable: leaving it out costs an ability, not safety.
    size_mm: of the spacer, for Pose.SPACER.
    tries: holds before it is taken as it is. insists: a face that is not seen well is never taken, however often.
    """

    pose: Pose
    sentence: str
    detail: str
    settle_s: float
    hold_s: float
    rounds: int = 1
    skippable: bool = True
    size_mm: float = 0.0
    tries: int = 3
    insists: bool = True

    @property
    def label(self) -> str:
        """The passage's label for the fit."""
        return f"{self.pose.value}{self.size_mm:g}" if self.pose is Pose.SPACER else self.pose.value


STEPS = (
    PoseStep(
        Pose.REST,
        N_("Sit as you usually sit"),
        N_("Look at the screen, lips soft, nothing to do. Stay like this for a few seconds."),
        settle_s=2.0,
        hold_s=6.0,
        skippable=False,
    ),
    PoseStep(
        Pose.CLOSED,
        N_("Let your teeth touch lightly"),
        N_("As when you swallow, without pressing. Stay like this for a few seconds."),
        settle_s=3.0,
        hold_s=6.0,
        skippable=False,
    ),
    # Light, three of two seconds at most, never daily (docs/facts.md 13).
    PoseStep(
        Pose.BITE,
        N_("A light, short bite"),
        N_("Press your teeth together lightly for two seconds, then soften. You may skip this."),
        settle_s=2.5,
        hold_s=2.0,
        rounds=3,
    ),
    PoseStep(
        Pose.HANG,
        N_("Let your lower jaw hang"),
        N_("Lips may stay closed or just part. Stay like this for a few seconds."),
        settle_s=3.0,
        hold_s=8.0,
    ),
    PoseStep(
        Pose.NOD,
        N_("Nod and turn slowly"),
        N_("Small and slow: up, down, left, right. Your jaw stays still, teeth lightly together."),
        settle_s=2.0,
        hold_s=12.0,
    ),
)

LARGEST_GUIDED_SPACER_MM = 20.0
"""Exercise stays below this (docs/facts.md 5); a wider spacer is a strain and says nothing more."""


def with_spacer(size_mm: float) -> tuple[PoseStep, ...]:
    """The guided steps with one more: a spacer of known thickness between the front teeth, for true millimetres.

    Raises UsageError when nobody would hold such a spacer for a calibration.
    """
    if not 1.0 <= size_mm <= LARGEST_GUIDED_SPACER_MM:
        raise UsageError(
            N_("A spacer of {size:g} mm cannot serve; take one of 1 to {largest:g} mm, a pencil for instance."),
            size=size_mm,
            largest=LARGEST_GUIDED_SPACER_MM,
        )
    step = PoseStep(
        Pose.SPACER,
        N_("Hold your spacer"),
        N_("Lightly between your front teeth, lips around it. Stay like this for a few seconds."),
        settle_s=5.0,
        hold_s=5.0,
        size_mm=size_mm,
    )
    return (*STEPS[:-1], step, STEPS[-1])


# Before a session with a known face: its pictures are never kept, so tracking begins anew and its zero with it.
WARM_UP = (
    PoseStep(
        Pose.REST,
        N_("Sit as you usually sit"),
        N_("Look at the screen for a moment, lips soft, nothing to do."),
        settle_s=0.5,
        hold_s=2.0,
        tries=1,
        insists=False,
    ),
    PoseStep(
        Pose.CLOSED,
        N_("Let your teeth touch lightly"),
        N_("Just for a moment, without pressing."),
        settle_s=1.3,
        hold_s=1.7,
        tries=1,
        insists=False,
    ),
    PoseStep(
        Pose.HANG,
        N_("Let your lower jaw hang"),
        N_("Lips may stay closed or just part."),
        settle_s=1.5,
        hold_s=2.0,
        tries=1,
        insists=False,
    ),
)

FIRST_LOOK = (
    PoseStep(
        Pose.REST,
        N_("Sit as you usually sit"),
        N_("Look at the screen for a moment, lips soft, nothing to do."),
        settle_s=0.5,
        hold_s=3.0,
        skippable=False,
    ),
)
"""Without a profile a session takes the person's first seconds as their ordinary rest, and says so."""
