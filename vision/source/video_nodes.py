"""The cameras of Linux: which nodes of Video4Linux give pictures of what is before the lens, and where each is plugged.

A camera has several nodes (pictures, and data about them), and many laptops a second lens that sees infrared. What a
node is, only its driver says, to those who may open it; opening it for that gives no picture and lights no lamp.
"""

from __future__ import annotations

import fcntl
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from struct import pack_into, unpack_from

assert sys.platform == "linux"  # elsewhere none of it is there, and type checkers need not look

CAPABILITIES, CAPABILITIES_BYTES, CAPABILITIES_OF_NODE = 0x80685600, 104, 88
"""The request (VIDIOC_QUERYCAP), the size of its answer, and where in it stands what this node can do."""
FORMAT, FORMAT_BYTES, FORMAT_CODE = 0xC0405602, 64, 44
"""The same for the ways in which a node packs its pictures (VIDIOC_ENUM_FMT), asked by number."""
PICTURES, PICTURES_IN_PLANES = 0x0001, 0x1000
"""Capabilities: a node that gives pictures (V4L2_CAP_VIDEO_CAPTURE, …_MPLANE), also those of a phone's processor."""
CAPTURE = 1
"""The kind of pictures whose formats are asked for."""
MOST_FORMATS = 64
GREY = re.compile(rb"GREY|Y\d\d.|Y8I |Y12I|Z16 |INZI|CN..")
"""How grey, infrared and distance sensors pack theirs; a camera that offers nothing else sees no colours."""


@dataclass(frozen=True, slots=True)
class NodeInfo:
    """One node that gives pictures.

    name: the camera's. number: of its ``path``, /dev/videoN. place: where it is plugged in. grey: it sees no colours.
    """

    name: str
    number: int
    path: str
    place: str
    grey: bool


def video_nodes(devices: Path = Path("/dev"), described: Path = Path("/sys/class/video4linux")) -> list[NodeInfo]:
    """The nodes that give pictures, in no order."""
    found = []
    for path in devices.glob("video*"):
        if not path.name[5:].isdigit():
            continue
        about = described / path.name
        asked = _ask(path)
        if asked is None:
            # Nobody says what it is. Drivers make the node of the pictures first, its companions after it.
            gives_pictures, grey = _text(about / "index") in ("", "0"), False
        else:
            gives_pictures, grey = asked
        if gives_pictures:
            name = _text(about / "name") or path.name
            found.append(NodeInfo(name, int(path.name[5:]), str(path), _place(about, str(path)), grey))
    return found


def signs(devices: Path = Path("/dev")) -> tuple[object, ...]:
    """What differs after a camera came or went, or after the system let this account use one. Opens nothing."""
    seen = []
    with os.scandir(devices) as entries:
        for entry in entries:
            if entry.name.startswith("video"):
                try:
                    about = entry.stat()
                except OSError:
                    continue  # gone just now
                seen.append((entry.name, about.st_ino, about.st_ctime_ns))
    return tuple(sorted(seen))


def _ask(path: Path) -> tuple[bool, bool] | None:
    """Whether the node gives pictures, and whether all of them are grey; None when it may not be asked."""
    try:
        node = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        answer = bytearray(CAPABILITIES_BYTES)
        fcntl.ioctl(node, CAPABILITIES, answer)
        can = unpack_from("=I", answer, CAPABILITIES_OF_NODE)[0]
        if not can & (PICTURES | PICTURES_IN_PLANES):
            return False, False
        codes = formats_of(node) if can & PICTURES else []
        return True, bool(codes) and all(GREY.fullmatch(code) for code in codes)
    except OSError:
        return None
    finally:
        os.close(node)


def formats_of(node: int) -> list[bytes]:
    """The four letters of each way in which an open node packs its pictures."""
    codes = []
    for number in range(MOST_FORMATS):
        answer = bytearray(FORMAT_BYTES)
        pack_into("=II", answer, 0, number, CAPTURE)
        try:
            fcntl.ioctl(node, FORMAT, answer)
        except OSError:
            break  # that was the last one
        codes.append(bytes(answer[FORMAT_CODE : FORMAT_CODE + 4]))
    return codes


def _place(about: Path, otherwise: str) -> str:
    """Where the camera is plugged in; ``otherwise`` where that is not told, or it is being pulled out just now."""
    try:
        return os.path.realpath(about / "device", strict=True)
    except OSError:
        return otherwise


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
