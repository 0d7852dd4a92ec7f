"""A camera on this machine's own loopback that can be told to misbehave: MJPEG over HTTP, real sockets and pictures."""

from __future__ import annotations

import random
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from time import perf_counter

import cv2
import numpy as np

from tests.patience import PATIENCE_S
from tests.places import FACE_CLIP

FPS = 30.0
HEADER = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=part\r\n\r\n"
BUSY = b"HTTP/1.0 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
AHEAD_BYTES = 65_536
"""A busy reader finds no more than a picture or two that were sent before the fault of the moment."""
RESET = struct.pack("ii", 1, 0)
"""Linger for no time: closing resets the connection, as pulling a plug does."""


class FaultServer:
    """Plays the clip over and over to whoever connects, with the fault of the moment. Change it from any thread.

    fps: pictures a second. size: of each picture, px; None for the clip's own.
    frozen: the same picture again and again. black: a covered lens, with the noise of its sensor.
    garbage: bytes that are no picture. half: the first half of each. silent: the connection stays, nothing is sent.
    busy: whoever connects is refused, as by a camera that another program holds.
    black_from: with this picture of a connection the lens is covered; None for never. slow_connect_s: how long it takes
    to answer. readers: how many are connected now. visits: how many ever were. sent: pictures sent so far.
    """

    def __init__(self) -> None:
        self.fps = FPS
        self.size: tuple[int, int] | None = None
        self.frozen = self.black = self.garbage = self.half = self.silent = self.busy = False
        self.slow_connect_s = 0.0
        self.black_from: int | None = None
        self.visits = self.sent = 0
        self._readers: set[socket.socket] = set()
        self._change = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._door: socket.socket | None = None
        self._port = 0
        self._here = False
        self.come_back()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/camera"

    @property
    def readers(self) -> int:
        with self._change:
            return len(self._readers)

    def heal(self) -> None:
        """No fault any more; a camera that had gone is back."""
        self.fps, self.size, self.slow_connect_s, self.black_from = FPS, None, 0.0, None
        self.frozen = self.black = self.garbage = self.half = self.silent = self.busy = False
        if not self._here:
            self.come_back()

    def go_away(self) -> None:
        """As if unplugged: connections break off, nobody answers any more."""
        with self._change:
            self._here = False
            if self._door is not None:
                self._door.close()
            for reader in self._readers:
                with suppress(OSError):
                    reader.shutdown(socket.SHUT_RDWR)
            self._change.notify_all()
        for thread in self._threads:
            thread.join(PATIENCE_S)
        self._threads.clear()

    def come_back(self) -> None:
        """Answer again, at the same address."""
        self._door = socket.create_server(("127.0.0.1", self._port))
        self._door.settimeout(0.05)  # closing a socket does not wake who waits at it
        self._port = int(self._door.getsockname()[1])
        self._here = True
        self._start(self._answer, self._door)

    def until_released(self) -> None:
        """Wait until nobody is connected."""
        with self._change:
            assert self._change.wait_for(lambda: not self._readers, PATIENCE_S), "the camera is still held"

    def until_read(self) -> None:
        """Wait until somebody is connected."""
        with self._change:
            assert self._change.wait_for(lambda: bool(self._readers), PATIENCE_S), "nobody came"

    def until_sent(self, pictures: int) -> None:
        """Wait until so many more pictures were sent."""
        with self._change:
            upto = self.sent + pictures
            assert self._change.wait_for(lambda: self.sent >= upto, PATIENCE_S), "nobody takes the pictures"

    def _start(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name="fault server")  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _answer(self, door: socket.socket) -> None:
        while self._here:
            try:
                reader, _ = door.accept()
            except OSError:  # nobody came, or the door is closed
                continue
            reader.setblocking(True)
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, AHEAD_BYTES)
            self._start(self._serve, reader)

    def _serve(self, reader: socket.socket) -> None:
        with reader, self._visit(reader), suppress(ConnectionError):
            reader.recv(65536)
            self._wait(reader, self.slow_connect_s)
            if self.busy:
                reader.sendall(BUSY)
                return
            reader.sendall(HEADER)
            due_s, index = perf_counter(), 0
            for step in count():
                while self.silent and self._wait(reader, 0.05):
                    due_s = perf_counter()
                index = index if self.frozen else step
                if step == self.black_from:
                    self.black = True
                self._send(reader, index)
                with self._change:
                    self.sent += 1
                    self._change.notify_all()
                due_s = max(due_s + 1 / self.fps, perf_counter() - 1 / self.fps)
                if not self._wait(reader, due_s - perf_counter()):
                    break
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)

    def _send(self, reader: socket.socket, index: int) -> None:
        if self.garbage:
            content = random.Random(index).randbytes(5000)
        else:
            length = len(clip_pictures())
            content = black_picture(index % 30) if self.black else picture(index % length, self.size)
            content = content[: len(content) // 2] if self.half else content
        head = b"--part\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(content)
        reader.sendall(head + content + b"\r\n")

    @contextmanager
    def _visit(self, reader: socket.socket) -> Iterator[None]:
        with self._change:
            self.visits += 1
            self._readers.add(reader)
            self._change.notify_all()
        try:
            yield
        finally:
            with self._change:
                self._readers.remove(reader)
                self._change.notify_all()

    def _wait(self, reader: socket.socket, wait_s: float) -> bool:
        """Wait, or until the reader has left. Whether to go on."""
        end_s = perf_counter() + wait_s
        while self._here:
            reader.settimeout(max(0.001, min(0.05, end_s - perf_counter())))
            try:
                if not reader.recv(1):
                    return False
            except TimeoutError:
                if perf_counter() >= end_s:
                    reader.settimeout(PATIENCE_S)
                    return True
        return False


@contextmanager
def fault_server() -> Iterator[FaultServer]:
    """A well-behaved camera, until told otherwise; nothing of it is left afterwards."""
    clip_pictures()  # now: while one thread opens a stream through OpenCV, no other can open a file
    server = FaultServer()
    try:
        yield server
    finally:
        server.go_away()


@cache
def clip_pictures() -> tuple[np.ndarray, ...]:
    """The clip's own pictures."""
    clip, found = cv2.VideoCapture(str(FACE_CLIP)), []
    while (image := clip.read()[1]) is not None:
        found.append(image)
    clip.release()
    return tuple(found)


@cache
def picture(index: int, size: tuple[int, int] | None) -> bytes:
    """One of the clip's pictures as JPEG; after the last one comes the first."""
    image = clip_pictures()[index]
    return _jpeg(image if size is None else cv2.resize(image, size, interpolation=cv2.INTER_AREA))


@cache
def black_picture(index: int) -> bytes:
    """What a covered lens gives: no light, and the noise of a sensor that is amplified as far as it goes."""
    noise = np.random.default_rng(index).normal(6, 6, (480, 640, 3))
    return _jpeg(np.clip(noise, 0, 255).astype(np.uint8))


def _jpeg(image: np.ndarray) -> bytes:
    return cv2.imencode(".jpg", image)[1].tobytes()
