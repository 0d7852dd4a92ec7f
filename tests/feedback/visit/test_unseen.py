"""Exercises that are guided need no camera: none is opened, and none that is missing stands in their way."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedback.kept.history import History
from feedback.practice.events import StepEvent, SummaryEvent
from feedback.practice.exercise.breath_to_pelvis import BREATH
from feedback.practice.exercise.form import Exercise
from feedback.practice.exercise.gentle_shaking import SHAKING, SHAKING_ID
from feedback.practice.exercise.looks_around import LOOK_IDS
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercise.whole_routine import ROUTINE
from feedback.practice.session import SessionConfig
from feedback.practice.summary import Ending
from feedback.visit import open as opening
from feedback.visit.commands import Command
from feedback.visit.events import Event, NoticeEvent
from feedback.visit.open import OpenVisit
from feedback.visit.recorder import Recorder
from feedback.visit.unseen import LOOKS_LEFT_OUT_ID
from feedback.visit.view import Plan
from vision.camera import Capture
from vision.errors import SourceError
from vision.source.cameras import find_camera


@pytest.fixture
def no_camera(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A computer without a camera; the sources that were asked for."""
    asked: list[str] = []

    def refuse(source: str, *, paced: bool, wanted: Callable[[], bool]) -> Capture:
        asked.append(source)
        find_camera("", ())
        raise AssertionError

    monkeypatch.setattr(opening, "open_source", refuse)
    return asked


def plan(exercise: Exercise, minutes: float = 1.0, without: frozenset[str] = frozenset()) -> Plan:
    return Plan(config=SessionConfig(exercise, 60.0 * minutes, "test", without=without))


def visit(of: Plan, *parts: Recorder, source: str = "") -> list[Event]:
    commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
    with OpenVisit(source, of, commands, parts, paced=False) as opened:
        events = [event for turn in opened.turns() for event in turn.events]
        assert opened.outcome.problem is None
    return events


@pytest.mark.parametrize("exercise", [BREATH, SHAKING], ids=lambda exercise: exercise.id)
def test_without_its_looks_an_exercise_opens_no_camera(no_camera: list[str], exercise: Exercise):
    events = visit(plan(exercise, without=LOOK_IDS))
    assert no_camera == []
    guided = next(part for part in exercise.parts if part.id not in LOOK_IDS)
    assert [event.id for event in events if isinstance(event, StepEvent)] == [step.id for step in guided.steps]
    assert isinstance(events[-1], SummaryEvent)
    assert events[-1].summary.ended is Ending.DONE
    assert events[-1].summary.elapsed_s == pytest.approx(60.0, abs=1.0)


def test_a_camera_that_is_missing_costs_only_the_looks(no_camera: list[str]):
    events = visit(plan(BREATH))
    assert no_camera == [""]
    assert [event.id for event in events if isinstance(event, NoticeEvent)] == [LOOKS_LEFT_OUT_ID]
    assert isinstance(events[-1], SummaryEvent)
    assert events[-1].summary.looks == ()


@pytest.mark.usefixtures("no_camera")
def test_what_is_measured_needs_one_and_says_so():
    for exercise in (SOFT_JAW, ROUTINE):
        with pytest.raises(SourceError):
            visit(plan(exercise))


@pytest.mark.usefixtures("no_camera")
@pytest.mark.parametrize("source", ["gone.mp4", "films/gone", "http://127.0.0.1:1/stream"])
def test_a_missing_recording_or_stream_is_said_and_not_passed_over(source: str):
    with pytest.raises(SourceError):
        visit(plan(BREATH), source=source)


@pytest.mark.usefixtures("no_camera")
@pytest.mark.parametrize("source", ["", "2", "/dev/video4", "Integrated Camera: Front"])
def test_a_camera_that_was_chosen_and_is_gone_costs_only_the_looks(source: str):
    assert isinstance(visit(plan(SHAKING), source=source)[-1], SummaryEvent)


def test_the_routine_without_a_camera_is_its_guided_parts_as_long_as_they_were():
    whole = plan(ROUTINE, 10.0)
    guided = whole.without_camera()
    assert guided is not None
    assert guided.config is not None
    assert guided.unseen
    assert {timed.part.id for timed in guided.config.course} == {"breath", SHAKING_ID}
    assert whole.config is not None
    lengths = {timed.step.id: timed.length_s for timed in whole.config.course}
    for timed in guided.config.course:
        assert timed.length_s == pytest.approx(lengths[timed.step.id])
    assert plan(SOFT_JAW).without_camera() is None


def test_it_is_kept_like_every_other_session(no_camera: list[str], tmp_path: Path):
    of = plan(BREATH, without=LOOK_IDS)
    assert of.config is not None
    visit(of, Recorder(tmp_path, of.config))
    with History(tmp_path) as history:
        (session,) = history.sessions()
    assert (session.exercise, session.ended, session.looks) == ("breath", "done", ())
    assert no_camera == []


def test_it_can_be_paused_and_stopped(no_camera: list[str]):
    commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
    commands.put(Command.TOGGLE_PAUSE)
    with OpenVisit("", plan(SHAKING, without=LOOK_IDS), commands, paced=False) as opened:
        turns = opened.turns()
        next(turns)
        commands.put(Command.TOGGLE_PAUSE)
        paused = next(turns).view.session
        assert paused is not None
        assert paused.paused is not None
        left_s = paused.left_s
        assert all(view.session and view.session.left_s == left_s for view in (next(turns).view for _ in range(5)))
        commands.put(Command.STOP)
        *_, last = turns
    assert last.view.summary is not None
    assert last.view.summary.ended is Ending.STOPPED
