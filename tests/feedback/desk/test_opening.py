"""A desk as it was left: history, choices and pauses on disk."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from feedback.desk.config import DeskConfig
from feedback.desk.events import Courtesy, Now, Status
from feedback.desk.keeper import Keeper
from feedback.desk.opening import ChoicesFile, open_desk
from feedback.desk.state import DeskState
from feedback.kept.desk_records import Glance, Hint, Seen
from feedback.kept.desk_rows import keep_desk_record
from feedback.kept.history import History
from feedback.kept.settings import Settings, SettingsFile
from tests.feedback.desk.faces import NotingFace
from tests.places import FACE_CLIP, ROOT

TEN = datetime(2026, 3, 3, 10, 0).astimezone()


class Here:
    """Somebody at the keyboard."""

    def ask(self, now: Now, **how: bool) -> Courtesy:  # noqa: ARG002
        return Courtesy(now, idle_s=4.0, typing_s=4.0)

    def close(self) -> None:
        """Nothing is held."""


def opened(data_dir: Path, face: NotingFace, wall: datetime = TEN) -> Keeper[DeskState]:
    return open_desk(data_dir, "me", "", face, clock=lambda: Now(0.0, wall), sources=Here())


def status(face: NotingFace) -> Status:
    last = face.of("status")[-1]
    assert isinstance(last, Status)
    return last


def test_a_new_desk_begins_with_its_silent_week(tmp_path: Path):
    face = NotingFace()
    opened(tmp_path, face).step()
    assert status(face).silent_days_left == 7


def test_what_the_history_holds_counts(tmp_path: Path):
    with History(tmp_path) as history:
        for ago in range(1, 9):
            for minute in range(5):
                at = TEN - timedelta(days=ago, minutes=minute)
                keep_desk_record(history, Glance(at, Seen.RELAXED, profile="me"))
        keep_desk_record(history, Hint(TEN - timedelta(minutes=5)))
    face = NotingFace()
    keeper = opened(tmp_path, face)
    keeper.step()
    assert status(face).silent_days_left == 0
    assert keeper.state.hints_today == 1


def test_a_pause_outlives_the_program_and_a_resumed_one_does_not(tmp_path: Path):
    face = NotingFace()
    first = opened(tmp_path, face)
    first.step()
    first.ask("pause", 3600.0)
    first.close()
    later = TEN + timedelta(minutes=20)
    second = opened(tmp_path, face, later)
    second.step()
    assert status(face).paused_until == TEN + timedelta(hours=1)
    second.ask("resume")
    second.close()
    opened(tmp_path, face, later).step()
    assert status(face).paused_until is None


def test_a_pause_changes_nothing_else_in_the_settings(tmp_path: Path):
    SettingsFile(tmp_path).save(Settings(language="nl", desk_hints=2))
    keeper = opened(tmp_path, NotingFace())
    keeper.step()
    keeper.ask("pause")
    settings = SettingsFile(tmp_path).load()
    assert (settings.language, settings.desk_hints) == ("nl", 2)
    assert settings.desk_paused_until


def test_choices_made_in_the_window_hold_without_a_new_start(tmp_path: Path):
    keeper = opened(tmp_path, NotingFace())
    keeper.step()
    SettingsFile(tmp_path).save(Settings(desk_every_min=25.0, desk_hints=0))
    keeper.step()
    assert (keeper.config.every_min, keeper.config.hints_a_day) == (25.0, 0)


def test_settings_that_cannot_be_read_leave_the_choices_as_they_were(tmp_path: Path):
    choices = ChoicesFile(tmp_path)
    assert choices.read() is None
    (tmp_path / "settings.json").write_text("{ broken")
    assert choices.read() is None
    SettingsFile(tmp_path).save(Settings(desk_checks=1))
    assert choices.read() == DeskConfig(checks_a_day=1)
    assert choices.read() is None


@pytest.mark.parametrize(
    ("chosen", "meant"), [("", ""), ("demo", ""), (str(FACE_CLIP), ""), ("Front camera", "Front camera")]
)
def test_a_recording_that_was_practised_with_is_not_looked_at(tmp_path: Path, chosen: str, meant: str):
    SettingsFile(tmp_path).save(msgspec.structs.replace(Settings(), camera=chosen))
    choices = ChoicesFile(tmp_path)
    choices.read()
    assert choices.camera == meant


def test_a_damaged_history_is_told_of_and_the_desk_begins(tmp_path: Path):
    (tmp_path / "history.sqlite3").write_bytes(b"SQLite format 3\x00" + b"rubbish" * 999)
    face = NotingFace()
    opened(tmp_path, face).step()
    assert len(face.of("trouble")) == 1
    assert status(face).silent_days_left == 7


def test_between_glances_nothing_of_camera_model_or_window_is_loaded(tmp_path: Path):
    look = (
        "import sys; from pathlib import Path; from feedback.desk.opening import open_desk;"
        "from tests.feedback.desk.faces import NotingFace;"
        f"keeper = open_desk(Path({str(tmp_path)!r}), 'me', '', NotingFace()); keeper.step(); keeper.close();"
        "print(sorted({'cv2', 'mediapipe', 'numpy', 'av', 'PySide6', 'matplotlib'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
