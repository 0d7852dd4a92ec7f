"""A new exercise is a file of its own and one line in the list: nothing else has to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from calibration.states import Kind
from feedback.kept.history import History
from feedback.kept.settings import Settings
from feedback.practice.exercise.form import Exercise
from feedback.report.page import ReportSpan, report_page
from feedback.sound.voice import Words
from feedback.texts import Texts
from feedback.visit.planning import session_config
from tests.feedback.command.test_command import kaakrust_here
from tests.feedback.kept.histories import FIRST_DAY, keep
from tests.feedback.practice.stories import Story
from tests.feedback.toy import humming_there


@pytest.fixture
def humming() -> Iterator[Exercise]:
    with humming_there() as exercise:
        yield exercise


@pytest.fixture
def practised(tmp_path: Path, humming: Exercise) -> Path:
    """A folder in which one session of it is kept."""
    with History(tmp_path) as history:
        keep(history, 1, started_at=FIRST_DAY, exercise=humming.id)
    return tmp_path


def test_the_command_knows_it(humming: Exercise, tmp_path: Path):
    unknown = kaakrust_here("session", "--exercise", "whistling", "--headless", data_dir=tmp_path)
    assert unknown.exit_code == 2
    assert humming.id in unknown.output
    nowhere = str(tmp_path / "nowhere.mp4")
    known = kaakrust_here("session", "--exercise", humming.id, "--source", nowhere, "--headless", data_dir=tmp_path)
    assert known.exit_code == 3  # what is missing now is the recording


def test_it_is_practised_for_its_usual_time_and_summed_up(humming: Exercise):
    config = session_config(Settings(), "anna", exercise=humming.id)
    assert (config.exercise, config.length_s) == (humming, 120.0)
    story = Story(length_s=60.0, exercise=humming).does(Kind.HANGING, 70.0)
    assert story.summary.exercise == humming.id
    assert story.summary.seconds[Kind.HANGING] == pytest.approx(60.0, abs=1.0)


def test_the_voice_reads_its_steps(humming: Exercise):
    story = Story(length_s=60.0, exercise=humming).does(Kind.HANGING, 1.0)
    told = [event for _, event in story.told]
    assert Words(Texts("en")).hear(told, speaking=False).sentence == humming.parts[0].steps[0].sentence


def test_history_and_report_name_it(humming: Exercise, practised: Path):
    assert humming.name in kaakrust_here("history", data_dir=practised).output
    with History(practised) as history:
        page = report_page(
            history.sessions(), ReportSpan(date(2026, 8, 1), date(2026, 8, 2)), Texts("en"), profile="default"
        )
    assert humming.name in page


def test_a_history_stays_readable_when_it_is_taken_out_again(tmp_path: Path):
    with humming_there() as humming, History(tmp_path) as history:
        keep(history, 1, started_at=FIRST_DAY, exercise=humming.id)
    assert "humming" in kaakrust_here("history", data_dir=tmp_path).output
