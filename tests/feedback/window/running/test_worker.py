"""The thread of a visit, without a window around it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.session_state import SessionConfig
from feedback.visit.trace.replay import open_trace, replay
from feedback.visit.view import Plan
from feedback.window.running.worker import Worker
from tests.calibration.people import a_baseline, a_template
from tests.places import FACE_CLIP

PLAN = Plan(known=(a_baseline(), a_template()), config=SessionConfig(SOFT_JAW, 300.0, "anna"))


def test_a_visit_in_the_window_leaves_a_trace_where_one_was_asked_for(tmp_path: Path):
    trace = tmp_path / "visit.trace"
    worker = Worker(str(FACE_CLIP), PLAN, paced=False, trace=trace)
    worker.run()
    assert worker.problem is None
    steps = list(replay(open_trace(trace)))
    assert [step.now for step in steps] == [step.then for step in steps]
    assert [event for step in steps for event in step.events] == worker.hear()


def test_a_trace_that_cannot_be_written_is_the_visits_problem(tmp_path: Path):
    worker = Worker(str(FACE_CLIP), PLAN, paced=False, trace=tmp_path / "nowhere" / "visit.trace")
    worker.run()
    assert worker.problem is not None
    assert "trace cannot be written" in str(worker.problem.sentence)
