"""An open webcam or stream: what is asked of one, and those that OpenCV reads."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import Enum
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.source.jpeg import decode_jpeg

USUAL_FPS = 30.0
"""Pictures a second where a source gives no rate that can be true; what a webcam is asked for too."""
WAIT_S = 5
"""How long reading waits for a webcam's next picture, whole seconds; some take three for their first one."""

# Both are read by OpenCV when it first needs them. What goes wrong is said by SourceError, in words.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # AV_LOG_QUIET
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(WAIT_S))
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


class NoPicture(Enum):
    """Why reading gave no picture."""

    YET = "yet"
    """None came so far; ask again."""
    TORN = "torn"
    """One came that lacks a part."""
    LEFT = "left"
    """One came and was left packed: nobody asks for it."""
    READ = "read"
    """Reading failed: the source has ended, is silent, or sent what is no picture."""


class DeviceGoneError(Exception):
    """The camera is no longer there."""


class Device(Protocol):
    """An open source that gives one picture after the other. Belongs to one thread."""

    @property
    def fps(self) -> float:
        """Nominal pictures per second; ``USUAL_FPS`` where the source gives none that can be true."""
        ...

    def read(self, asked: Callable[[], bool]) -> NDArray[np.uint8] | NoPicture:
        """The next picture, uint8 (H, W, 3) BGR. May block for seconds. Raises DeviceGoneError.

        asked: whether it is to be unpacked, once it is there; unpacking costs more than all else that is done with it.
        """
        ...

    def release(self) -> None:
        """Let go of the camera or connection."""
        ...


class OpencvDevice:
    """A webcam or stream that OpenCV reads."""

    def __init__(self, capture: cv2.VideoCapture) -> None:
        self._capture = capture
        self._packed = False

    def ask_packed(self) -> None:
        """Take JPEG pictures as they were sent. OpenCV would stretch them all to the size of the first."""
        if _code(self._capture) == "MJPG":
            self._packed = self._capture.set(cv2.CAP_PROP_FORMAT, -1)

    @property
    def fps(self) -> float:
        """Nominal pictures per second; ``USUAL_FPS`` where the source gives none that can be true."""
        fps = self._capture.get(cv2.CAP_PROP_FPS)
        return fps if 1.0 <= fps <= 1000.0 else USUAL_FPS

    def read(self, asked: Callable[[], bool]) -> NDArray[np.uint8] | NoPicture:
        """The next picture, uint8 (H, W, 3) BGR, if it is ``asked`` for. May block for seconds."""
        if not self._capture.grab():
            return NoPicture.READ
        if not asked():
            return NoPicture.LEFT
        good, image = self._capture.retrieve()
        if not good or image.size == 0:
            return NoPicture.READ
        if not self._packed:
            return np.asarray(image, np.uint8)
        picture = decode_jpeg(np.asarray(image, np.uint8))
        return NoPicture.TORN if picture is None else picture

    def release(self) -> None:
        """Let go of the camera or connection."""
        self._capture.release()


def _code(capture: cv2.VideoCapture) -> str:
    """The four letters that name how the pictures are packed."""
    return int(capture.get(cv2.CAP_PROP_FOURCC)).to_bytes(4, "little", signed=True).decode("ascii", "replace")
