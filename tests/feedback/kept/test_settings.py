from __future__ import annotations

import stat
import sys
from pathlib import Path

import msgspec
import pytest

from feedback.desk.choices import desk_config
from feedback.desk.config import DeskConfig
from feedback.kept.settings import Settings, SettingsError, SettingsFile, ThemeChoice
from tests.places import DATA

RELEASED = DATA / "settings"
"""Settings as released versions wrote them."""


def test_there_need_be_no_settings(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path).load() == Settings()
    assert not list(tmp_path.iterdir())


def test_what_was_chosen_is_there_next_time(tmp_path: Path) -> None:
    chosen = Settings(theme=ThemeChoice.DAY, language="nl", camera="Built-in", length_min=10, show_picture=False)
    SettingsFile(tmp_path).save(chosen)
    assert SettingsFile(tmp_path).load() == chosen


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owner bits")
def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    file.save(Settings())
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('{"length_min": 0}', "length_min"),
        ('{"theme": "purple"}', "theme"),
        ("nonsense", "damaged"),
        ("\xff", "damaged"),
    ],
)
def test_damaged_settings_are_set_aside_and_name_the_field(tmp_path: Path, content: str, named: str) -> None:
    file = SettingsFile(tmp_path)
    file.path.write_bytes(content.encode("latin-1"))
    with pytest.raises(SettingsError, match=named):
        file.load()
    aside = list(tmp_path.glob("settings.json.damaged-*"))
    assert [path.read_bytes() for path in aside] == [content.encode("latin-1")]
    assert file.load() == Settings()


@pytest.mark.parametrize("stored", sorted(RELEASED.glob("*.json")), ids=lambda path: path.stem)
def test_the_settings_of_each_version_ever_released_are_read_to_the_last_choice(tmp_path: Path, stored: Path) -> None:
    file = SettingsFile(tmp_path)
    file.path.write_bytes(stored.read_bytes())
    read, written = msgspec.to_builtins(file.load()), msgspec.json.decode(stored.read_bytes())
    assert {name: read[name] for name in written} == written


def test_settings_of_a_later_version_are_read_as_far_as_they_are_known(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    file.path.write_bytes(msgspec.json.encode({"length_min": 10, "sound_of_the_sea": True}))
    assert file.load().length_min == 10


def test_what_a_later_version_keeps_beside_them_is_still_there_after_saving(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    file.path.write_bytes(msgspec.json.encode({"length_min": 10, "sound_of_the_sea": True, "desk_every_min": 20}))
    file.save(msgspec.structs.replace(file.load(), desk_hints=3))
    assert msgspec.json.decode(file.path.read_bytes())["sound_of_the_sea"] is True
    assert (file.load().desk_hints, file.load().desk_every_min) == (3, 20.0)


def test_the_desk_s_choices_come_out_of_the_settings(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    assert desk_config(file.load()) == DeskConfig()
    file.save(Settings(desk_every_min=5.0, desk_hints=0, desk_closed_min=45.0, desk_camera=False))
    assert desk_config(file.load(), 7) == DeskConfig(
        every_min=5.0, hints_a_day=0, closed_min=45.0, camera=False, seed=7
    )


@pytest.mark.parametrize("content", ['{"desk_every_min": 4}', '{"desk_hints": 13}', '{"desk_checks": 7}'])
def test_a_choice_for_the_desk_beyond_its_bounds_is_named(tmp_path: Path, content: str) -> None:
    file = SettingsFile(tmp_path)
    file.path.write_text(content)
    with pytest.raises(SettingsError, match="desk_"):
        file.load()


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(SettingsError, match="could not be saved"):
        SettingsFile(blocked).save(Settings())
