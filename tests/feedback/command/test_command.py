"""The command as a person runs it: a real process, a real clip, its lines and its exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from calibration.profile import ProfileFolder, new_profile
from feedback.command.main import app
from feedback.kept.forget import REPORT_NAME
from feedback.kept.settings import Settings, SettingsFile
from tests.calibration.people import a_baseline, a_template
from tests.patience import PATIENCE_S
from tests.places import DEMO_CLIP, FACE_CLIP

FACE_CLIP = FACE_CLIP
SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in SCREEN}


def kaakrust(*arguments: str | Path, data_dir: Path, lang: str = "en") -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "feedback.command.main",
        *map(str, arguments),
        "--data-dir",
        str(data_dir),
        "--lang",
        lang,
    ]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=PATIENCE_S, check=False)


def kaakrust_here(*arguments: str | Path, data_dir: Path):
    """The same within this process: quick, for what does not depend on being a process of its own."""
    return CliRunner().invoke(app, [*map(str, arguments), "--data-dir", str(data_dir), "--lang", "en"])


def events(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    return kaakrust("demo", "--headless", "--json", "--no-pace", data_dir=tmp_path_factory.mktemp("data"))


def test_the_demo_calibrates_exercises_and_sums_up(demo: subprocess.CompletedProcess[str]):
    assert demo.returncode == 0, demo.stderr
    told = events(demo.stdout)
    steps = [event["id"] for event in told if event["event"] == "step"]
    assert steps == ["closed", "rest", "clench", "settle", "tongue", "release", "stay"]
    summary = told[-1]
    assert summary["event"] == "summary"
    assert (summary["exercise"], summary["profile"]) == ("soft_jaw", "demo")
    assert demo.stderr == ""


def test_the_demo_sees_the_clips_hanging_and_closing(demo: subprocess.CompletedProcess[str]):
    states = {int(event["t_s"]): event["kind"] for event in events(demo.stdout) if event["event"] == "state"}
    hanging = [states[second] for second in (*range(22, 30), *range(37, 42))]
    closed = [states[second] for second in (16, 17, 18, 32, 33)]
    assert hanging.count("hanging") >= 11
    assert all(kind in ("closed_soft", "closed_tense") for kind in closed)


def test_every_json_line_has_its_event_and_time(demo: subprocess.CompletedProcess[str]):
    told = events(demo.stdout)
    times = [event["t_s"] for event in told]
    assert times == sorted(times)
    for event in told:
        if event["event"] == "state":
            assert {"kind", "gap_mm", "gap_sd_mm", "tension"} <= event.keys()
        if event["event"] == "cue":
            assert {"id", "text"} <= event.keys()
    assert {
        "hanging_s",
        "closed_soft_s",
        "closed_tense_s",
        "active_s",
        "unsure_s",
        "away_s",
        "longest_hanging_s",
        "exercise",
        "profile",
    } <= told[-1].keys()


def test_a_session_without_a_baseline_says_so_and_ends_with_the_file(tmp_path: Path):
    result = kaakrust("session", "--source", FACE_CLIP, "--headless", "--json", "--no-pace", data_dir=tmp_path)
    told = events(result.stdout)
    assert told[0]["id"] == "no_profile"


def test_a_session_with_a_baseline_begins_at_once(tmp_path: Path):
    ProfileFolder(tmp_path).save(new_profile("default", a_baseline(), a_template(), "clip", (320, 240)))
    result = kaakrust("session", "--source", FACE_CLIP, "--headless", "--json", "--no-pace", data_dir=tmp_path)
    assert result.returncode == 0, result.stderr
    assert events(result.stdout)[0]["id"] == "settle"
    assert events(result.stdout)[-1]["ended"] == "source_ended"


def test_no_display_goes_headless_and_says_so(tmp_path: Path):
    if not sys.platform.startswith("linux"):
        pytest.skip("there is always a display here")
    result = kaakrust("session", "--source", FACE_CLIP, "--no-pace", data_dir=tmp_path, lang="nl")
    assert "geen beeldscherm" in result.stderr
    assert "0:00" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("session", "--headless", "--source", "nowhere.mp4"), 3, "no file"),
        (("session", "--headless", "--source", "."), 3, "folder"),
        (("session", "--headless", "--source", __file__), 3, "video"),
        (("session", "--headless", "--source", "http://127.0.0.1:9/"), 3, "stream"),
        (("session", "--headless", "--source", FACE_CLIP, "--profile", "nobody"), 2, "no profile"),
        (("session", "--headless", "--source", FACE_CLIP, "--profile", "../x"), 2, "profile's name"),
        (("session", "--minutes", "soon"), 2, ""),
        (("dance",), 2, ""),
    ],
)
def test_bad_input_is_one_sentence_and_the_right_code(
    arguments: tuple[str | Path, ...], code: int, words: str, tmp_path: Path
):
    result = kaakrust_here(*arguments, data_dir=tmp_path)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_damaged_profile_is_set_aside_and_the_session_runs(tmp_path: Path):
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "default.json").write_text("{")
    result = kaakrust("session", "--source", FACE_CLIP, "--headless", "--json", "--no-pace", data_dir=tmp_path)
    assert "damaged" in result.stderr
    assert events(result.stdout)[0]["id"] == "no_profile"
    assert [path.name.split(".damaged-")[0] for path in folder.iterdir()] == ["default.json"]


def test_a_data_directory_that_cannot_be_written_is_said_before_calibrating(tmp_path: Path):
    (tmp_path / "taken").write_text("a file, not a folder")
    result = kaakrust(
        "calibrate", "--source", FACE_CLIP, "--headless", "--no-pace", data_dir=tmp_path / "taken" / "deeper"
    )
    assert result.returncode == 2
    assert "could not be saved" in result.stderr
    assert str(tmp_path / "taken" / "deeper") in result.stderr


def test_calibrating_on_too_short_a_clip_stores_nothing_and_says_why(tmp_path: Path):
    result = kaakrust("calibrate", "--source", FACE_CLIP, "--headless", "--no-pace", data_dir=tmp_path)
    assert result.returncode == 3
    assert "ended before" in result.stderr
    assert list(tmp_path.rglob("*.json")) == []


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_ends_with_a_summary_and_code_4(tmp_path: Path):
    ProfileFolder(tmp_path).save(new_profile("default", a_baseline(), a_template(), "clip", (320, 240)))
    command = [sys.executable, "-m", "feedback.command.main", "session", "--source", "demo", "--headless", "--json"]
    process = subprocess.Popen(
        [*command, "--data-dir", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 4, errors
    assert events(output)[-1]["event"] == "summary"
    assert events(output)[-1]["ended"] == "stopped"
    assert "Traceback" not in errors


def test_only_numbers_are_kept_of_a_session_and_nothing_of_the_demo(tmp_path: Path):
    kaakrust("session", "--source", DEMO_CLIP, "--minutes", "0.1", "--headless", "--no-pace", data_dir=tmp_path)
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert files == ["history.sqlite3"]
    assert (tmp_path / files[0]).stat().st_size < 200_000  # a picture would not fit
    kaakrust("session", "--source", "demo", "--minutes", "0.1", "--headless", "--no-pace", data_dir=tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_the_language_chosen_in_the_window_is_spoken_on_the_terminal_too(tmp_path: Path):
    SettingsFile(tmp_path).save(Settings(language="nl"))
    result = CliRunner().invoke(app, ["history", "--data-dir", str(tmp_path)])
    assert "sessies" in result.stdout + result.stderr


def test_forgetting_everything_takes_the_report_along(tmp_path: Path):
    (tmp_path / REPORT_NAME).write_text("<p>numbers</p>")
    SettingsFile(tmp_path).save(Settings())
    asked = kaakrust_here("forget", "--everything", data_dir=tmp_path)
    assert "Forget everything: your preferences, your report? This cannot be undone." in asked.stderr
    result = kaakrust_here("forget", "--everything", "--yes", data_dir=tmp_path)
    assert result.exit_code == 0
    assert "Gone: your preferences, your report (report.html, settings.json)." in result.stderr
    assert not tmp_path.exists()
