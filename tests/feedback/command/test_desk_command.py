"""``kaakrust desk`` without a window: a whole day in a moment, a real look, and its ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from calibration.circumstances import Circumstance
from calibration.profile import ProfileFolder, new_profile
from feedback.command.common import common_in
from feedback.command.desk import check_profile
from feedback.command.desk_terminal import TerminalFace, drive
from feedback.desk.demo import DemoDay
from feedback.desk.events import Courtesy, Now
from feedback.desk.opening import open_desk
from feedback.kept.desk_records import Hindrance, Seen
from feedback.kept.desk_rows import read_glances
from feedback.kept.history import History
from feedback.kept.settings import Settings, SettingsFile
from feedback.texts import Texts
from tests.calibration.people import a_baseline, a_template
from tests.fault_server import fault_server
from tests.feedback.command.test_command import ENVIRONMENT, events, kaakrust
from tests.patience import PATIENCE_S

TEN = datetime(2026, 3, 3, 10, 0).astimezone()
DAY_STEP_S = 0.7


def day(capsys: pytest.CaptureFixture[str], lang: str, *, as_json: bool) -> str:
    """The demo's day as the terminal shows it, on a clock that does not wait."""
    steps = count()
    days: list[DemoDay] = []
    face = TerminalFace(Texts(lang), lambda: days[0].wall, lambda: 0.0, as_json=as_json)
    days.append(DemoDay(face, lambda: DAY_STEP_S * next(steps)))
    assert not drive(days[0], face)
    face.sum_up(days[0].records, days[0].wall.date())
    return capsys.readouterr().out


def test_the_demo_tells_a_whole_day_as_json(capsys: pytest.CaptureFixture[str]):
    told = events(day(capsys, "en", as_json=True))
    assert {line.get("event") or line["record"] for line in told} >= {
        "status",
        "hint",
        "question",
        "release",
        "glance",
        "self_check",
    }
    assert any(line.get("why") == Hindrance.MICROPHONE_USED for line in told)
    hints = [line for line in told if line.get("record") == "hint"]
    assert {hint["answer"] for hint in hints} >= {"release", "none", "later"}
    assert len({hint["at"] for hint in hints}) == len(hints)  # each is told once, with its answer


@pytest.mark.parametrize(("lang", "words"), [("en", "relaxed"), ("nl", "ontspannen")])
def test_the_demo_tells_a_whole_day_in_words(capsys: pytest.CaptureFixture[str], lang: str, words: str):
    lines = day(capsys, lang, as_json=False).splitlines()
    timed = [line for line in lines if line[:2].isdigit() and line[2] == ":"]
    assert len(lines) - 6 <= len(timed) < len(lines)  # and at the end the day as a whole
    assert any(words in line for line in lines)


class Here:
    """Somebody at the keyboard, and nothing in the way."""

    def ask(self, now: Now, **how: bool) -> Courtesy:  # noqa: ARG002
        return Courtesy(now, idle_s=4.0, typing_s=4.0)

    def close(self) -> None:
        """Nothing is held."""


def test_a_look_through_a_real_stream_is_told_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    ProfileFolder(tmp_path).save(new_profile("default", a_baseline(), a_template(), "clip", (320, 240)))
    SettingsFile(tmp_path).save(Settings(desk_every_min=5.0))
    steady_s = [0.0]

    def clock() -> Now:
        return Now(steady_s[0], TEN + timedelta(seconds=steady_s[0]))

    face = TerminalFace(Texts("en"), lambda: clock().wall, lambda: steady_s[0], as_json=True)
    turn = threading.Event()
    with fault_server() as camera:
        keeper = open_desk(tmp_path, "default", camera.address, face, clock=clock, sources=Here())
        face.keeper = keeper
        while camera.visits == 0 or keeper.state.glance is not None:
            keeper.step()
            if keeper.state.glance is None:
                steady_s[0] += keeper.wait_s  # nobody waits for it here
            else:
                turn.wait(0.02)
        keeper.close()
        assert camera.visits == 1
        camera.until_released()
    (glance,) = [line for line in events(capsys.readouterr().out) if line.get("record") == "glance"]
    with History(tmp_path) as history:
        (kept,) = read_glances(history)
    assert kept.seen is Seen(glance["seen"])
    assert kept.took_s > 0.0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--profile", "nobody"), 2, "no profile"),
        (("--source", "nowhere.mp4"), 3, "no file"),
    ],
)
def test_what_cannot_be_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str):
    result = kaakrust("desk", "--headless", *arguments, data_dir=tmp_path)
    assert result.returncode == code
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) <= 2


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_asked_to(tmp_path: Path, how: signal.Signals):
    command = [sys.executable, "-m", "feedback.command.main", "desk", "--headless", "--json", "--lang", "en"]
    process = subprocess.Popen(
        [*command, "--data-dir", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["event"] == "status"
    process.send_signal(how)
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert "Traceback" not in said
    assert "calibrate" in said  # there is no profile yet, and it says so


@pytest.mark.parametrize("made", [(), (Circumstance.BEARD,), (Circumstance.GLASSES,)])
def test_the_usual_baseline_and_todays_are_enough_for_the_desk(
    made: tuple[Circumstance, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    profile = new_profile("default", a_baseline(), a_template(), "clip", (320, 240), made)
    ProfileFolder(tmp_path).save(profile)
    SettingsFile(tmp_path).save(Settings(circumstances=(Circumstance.BEARD,)))
    check_profile(common_in(lang="en", data_dir=tmp_path, headless=True))
    assert ("calibrate" in capsys.readouterr().err) == (made == (Circumstance.GLASSES,))
