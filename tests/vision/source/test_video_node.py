"""What is made of what a camera's driver gives, before a driver made of a file and a few numbers."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from pathlib import Path
from struct import pack_into, unpack_from

import cv2
import numpy as np
import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has these nodes", allow_module_level=True)

from tests.fault_server import clip_pictures
from vision.source import video_node as code
from vision.source.device import DeviceGoneError, NoPicture
from vision.source.sources import always
from vision.source.video_node import UnknownFormatError, VideoNode
from vision.source.video_nodes import FORMAT as ASK_FORMAT

ROOM = 1 << 21
"""Bytes of one buffer."""
FACE = cv2.resize(clip_pictures()[0], (640, 480))


class Driver:
    """Answers as a driver does. fps: of each size it has, px. full: what its buffers hold, oldest first."""

    def __init__(self, path: Path, packed: bytes, fps: dict[tuple[int, int], int]) -> None:
        self.path, self.packed, self.fps = path, packed, fps
        self.full: list[tuple[bytes, int]] = []
        self.streams = self.gone = self.busy = False
        self.size = (0, 0)
        self._free: list[int] = []
        path.write_bytes(bytes(2 * ROOM))

    def ioctl(self, node: int, request: int, told: bytearray | bytes) -> int:  # noqa: ARG002, C901 - one request, one case
        if self.gone:
            raise OSError(errno.ENODEV, "no such device")
        match request:
            case _ if request == ASK_FORMAT:
                if unpack_from("=I", told)[0]:
                    raise OSError(errno.EINVAL, "no more")
                pack_into("4s", told, 44, self.packed)
            case code.FORMAT:
                if self.busy:
                    raise OSError(errno.EBUSY, "busy")
                wide = unpack_from("=I", told, 8)[0]
                self.size = min(self.fps, key=lambda size: abs(size[0] - wide))
                stride = self.size[0] * {b"YUYV": 2, b"GREY": 1, b"NV12": 1, b"BGR3": 3}.get(self.packed, 0)
                pack_into("=II4sIII", told, 8, *self.size, self.packed, 1, stride, ROOM)
            case code.RATE:
                pack_into("=II", told, 12, 1, self.fps[self.size])
            case code.LEND:
                assert unpack_from("=I", told)[0] == 2
            case code.BUFFER_PLACE:
                pack_into("=I", told, 64, ROOM * unpack_from("=I", told)[0])
                pack_into("=I", told, 72, ROOM)
            case code.BUFFER_FILL:
                self._free.append(unpack_from("=I", told)[0])
            case code.BUFFER_TAKE:
                if not self.full or not self._free:
                    raise OSError(errno.EAGAIN, "none yet")
                content, flags = self.full.pop(0)
                number = self._free.pop(0)
                with self.path.open("r+b") as memory:
                    memory.seek(ROOM * number)
                    memory.write(content)
                pack_into("=IIII", told, 0, number, 1, len(content), flags)
            case code.START | code.STOP:
                self.streams = request == code.START
        return 0


@pytest.fixture
def driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    driver = Driver(tmp_path / "video0", b"MJPG", {(1280, 720): 30, (640, 480): 30})
    monkeypatch.setattr("fcntl.ioctl", driver.ioctl)
    return driver


def opened(driver: Driver, wanted: bool = True) -> VideoNode:
    return VideoNode(str(driver.path), (1280, 720), lambda: wanted)


def held(driver: Driver) -> bool:
    """Whether this process still has it open or mapped."""
    links = [str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
    return str(driver.path) in links or str(driver.path) in Path("/proc/self/maps").read_text()


def jpeg() -> bytes:
    return cv2.imencode(".jpg", FACE)[1].tobytes()


def test_a_camera_is_asked_for_720p_and_let_go_of_with_all_its_memory(driver: Driver) -> None:
    node = opened(driver)
    assert (node.size, node.fps, node.begun, driver.streams) == ((1280, 720), 30.0, True, True)
    assert node.read(always) is NoPicture.YET
    node.release()
    assert not driver.streams
    assert not held(driver)
    node.release()


def test_of_several_pictures_that_wait_the_newest_is_taken(driver: Driver) -> None:
    node = opened(driver)
    dark, light = (cv2.imencode(".jpg", np.full((720, 1280, 3), grey, np.uint8))[1].tobytes() for grey in (20, 200))
    driver.full = [(dark, 0), (light, 0)]
    picture = node.read(always)
    node.release()
    assert isinstance(picture, np.ndarray)
    assert picture.mean() > 190


def test_a_picture_that_nobody_asks_for_is_left_packed(driver: Driver) -> None:
    node = opened(driver)
    driver.full = [(jpeg()[:9000], 0)]  # nobody finds out that it is torn
    left = node.read(lambda: False)
    driver.full = [(jpeg(), 0)]
    next_one = node.read(always)
    node.release()
    assert left is NoPicture.LEFT
    assert isinstance(next_one, np.ndarray)


def test_a_half_picture_is_torn_and_a_marked_whole_one_is_used(driver: Driver) -> None:
    node = opened(driver)
    driver.full = [(jpeg()[:9000], 0)]
    torn = node.read(always)
    driver.full = [(jpeg(), code.FAULTY)]
    whole = node.read(always)
    driver.full = [(b"", 0)]
    empty = node.read(always)
    node.release()
    assert (torn, empty) == (NoPicture.TORN, NoPicture.TORN)
    assert isinstance(whole, np.ndarray)


def test_a_pulled_plug_is_told_apart_from_silence(driver: Driver) -> None:
    node = opened(driver)
    driver.gone = True
    with pytest.raises(DeviceGoneError):
        node.read(always)
    node.release()
    assert not held(driver)


def test_a_camera_that_another_program_holds_is_let_go_of_again(driver: Driver) -> None:
    driver.busy = True
    with pytest.raises(OSError, match="busy"):
        opened(driver)
    assert not held(driver)


def test_a_camera_not_wanted_any_more_never_streams(driver: Driver) -> None:
    node = opened(driver, wanted=False)
    assert (node.begun, driver.streams) == (False, False)
    node.release()
    assert not held(driver)


def test_uncompressed_large_pictures_that_come_seldom_give_way_to_small_ones(driver: Driver) -> None:
    driver.packed, driver.fps = b"YUYV", {(1280, 720): 5, (640, 480): 30}
    node = opened(driver)
    node.release()
    assert (node.size, node.fps) == ((640, 480), 30.0)


def test_a_packing_that_is_not_known_is_left_to_others(driver: Driver) -> None:
    driver.packed = b"BA81"
    with pytest.raises(UnknownFormatError):
        opened(driver)
    assert not held(driver)


@pytest.mark.parametrize("packed", [b"YUYV", b"NV12", b"BGR3", b"GREY"])
def test_every_packing_shows_the_same_face_and_none_passes_that_lacks_a_part(driver: Driver, packed: bytes) -> None:
    driver.packed, driver.fps = packed, {(640, 480): 30}
    content, shown = as_sent(packed)
    node = opened(driver)
    driver.full = [(content, 0)]
    picture = node.read(always)
    driver.full = [(content[:-100], 0)]
    short = node.read(always)
    driver.full = [(content, code.FAULTY)]
    marked = node.read(always)
    node.release()
    assert isinstance(picture, np.ndarray)
    assert np.abs(picture.astype(int) - shown).mean() < 3
    assert (short, marked) == (NoPicture.TORN, NoPicture.TORN)


def as_sent(packed: bytes) -> tuple[bytes, np.ndarray]:
    """The face as a camera packs it, and as it should look then."""
    grey = cv2.cvtColor(FACE, cv2.COLOR_BGR2GRAY)
    match packed:
        case b"YUYV":
            sent = cv2.cvtColor(FACE, cv2.COLOR_BGR2YUV_YUYV)
            return sent.tobytes(), FACE
        case b"NV12":
            planes = cv2.cvtColor(FACE, cv2.COLOR_BGR2YUV_I420).reshape(-1)
            light, blue, red = np.split(planes, [640 * 480, 640 * 480 * 5 // 4])
            return light.tobytes() + np.stack([blue, red], axis=1).tobytes(), FACE
        case b"GREY":
            return grey.tobytes(), cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
    return FACE.tobytes(), FACE
