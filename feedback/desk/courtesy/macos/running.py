"""macOS: whether cameras and microphones run for anybody. Neither needs the person's leave, for nothing is opened.

Core Audio and Core Media I/O are asked in the same form: objects with properties, named by four letters.
"""

from __future__ import annotations

import ctypes

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.macos.foundation import POINTER, function

SYSTEM = 1
"""The object that knows all others, in both libraries."""
DEVICES, RUNNING_SOMEWHERE, STREAMS = "dev#", "gone", "stm#"
PROCESSES, RECORDS = "prs#", "piri"
"""Core Audio since macOS 14.2: who uses sound, and whether they record."""
EVERYWHERE, INPUT = "glob", "inpt"
MOST_OBJECTS = 4096


class _Address(ctypes.Structure):
    _fields_ = (("selector", ctypes.c_uint32), ("scope", ctypes.c_uint32), ("element", ctypes.c_uint32))


class Objects:
    """One of the two libraries' objects. camera: Core Media I/O, else Core Audio."""

    def __init__(self, *, camera: bool) -> None:
        self._camera = camera
        self._library = "CoreMediaIO" if camera else "CoreAudio"
        self._prefix = "CMIOObject" if camera else "AudioObject"

    def numbers(self, owner: int, name: str, scope: str = EVERYWHERE) -> list[int]:
        """A property that is a list of objects or numbers. Raises NotToldError, OSError."""
        address = _Address(_four(name), _four(scope), 0)
        size = ctypes.c_uint32(0)
        kinds = (ctypes.c_uint32, POINTER, ctypes.c_uint32, POINTER)
        measure = function(self._library, f"{self._prefix}GetPropertyDataSize", ctypes.c_int32, *kinds, POINTER)
        if measure(owner, ctypes.byref(address), 0, None, ctypes.byref(size)) != 0:
            raise NotToldError(f"{name} is not told")
        count = min(size.value // ctypes.sizeof(ctypes.c_uint32), MOST_OBJECTS)
        found = (ctypes.c_uint32 * max(count, 1))()
        size.value = count * ctypes.sizeof(ctypes.c_uint32)
        if count and self._read(owner, address, size, found) != 0:
            raise NotToldError(f"{name} is not told")
        return list(found[: min(count, size.value // ctypes.sizeof(ctypes.c_uint32))])

    def says(self, owner: int, name: str) -> bool:
        """Whether a property of one number is other than zero; one that is not told says no."""
        try:
            return any(self.numbers(owner, name))
        except NotToldError:  # a device that went meanwhile
            return False

    def _read(self, owner: int, address: _Address, size: ctypes.c_uint32, room: ctypes.Array[ctypes.c_uint32]) -> int:
        kinds = (ctypes.c_uint32, POINTER, ctypes.c_uint32, POINTER)
        at = ctypes.byref(address)
        if self._camera:
            read = function(
                self._library, "CMIOObjectGetPropertyData", ctypes.c_int32, *kinds, ctypes.c_uint32, POINTER, POINTER
            )
            return int(read(owner, at, 0, None, size.value, ctypes.byref(size), room))
        read = function(self._library, "AudioObjectGetPropertyData", ctypes.c_int32, *kinds, POINTER, POINTER)
        return int(read(owner, at, 0, None, ctypes.byref(size), room))


class MacCamera:
    """Whether any camera runs; our own glance too, which is why it is not asked meanwhile."""

    def read(self, asking: Asking) -> bool:  # noqa: ARG002 - it answers at once
        """The answer now. Raises NotToldError, OSError."""
        cameras = Objects(camera=True)
        return any(cameras.says(device, RUNNING_SOMEWHERE) for device in cameras.numbers(SYSTEM, DEVICES))

    def close(self) -> None:
        """Nothing is open."""


class MacMicrophone:
    """Whether a device with a microphone runs and, where the system knows of processes, one of them records.

    The first alone would take music in a headset for a call; the second alone the word that wakes the assistant.
    """

    def read(self, asking: Asking) -> bool:  # noqa: ARG002 - it answers at once
        """The answer now. Raises NotToldError, OSError."""
        sound = Objects(camera=False)
        devices = sound.numbers(SYSTEM, DEVICES)
        if not any(sound.says(one, RUNNING_SOMEWHERE) and _has_microphone(sound, one) for one in devices):
            return False
        try:
            processes = sound.numbers(SYSTEM, PROCESSES)
        except NotToldError:
            return True
        return any(sound.says(process, RECORDS) for process in processes)

    def close(self) -> None:
        """Nothing is open."""


def _has_microphone(sound: Objects, device: int) -> bool:
    try:
        return bool(sound.numbers(device, STREAMS, INPUT))
    except NotToldError:
        return False


def _four(letters: str) -> int:
    return int.from_bytes(letters.encode("ascii"), "big")
