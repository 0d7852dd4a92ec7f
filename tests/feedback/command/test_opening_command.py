"""The comfortable opening on the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from calibration.circumstances import Circumstance
from calibration.profile import ProfileFolder, new_profile
from feedback.command.main import app
from feedback.kept.settings import Settings, SettingsFile
from tests.calibration.people import a_baseline, a_template
from tests.places import FACE_CLIP

MEASURE = ["opening", "--headless", "--no-pace", "--source", FACE_CLIP, "--lang", "en"]


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """A person with a baseline of a bare face, who wore glasses last time."""
    ProfileFolder(tmp_path).save(new_profile("default", a_baseline(), a_template(), "clip", (640, 480)))
    SettingsFile(tmp_path).save(Settings(circumstances=(Circumstance.GLASSES,)))
    return tmp_path


@pytest.mark.parametrize(
    ("said", "missed"), [((), ["glasses"]), (("--with", "beard"), ["beard"]), (("--with", ""), [])]
)
def test_it_goes_by_the_baseline_of_what_is_otherwise_today(person: Path, said: tuple[str, ...], missed: list[str]):
    out = CliRunner().invoke(app, [*MEASURE, *said, "--data-dir", str(person)], input="q\n")
    assert re.findall(r"Calibrate with --with (\S+)", out.stderr) == missed
