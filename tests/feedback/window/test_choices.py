"""What is chosen in the window while another program keeps its own in the same file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedback.desk.opening import ChoicesFile
from feedback.kept.settings import Settings, SettingsFile, ThemeChoice
from feedback.window.person.choices import Choices

UNTIL = datetime(2026, 11, 27, 9, tzinfo=UTC)


def test_a_choice_in_the_window_does_not_undo_a_pause_of_the_desk(tmp_path: Path):
    SettingsFile(tmp_path).save(Settings())
    window, desk = Choices(tmp_path), ChoicesFile(tmp_path)
    desk.keep_pause(UNTIL)
    window.change(theme=ThemeChoice.DAY)
    desk.read()
    assert desk.paused_until == UNTIL
    assert SettingsFile(tmp_path).load().theme is ThemeChoice.DAY
    desk.keep_pause(UNTIL + timedelta(hours=1))
    window.change(theme=ThemeChoice.NIGHT)
    desk.read()
    assert desk.paused_until == UNTIL + timedelta(hours=1)


def test_a_choice_is_kept_where_the_file_cannot_be_read(tmp_path: Path):
    window = Choices(tmp_path)
    SettingsFile(tmp_path).path.write_text("{")
    window.change(theme=ThemeChoice.DAY)
    assert window.now.theme is ThemeChoice.DAY
    assert SettingsFile(tmp_path).load().theme is ThemeChoice.DAY
