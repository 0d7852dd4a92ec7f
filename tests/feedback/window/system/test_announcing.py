"""What a screen reader reads out while nobody touches a key."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from calibration.states import Kind
from feedback.practice.cues import Cue
from feedback.practice.events import CueEvent, PauseEvent, ResumeEvent, StateEvent, StepEvent
from feedback.practice.summary import PauseReason
from feedback.texts import Texts
from feedback.visit.events import NoticeEvent
from feedback.window.system.announcing import announce, announce_events
from tests.feedback.practice.stories import jaw
from vision.sentences import Sentence

STEP = StepEvent(0.0, "hang", Sentence("Let your jaw hang"), Sentence("A finger's width at most."))
CUE = CueEvent(9.0, Cue("stay", "Soft"))
STATE = StateEvent(1.0, jaw(1.0, Kind.HANGING))


def read_out(turns: list[list[object]]) -> list[str]:
    said: list[str] = []
    for events in turns:
        announce_events(None, events, Texts("en"), lambda _, words: said.append(words))  # type: ignore[arg-type]
    return said


def test_steps_and_cues_are_read_out_and_states_are_not() -> None:
    assert read_out([[STEP], [STATE], [], [CUE]]) == ["Let your jaw hang. A finger's width at most.", "Soft."]


def test_what_happens_at_once_is_read_out_in_one_piece() -> None:
    pause = PauseEvent(2.0, PauseReason.PERSON, Sentence("Paused. Take your time."))
    notice = NoticeEvent(2.0, "faces", Sentence("There are {count} faces.", {"count": 2}))
    assert read_out([[pause, notice], [ResumeEvent(3.0)]]) == [
        "Paused. Take your time. There are 2 faces.",
        "Let's carry on.",
    ]


@pytest.mark.parametrize("listens", [False, True])
def test_a_real_announcement_harms_nobody(qtbot: object, listens: bool) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)  # type: ignore[attr-defined]
    before = QAccessible.isActive()
    QAccessible.setActive(listens)
    try:
        announce(widget, "Soft")
        announce(widget, "")
    finally:
        QAccessible.setActive(before)
