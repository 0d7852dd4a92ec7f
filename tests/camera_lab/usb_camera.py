"""One USB camera made of software: it speaks USB/IP to the kernel's vhci_hcd, and uvcvideo takes it for a real one."""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from struct import pack, unpack, unpack_from
from time import monotonic, sleep

from tests.camera_lab.models import (
    PAYLOAD,
    TICKS_S,
    Function,
    Model,
    configuration_descriptor,
    device_descriptor,
    qualifier_descriptor,
    strings,
)
from tests.camera_lab.pictures import Behaviour, Pictures

HOST = Path("/sys/devices/platform/vhci_hcd.0")
HIGH_SPEED = 3
FREE_S = 10.0
SUBMIT, UNLINK, SUBMITTED, UNLINKED = 1, 2, 3, 4
STALLED, RESET = -32, -104
"""What the kernel is answered to a request that makes no sense, and to one it took back."""
SETTING, GET_CUR, GET_MIN, GET_MAX, GET_RES, GET_LEN, GET_INFO, GET_DEF = 0x01, *range(0x81, 0x88)
COMMIT = 2
END_OF_PICTURE, BROKEN, END_OF_HEADER = 0x02, 0x40, 0x80
"""Bits of the header of a payload."""


class Sender:
    """The wire to the kernel; whole answers only, from any thread.

    news: held by whoever decides upon a request and answers it, since the kernel hangs up when an answer comes after
    that request was taken back, or from before the plug was pulled.
    """

    def __init__(self) -> None:
        self.news = threading.Condition()  # re-entrant
        self.wire: socket.socket | None = None

    def data(self, sequence: int, content: bytes = b"", status: int = 0, length: int | None = None) -> bool:
        """Answer a request. False when nobody listens any more."""
        size = len(content) if length is None else length
        return self._put(pack(">IIIIIiIIII8x", SUBMITTED, sequence, 0, 0, 0, status, size, 0, 0, 0) + content)

    def unlinked(self, sequence: int, status: int) -> bool:
        """Answer that a request was taken back, or was answered before."""
        return self._put(pack(">IIIIIi24x", UNLINKED, sequence, 0, 0, 0, status))

    def _put(self, answer: bytes) -> bool:
        with self.news:
            try:
                if self.wire is not None:
                    self.wire.sendall(answer)
                    return True
            except OSError:
                pass
            return False


class Lens:
    """One function of a camera: what it was asked for, and its stream. Runs a thread of its own."""

    def __init__(self, function: Function, pictures: Pictures, send: Sender) -> None:
        self._function, self._pictures, self._send = function, pictures, send
        self._news = send.news
        self._asked: deque[tuple[int, int]] = deque()
        self._live = False
        self._started_s = 0.0
        self._mode, self._interval = function.modes[0], function.modes[0].intervals[0]
        self.behaviour = Behaviour()
        self.probe = self._answer(1, 0)
        self.sent = 0
        threading.Thread(target=self._stream, daemon=True).start()

    # The kernel's side.

    def negotiate(self, data: bytes, *, commit: bool) -> None:
        """Take over what the driver asks for; with ``commit`` the stream begins."""
        self.probe = self._answer(data[3], unpack_from("<I", data, 4)[0])
        if commit:
            with self._news:
                self._live, self._started_s = True, monotonic()
                self._news.notify_all()

    def ask(self, sequence: int, length: int) -> None:
        """The driver has room for a payload."""
        with self._news:
            self._asked.append((sequence, length))
            self._news.notify_all()

    def take_back(self, sequence: int) -> bool:
        """The driver does not want it any more. Whether it was still waiting."""
        with self._news:
            waiting = [one for one in self._asked if one[0] == sequence]
            for one in waiting:
                self._asked.remove(one)
            return bool(waiting)

    def stop(self) -> None:
        """The stream has ended."""
        with self._news:
            self._live = False
            self._news.notify_all()

    def forget(self) -> None:
        """Nothing is asked any more: the plug was pulled."""
        with self._news:
            self._live = False
            self._asked.clear()
            self._news.notify_all()

    @property
    def live(self) -> bool:
        """Whether the driver lets it stream: what its light would say."""
        return self._live

    def defaults(self) -> bytes:
        """What it gives when nobody asks for anything."""
        return self._answer(1, 0, keep=False)

    def _answer(self, number: int, interval: int, *, keep: bool = True) -> bytes:
        modes = self._function.modes
        number = number if 1 <= number <= len(modes) else 1
        mode = modes[number - 1]
        interval = min(mode.intervals, key=lambda one: abs(one - (interval or mode.intervals[0])))
        if keep:
            self._mode, self._interval = mode, interval
        return pack("<HBBIHHHHHII", 1, 1, number, interval, 0, 0, 0, 0, 0, mode.width * mode.height * 2, PAYLOAD)

    # The stream.

    def _stream(self) -> None:
        number, toggle, due_s = 0, 0, monotonic()
        while True:
            with self._news:
                while not (self._live and self._behaviour_lets_it()):
                    self._news.wait(0.05)
                    due_s = monotonic()
                step_s = max(self._interval / TICKS_S, self.behaviour.step_s)
                now_s = monotonic()
                if due_s > now_s:
                    self._news.wait(due_s - now_s)
                    continue
                due_s = max(due_s, now_s - step_s) + step_s
                mode, since_s = self._mode, now_s - self._started_s
            picture = self._pictures.picture(self._function.packed, mode, number, self.behaviour, since_s)
            number, toggle = number + 1, toggle ^ 1
            self._send_picture(picture, toggle)

    def _behaviour_lets_it(self) -> bool:
        behaviour = self.behaviour
        return not behaviour.stalled and monotonic() - self._started_s >= behaviour.first_after_s

    def _send_picture(self, picture: bytes, toggle: int) -> None:
        room = PAYLOAD - 2
        broken = BROKEN if self.behaviour.broken else 0
        for start in range(0, len(picture), room):
            last = END_OF_PICTURE if start + room >= len(picture) else 0
            with self._news:
                while not self._asked and self._live:
                    self._news.wait(0.2)
                if not self._live:
                    return
                sequence, _ = self._asked.popleft()
                header = bytes([2, END_OF_HEADER | toggle | last | broken])
                if not self._send.data(sequence, header + picture[start : start + room]):
                    return
        self.sent += 1


def _attach(wish: str) -> None:
    """Ask the virtual host, which may still be busy with what was pulled out of that socket."""
    give_up_s = monotonic() + FREE_S
    while True:
        try:
            (HOST / "attach").write_text(wish)
        except OSError:
            if monotonic() > give_up_s:
                raise
            sleep(0.05)
        else:
            return


class UsbCamera:
    """A camera that can be plugged in and out. port: which socket of the virtual host it goes into, 0 to 7."""

    def __init__(self, model: Model, pictures: Pictures, port: int, serial: str) -> None:
        self._sender = Sender()
        self.lenses = [Lens(function, pictures, self._sender) for function in model.functions]
        self._port = port
        self._descriptors = {1: device_descriptor(), 2: configuration_descriptor(model), 6: qualifier_descriptor()}
        self._strings = strings(model, serial)
        self._brightness = 128

    def plug(self, port: int | None = None) -> None:
        """Into the same socket as before, or another one."""
        self._port = self._port if port is None else port
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        with self._sender.news:
            self._sender.wire = ours
        threading.Thread(target=self._serve, args=(ours,), daemon=True).start()
        with theirs:
            _attach(f"{self._port} {theirs.fileno()} {65537 + self._port} {HIGH_SPEED}")

    def unplug(self) -> None:
        """Pull it out, whatever it is doing."""
        with self._sender.news:
            for lens in self.lenses:
                lens.forget()
            wire, self._sender.wire = self._sender.wire, None
        if wire is not None:
            wire.shutdown(socket.SHUT_RDWR)
            wire.close()

    def _serve(self, wire: socket.socket) -> None:
        """Answer the kernel until the plug is pulled."""
        with wire.makefile("rb", buffering=1 << 16) as asked:
            try:
                while len(head := asked.read(48)) == 48:
                    self._take(wire, head, asked.read)
            except OSError:
                return

    def _take(self, wire: socket.socket, head: bytes, read: Callable[[int], bytes]) -> None:
        command, sequence, _, coming, endpoint = unpack_from(">IIIII", head)
        length = unpack_from(">i", head, 24)[0]
        data = read(length) if command == SUBMIT and not coming and length else b""
        with self._sender.news:
            if self._sender.wire is not wire:
                return  # asked before the plug was pulled
            if command == UNLINK:
                victim = unpack_from(">I", head, 20)[0]
                waiting = [lens for lens in self.lenses if lens.take_back(victim)]
                self._sender.unlinked(sequence, RESET if waiting else 0)
            elif endpoint:
                self.lenses[endpoint - 1].ask(sequence, length)
            else:
                self._control(sequence, head[40:48], data)

    def _control(self, sequence: int, setup: bytes, data: bytes) -> None:
        kind, request, value, index, length = unpack("<BBHHH", setup)
        answer = self._standard(kind, request, value, index) if not kind & 0x60 else None
        if kind & 0x60:
            answer = self._video(request, value >> 8, index, data)
        if answer is None:
            self._sender.data(sequence, status=STALLED)
        elif kind & 0x80:
            self._sender.data(sequence, answer[:length])
        else:
            self._sender.data(sequence, length=len(data))

    def _standard(self, kind: int, request: int, value: int, index: int) -> bytes | None:
        if kind == 0x80 and request == 6:
            if value >> 8 != 3:
                return self._descriptors.get(value >> 8)
            text = self._strings.get(value & 255, "").encode("utf-16le") if value & 255 else pack("<H", 0x0409)
            return bytes([len(text) + 2, 3]) + text
        if kind & 0x80:
            return {0: bytes(2), 8: b"\x01", 10: b"\x00"}.get(request)
        if kind == 2 and request == 1:  # the driver ends a bulk stream so
            self.lenses[(index & 15) - 1].stop()
        if request == 11:
            self.lenses[index // 2].stop()
        if request == 9:
            for lens in self.lenses:
                lens.stop()
        return b""

    def _video(self, request: int, selector: int, index: int, data: bytes) -> bytes | None:
        interface, unit = index & 255, index >> 8
        lens = self.lenses[interface // 2]
        if interface % 2:
            if request == SETTING:
                lens.negotiate(data, commit=selector == COMMIT)
                return b""
            if request == GET_DEF:
                return lens.defaults()
            return {GET_LEN: pack("<H", 26), GET_INFO: b"\3"}.get(request, lens.probe)
        if (unit, selector) != (2, 2):
            return None
        if request == SETTING:
            self._brightness = unpack("<h", data)[0]
            return b""
        figures = {GET_CUR: self._brightness, GET_MIN: 0, GET_MAX: 255, GET_RES: 1, GET_DEF: 128, GET_LEN: 2}
        return b"\3" if request == GET_INFO else pack("<H", figures[request]) if request in figures else None
