from __future__ import annotations

from pathlib import Path

import pytest

from calibration.circumstances import WORDS, Circumstance, file_part, tags_of, told_apart
from calibration.profile import ProfileFolder, new_profile
from tests.calibration.people import a_baseline, a_template
from vision.errors import UsageError

GLASSES, SPLINT, SIDE = Circumstance.GLASSES, Circumstance.SPLINT, Circumstance.ONE_SIDE


def keep(folder: ProfileFolder, *circumstances: Circumstance) -> None:
    folder.save(new_profile("anna", a_baseline(), a_template(), "cam", (640, 480), circumstances))


def test_each_circumstance_that_a_camera_sees_has_a_baseline_of_its_own(tmp_path: Path):
    folder = ProfileFolder(tmp_path)
    keep(folder)
    keep(folder, GLASSES)
    profile, fits = folder.best("anna", (GLASSES,))
    assert profile is not None
    assert (profile.circumstances, fits) == (("glasses",), True)
    usual, fits = folder.best("anna", ())
    assert usual is not None
    assert (usual.circumstances, fits) == ((), True)
    assert folder.names() == ("anna",)


def test_without_one_of_these_circumstances_the_usual_one_stands_in_and_says_so(tmp_path: Path):
    folder = ProfileFolder(tmp_path)
    keep(folder)
    profile, fits = folder.best("anna", (GLASSES, SPLINT))
    assert profile is not None
    assert not fits


def test_a_side_that_hurts_changes_no_picture_and_asks_for_no_other_baseline(tmp_path: Path):
    folder = ProfileFolder(tmp_path)
    keep(folder)
    assert folder.best("anna", (SIDE,))[1]
    assert file_part((SIDE,)) == ""
    assert file_part((SPLINT, SIDE, GLASSES)) == "+glasses+splint"


def test_an_answer_to_a_tense_hint_stays_with_the_baseline_in_use(tmp_path: Path):
    folder = ProfileFolder(tmp_path)
    keep(folder)
    keep(folder, GLASSES)
    before = folder.path("anna").read_bytes()
    folder.keep_tension("anna", None, (GLASSES,))
    assert folder.path("anna").read_bytes() == before


def test_what_is_otherwise_is_read_in_any_order_and_said_in_one():
    assert told_apart(["Glasses", " splint", "glasses"]) == (SPLINT, GLASSES)
    assert tags_of((SPLINT, GLASSES)) == ("splint in", "glasses on")
    assert told_apart([""]) == ()
    assert set(WORDS) == set(Circumstance)
    with pytest.raises(UsageError, match="none of what can be otherwise"):
        told_apart(["hat"])
