"""A study's run gone through again from its trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from feedback.analysis.study.conduct import Conduct, Stage
from feedback.analysis.study.protocol import Trial, TrialKind
from feedback.analysis.study.traced import RunAsked, StudyTrace, replay_study
from feedback.command.main import app
from feedback.visit.trace.file import TraceFile, read_trace
from tests.feedback.analysis.study.spacers import FACE, FPS, PICTURE, Obedient, Visited, a_visit, held
from vision.camera import Frame

TRIALS = (Trial(TrialKind.SPACER, 4.0, 1), Trial(TrialKind.REST), Trial(TrialKind.SPACER, 8.0, 1))
STEPS = Visited(a_visit()).conduct.guide.steps


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run in which the first trial is struck and measured again."""
    path = tmp_path_factory.mktemp("trace") / "study.trace"
    asked = RunAsked(a_visit(), STEPS, 1, TRIALS, by_itself=False)
    person, t_s, struck = Obedient(), 0.0, False
    with TraceFile(path) as file:
        written = StudyTrace(file, asked, "nowhere")
        written.reader._usual = person
        conduct = Conduct(
            asked.visit,
            lambda: asked.visit.begun_at,
            steps=STEPS,
            calibrations=1,
            trials=TRIALS,
            reader=written.reader,
        )
        while conduct.stage is not Stage.DONE:
            assert t_s < 300.0
            if conduct.stage is Stage.WAITING:
                if conduct.last is not None and not struck:
                    struck = True
                    written.asked("strike", ("slipped",), conduct, conduct.strike("slipped"))
                written.asked("go", (), conduct, conduct.go())
            if conduct.trial is not None:
                person.gap_mm = held(conduct.trial)
            elif conduct.stage is Stage.CALIBRATING:
                label = conduct.guide.step.label
                person.gap_mm = {"rest": 2.5, "hang": 6.0}.get(label, 0.0)
                person.turning = 20.0 if label == "nod" else 0.0
            t_s += 1 / FPS
            frame = Frame(PICTURE, t_s, round(t_s * FPS))
            written.begin()
            written.took(frame, FACE, conduct, conduct.take(frame, FACE))
    return path


def test_the_same_readings_give_the_same_figures_and_words(trace: Path):
    steps = list(replay_study(*read_trace(trace)))
    assert [step.now for step in steps] == [step.then for step in steps]
    lines = [line for step in steps for line in step.now]
    assert any('"struck": "slipped"' in line for line in lines)
    assert any("That was all" in line for line in lines)


def test_the_terminal_says_that_it_was_the_same(trace: Path, tmp_path: Path):
    told = CliRunner().invoke(app, ["replay", str(trace), "--data-dir", str(tmp_path), "--lang", "en"])
    assert told.exit_code == 0, told.stderr
    assert "The same lines as then" in told.stderr


def test_a_study_has_no_exercise_to_change(trace: Path, tmp_path: Path):
    asked = ["replay", str(trace), "--minutes", "3", "--data-dir", str(tmp_path), "--lang", "en"]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 2
    assert "no exercise to change" in told.stderr
