"""Where pictures come from: which webcam, stream or file is meant by a name, and how the live ones are opened."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import ClassVar, Protocol
from urllib.request import url2pathname

import cv2

from vision.errors import SourceError
from vision.sentences import N_, Sentence
from vision.source.cameras import (
    BACKEND,
    CameraInfo,
    camera_signs,
    find_again,
    find_camera,
    gone,
    list_cameras,
    why_refused,
)
from vision.source.device import USUAL_FPS, WAIT_S, Device, OpencvDevice
from vision.source.recordings import Recording, spelled

if sys.platform == "linux":
    from vision.source.video_node import UnknownFormatError, VideoNode

DEMO = "demo"
"""How the built-in clip is meant."""
DEMO_CLIP = Path(str(files("vision") / "clips" / "demo.mp4"))
WEBCAM_SIZE = (1280, 720)
"""What a webcam is asked for: about 1.7 px/mm at 55 cm, which nearly every laptop has at 30 pictures a second."""
WEBCAM_BUFFERS = 2
"""One picture being read and one being filled. With a single one a camera skips the picture that begins while the last
is still being unpacked; the queue stays empty all the same because the capture thread does nothing but read."""
STREAM_OPEN_S = 5.0
"""How long a stream may take to answer; FFmpeg itself looks at up to five seconds of pictures to know what comes."""
LOST_AFTER_S = 2.5
"""A live source that is silent for this long counts as lost; in a dark room a camera may fall to 1 picture a second."""

WEBCAM_FIRST_S = 10.0
"""Reads may find nothing for this long before a webcam's first picture: on Windows each one gives up after a second,
and slow drivers need some ten."""
STREAM_FIRST_S = 0.5
"""Opening a stream has already seen its first picture."""

WEBCAM_SPEC = re.compile(r"(/dev/video)?\d*")
"""How a camera of this computer is meant by number; nothing means the first one."""


def always() -> bool:
    """Wanted to the end."""
    return True


class LiveSource(Protocol):
    """A webcam or stream, which waits for nobody. It can be opened, and opened again.

    first_picture_s: how long an open source may take for its first picture, s; its reads may find nothing meanwhile.
    silence_s: how long it may be silent later, s, where its reads do not wait themselves.
    may_ask: the system may be asking the person for permission; opening is refused until they have said yes.
    """

    live: ClassVar[bool]
    first_picture_s: ClassVar[float]
    silence_s: ClassVar[float]

    @property
    def may_ask(self) -> bool:
        """Whether to try again when the first opening is refused."""
        ...

    @property
    def name(self) -> str:
        """What to call it before the person."""
        ...

    def open(self, wanted: Callable[[], bool] = always) -> Device | None:
        """Open it; None when it was not ``wanted`` any more meanwhile. May block for seconds. Raises SourceError."""
        ...

    def no_picture(self) -> SourceError:
        """What to say when it is open and gives no picture."""
        ...

    def gone(self) -> SourceError:
        """What to say when it vanished while it was read."""
        ...

    def signs(self) -> object:
        """Something that differs once another attempt to open it may be worth while. Cheap."""
        ...


@dataclass(frozen=True, slots=True)
class Webcam:
    """A camera of this computer, looked up anew at each opening since its number can change.

    others: the places of cameras of the same name that were there when it was chosen.
    """

    camera: CameraInfo
    others: frozenset[str] = frozenset()
    live: ClassVar[bool] = True
    first_picture_s: ClassVar[float] = WEBCAM_FIRST_S
    silence_s: ClassVar[float] = WAIT_S

    @property
    def name(self) -> str:
        """The camera's name as the system shows it."""
        return self.camera.name

    @property
    def may_ask(self) -> bool:
        """On macOS the first opening only makes the system ask; it is refused meanwhile."""
        return sys.platform == "darwin"

    def open(self, wanted: Callable[[], bool] = always) -> Device | None:
        """Open the camera; None when not ``wanted`` meanwhile. Raises SourceError when gone, busy or forbidden."""
        camera = self._again()
        if sys.platform == "linux":
            try:
                node = VideoNode(camera.path, WEBCAM_SIZE, wanted)
            except UnknownFormatError:
                pass  # OpenCV knows some more
            except OSError as error:
                raise self.no_picture() from error
            else:
                if node.begun:
                    return node
                node.release()
                return None
        return _open_with_opencv(camera, wanted, self.no_picture)

    def no_picture(self) -> SourceError:
        """Say why the camera is silent."""
        try:
            return why_refused(self._again())
        except SourceError as problem:
            return problem

    def gone(self) -> SourceError:
        """Say that it was unplugged."""
        return gone(self.camera)

    def signs(self) -> object:
        """Which cameras are there, and whether they may be used."""
        return camera_signs()

    def _again(self) -> CameraInfo:
        return find_again(self.camera, list_cameras(), self.others)


def _open_with_opencv(
    camera: CameraInfo, wanted: Callable[[], bool], no_picture: Callable[[], SourceError]
) -> Device | None:
    capture = cv2.VideoCapture(camera.number, BACKEND)
    if not capture.isOpened():
        raise no_picture()
    wishes = (
        # As JPEG first: uncompressed, a USB 2 camera gives 720p at 10 pictures a second only.
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, WEBCAM_SIZE[0]),
        (cv2.CAP_PROP_FRAME_HEIGHT, WEBCAM_SIZE[1]),
        (cv2.CAP_PROP_FPS, USUAL_FPS),
        (cv2.CAP_PROP_BUFFERSIZE, WEBCAM_BUFFERS),
    )
    for wish, value in wishes:
        if not wanted():
            capture.release()
            return None
        capture.set(wish, value)
    return OpencvDevice(capture)


@dataclass(frozen=True, slots=True)
class Stream:
    """Pictures sent to an address (MJPEG over HTTP, RTSP, … as FFmpeg reads it).

    Pictures of a stream that changes size come in their own size for MJPEG, stretched to the first size otherwise.
    """

    address: str
    live: ClassVar[bool] = True
    first_picture_s: ClassVar[float] = STREAM_FIRST_S
    silence_s: ClassVar[float] = LOST_AFTER_S
    may_ask: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """The address without what may be secret in it: user, password, query."""
        return re.sub(r"://[^/]*@", "://", self.address.partition("?")[0])

    def open(self, wanted: Callable[[], bool] = always) -> Device | None:  # noqa: ARG002 - one call, not to be ended
        """Connect. Raises SourceError when nothing answers in time."""
        open_ms, read_ms = round(STREAM_OPEN_S * 1000), round(LOST_AFTER_S * 1000)
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, open_ms, cv2.CAP_PROP_READ_TIMEOUT_MSEC, read_ms]
        one_thread = [cv2.CAP_PROP_N_THREADS, 1]  # each further decoding thread holds back one more picture
        capture = cv2.VideoCapture(spelled(self.address), cv2.CAP_FFMPEG, limits + one_thread)
        if not capture.isOpened():
            raise SourceError(
                N_(
                    "The stream {address} cannot be opened. Check the address, and that the camera or program "
                    "that sends it is running and free."
                ),
                address=self.name,
            )
        device = OpencvDevice(capture)
        device.ask_packed()
        return device

    def no_picture(self) -> SourceError:
        """Say that the stream is silent."""
        return SourceError(
            N_("The stream {address} sends no pictures. Check the camera or program that sends it."), address=self.name
        )

    def gone(self) -> SourceError:
        """The same."""
        return self.no_picture()

    def signs(self) -> object:
        """Nothing tells from here whether the sender is back."""
        return None


def file_meant(spec: str) -> Path | None:
    """The recording that ``spec`` means, if it is there. Opens nothing."""
    if spec == DEMO:
        return DEMO_CLIP
    found = _file_of(spec)
    return None if found is None else found.path


def is_recording(spec: str) -> bool:
    """Whether ``spec`` means a recording that is there. Opens nothing."""
    return file_meant(spec) is not None


def other_meaning(spec: str) -> Sentence | None:
    """What to say where ``spec`` could be a file here too; None where it means one thing. Opens nothing."""
    if spec != DEMO and not WEBCAM_SPEC.fullmatch(spec):
        return None
    if not spec or not os.path.isfile(spec):  # noqa: PTH113 - Path.is_file raises for names that no file can have
        return None
    if spec == DEMO:
        return Sentence(N_("“demo” is the built-in clip; for the file of that name here write ./demo"))
    camera = _numbered(spec)
    if camera is None:
        return Sentence(N_("“{name}” is the file of that name here; there is no such camera."), {"name": spec})
    return Sentence(
        N_("“{name}” is the camera “{camera}”; for the file of that name here write ./{name}"),
        {"name": spec, "camera": camera.name},
    )


def find_source(spec: str) -> LiveSource | Recording:
    """The source meant by ``spec``: "demo", a camera number or name ("" = the first camera), an address or a file.

    Opens nothing. Raises SourceError when it names no camera and no file could be meant.
    """
    if spec == DEMO:
        return Recording(DEMO_CLIP, DEMO)
    spec = _without_scheme(spec)
    if "://" in spec:
        return Stream(spec)
    if (recorded := _file_of(spec)) is not None:
        return recorded
    if WEBCAM_SPEC.fullmatch(spec):
        return _webcam(spec, list_cameras())
    path = _at_home(spec)
    cameras = list_cameras()
    is_name = any(spec.casefold() in camera.name.casefold() for camera in cameras)
    if not is_name and (os.path.isdir(path) or _looks_like_file(spec)):  # noqa: PTH112 - the same
        return Recording(path, path.name)
    return _webcam(spec, cameras)


def _webcam(spec: str, cameras: tuple[CameraInfo, ...]) -> Webcam:
    camera = find_camera(spec, cameras)
    return Webcam(camera, frozenset(other.place for other in cameras if other.name == camera.name) - {camera.place})


def _without_scheme(spec: str) -> str:
    """``spec`` as a path when it is the address of a file."""
    return url2pathname("/" + spec.removeprefix("file://").partition("/")[2]) if spec.startswith("file://") else spec


def _file_of(spec: str) -> Recording | None:
    """The file that ``spec`` names, when it is there and nothing else is meant."""
    spec = _without_scheme(spec)
    path = _at_home(spec)
    there = "://" not in spec and os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for impossible names
    if there and WEBCAM_SPEC.fullmatch(spec) and _numbered(spec) is not None:
        return None  # a camera before a file: that has another way to be written
    return Recording(path, path.name) if there else None


def _numbered(spec: str) -> CameraInfo | None:
    """The camera of that number."""
    return next((camera for camera in list_cameras() if str(camera.number) == spec.removeprefix("/dev/video")), None)


def _at_home(spec: str) -> Path:
    """``spec`` with the home that its ``~`` means; as it is where nobody has such a home."""
    try:
        return Path(spec).expanduser()
    except (RuntimeError, ValueError):
        return Path(spec)


def _looks_like_file(spec: str) -> bool:
    """Whether a name that nothing has is more likely a mistyped file than a mistyped camera."""
    return "/" in spec or os.sep in spec or re.search(r"\.\w{2,4}$", spec) is not None
