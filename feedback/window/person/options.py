"""What the window is started with. No Qt here, so that the command can build it before Qt is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from calibration.profile import ProfileFolder
from calibration.steps import STEPS
from feedback.sound.heard import Heard
from feedback.texts import Texts
from feedback.visit.asked import Wish
from feedback.visit.view import Plan

if TYPE_CHECKING:
    from feedback.analysis.study.opening import LedRun

DEFAULT_CALIBRATION = Plan(steps=STEPS)


class Start(Enum):
    """Which page the window opens with."""

    HOME = "home"
    DEMO = "demo"
    SESSION = "session"
    CALIBRATE = "calibrate"
    STUDY = "study"
    CHECK = "check"
    RELEASE = "release"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """source: camera name or number, file, address or "demo"; None for the one last used.

    calibration: the plan of a guided calibration. wish: what was asked for instead of the person's usual choices.
    paced: a file runs by its own clock. heard: how sessions are to be heard. study: what is asked for with
    Start.STUDY. trace: where a trace of the first visit goes.
    """

    source: str | None
    profile: str
    profiles: ProfileFolder
    data_dir: Path
    texts: Texts
    wish: Wish = field(default_factory=Wish)
    paced: bool = True
    calibration: Plan = DEFAULT_CALIBRATION
    heard: Heard = field(default_factory=Heard)
    study: LedRun | None = None
    trace: Path | None = None
