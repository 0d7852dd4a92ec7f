"""An open camera of Video4Linux, read without OpenCV: docs/decisions/0012-video4linux.md says why.

One node of the kernel: it is told a size and a rate, lends a few buffers of memory, fills them in turn and gives each
back with what it knows about it. Nothing here waits for longer than asked, so that a camera can be let go of at once.
"""

from __future__ import annotations

import errno
import fcntl
import mmap
import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from struct import pack_into, unpack_from

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.source.device import USUAL_FPS, DeviceGoneError, NoPicture
from vision.source.jpeg import decode_jpeg

assert sys.platform == "linux"  # elsewhere none of it is there, and type checkers need not look

from vision.source.video_nodes import formats_of  # noqa: E402

FORMAT, FORMAT_BYTES = 0xC0D05605, 208
RATE, RATE_BYTES = 0xC0CC5616, 204
LEND, LEND_BYTES = 0xC0145608, 20
BUFFER_PLACE, BUFFER_FILL, BUFFER_TAKE, BUFFER_BYTES = 0xC0585609, 0xC058560F, 0xC0585611, 88
START, STOP = 0x40045612, 0x40045613
"""Requests (VIDIOC_S_FMT, S_PARM, REQBUFS, QUERYBUF, QBUF, DQBUF, STREAMON, STREAMOFF), with the size of what they take
on 64-bit processors."""
CAPTURE, MAPPED, ANY_FIELD = 1, 1, 0
"""Pictures that come, in memory that the driver lends, with whatever order of lines it likes."""
FAULTY = 0x40
"""The driver's mark on a buffer that may lack something (V4L2_BUF_FLAG_ERROR)."""
TURN_S = 0.1
"""A read comes back after this long with nothing."""
BUFFERS = 2
"""One picture being read and one being filled; they are emptied at once."""
ENOUGH_FPS = 10.0
"""A camera that gives fewer pictures a second of that size (uncompressed ones over USB 2) is asked for the small one:
below 5 nothing is judged, and a small picture is worth more than one that comes late."""
SMALL_SIZE = (640, 480)
JPEG = (b"MJPG", b"JPEG")
PACKED = {
    b"YUYV": (2, cv2.COLOR_YUV2BGR_YUYV),
    b"UYVY": (2, cv2.COLOR_YUV2BGR_UYVY),
    b"BGR3": (3, None),
    b"RGB3": (3, cv2.COLOR_RGB2BGR),
    b"GREY": (1, cv2.COLOR_GRAY2BGR),
}
"""Bytes of a pixel, and how to unpack them."""
IN_PLANES = {
    b"NV12": cv2.COLOR_YUV2BGR_NV12,
    b"NV21": cv2.COLOR_YUV2BGR_NV21,
    b"YU12": cv2.COLOR_YUV2BGR_I420,
    b"YV12": cv2.COLOR_YUV2BGR_YV12,
}
"""Brightness first, then the colours of four pixels at a time: three bytes for two pixels."""
KNOWN = (*JPEG, b"YUYV", b"UYVY", b"NV12", b"NV21", b"YU12", b"YV12", b"BGR3", b"RGB3", b"GREY")
"""In the order of preference. As JPEG first: uncompressed, a USB 2 camera gives 720p at 10 pictures a second only."""


class UnknownFormatError(Exception):
    """The camera packs its pictures in ways that are not known here."""


class VideoNode:
    """An open camera. Belongs to one thread.

    size: asked for, px; the nearest that it has is given. wanted: asked between the steps of opening it. begun: the
    stream runs; not when it was not wanted any more.
    Raises OSError when it cannot be had, UnknownFormatError.
    """

    def __init__(self, path: str, size: tuple[int, int], wanted: Callable[[], bool]) -> None:
        self._node = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        self._memory: list[mmap.mmap] = []
        self.fps = USUAL_FPS
        self.size = size
        self.begun = False
        try:
            self._open(size, wanted)
        except BaseException:
            self.release()
            raise

    def read(self, asked: Callable[[], bool]) -> NDArray[np.uint8] | NoPicture:
        """The next picture, uint8 (H, W, 3) BGR, if it comes within ``TURN_S`` and is ``asked`` for.

        Raises DeviceGoneError.
        """
        poll = select.poll()
        poll.register(self._node, select.POLLIN)
        events = poll.poll(1000 * TURN_S)
        if not events:
            return NoPicture.YET
        if events[0][1] & (select.POLLERR | select.POLLHUP | select.POLLNVAL):
            raise DeviceGoneError
        newest: tuple[bytes, bool] | None = None
        while (taken := self._take()) is not None:  # on a busy machine more than one may wait: the last is the newest
            newest = taken
        if newest is None:
            return NoPicture.YET
        if not asked():
            return NoPicture.LEFT
        picture = self._unpack(*newest)
        return NoPicture.TORN if picture is None else picture

    def release(self) -> None:
        """Let go of the camera. Safe to call twice."""
        if self._node < 0:
            return
        with suppress(OSError):  # gone, or never begun
            fcntl.ioctl(self._node, STOP, CAPTURE.to_bytes(4, "little"))
        for memory in self._memory:
            memory.close()
        os.close(self._node)
        self._node, self._memory = -1, []

    def _open(self, size: tuple[int, int], wanted: Callable[[], bool]) -> None:
        offered = formats_of(self._node)
        self._code = next((code for code in KNOWN if code in offered), b"")
        if not self._code:
            raise UnknownFormatError
        self._ask(size)
        if self.fps < ENOUGH_FPS and wanted():
            self._ask(SMALL_SIZE)
        if not wanted():
            return
        wish = bytearray(LEND_BYTES)
        pack_into("=III", wish, 0, BUFFERS, CAPTURE, MAPPED)
        fcntl.ioctl(self._node, LEND, wish)
        for number in range(unpack_from("=I", wish)[0]):
            about = self._buffer(number)
            fcntl.ioctl(self._node, BUFFER_PLACE, about)
            offset, length = unpack_from("=I", about, 64)[0], unpack_from("=I", about, 72)[0]
            self._memory.append(mmap.mmap(self._node, length, offset=offset))
            fcntl.ioctl(self._node, BUFFER_FILL, about)
        if wanted():
            fcntl.ioctl(self._node, START, CAPTURE.to_bytes(4, "little"))
            self.begun = True

    def _ask(self, size: tuple[int, int]) -> None:
        """Agree with the driver upon size and rate."""
        wish = bytearray(FORMAT_BYTES)
        pack_into("=I4xII4sI", wish, 0, CAPTURE, *size, self._code, ANY_FIELD)
        fcntl.ioctl(self._node, FORMAT, wish)
        width, height, code, _, self._stride, self._bytes = unpack_from("=II4sIII", wish, 8)
        self.size = (width, height)
        if code != self._code or (code in IN_PLANES and self._stride != width):
            raise UnknownFormatError
        rate = bytearray(RATE_BYTES)
        pack_into("=IIIII", rate, 0, CAPTURE, 0, 0, 1, round(USUAL_FPS))
        try:
            fcntl.ioctl(self._node, RATE, rate)
        except OSError:
            return  # cameras whose rate cannot be told
        step, steps = unpack_from("=II", rate, 12)
        self.fps = steps / step if step and 1 <= steps / step <= 1000 else USUAL_FPS

    def _buffer(self, number: int = 0) -> bytearray:
        about = bytearray(BUFFER_BYTES)
        pack_into("=II", about, 0, number, CAPTURE)
        pack_into("=I", about, 60, MAPPED)
        return about

    def _take(self) -> tuple[bytes, bool] | None:
        """What is in the next full buffer, and whether it is marked; None when none is full."""
        about = self._buffer()
        try:
            fcntl.ioctl(self._node, BUFFER_TAKE, about)
            number, _, used, flags = unpack_from("=IIII", about)
            content = self._memory[number][:used]
            fcntl.ioctl(self._node, BUFFER_FILL, about)
        except OSError as error:
            if error.errno == errno.ENODEV:
                raise DeviceGoneError from error
            return None
        return content, bool(flags & FAULTY)

    def _unpack(self, content: bytes, marked: bool) -> NDArray[np.uint8] | None:
        """The picture; None when it lacks something."""
        data = np.frombuffer(content, np.uint8)
        if self._code in JPEG:  # whether marked or not, the data itself tells
            return decode_jpeg(data)
        width, height = self.size
        if self._code in PACKED:
            deep, conversion = PACKED[self._code]
            rows, row = height, self._stride or deep * width
        else:
            deep, conversion = 1, IN_PLANES[self._code]
            rows, row = height * 3 // 2, width
        if marked or len(data) < rows * row:
            return None
        picture = data[: rows * row].reshape(rows, row)[:, : deep * width].reshape(rows, width, deep)
        return np.asarray(picture.copy() if conversion is None else cv2.cvtColor(picture, conversion), np.uint8)
