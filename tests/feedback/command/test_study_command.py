"""A study on the terminal: consent, recordings measured, runs led, reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from feedback.command.main import app
from feedback.visit.trace.file import read_trace
from feedback.visit.trace.form import STUDY
from tests.places import FACE_CLIP

RECORDED = ("--source", FACE_CLIP, "--spans", "closed=0-2", "--trials", "gap0=0.2-1.9,gap0=2.1-3.8,rest=2-3.9")


def kaakrust(*arguments: str | Path, data_dir: Path, typed: str = ""):
    command = [*map(str, arguments), "--lang", "en", "--data-dir", str(data_dir)]
    return CliRunner().invoke(app, command, input=typed)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one visit, from a recording."""
    folder = tmp_path_factory.mktemp("study") / "P01"
    told = kaakrust("study", "--to", folder, "--agree", *RECORDED, data_dir=folder.parent)
    assert told.exit_code == 0, told.stderr
    assert f"Kept in {folder}." in told.stderr
    return folder


def test_a_recording_is_measured_by_its_times(measured: Path):
    visit = json.loads((measured / "visit-1.json").read_text())
    assert [trial["number"] for trial in visit["taken"]] == [1, 2, 1]
    assert visit["ended"]
    assert all(abs(trial["by"][0]["gap_mm"]) < 1.0 for trial in visit["taken"])
    assert visit["camera"]["width"] == 640


def test_a_report_is_told_and_written_beside(measured: Path, tmp_path: Path):
    page, table = tmp_path / "study.html", tmp_path / "trials.csv"
    told = kaakrust("study", "report", measured, "--out", page, "--csv", table, data_dir=tmp_path)
    assert told.exit_code == 0, told.stderr
    assert "1 person, 1 visit, 3 trials" in told.stdout
    assert len(table.read_text().splitlines()) == 4
    assert "<svg" in page.read_text()


def test_a_report_never_goes_over_what_it_reads(measured: Path, tmp_path: Path):
    before = (measured / "visit-1.json").read_bytes()
    told = kaakrust("study", "report", measured, "--csv", measured / "visit-1.json", data_dir=tmp_path)
    assert told.exit_code == 2
    assert (measured / "visit-1.json").read_bytes() == before


def test_who_does_not_agree_leaves_nothing(tmp_path: Path):
    told = kaakrust("study", "--to", tmp_path / "P02", *RECORDED, data_dir=tmp_path, typed="n\n")
    assert told.exit_code == 4
    assert "You need not do it" in told.stderr
    assert not (tmp_path / "P02").exists()


def test_a_run_is_led_and_stopped_with_what_is_typed_and_leaves_its_trace(tmp_path: Path):
    trace = tmp_path / "run.trace"
    asked = ("study", "--to", tmp_path / "P03", "--agree", "--source", FACE_CLIP, "--headless", "--no-pace")
    told = kaakrust(*asked, "--trace", trace, data_dir=tmp_path, typed="r\nk\ns it slipped\n\n")
    assert told.exit_code == 4  # the clip is over long before two calibrations are
    assert "Sit as you usually sit" in told.stdout
    header, _ = read_trace(trace)
    assert STUDY in header.plan


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (("--spans", "closed=0-2", "--trials", "rest=0-1"), "name it with --source"),
        (("--source", FACE_CLIP, "--spans", "closed=0-2"), "needs both"),
        (("--source", FACE_CLIP, "--spans", "closed=0-2", "--trials", "hat=0-1"), "is no trial"),
        (("--source", FACE_CLIP, "--spans", "closed=0-2", "--trials", "rest=3-1"), "ends before it begins"),
        (("--spacers", "two"), "are no sizes"),
        (("--spacers", "99"), "cannot serve"),
        (("--person", "Anna de Vries", "--agree"), "cannot be a code"),
        (("--person", "P09"), "is of P01"),
    ],
)
def test_what_cannot_be_is_one_sentence(wrong: tuple[str | Path, ...], says: str, measured: Path, tmp_path: Path):
    folder = measured if "P09" in wrong else tmp_path / "P05"
    told = kaakrust("study", "--to", folder, "--headless", *wrong, data_dir=tmp_path, typed="y\n")
    assert told.exit_code == 2, told.stdout
    assert says in told.stderr


def test_a_folder_without_a_study_is_said(tmp_path: Path):
    told = kaakrust("study", "report", tmp_path, data_dir=tmp_path)
    assert told.exit_code == 2
    assert "holds no study" in told.stderr
