"""``kaakrust check``, ``release`` and ``today`` on the terminal: without any camera, and kept like everything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from feedback.command import noticing
from feedback.command.main import app
from feedback.desk.release import RELEASE_LASTS_S
from feedback.kept.desk_records import Teeth
from feedback.kept.desk_rows import read_releases, read_self_checks
from feedback.kept.history import History


@pytest.fixture
def kaakrust(tmp_path: Path):
    def run(*arguments: str, typed: str | None = None) -> Result:
        options = ("--lang", "en", "--data-dir", str(tmp_path))
        return CliRunner().invoke(app, [*arguments, *options], input=typed)

    return run


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Half a minute that takes no time; what would have been waited."""
    waited: list[float] = []
    monkeypatch.setattr(noticing.time, "monotonic", lambda: sum(waited))
    monkeypatch.setattr(noticing.time, "sleep", waited.append)
    return waited


def answers(folder: Path) -> list[Teeth]:
    with History(folder) as history:
        return [check.teeth for check in read_self_checks(history)]


@pytest.mark.parametrize("teeth", Teeth)
def test_an_answer_by_its_word_is_kept(kaakrust, tmp_path: Path, teeth: Teeth):
    told = kaakrust("check", teeth.value)
    assert told.exit_code == 0
    assert told.stdout.strip()
    assert answers(tmp_path) == [teeth]


def test_an_answer_by_its_key_is_kept(kaakrust, tmp_path: Path):
    kaakrust("check", "2")
    assert answers(tmp_path) == [Teeth.TOUCHING]


def test_an_answer_as_json(kaakrust):
    told = json.loads(kaakrust("check", "braced", "--json").stdout)
    assert told["record"] == "self_check"
    assert told["teeth"] == "braced"
    assert told["asked"] is False


@pytest.mark.parametrize("answer", ["6", "0", "fine", "²", ""])
def test_what_is_none_of_the_five_is_told_in_one_sentence(kaakrust, tmp_path: Path, answer: str):
    told = kaakrust("check", answer)
    assert told.exit_code == 2
    assert "relaxed, touching, pressed, grinding, braced" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "history.sqlite3").exists()


def test_where_nobody_can_type_the_answer_is_asked_for(kaakrust):
    told = kaakrust("check", "--headless", typed="")
    assert told.exit_code == 2
    assert "Which of the five" in told.stderr


def test_at_a_terminal_it_asks_until_it_is_one_of_the_five(kaakrust, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(noticing, "somebody_types", lambda: True)
    told = kaakrust("check", typed="9\nx\n1\n")
    assert "Where are your teeth now?" in told.stdout
    assert "5  jaw braced, teeth apart" in told.stdout
    assert answers(tmp_path) == [Teeth.RELAXED]


@pytest.mark.parametrize("typed", ["\n", ""])
def test_nothing_has_to_be_answered(kaakrust, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str):
    monkeypatch.setattr(noticing, "somebody_types", lambda: True)
    told = kaakrust("check", typed=typed)
    assert told.exit_code == 0
    assert "Left for another time." in told.stdout
    assert not (tmp_path / "history.sqlite3").exists()


def test_half_a_minute_on_the_terminal(kaakrust, tmp_path: Path, at_once: list[float]):
    told = kaakrust("release", "--headless")
    assert told.exit_code == 0
    assert sum(at_once) == RELEASE_LASTS_S
    assert told.stdout.splitlines()[0] == "Let your jaw sink"
    assert told.stdout.splitlines()[-1] == "That was it. Keep the space."
    with History(tmp_path) as history:
        assert [release.whole for release in read_releases(history)] == [True]


def test_half_a_minute_as_json(kaakrust, at_once: list[float]):
    lines = [json.loads(line) for line in kaakrust("release", "--json").stdout.splitlines()]
    assert [line.get("t_s") for line in lines] == [0.0, 10.0, 20.0, 30.0, None]
    assert lines[-1]["record"] == "release"
    assert lines[-1]["whole"] is True


def test_half_a_minute_that_is_left(kaakrust, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(noticing.time, "sleep", interrupted)
    assert kaakrust("release", "--headless").exit_code == 4
    with History(tmp_path) as history:
        assert [release.whole for release in read_releases(history)] == [False]


def test_today_in_words_and_as_json(kaakrust):
    kaakrust("check", "pressed")
    told = kaakrust("today", "--headless").stdout.splitlines()
    assert told[0] == "You noticed your jaw once"
    assert told[1] == "Your own answers: pressed together."
    assert told[2].endswith(" you answered: pressed together")
    (line,) = kaakrust("today", "--json").stdout.splitlines()
    assert json.loads(line)["teeth"] == "pressed"


def test_a_day_without_anything(kaakrust):
    assert kaakrust("today", "--headless").stdout.splitlines() == ["Nothing has been looked at yet today."]
    assert kaakrust("today", "--json").stdout == ""
