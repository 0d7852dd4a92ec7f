"""Recordings as cameras, phones, discs and editors make them: each shows what the plain one shows."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
import pytest

from tests.patience import PATIENCE_S
from tests.places import DATA
from vision import camera
from vision.camera import Frame, frames, open_source
from vision.errors import SourceError
from vision.source.sources import find_source, is_recording, other_meaning

RECORDINGS = DATA / "recordings"
"""The same half second: plain (square.mp4), flagged as interlaced or really so, HDR, with odd pixels."""


def read_all(name: str) -> list[Frame]:
    with open_source(str(RECORDINGS / name), paced=False) as capture:
        return list(frames(capture))


def grey(image: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(cv2.resize(image, (320, 240), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY).astype(float)


@pytest.fixture(scope="module")
def plain() -> list[Frame]:
    return read_all("square.mp4")


INTERLACED = ["flagged.mp4", "top.mp4", "bottom.mts", "dvd.mpg"]
HDR = ["hlg.mov", "pq.mov", "pq.webm"]
NOT_SQUARE = ["twice_as_wide.mp4", "twice_as_high.mov", "told_outside.mkv", "lying.mp4", "dvd.mpg"]


@pytest.mark.parametrize("name", [*INTERLACED, *HDR, *NOT_SQUARE])
def test_however_it_was_recorded_it_shows_the_same(plain: list[Frame], name: str):
    seen = read_all(name)
    for mine, theirs in zip(plain[:3], seen[:3], strict=True):
        assert np.corrcoef(grey(mine.image).ravel(), grey(theirs.image).ravel())[0, 1] > 0.98
    assert abs(grey(seen[0].image).mean() - grey(plain[0].image).mean()) < 20
    assert seen[0].image.shape[1] / seen[0].image.shape[0] == pytest.approx(4 / 3, rel=0.01)


@pytest.mark.parametrize("name", [*INTERLACED[:3], *HDR, "delayed.mp4", "longer_sound.mkv"])
def test_however_it_was_recorded_no_picture_is_lost_and_times_are_right(plain: list[Frame], name: str):
    seen = read_all(name)
    assert [frame.t_s for frame in seen] == pytest.approx([frame.t_s for frame in plain], abs=0.002)


@pytest.mark.parametrize("name", ["square.mp4", "top.mp4"])
def test_a_picture_that_is_not_asked_for_is_left_out_and_the_next_is_the_right_one(name: str):
    seen = read_all(name)
    with open_source(str(RECORDINGS / name)) as capture:
        first, later = capture.next(PATIENCE_S), capture.next(PATIENCE_S, from_s=0.2)
    assert first is not None
    assert later is not None
    assert later.t_s >= 0.2
    assert np.array_equal(later.image, seen[later.index].image)
    assert later.t_s == seen[later.index].t_s


def test_an_interlaced_recording_keeps_every_picture_of_its_own_rate():
    seen = read_all("dvd.mpg")
    assert [frame.t_s for frame in seen] == pytest.approx([index / 25 for index in range(13)], abs=0.001)


@pytest.mark.parametrize("name", ["cut_start.mp4", "cut_with_sound.mov", "longer_sound.mkv", "delayed.mp4"])
def test_a_recording_cut_or_put_together_by_an_editor_announces_what_it_shows(name: str):
    with open_source(str(RECORDINGS / name), paced=False) as capture:
        count = len(list(frames(capture)))
        assert capture.frame_count == pytest.approx(count, abs=2)
        assert capture.frame_count < 62, "what was cut off is not counted"


def test_skin_in_hdr_shows_no_steps():
    face = read_all("pq.mov")[0].image[80:160, 130:190]
    assert len(np.unique(face[..., 1])) > 100


def test_a_recording_of_one_colour_is_named_so_and_not_taken_for_an_empty_room():
    with pytest.raises(SourceError, match=r"black\.mp4 is of one colour"):
        read_all("black.mp4")


def test_how_long_a_file_takes_to_open_says_nothing_about_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(camera, "OPEN_LIMIT_S", -1.0)
    begun_s = perf_counter()
    with open_source(str(RECORDINGS / "square.mp4")) as capture:
        assert capture.next(60.0 + begun_s - perf_counter()) is not None


def test_a_file_is_opened_once_for_each_time_it_is_read(monkeypatch: pytest.MonkeyPatch):
    import av

    opened = []
    real = av.open
    monkeypatch.setattr(av, "open", lambda path, **how: opened.append(path) or real(path, **how))
    read_all("hlg.mov")
    assert [Path(path).name for path in opened] == ["hlg.mov"]


@pytest.mark.parametrize("name", ["demo", "2024", "0"])
def test_a_file_with_the_name_of_something_else_is_reached_by_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("vision.source.sources.list_cameras", tuple)
    assert other_meaning(name) is None
    (tmp_path / name).write_bytes((RECORDINGS / "square.mp4").read_bytes())
    assert other_meaning(name) is not None
    assert other_meaning(f"./{name}") is None
    assert is_recording(f"./{name}")
    with open_source(f"./{name}") as capture:
        assert capture.size == (320, 240)


def test_a_camera_comes_before_a_file_of_its_number_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from vision.source.cameras import CameraInfo

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("vision.source.sources.list_cameras", lambda: (CameraInfo("Lid", 2, ""),))
    (tmp_path / "2").write_bytes(b"x")
    (tmp_path / "3").write_bytes(b"x")
    assert find_source("2").live
    assert "./2" in str(other_meaning("2"))
    assert not find_source("3").live
