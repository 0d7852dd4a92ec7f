"""Every exercise from its first look to its summary: the real command on a real clip, as fast as it can be read."""

from __future__ import annotations

import wave
from datetime import date
from itertools import pairwise
from pathlib import Path

import cv2
import pytest

from feedback.kept.history import History
from feedback.practice.exercise.form import Sees
from feedback.practice.exercises import EXERCISES
from feedback.practice.looks import Moment
from tests.feedback.command.test_command import events, kaakrust
from tests.places import FACE_CLIP

DATA = FACE_CLIP
FPS = 6
LONG_ENOUGH_S = 75
PRACTICE = {"soft_jaw": "0.2", "breath": "2", "shaking": "1", "routine": "0.5"}
"""Practice times, minutes, half a one for others: guided parts cost nothing, measured ones their pictures."""


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Somebody who sits for a good minute: the short clip to and fro."""
    source = cv2.VideoCapture(str(DATA))
    pictures = []
    while (read := source.read())[0]:
        pictures.append(cv2.resize(read[1], (480, 360), interpolation=cv2.INTER_AREA))
    source.release()
    to_and_fro = (pictures + pictures[::-1])[::3]
    path = tmp_path_factory.mktemp("sitting") / "sitting.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (480, 360))
    for number in range(LONG_ENOUGH_S * FPS):
        writer.write(to_and_fro[number % len(to_and_fro)])
    writer.release()
    return str(path)


@pytest.mark.parametrize("name", EXERCISES)
def test_it_runs_from_its_first_part_to_its_summary(name: str, sitting: str, tmp_path: Path):
    sound = tmp_path / "sound.wav"
    result = kaakrust(
        *("session", "--exercise", name, "--minutes", PRACTICE.get(name, "0.5"), "--shaking", "--source", sitting),
        *("--headless", "--json", "--no-pace", "--sound-to", str(sound)),
        data_dir=tmp_path,
    )
    assert result.returncode == 0, result.stderr
    told = events(result.stdout)
    assert (told[-1]["event"], told[-1]["ended"], told[-1]["exercise"]) == ("summary", "done", name)
    exercise = EXERCISES[name]
    several = len(exercise.parts) > 1
    assert [event["id"] for event in told if event["event"] == "part"] == [p.id for p in exercise.parts if several]
    asked = [event["id"] for event in told if event["event"] == "step"]
    assert [step.id for part in exercise.parts for step in part.steps] == [name for name in asked if name != "rest"]
    assert all(later["t_s"] >= earlier["t_s"] for earlier, later in pairwise(told))
    with wave.open(str(sound)) as heard:
        began_s = next(event["t_s"] for event in told if event["event"] in ("part", "step") and event["id"] != "rest")
        rung_out_s = heard.getnframes() / heard.getframerate() - (told[-1]["t_s"] - began_s)
    assert -1.0 <= rung_out_s <= 10.0  # the last chime is let ring

    with History(tmp_path) as history:
        (kept,) = history.sessions()
    assert kept.exercise == name
    looks = [part for part in exercise.parts if part.sees is Sees.LOOK]
    assert [look.moment for look in kept.looks] == list(Moment)[: len(looks)]
    assert [look["moment"] for look in told[-1]["looks"]] == [look.moment.value for look in kept.looks]
    assert kept.day == date.today()


def test_shaking_is_left_out_of_the_routine_unless_it_was_chosen(sitting: str, tmp_path: Path):
    arguments = ("session", "--exercise", "routine", "--minutes", "0.2", "--source", sitting)
    result = kaakrust(*arguments, "--headless", "--json", "--no-pace", data_dir=tmp_path)
    parts = [event["id"] for event in events(result.stdout) if event["event"] == "part"]
    assert parts == ["look_before", "soft_jaw", "breath", "look_after"]


def test_the_caution_comes_before_the_shaking(sitting: str, tmp_path: Path):
    arguments = ("session", "--exercise", "shaking", "--minutes", "0.2", "--source", sitting)
    result = kaakrust(*arguments, "--headless", "--json", "--no-pace", data_dir=tmp_path)
    assert "check-up" in result.stderr


def test_a_sound_file_that_cannot_be_written_is_said_before_anything_begins(sitting: str, tmp_path: Path):
    arguments = ("session", "--source", sitting, "--headless", "--json", "--no-pace")
    result = kaakrust(*arguments, "--sound-to", str(tmp_path / "nowhere" / "sound.wav"), data_dir=tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
