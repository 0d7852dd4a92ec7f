"""How true the doctor's own figures are: pictures a second and lag, against a sender that knows what it sent when.

The sender counts its pictures in squares at their top, so that each one's age is known when its face has been found.
An idle wait stands for a slower computer. Run: python -m benchmarks.doctor
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import perf_counter, sleep

import cv2
import numpy as np

from benchmarks.lag import number_in, numbered
from feedback.doctor.seeing import WARM_S, watch
from vision.camera import Frame, open_source
from vision.landmarker import Landmarker
from vision.landmarks import FaceLandmarks

PICTURES = 400
CASES = ((30, 0.0), (30, 0.05), (30, 0.2), (15, 0.0), (15, 0.1), (8, 0.0))
"""Pictures a second, and seconds that each look at a face is made longer."""


class SlowLandmarker(Landmarker):
    """Takes ``extra_s`` longer, and notes when which picture was done."""

    def __init__(self, extra_s: float) -> None:
        super().__init__()
        self._extra_s = extra_s
        self.done: list[tuple[int, float]] = []

    def find(self, frame: Frame) -> FaceLandmarks | None:
        """As ever, only later."""
        face = super().find(frame)
        sleep(self._extra_s)
        self.done.append((number_in(frame.image), perf_counter()))
        return face


@contextmanager
def sender(packed: list[bytes], fps: float, sent_s: dict[int, float]) -> Iterator[str]:
    """An MJPEG camera that notes in ``sent_s`` when each picture's last byte was sent; its address."""

    class Sender(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace;boundary=part")
            self.end_headers()
            start_s = perf_counter()
            with suppress(ConnectionError):
                for number, content in enumerate(packed):
                    sleep(max(0.0, start_s + number / fps - perf_counter()))
                    head = b"--part\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(content)
                    self.wfile.write(head + content + b"\r\n")
                    sent_s[number] = perf_counter()

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Sender) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def main() -> None:
    with open_source("demo", paced=False) as capture:
        first = capture.next(5.0)
    assert first is not None
    packed = [cv2.imencode(".jpg", numbered(number, first.image))[1].tobytes() for number in range(PICTURES)]
    print("the demo clip's first picture, 1280x720, sent as MJPEG over loopback")
    print(f"{'sent, a second':>16}{'doctor says':>13}{'added, ms':>11}{'sent to found, ms':>19}{'doctor says':>13}")
    for fps, extra_s in CASES:
        sent_s: dict[int, float] = {}
        with sender(packed, fps, sent_s) as address, open_source(address) as capture:
            with SlowLandmarker(extra_s) as landmarker:
                begun_s = perf_counter()
                seen = watch(capture, landmarker)
            warm = [(number, done_s) for number, done_s in landmarker.done if done_s > begun_s + WARM_S]
            true_ms = float(np.median([done_s - sent_s[number] for number, done_s in warm if number in sent_s])) * 1000
        print(f"{fps:16}{seen.fps:13.1f}{extra_s * 1000:11.0f}{true_ms:19.0f}{seen.lag_s * 1000:13.0f}")


if __name__ == "__main__":
    main()
