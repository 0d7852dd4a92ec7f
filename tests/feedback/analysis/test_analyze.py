"""``kaakrust analyze`` as somebody uses it who wants to check the measurement."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from tests.feedback.command.test_command import kaakrust, kaakrust_here
from tests.places import FACE_CLIP

HEADER = (
    "t_s,kind,reason,gap_mm,gap_sd_mm,tension,lip_gap_mm,jaw_width_mm,side_mm,"
    "yaw_deg,pitch_deg,roll_deg,distance_mm,trust"
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_rows_have_the_promised_header_and_one_a_picture(tmp_path: Path):
    result = kaakrust("analyze", FACE_CLIP, "--calibrate", "closed=0-2.5", "--csv", "-", data_dir=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[0] == HEADER
    told = rows(result.stdout)
    times = [float(row["t_s"]) for row in told]
    assert len(told) == 120
    assert times == sorted(set(times))
    answered = [row for row in told if row["kind"] == "closed_soft"]
    assert len(answered) > 0.7 * len(told)
    assert all(abs(float(row["gap_mm"])) < 1.0 for row in answered)
    assert "face_4s.mp4" in result.stderr


def test_an_answer_that_is_not_there_is_an_empty_cell(tmp_path: Path):
    result = kaakrust("analyze", FACE_CLIP, "--calibrate", "closed=0-2.5", "--csv", "-", data_dir=tmp_path)
    for row in rows(result.stdout):
        assert (row["gap_mm"] == "") == (row["kind"] in ("unsure", "away"))
        assert "nan" not in row.values()


def test_several_recordings_go_into_a_folder_and_one_bad_one_does_not_stop_the_rest(tmp_path: Path):
    out = tmp_path / "out"
    out.mkdir()
    other = shutil.copy(FACE_CLIP, tmp_path / "second.mp4")
    result = kaakrust("analyze", FACE_CLIP, "nowhere.mp4", other, "--csv", out, "--plot", out, data_dir=tmp_path / "d")
    assert result.returncode == 3
    assert "nowhere.mp4" in result.stderr
    assert sorted(path.name for path in out.iterdir()) == [
        "face_4s.csv",
        "face_4s.png",
        "second.csv",
        "second.png",
    ]
    assert "first seconds" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--calibrate", "closed=0-60"), "outside the recording"),
        (("--calibrate", "closed=2-1"), "ends before it begins"),
        (("--calibrate", "lips=0-1"), "no label"),
        (("--calibrate", "hang=0-2"), "zero"),
        (("--calibrate", "closed=0-0.1"), "pictures"),
        (("--calibrate", "closed=0-2", "--profile", "x"), "either"),
        (("--profile", "nobody"), "no profile"),
        (("--calibrate", "closed=0-2", "--csv", "/nowhere/x.csv"), "cannot be written"),
        (("--calibrate", "closed=0-2", "--plot", "x.txt"), "ends in .png"),
        (("--calibrate", "closed=0-2", "--pd", "20"), "pupillary"),
    ],
)
def test_bad_requests_are_one_sentence_and_code_2(arguments: tuple[str, ...], words: str, tmp_path: Path):
    result = kaakrust_here("analyze", FACE_CLIP, *arguments, data_dir=tmp_path)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_explained_it_says_below_the_summary_what_the_uncertainty_is_made_of(tmp_path: Path):
    told = kaakrust_here(
        "analyze", FACE_CLIP, "--calibrate", "closed=0-2", "--explain", "--csv", "-", data_dir=tmp_path
    )
    assert told.exit_code == 0, told.stderr
    assert told.stdout.splitlines()[0] == HEADER
    summary, *lines = told.stderr.strip().splitlines()[-6:]
    assert "face_4s.mp4" in summary
    assert any(line.startswith("Made of (mm): pixels 0.") for line in lines)
