"""A few cases of everything that benchmarks/fuzz.py plays for long, always the same ones; and what it has found."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.fuzzing.given import check_command, check_source, check_spec, read_some
from tests.fuzzing.kept import check_rows
from tests.fuzzing.play import Target, play, said
from tests.fuzzing.targets import TARGETS
from tests.places import FACE_CLIP


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_damaged_input_works_or_is_told_in_a_sentence(target: Target):
    assert play(target, target.seldom) >= target.seldom


@pytest.mark.parametrize("spec", ["gapclosed=0-5", "gap6.=0-5", "gap٣=0-5", f"rest=0-{'9' * 5000}"])
def test_spans_that_once_tripped_the_program(spec: str, tmp_path: Path):
    check_spec(spec, tmp_path)


@pytest.mark.parametrize("spec", ["~nobody-here/x.mp4", "~~\0x", "\0file://\0file://", "http://[", "\ud800", "٣"])
def test_sources_that_once_tripped_the_program(spec: str, tmp_path: Path):
    check_source(spec, tmp_path)


@pytest.mark.parametrize("words", [["import", "9" * 400], ["session", "--headless", "--source", "~nobody-here"]])
def test_commands_that_once_tripped_the_program(words: list[str], tmp_path: Path):
    check_command(words, tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        ("sessions", "started_at", "0"),
        ("sessions", "utc_offset_min", 2000),
        ("sessions", "uid", "../" * 90),
        ("check_ins", "moment", "befor@"),
        ("samples", "yaw_mil", b"\xff"),
    ],
)
def test_rows_that_once_tripped_the_program(change: tuple[str, str, object], tmp_path: Path):
    check_rows([change], tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_file_whose_name_is_no_text_is_told_about(tmp_path: Path):
    """OpenCV itself dies of such a name."""
    path = os.fsencode(tmp_path) + b"/\xff.mp4"
    Path(os.fsdecode(path)).symlink_to(FACE_CLIP)
    _, problem = said(lambda: read_some(os.fsdecode(path)))
    assert problem is not None
    assert "\\udcff.mp4" in str(problem)
