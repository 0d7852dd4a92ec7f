"""Recordings: read whole, or played at their own pace; and those that cannot be read."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
import pytest

from tests.patience import PATIENCE_S
from tests.places import DATA
from tests.places import SESSION_CLIP as CLIP
from vision.camera import Capture, CaptureStatus, Frame, frames, open_source
from vision.errors import SourceError


def read_all(path: Path) -> list[Frame]:
    with open_source(str(path), paced=False) as capture:
        return list(frames(capture))


def until(happened: Callable[[], bool]) -> None:
    deadline_s = perf_counter() + PATIENCE_S
    while not happened():
        assert perf_counter() < deadline_s, "it never happened"
        threading.Event().wait(0.01)


def a_frame(capture: Capture) -> Frame:
    """The next picture."""
    frame = capture.next(PATIENCE_S)
    assert frame is not None, f"no picture came; {capture.status}"
    return frame


def write_clip(path: Path, size: tuple[int, int], count: int, colour: bool = True) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30, size, colour)
    shape = (size[1], size[0], 3) if colour else (size[1], size[0])
    for level in range(count):
        image = np.full(shape, 60 + level, np.uint8)
        image[: size[1] // 2] += 20
        writer.write(image)
    writer.release()
    return path


def test_every_picture_is_delivered_in_order_without_pace() -> None:
    seen = read_all(CLIP)
    assert [frame.index for frame in seen] == list(range(90))
    assert [frame.t_s for frame in seen] == pytest.approx([index / 30 for index in range(90)], abs=0.001)
    assert {frame.image.shape for frame in seen} == {(240, 320, 3)}


def test_a_recording_tells_what_it_is() -> None:
    with open_source(str(CLIP)) as capture:
        assert (capture.name, capture.live, capture.size, capture.fps) == ("session_3s.mp4", False, (320, 240), 30.0)
        assert capture.status is CaptureStatus.RUNNING


def test_a_paced_recording_never_runs_ahead_of_its_clock() -> None:
    with open_source(str(CLIP)) as capture:
        start_s = perf_counter()
        for frame in frames(capture):
            assert perf_counter() - start_s >= frame.t_s
        assert capture.status is CaptureStatus.ENDED
    assert frame.t_s == pytest.approx(2.967, abs=0.001)


def test_a_slow_reader_gets_the_newest_picture_and_the_rest_is_counted() -> None:
    with open_source(str(CLIP)) as capture:
        first = a_frame(capture)
        until(lambda: capture.dropped >= 6)
        late = a_frame(capture)
        assert late.index > first.index + 6
        assert late.t_s == pytest.approx(late.index / 30, abs=0.001)


def test_a_recording_waits_for_its_reader_to_begin() -> None:
    with open_source(str(CLIP)) as capture:
        assert not capture.dropped
        assert a_frame(capture).index == 0


def test_a_paused_recording_holds_and_goes_on_where_it_was() -> None:
    with open_source(str(CLIP)) as capture:
        last = a_frame(capture)
        capture.pause()
        while (on_its_way := capture.next(0.1)) is not None:
            last = on_its_way
        assert capture.status is CaptureStatus.PAUSED
        missed = capture.dropped
        capture.resume()
        after = a_frame(capture)
        assert after.index == last.index + 1 + capture.dropped - missed


def test_the_built_in_clip_is_there() -> None:
    with open_source("demo") as capture:
        assert (capture.name, capture.size) == ("demo", (1280, 720))


def test_a_vertical_phone_video_comes_upright() -> None:
    upright = read_all(DATA / "vertical_phone_1s.mp4")[0].image  # stored lying on its side
    same_scene = read_all(CLIP)[0].image[:, 70:250]
    assert upright.shape == (240, 180, 3)
    assert np.abs(upright.astype(int) - same_scene).mean() < 5


def test_an_uneven_picture_rate_keeps_its_times() -> None:
    told = [frame.t_s for frame in read_all(DATA / "variable_rate_3s.mp4")]
    assert told[:6] == pytest.approx([0.0, 0.1, 0.2, 0.2333, 0.3, 0.4], abs=0.001)
    assert told[-1] == pytest.approx(2.9, abs=0.001)


@pytest.mark.parametrize("size", [(160, 120), (3840, 2160)])
def test_small_and_huge_pictures_come_through(tmp_path: Path, size: tuple[int, int]) -> None:
    seen = read_all(write_clip(tmp_path / "clip.avi", size, count=3))
    assert [frame.image.shape for frame in seen] == [(size[1], size[0], 3)] * 3


def test_a_grey_recording_comes_in_three_channels(tmp_path: Path) -> None:
    seen = read_all(write_clip(tmp_path / "grey.avi", (160, 120), count=2, colour=False))
    assert [frame.image.shape for frame in seen] == [(120, 160, 3)] * 2


def test_a_recording_damaged_in_the_middle_goes_on_after_it(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "damaged.avi", (160, 120), count=60)
    content = bytearray(clip.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = b"\xa5" * 3000
    clip.write_bytes(content)
    seen = read_all(clip)
    assert 30 < len(seen) <= 60
    assert seen[-1].image.mean() > 110  # pictures grow brighter towards the end
    assert all(later.t_s > earlier.t_s for earlier, later in pairwise(seen))


def test_a_recording_cut_off_on_the_way_ends_with_what_there_is(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "cut.avi", (160, 120), count=60)
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])
    with open_source(str(clip), paced=False) as capture:
        assert 10 < len(list(frames(capture))) < 60
        assert capture.status is CaptureStatus.ENDED


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("missing.mp4", None, "There is no file"),
        ("long" * 100 + ".mp4", None, "There is no file"),
        ("empty.mp4", b"", "is empty"),
        ("text.txt", b"no video at all\n" * 50, "cannot be read as a video"),
        ("noise.mp4", bytes(range(256)) * 200, "cannot be read as a video"),
        ("cut.mp4", CLIP.read_bytes()[:6000], "cannot be read as a video"),
        (
            "blank.mp4",
            CLIP.read_bytes()[:48] + bytes(8000) + CLIP.read_bytes()[8048:],
            "holds no whole picture",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_reason(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=sentence) as error:
        open_source(str(tmp_path / name))
    assert name in str(error.value)
    assert capfd.readouterr() == ("", ""), "the libraries' own notes do not reach the terminal"


def test_a_folder_is_not_taken_for_a_video(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        open_source(str(tmp_path))


def test_a_playlist_cannot_make_the_program_fetch_anything(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        playlist = tmp_path / "list.m3u8"
        playlist.write_text(f"#EXTM3U\n#EXTINF:3,\nhttp://127.0.0.1:{elsewhere.getsockname()[1]}/clip.ts\n")
        with pytest.raises(SourceError):
            open_source(str(playlist))
        elsewhere.setblocking(False)
        with pytest.raises(BlockingIOError):
            elsewhere.accept()


def test_closing_ends_the_reading_loop_and_the_thread() -> None:
    capture = open_source(str(CLIP))
    reader = threading.Thread(target=lambda: list(frames(capture)))
    reader.start()
    capture.close()
    capture.close()
    reader.join(PATIENCE_S)
    assert not reader.is_alive()
    assert capture.status is CaptureStatus.ENDED
    assert "camera" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_ctrl_c_while_pictures_come_ends_quietly() -> None:
    program = (
        "from vision.camera import open_source, frames\n"
        "try:\n"
        "    with open_source('demo') as capture:\n"
        "        for frame in frames(capture): print(frame.index, flush=True)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped', capture.status.value)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "0\n"
        child.send_signal(signal.SIGINT)
        out, noise = child.communicate(timeout=PATIENCE_S)
    assert out.endswith("stopped ended\n")
    assert (child.returncode, noise) == (0, "")


def test_a_program_that_forgets_to_close_still_ends_cleanly() -> None:
    program = (
        f"from vision.camera import open_source\ncapture: object = open_source({str(CLIP)!r})\nassert capture.next(60)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
