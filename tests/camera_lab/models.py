"""The cameras of the lab, and the descriptors by which the USB video driver knows them (USB Video Class 1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from struct import pack

PAYLOAD = 16384
"""Bytes of one payload: one bulk request of 32 packets of 512."""
GUIDS = {
    "YUYV": b"YUY2\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71",
    "GREY": b"Y800\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71",
}
BITS = {"MJPG": 16, "YUYV": 16, "GREY": 8}
TICKS_S = 10_000_000
"""The driver counts intervals between pictures in units of 100 ns."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One size in which a function gives its pictures, and how often: pictures a second, the usual one first."""

    width: int
    height: int
    fps: tuple[int, ...] = (30, 15, 10)

    @property
    def intervals(self) -> tuple[int, ...]:
        """The same in the driver's units."""
        return tuple(TICKS_S // fps for fps in self.fps)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True)
class Function:
    """One lens: how its pictures are packed (MJPG, YUYV, GREY), in which sizes, and its own name if it has one."""

    packed: str
    modes: tuple[Mode, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """One camera as it is sold."""

    product: str
    functions: tuple[Function, ...]


LID = Mode(1280, 720)
SMALL = Mode(640, 480)
TINY = Mode(160, 120)
FACE = Mode(320, 240, (10,))
MODELS = {
    "desk": Model("Desk Camera", (Function("MJPG", (LID, SMALL)),)),
    "simple": Model("Simple Camera", (Function("MJPG", (TINY,)),)),
    "face": Model("Face Camera", (Function("MJPG", (FACE,)),)),
    "twin": Model("Twin Camera", (Function("MJPG", (TINY,)),)),
    "fullhd": Model("Full HD Camera", (Function("MJPG", (Mode(1920, 1080),)),)),
    "plain": Model("Plain Camera", (Function("YUYV", (Mode(1280, 720, (5,)), SMALL)),)),
    "laptop": Model(
        "Integrated Camera",
        (
            Function("GREY", (Mode(640, 360, (15,)),), "Integrated I"),
            Function("MJPG", (LID, SMALL), "Integrated C"),
        ),
    ),
}
"""What each is there for: an ordinary one; one whose pictures are unpacked in time even by an emulated processor that
others use too; one that leaves it time for the face networks; two of one make; one whose only size is larger than what
is asked for; one without JPEG, whose large pictures come too seldom; one with an infrared lens, and that one first."""


def device_descriptor() -> bytes:
    """The whole camera: USB 2, made of functions."""
    return bytes([18, 1]) + pack("<HBBBBHHHBBBB", 0x0200, 0xEF, 2, 1, 64, 0x1209, 0x0001, 0x0100, 1, 2, 3, 1)


def qualifier_descriptor() -> bytes:
    """The same at another speed."""
    return bytes([10, 6]) + pack("<HBBBBBB", 0x0200, 0xEF, 2, 1, 64, 1, 0)


def strings(model: Model, serial: str) -> dict[int, str]:
    """The names by number: maker, product, serial number, then each function's."""
    return {1: "Lab", 2: model.product, 3: serial} | {4 + at: lens.name for at, lens in enumerate(model.functions)}


def configuration_descriptor(model: Model) -> bytes:
    """All functions, each with an interface that controls it and one that streams."""
    body = b"".join(_function(at, lens) for at, lens in enumerate(model.functions))
    return bytes([9, 2]) + pack("<HBBBBB", 9 + len(body), 2 * len(model.functions), 1, 0, 0x80, 250) + body


def _class_specific(kind: int, body: bytes) -> bytes:
    return bytes([len(body) + 3, 0x24, kind]) + body


def _function(at: int, lens: Function) -> bytes:
    first = 2 * at
    name = 4 + at if lens.name else 2
    lens_terminal = _class_specific(2, bytes([1]) + pack("<HBBHHHB", 0x0201, 0, 0, 0, 0, 0, 3) + bytes(3))
    brightness = _class_specific(5, bytes([2, 1]) + pack("<HBH", 0, 2, 0x0001) + bytes(1))
    usb_terminal = _class_specific(3, bytes([3]) + pack("<HBBB", 0x0101, 0, 2, 0))
    units = lens_terminal + brightness + usb_terminal
    header = _class_specific(1, pack("<HHIBB", 0x0100, 13 + len(units), 48_000_000, 1, first + 1))
    association = bytes([8, 0x0B, first, 2, 0x0E, 3, 0, name])
    control = bytes([9, 4, first, 0, 0, 0x0E, 1, 0, name])
    endpoint = bytes([7, 5, 0x81 + at, 2]) + pack("<HB", 512, 0)
    streaming = bytes([9, 4, first + 1, 0, 1, 0x0E, 2, 0, 0])
    formats = _formats(lens)
    input_header = _class_specific(
        1, bytes([1]) + pack("<HBBBBBBBB", 14 + len(formats), 0x81 + at, 0, 3, 0, 0, 0, 1, 0)
    )
    return association + control + header + units + streaming + input_header + formats + endpoint


def _formats(lens: Function) -> bytes:
    count = len(lens.modes)
    if lens.packed == "MJPG":
        described = _class_specific(6, bytes([1, count, 1, 1, 0, 0, 0, 0]))
    else:
        described = _class_specific(
            4, bytes([1, count]) + GUIDS[lens.packed] + bytes([BITS[lens.packed], 1, 0, 0, 0, 0])
        )
    for number, mode in enumerate(lens.modes, 1):
        size = mode.width * mode.height * BITS[lens.packed] // 8
        rates = (8 * size * mode.fps[-1], 8 * size * mode.fps[0], size)
        body = bytes([number, 0]) + pack("<HHIII", mode.width, mode.height, *rates)
        body += pack("<IB", mode.intervals[0], len(mode.intervals)) + pack(f"<{len(mode.intervals)}I", *mode.intervals)
        described += _class_specific(7 if lens.packed == "MJPG" else 5, body)
    return described + _class_specific(0x0D, bytes([1, 1, 4]))
