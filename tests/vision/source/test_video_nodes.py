"""Which nodes of Linux are listed as cameras, also when they may not be asked what they are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has these nodes", allow_module_level=True)

from vision.source.video_nodes import GREY, signs, video_nodes


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """A camera with two nodes, neither of which answers; and what is named alike."""
    for number in range(2):
        (tmp_path / f"video{number}").touch()
        about = tmp_path / "sys" / f"video{number}"
        (about / "device").mkdir(parents=True)
        (about / "name").write_text("Desk Camera\n")
        (about / "index").write_text(f"{number}\n")
    (tmp_path / "videocodec").touch()
    return tmp_path


def test_of_a_camera_that_may_not_be_asked_only_the_first_node_is_listed(devices: Path) -> None:
    [camera] = video_nodes(devices, devices / "sys")
    assert (camera.name, camera.number, camera.path) == ("Desk Camera", 0, str(devices / "video0"))
    assert camera.place == str(devices / "sys" / "video0" / "device")


def test_nodes_of_which_the_system_tells_nothing_are_listed_by_their_file(devices: Path) -> None:
    assert sorted(camera.name for camera in video_nodes(devices, devices / "nothing")) == ["video0", "video1"]


def test_a_camera_that_is_pulled_out_while_it_is_listed_harms_nobody(
    devices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanished(path: Path, *, strict: bool = False) -> str:
        raise FileNotFoundError(path)

    monkeypatch.setattr("vision.source.video_nodes.os.path.realpath", vanished)
    [camera] = video_nodes(devices, devices / "sys")
    assert camera.place == camera.path


def test_a_camera_that_comes_goes_or_may_be_used_gives_a_sign(devices: Path) -> None:
    there = signs(devices)
    assert signs(devices) == there
    (devices / "video2").touch()
    came = signs(devices)
    (devices / "video2").chmod(0o600)
    allowed = signs(devices)
    (devices / "video2").unlink()
    assert len({there, came, allowed}) == 3
    assert signs(devices) == there


@pytest.mark.parametrize(("code", "grey"), [(b"GREY", True), (b"Y16 ", True), (b"YUYV", False), (b"MJPG", False)])
def test_sensors_without_colours_are_told_by_how_they_pack(code: bytes, grey: bool) -> None:
    assert (GREY.fullmatch(code) is not None) is grey
