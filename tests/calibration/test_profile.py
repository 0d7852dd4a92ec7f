"""Profiles: kept whole, for the owner only, and never lost to damage."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from shutil import copyfile

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calibration.profile import SCHEMA, Profile, ProfileError, ProfileFolder, new_profile
from tests.calibration.people import a_baseline, a_template
from tests.places import DATA
from vision.errors import UsageError

RELEASED = DATA / "profiles"
"""Profiles as released versions wrote them, of the drawn face in the built-in clip."""


@pytest.fixture
def folder(tmp_path: Path) -> ProfileFolder:
    return ProfileFolder(tmp_path / "data")


def a_profile(name: str = "anna") -> Profile:
    return new_profile(name, a_baseline(), a_template(), "Laptop camera", (1280, 720))


def test_what_is_saved_is_what_is_read(folder: ProfileFolder):
    saved = a_profile()
    folder.save(saved)
    read = folder.load("anna")
    assert read is not None
    assert read.baseline == saved.baseline
    assert read.picture == (1280, 720)
    for name in saved.template.__dataclass_fields__:
        ours, theirs = getattr(saved.template, name), getattr(read.template, name)
        if isinstance(ours, np.ndarray):
            np.testing.assert_allclose(theirs, ours, atol=1e-3)
        else:
            assert theirs == ours


def test_no_such_profile_is_no_error(folder: ProfileFolder):
    assert folder.load("nobody") is None
    assert folder.names() == ()


def test_only_the_owner_can_read_it(folder: ProfileFolder):
    path = folder.save(a_profile())
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_saving_again_replaces_and_leaves_nothing_else_behind(folder: ProfileFolder):
    folder.save(a_profile())
    folder.save(a_profile())
    assert [path.name for path in folder.folder.iterdir()] == ["anna.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[]", b'{"schema": 1}', b'{"schema": "one"}', b"null"])
def test_a_damaged_profile_is_set_aside_and_said(folder: ProfileFolder, damage: bytes):
    path = folder.save(a_profile())
    path.write_bytes(damage)
    with pytest.raises(ProfileError, match=r"damaged.*calibrate again"):
        folder.load("anna")
    assert not path.exists()
    aside = [other for other in folder.folder.iterdir() if "damaged" in other.name]
    assert [other.read_bytes() for other in aside] == [damage]
    assert folder.load("anna") is None
    folder.save(a_profile())
    assert folder.load("anna") is not None


def test_a_number_that_makes_no_sense_is_damage_too(folder: ProfileFolder):
    path = folder.save(a_profile())
    path.write_bytes(path.read_bytes().replace(b'"gain":1.19', b'"gain":"much"'))
    with pytest.raises(ProfileError, match="gain"):
        folder.load("anna")


@pytest.mark.parametrize("stored", sorted(RELEASED.glob("*.json")), ids=lambda path: path.stem)
def test_the_profile_of_each_version_ever_released_is_read_and_saved_again(folder: ProfileFolder, stored: Path):
    folder.folder.mkdir(parents=True)
    copyfile(stored, folder.path("default"))
    profile = folder.load("default")
    assert profile is not None
    numbers = msgspec.json.decode(stored.read_bytes())
    assert (profile.camera, list(profile.picture)) == (numbers["camera"], numbers["picture"])
    for name in ("zero_mm", "zero_sd_mm", "gain", "gain_sd_share", "noise_mm", "rest_gap_mm", "hang_gap_mm"):
        assert getattr(profile.baseline, name) == numbers["baseline"][name]
    assert profile.baseline.tension is not None
    assert profile.baseline.neutral is not None
    np.testing.assert_allclose(profile.template.points_mm, numbers["template"]["points_mm"])
    folder.save(profile)
    again = folder.load("default")
    assert again is not None
    assert again.baseline == profile.baseline
    assert [path.name for path in folder.folder.iterdir()] == ["default.json"]


def test_a_profile_from_a_newer_version_is_left_alone(folder: ProfileFolder):
    path = folder.save(a_profile())
    newer = msgspec.json.decode(path.read_bytes()) | {"schema": SCHEMA + 1}
    path.write_bytes(msgspec.json.encode(newer))
    with pytest.raises(ProfileError, match="newer version"):
        folder.load("anna")
    assert path.exists()


@pytest.mark.parametrize("name", ["", "a/b", "../x", ".hidden", "x" * 41, "a\x00b", "end.", "C:"])
def test_a_name_that_cannot_be_a_file_is_refused(folder: ProfileFolder, name: str):
    with pytest.raises(UsageError, match="profile's name"):
        folder.path(name)


@pytest.mark.parametrize("name", ["anna", "Zoë", "bril 2", "v1.2-a"])
def test_ordinary_names_are_fine(folder: ProfileFolder, name: str):
    folder.save(replace_name(a_profile(), name))
    assert folder.names() == (name,)


def replace_name(profile: Profile, name: str) -> Profile:
    return msgspec.structs.replace(profile, name=name)


def test_a_place_that_cannot_be_written_says_so_beforehand(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProfileError, match="could not be saved in"):
        ProfileFolder(tmp_path / "file").check_writable("anna")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(position=st.floats(0, 1), value=st.integers(0, 255))
def test_any_single_damaged_byte_gives_a_profile_or_a_sentence(tmp_path: Path, position: float, value: int):
    folder = ProfileFolder(tmp_path / "data")
    path = folder.save(a_profile())
    content = bytearray(path.read_bytes())
    content[int(position * (len(content) - 1))] = value
    path.write_bytes(content)
    with suppress(ProfileError):
        folder.load("anna")
