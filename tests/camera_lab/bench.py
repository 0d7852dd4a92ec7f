"""The bench on which the lab's cameras stand: a process of its own that takes one command a line over a socket.

``python -m tests.camera_lab.bench PICTURES SOCKET`` in the guest; commands: new NAME MODEL PORT, plug NAME [PORT],
unplug NAME, set NAME [LENS] WHAT VALUE, told NAME.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from tests.camera_lab.models import MODELS
from tests.camera_lab.pictures import Behaviour, Pictures
from tests.camera_lab.usb_camera import UsbCamera


class Bench:
    """The asking side: plugs cameras in and out and tells them how to behave."""

    def __init__(self, place: str) -> None:
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.connect(place)
        self._answers = self._wire.makefile("r")

    def __call__(self, command: str) -> str:
        """Do ``command`` and return its answer. Raises RuntimeError with what went wrong."""
        self._wire.sendall(command.encode() + b"\n")
        good, _, answer = self._answers.readline().rstrip("\n").partition(" ")
        if good != "done":
            raise RuntimeError(f"{command}: {answer}")
        return answer


class _Cameras:
    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._there: dict[str, UsbCamera] = {}

    def do(self, line: str) -> str:
        what, name, *rest = line.split()
        if what == "new":
            self._there[name] = UsbCamera(MODELS[rest[0]], self._pictures, int(rest[1]), name)
            return ""
        camera = self._there[name]
        if what == "plug":
            camera.plug(*map(int, rest))
        elif what == "unplug":
            camera.unplug()
        elif what == "told":
            return " ".join(f"{'live' if lens.live else 'dark'}:{lens.sent}" for lens in camera.lenses)
        else:
            for lens in camera.lenses:
                _tell(lens.behaviour, rest[0], rest[1])
        return ""


def _tell(behaviour: Behaviour, what: str, value: str) -> None:
    kind = type(getattr(behaviour, what))
    setattr(behaviour, what, value == "yes" if kind is bool else kind(value))


def serve(place: str, pictures: Path) -> None:
    """Take one asker after the other."""
    cameras = _Cameras(Pictures(pictures))
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(place)
        door.listen()
        while True:
            wire, _ = door.accept()
            with wire, wire.makefile("r") as lines:
                for line in lines:
                    try:
                        answer = f"done {cameras.do(line)}"
                    except (OSError, LookupError, ValueError, AttributeError) as problem:
                        answer = f"failed {problem!r}"
                    wire.sendall(answer.encode() + b"\n")


if __name__ == "__main__":
    os.nice(-5)  # a camera does not wait for the program that looks through it
    serve(sys.argv[2], Path(sys.argv[1]))
