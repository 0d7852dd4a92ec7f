from __future__ import annotations

import gzip
import io
import json
import math
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from calibration.profile import ProfileFolder, new_profile
from feedback.command.main import app
from feedback.visit.trace.file import TraceError, TraceFile, read_trace
from feedback.visit.trace.form import (
    FORM,
    Header,
    Meshes,
    Said,
    Took,
    packed_reading,
    packed_template,
    read_records,
    reading_of,
    template_of,
    write_record,
)
from tests.calibration.people import a_baseline, a_template
from tests.places import FACE_CLIP
from vision.chin.hinge import Hinge
from vision.chin.strips import STRIPS, ChinTravel
from vision.doubts import Doubt
from vision.head import HeadPose
from vision.landmarks import LANDMARKS, FaceLandmarks
from vision.mouth import MouthShape
from vision.readings import JawReading, no_face

HEADER = Header(FORM, "0.1.0", "2026-03-02T10:00:00+00:00", "demo", False, {})
TEN_MINUTES_S, LARGEST_BYTES = 600, 5_000_000
FULL = Path("/dev/full")
BUSIEST_FPS = 15
"""Of a live session's pictures at most about half are analysed."""


def kaakrust(*arguments: str | Path, data_dir: Path):
    return CliRunner().invoke(app, [*map(str, arguments), "--data-dir", str(data_dir), "--lang", "en"])


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)  # with its time in it each worker would see another test


def a_reading(chance: np.random.Generator, t_s: float) -> JawReading:
    half = chance.normal(0, 1e-3, (STRIPS, STRIPS))
    chin = ChinTravel(chance.normal(0, 0.1, STRIPS), half @ half.T, Hinge(1.25, 80.5), chance.normal(0, 40, 3))
    numbers = chance.normal(0, 10, 20).tolist()
    return JawReading(
        t_s,
        *numbers[:5],
        pose=HeadPose(*numbers[5:10]),
        trust=abs(numbers[10]),
        doubts=frozenset({Doubt.DARK, Doubt.TURNED}),
        mouth=MouthShape(*numbers[11:20]),
        by_pixels=True,
        anchor=2**51 + 1,
        chin=chin,
    )


def same(one: JawReading, other: JawReading) -> bool:
    return repr(one) == repr(other)  # NaN is not itself, and arrays are not one truth


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A session on the small clip with a profile: its folder, its trace, its lines."""
    folder = tmp_path_factory.mktemp("traced")
    ProfileFolder(folder).save(new_profile("default", a_baseline(), a_template(), "clip", (320, 240)))
    trace = folder / "visit.trace"
    told = kaakrust(
        "session", "--source", FACE_CLIP, "--headless", "--json", "--no-pace", "--trace", trace, data_dir=folder
    )
    assert told.exit_code == 0, told.stderr
    return folder, trace, told.stdout


def test_a_trace_gone_through_again_says_the_same_to_the_last_letter(traced: tuple[Path, Path, str]):
    folder, trace, then = traced
    now = kaakrust("replay", trace, "--json", data_dir=folder)
    assert now.exit_code == 0, now.stderr
    assert now.stdout == then
    assert f"The same lines as then: {len(then.splitlines())}." in now.stderr


def test_a_calibration_is_gone_through_again_too(tmp_path: Path):
    trace = tmp_path / "first.trace"
    then = kaakrust(
        "session", "--source", FACE_CLIP, "--headless", "--json", "--no-pace", "--trace", trace, data_dir=tmp_path
    )
    assert "no_profile" in then.stdout
    assert kaakrust("replay", trace, "--json", data_dir=tmp_path).stdout == then.stdout


def test_with_other_settings_a_trace_says_what_would_have_been_said(traced: tuple[Path, Path, str]):
    folder, trace, then = traced
    now = kaakrust("replay", trace, "--json", "--exercise", "routine", data_dir=folder)
    assert now.exit_code == 0, now.stderr
    assert now.stdout != then
    assert json.loads(now.stdout.splitlines()[-1])["exercise"] == "routine"


def test_a_trace_that_says_something_else_now_is_told_with_the_time(traced: tuple[Path, Path, str], tmp_path: Path):
    folder, trace, _ = traced
    header, records = read_trace(trace)
    other = tmp_path / "other.trace"
    with TraceFile(other) as file:
        file.write(header)
        for record in records:
            file.write(Said(('{"event": "cue", "t_s": 1.0}',)) if isinstance(record, Said) else record)
    told = kaakrust("replay", other, data_dir=folder)
    assert told.exit_code == 1
    assert "something else is said than then" in told.stderr


def test_a_trace_that_breaks_off_is_gone_through_as_far_as_it_goes(traced: tuple[Path, Path, str], tmp_path: Path):
    folder, trace, then = traced
    broken = tmp_path / "broken.trace"
    broken.write_bytes(trace.read_bytes()[: trace.stat().st_size * 2 // 3])
    now = kaakrust("replay", broken, "--json", data_dir=folder)
    assert now.exit_code == 0, now.stderr
    assert then.startswith(now.stdout)
    assert now.stdout


@pytest.mark.parametrize(
    "content", [b"", b"no trace", packed(b"\xff\xff\xff\xff"), packed(b"\x00\x00\x00\x02\xc1\xc1")]
)
def test_what_is_no_trace_is_one_sentence(content: bytes, tmp_path: Path):
    wrong = tmp_path / "wrong.trace"
    wrong.write_bytes(content)
    told = kaakrust("replay", wrong, data_dir=tmp_path)
    assert told.exit_code == 2
    assert "is no trace of Kaakrust" in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_a_trace_of_a_later_form_is_said(tmp_path: Path):
    later = tmp_path / "later.trace"
    with TraceFile(later) as file:
        file.write(Header(FORM + 1, "9.0", "", "demo", False, {}))
    with pytest.raises(TraceError, match="later version"):
        read_trace(later)


def test_a_trace_never_goes_over_the_recording_it_is_of(tmp_path: Path):
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(FACE_CLIP.read_bytes())
    told = kaakrust("session", "--source", clip, "--headless", "--no-pace", "--trace", clip, data_dir=tmp_path)
    assert told.exit_code == 2
    assert clip.read_bytes() == FACE_CLIP.read_bytes()


def test_a_folder_that_is_not_there_is_one_sentence_before_anything_begins(tmp_path: Path):
    told = kaakrust(
        "session", "--source", FACE_CLIP, "--headless", "--no-pace", "--trace", tmp_path / "no" / "t", data_dir=tmp_path
    )
    assert told.exit_code == 2
    assert "cannot be written" in told.stderr
    assert told.stdout == ""


@given(st.integers(0, 2**32 - 1))
def test_a_reading_comes_back_to_the_last_digit(seed: int):
    reading = a_reading(np.random.default_rng(seed), seed / 7)
    assert same(reading_of(packed_reading(reading)), reading)


def test_a_picture_without_a_face_comes_back_too():
    back = reading_of(packed_reading(no_face(3.0)))
    assert same(back, no_face(3.0))
    assert math.isinf(back.chin_drop_sd_mm)


def test_a_template_comes_back_to_the_last_digit():
    template = a_template()
    back = template_of(packed_template(template))
    assert np.array_equal(back.points_mm, template.points_mm)
    assert back.facing_deg == template.facing_deg


def test_landmarks_come_back_to_half_a_pixel_wherever_they_are():
    chance = np.random.default_rng(4)
    there, back = Meshes(), Meshes()
    for place in (0.0, 300.0, 1900.0, -40.0):
        points = (place + chance.normal(0, 60, (LANDMARKS, 3))).astype(np.float32)
        found = back.face_of(there.packed(FaceLandmarks(points, 1.0)))
        assert np.abs(found.points - points).max() <= 0.25 + 1e-3


def test_ten_busy_minutes_stay_below_five_megabytes(tmp_path: Path):
    chance = np.random.default_rng(2)
    meshes, points = Meshes(), chance.normal(320, 60, (LANDMARKS, 3))
    with TraceFile(tmp_path / "long.trace") as file:
        file.write(HEADER)
        for picture in range(TEN_MINUTES_S * BUSIEST_FPS // 10):
            t_s = picture / BUSIEST_FPS
            file.write(packed_reading(a_reading(chance, t_s)))
            file.write(Took(t_s, 640, 480, 1, 12.34))
            if picture % 5 == 0:
                points += chance.normal(0, 1.0, points.shape)
                file.write(meshes.packed(FaceLandmarks(points.astype(np.float32), t_s)))
    assert (tmp_path / "long.trace").stat().st_size * 10 < LARGEST_BYTES


@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
def test_a_disk_that_fills_up_ends_the_trace_and_not_the_visit():
    with TraceFile(FULL) as file:
        file.write(HEADER)
        for number in np.random.default_rng(1).normal(size=20_000):
            file.write(Took(float(number), 640, 480, 1, float(number)))
    assert file.broken


def records_in(data: bytes) -> Iterator[object]:
    return read_records(io.BytesIO(data))


@given(st.binary(max_size=200))
def test_any_bytes_are_records_or_a_plain_refusal(data: bytes):
    whole = io.BytesIO()
    write_record(whole, Took(1.0, 2, 3, 1, 4.0))
    with suppress(ValueError):
        list(records_in(whole.getvalue() + data))
