"""The same file and the same settings give the same numbers, however busy the machine is."""

from __future__ import annotations

import itertools
import queue
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calibration.profile import Profile, ProfileFolder, new_profile
from feedback.kept.settings import Settings
from feedback.practice.cues import Fading
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercises import EXERCISES
from feedback.practice.session_state import SessionConfig
from feedback.sound.wave_file import SoundFile
from feedback.visit.asked import Wish
from feedback.visit.commands import Command
from feedback.visit.journey import Journey
from feedback.visit.live import run
from feedback.visit.view import Plan
from tests.burden import busy
from tests.feedback.command.test_command import ENVIRONMENT, events
from tests.feedback.kept.histories import months_of_practice
from tests.patience import PATIENCE_S
from tests.places import FACE_CLIP
from tests.soaking import Remembering
from vision.camera import Capture, Frame, frames, open_source
from vision.landmarker import Landmarker
from vision.source.sources import is_recording

IMPATIENT = "import feedback.visit.live as live; live.WAIT_S = 1e-4; from feedback.command.main import main; main()"
"""The command, which now waits for hardly a picture: as a machine on which every picture takes too long."""
RUNS = 2
PICTURES = 120


@pytest.fixture(scope="module")
def seen() -> Iterator[Remembering]:
    """The landmarks of the clip; found once."""
    with Landmarker() as landmarker, open_source(str(FACE_CLIP), paced=False) as capture:
        remembering = Remembering(landmarker, 1000)
        for frame in frames(capture):
            remembering.find(frame)
        yield remembering


@pytest.fixture(scope="module")
def person(seen: Remembering) -> Profile:
    """The one in the clip, with their first seconds as ordinary rest."""
    plan = Plan(config=SessionConfig(SOFT_JAW, 240.0, "anna"))
    with open_source(str(FACE_CLIP), paced=False) as capture:
        for turn in run(capture, seen, Journey(plan), queue.SimpleQueue(), paced=False):
            if (made := turn.view.calibration) is not None:
                return new_profile("default", made.baseline, made.template, capture.name, made.picture)
    raise AssertionError("the clip is too short")


def numbers(seen: Remembering, person: Profile, sound: Path, exercise: str, commands: dict[int, Command]) -> list:
    """Everything a listener is shown of a session before the clip, turn by turn. commands: given after so many."""
    asked: queue.SimpleQueue[Command] = queue.SimpleQueue()
    told = []
    plan = Plan(known=(person.baseline, person.template), config=SessionConfig(EXERCISES[exercise], 240.0, "anna"))
    with open_source(str(FACE_CLIP), paced=False) as capture, SoundFile(sound) as heard:
        for turn in run(capture, seen, Journey(plan), asked, [heard], paced=False):
            jaw = turn.view.jaw
            told.append((turn.view.now_s, turn.view.pause, jaw and (jaw.kind, jaw.gap_mm, jaw.gap_sd_mm)))
            if (command := commands.get(len(told))) is not None:
                asked.put(command)
    return told


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of three times the next picture is not there when it is asked for."""
    asked, on_time = itertools.count(), Capture.next

    def next_or_none(capture: Capture, timeout_s: float = 0.5) -> Frame | None:
        return on_time(capture, timeout_s) if next(asked) % 3 == 0 else None

    monkeypatch.setattr(Capture, "next", next_or_none)


@pytest.mark.parametrize(
    ("exercise", "commands"),
    [("soft_jaw", {}), ("routine", {}), ("soft_jaw", {100: Command.TOGGLE_PAUSE, 103: Command.TOGGLE_PAUSE})],
)
def test_pictures_that_come_late_change_nothing(
    seen: Remembering,
    person: Profile,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    exercise: str,
    commands: dict[int, Command],
):
    in_time = numbers(seen, person, tmp_path / "one.wav", exercise, commands)
    request.getfixturevalue("late")
    assert repr(numbers(seen, person, tmp_path / "other.wav", exercise, commands)) == repr(in_time)
    assert (tmp_path / "one.wav").read_bytes() == (tmp_path / "other.wav").read_bytes()


def told_on_a_busy_machine(folder: Path, person: Profile, *arguments: str) -> list[tuple[bytes, bytes]]:
    """What each of some runs of the command prints and notes, all at once and with two busy processes beside them.

    Each has a data folder of its own, all but the first with months of practice, and another seed for its sets.
    """
    runs = []
    with busy():
        for number in range(RUNS):
            data = folder / f"data {number}"
            ProfileFolder(data).save(person)
            if number:
                months_of_practice(data, 3 * number)
            command = [sys.executable, "-c", IMPATIENT, *arguments, "--lang", "en", "--data-dir", str(data)]
            pipe, environment = subprocess.PIPE, ENVIRONMENT | {"PYTHONHASHSEED": str(number)}
            runs.append(subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment))
        told = [run.communicate(timeout=PATIENCE_S) for run in runs]
    assert [run.returncode for run in runs] == [0] * RUNS, told
    return told


def test_a_session_before_a_file_tells_the_same_on_a_busy_machine(person: Profile, tmp_path: Path):
    session = ("session", "--source", str(FACE_CLIP), "--headless", "--no-pace", "--json")
    first, *others = told_on_a_busy_machine(tmp_path, person, *session)
    printed, noted = first
    assert any(event.get("gap_mm") for event in events(printed.decode()))
    assert noted == b""
    assert others == [first] * len(others)


def test_a_measured_recording_gives_the_same_rows_on_a_busy_machine(person: Profile, tmp_path: Path):
    first, *others = told_on_a_busy_machine(
        tmp_path, person, "analyze", str(FACE_CLIP), "--profile", "default", "--csv", "-"
    )
    assert first[0].count(b"\n") == 1 + PICTURES
    assert others == [first] * len(others)


def test_before_a_recording_cues_do_not_fade_with_practice(tmp_path: Path):
    months_of_practice(tmp_path, 12)
    assert Wish().config(Settings(), tmp_path, "default").fading is not Fading.NONE
    assert Wish().config(Settings(), tmp_path, "default", recorded=True).fading is Fading.NONE


@pytest.mark.parametrize(
    ("source", "recorded"),
    [
        ("demo", True),
        (str(FACE_CLIP), True),
        (FACE_CLIP.as_uri(), True),
        ("", False),
        ("0", False),
        ("nowhere.mp4", False),
    ],
)
def test_a_recording_is_told_from_a_camera_by_its_name(source: str, recorded: bool):
    assert is_recording(source) is recorded
    assert not is_recording(f"http://127.0.0.1/{source}")
