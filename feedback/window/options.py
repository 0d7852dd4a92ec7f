"""What the window is started with. No Qt here, so that the command can build it before Qt is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from calibration.profile import ProfileFolder
from calibration.steps import STEPS
from feedback.journey import Plan
from feedback.texts import Texts

DEFAULT_CALIBRATION = Plan(steps=STEPS)


class Start(Enum):
    """Which page the window opens with."""

    HOME = "home"
    DEMO = "demo"
    SESSION = "session"
    CALIBRATE = "calibrate"


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """source: camera name or number, file, address or "demo"; None for the one last used.

    calibration: the plan of a guided calibration.
    length_min: minutes of exercise, None for what was chosen last. paced: a file runs by its own clock.
    """

    source: str | None
    profile: str
    profiles: ProfileFolder
    data_dir: Path
    texts: Texts
    length_min: float | None = None
    paced: bool = True
    calibration: Plan = DEFAULT_CALIBRATION
