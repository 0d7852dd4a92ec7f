"""The cameras of this computer: listing them, finding one by number or name, and saying why one cannot be used."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass

import cv2

from vision.errors import SourceError
from vision.sentences import N_

if sys.platform == "linux":
    from vision.source.video_nodes import signs, video_nodes

BACKEND = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}.get(sys.platform, cv2.CAP_V4L2)
"""The video system whose numbers are meant wherever a camera has a number.

On Windows OpenCV would prefer Media Foundation, which can take half a minute to open a camera; DirectShow is quick."""


class CameraGoneError(SourceError):
    """A camera that was there and was unplugged."""


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """One camera of this computer.

    name: as the system shows it; two cameras of one make share it.
    number: what OpenCV opens; may change when cameras are plugged in or out.
    path: the system's own id: a device file on Linux, an id that lasts on Windows and macOS.
    place: what stays when it gets another number: where it is plugged in on Linux, elsewhere its path.
    grey: it sees no colours (infrared); told on Linux only.
    """

    name: str
    number: int
    path: str
    place: str = ""
    grey: bool = False

    def __str__(self) -> str:
        return f"{self.number} ({self.name})"


def list_cameras() -> tuple[CameraInfo, ...]:
    """The cameras that are there now: those that see colours first, then by number. Opens none of them for pictures."""
    if sys.platform == "linux":
        found = [CameraInfo(node.name, node.number, node.path, node.place, node.grey) for node in video_nodes()]
    else:
        from cv2_enumerate_cameras import enumerate_cameras

        told = enumerate_cameras(BACKEND)
        found = [CameraInfo(info.name, info.index, info.path or "", info.path or "") for info in told]
    return tuple(sorted(found, key=lambda camera: (camera.grey, camera.number)))


def camera_signs() -> object:
    """What differs after a camera came or went, asked ten times a second; always the same where that is not cheap."""
    if sys.platform == "linux":
        return signs()
    return None


def find_camera(wanted: str, cameras: tuple[CameraInfo, ...]) -> CameraInfo:
    """The camera of ``cameras`` meant by a number, a device file or (part of) a name; "" means the first.

    Raises SourceError, with the list of what is there, when none or more than one fits.
    """
    if not cameras:
        raise SourceError(
            N_(
                "No camera was found. Plug one in, or look for a camera key or a slider beside the lens; "
                "a video file or the built-in clip (demo) will do as well."
            )
        )
    if not wanted:
        return cameras[0]
    there = ", ".join(map(str, cameras))
    if number := re.fullmatch(r"(?:/dev/video)?(\d+)", wanted):
        for camera in cameras:
            if camera.number == int(number[1]):
                return camera
        raise SourceError(
            N_("There is no camera number {number}. These cameras are there: {cameras}."),
            number=number[1],
            cameras=there,
        )
    exact = [camera for camera in cameras if camera.name.casefold() == wanted.casefold()]
    fitting = exact or [camera for camera in cameras if wanted.casefold() in camera.name.casefold()]
    colourful = [camera for camera in fitting if not camera.grey]
    if len(colourful) == 1 and not exact:  # who wants the infrared lens beside it gives its whole name
        fitting = colourful
    if not fitting:
        raise SourceError(
            N_('No camera is called "{name}", and there is no such file. These cameras are there: {cameras}.'),
            name=wanted,
            cameras=there,
        )
    if len(fitting) > 1:
        raise SourceError(
            N_('More than one camera fits "{name}": {cameras}. Give more of the name, or the number.'),
            name=wanted,
            cameras=", ".join(map(str, fitting)),
        )
    return fitting[0]


def find_again(camera: CameraInfo, cameras: tuple[CameraInfo, ...], others: frozenset[str] = frozenset()) -> CameraInfo:
    """The same camera after it may have been unplugged and got another number. Raises CameraGoneError.

    others: the places of those of the same name that were there when it was chosen, which it is not.
    """
    namesakes = [other for other in cameras if other.name == camera.name]
    there = [other for other in namesakes if other.place == camera.place]
    if there:
        return next((other for other in there if other.path == camera.path), there[0])
    new = [other for other in namesakes if other.place not in others]
    if len(new) == 1:
        return new[0]
    raise gone(camera)


def gone(camera: CameraInfo) -> CameraGoneError:
    """Say that ``camera`` was unplugged."""
    return CameraGoneError(N_('The camera "{name}" is gone. Plug it in again.'), name=camera.name)


def why_refused(camera: CameraInfo) -> SourceError:
    """Why ``camera``, found just now, probably gives no picture, and what helps on this system."""
    if sys.platform == "darwin":
        return SourceError(
            N_(
                'The camera "{name}" gives no picture. If macOS asks for permission, allow it; otherwise open System '
                "Settings, Privacy & Security, Camera, and allow the program you started this from. Then try again."
            ),
            name=camera.name,
        )
    if sys.platform == "win32":
        return SourceError(
            N_(
                'The camera "{name}" gives no picture. Close other programs that use it, and look in Settings, '
                "Privacy & security, Camera whether desktop programs may use it."
            ),
            name=camera.name,
        )
    if camera.path and not os.path.exists(camera.path):  # noqa: PTH110 - gone in the meantime
        return gone(camera)
    if camera.path and not os.access(camera.path, os.R_OK | os.W_OK):
        return SourceError(
            N_(
                'Your user account may not use the camera "{name}" ({path}). Let it be added to the group “video”, '
                "then log out and in again."
            ),
            name=camera.name,
            path=camera.path,
        )
    return SourceError(
        N_(
            'The camera "{name}" gives no picture. Another program may be using it: close that one and try again, '
            "or unplug the camera and plug it in again."
        ),
        name=camera.name,
    )
