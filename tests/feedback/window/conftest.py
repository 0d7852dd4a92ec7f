"""Hand-made moments for the pages, so that each can be looked at without a camera."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from calibration.poses import Guide
from calibration.states import Kind, Reason
from feedback.kept.settings import ThemeChoice
from feedback.practice.cues import Cue
from feedback.visit.view import Phase, Turn, View
from tests.feedback.practice.stories import Story
from vision.camera import Frame
from vision.head import HeadPose
from vision.landmarks import FaceLandmarks
from vision.readings import JawReading

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from feedback.window.controls.theme import Appearance


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """What a test showed is gone before the next one. Qt puts that off until its own loop runs, which in tests is
    never, and every style is then worked out for all windows that there ever were.
    """
    from PySide6.QtCore import QEvent

    yield
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Appearance]:
    from feedback.window.controls.theme import Appearance  # here, so that this file can be read where Qt is not

    qapp.setStyle("Fusion")
    look = Appearance(ThemeChoice.NIGHT, less_motion=False)
    yield look
    qapp.setStyleSheet("")


def picture(index: int = 0, size: tuple[int, int] = (320, 180)) -> Frame:
    image = np.full((size[1], size[0], 3), 90, np.uint8)
    image[:, : size[0] // 2] = (40, 40, 200)  # the left half of what the camera sees is red
    return Frame(image, index / 30, index)


def face() -> FaceLandmarks:
    points = np.random.default_rng(1).uniform((120, 40, 0), (200, 140, 20), (478, 3)).astype(np.float32)
    return FaceLandmarks(points, 0.0)


READING = JawReading(0.0, 1.0, 0.2, 0.5, 130.0, 0.0, HeadPose(0.0, 0.0, 0.0, 550.0, 1.1), 0.9, frozenset())


def moment(kind: Kind, reason: Reason | None = None, *, cue: Cue | None = None, paused: bool = False) -> Turn:
    story = Story().does(kind, 3.0, reason)
    if paused:
        story.presses_pause()
    view = View(
        Phase.SESSION,
        story.now_s,
        reading=READING,
        session=story.session,
        cue=cue,
        cue_at_s=story.now_s,
    )
    return Turn(picture(), face(), view, ())


def guided(guide: Guide) -> Turn:
    return Turn(picture(), face(), View(Phase.CALIBRATING, 1.0, reading=READING, guide=replace(guide, begun_s=0.5)), ())
