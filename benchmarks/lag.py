"""How old a picture is when it is handed over: from the moment it is due or sent to the return of ``next()``.

Pictures carry their number as black and white squares, read back from the pixels, so that a picture given under
another one's name would be noticed. Run: python -m benchmarks.lag
"""

from __future__ import annotations

import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter, sleep

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.camera import Capture, frames, open_source

WIDTH, HEIGHT, FPS, SECONDS = 1280, 720, 30, 20
BITS = 10


def numbered(number: int, ground: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture with ``number`` written across its top, in squares of a tenth of its width."""
    image = ground.copy()
    square = image.shape[1] // BITS
    for bit in range(BITS):
        image[:square, bit * square : (bit + 1) * square] = 255 * (number >> bit & 1)
    return image


def number_in(image: NDArray[np.uint8]) -> int:
    """The number written across ``image``."""
    square = image.shape[1] // BITS
    row = image[square // 2, square // 2 :: square, 0]
    return sum(1 << bit for bit, level in enumerate(row[:BITS]) if level > 127)


def textured() -> NDArray[np.uint8]:
    """A ground that costs about as much to pack as a room does."""
    noise = np.random.default_rng(1).integers(0, 255, (HEIGHT // 8, WIDTH // 8, 3), np.uint8)
    return np.asarray(cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC), np.uint8)


def of_a_file(folder: Path) -> tuple[list[float], Capture]:
    """Play a recording at its own pace; a picture is due at its own time after the first one."""
    clip = folder / "counter.mp4"
    writer = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*"mp4v"), FPS, (WIDTH, HEIGHT))
    ground = textured()
    for number in range(FPS * SECONDS):
        writer.write(numbered(number, ground))
    writer.release()
    lags_s = []
    start_s = 0.0
    with open_source(str(clip)) as capture:
        for frame in frames(capture):
            now_s = perf_counter()
            start_s = start_s or now_s
            assert number_in(frame.image) == frame.index
            lags_s.append(now_s - start_s - frame.t_s)
    return lags_s[1:], capture


def of_a_stream() -> tuple[list[float], Capture]:
    """Read MJPEG over loopback; a picture is due when its last byte is sent."""
    ground = textured()
    packed = [cv2.imencode(".jpg", numbered(number, ground))[1].tobytes() for number in range(FPS * SECONDS)]
    sent_s: dict[int, float] = {}

    class Sender(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace;boundary=part")
            self.end_headers()
            start_s = perf_counter()
            for number, content in enumerate(packed):
                sleep(max(0.0, start_s + number / FPS - perf_counter()))
                head = b"--part\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(content)
                self.wfile.write(head + content + b"\r\n")
                sent_s[number] = perf_counter()

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    lags_s = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Sender) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with open_source(f"http://127.0.0.1:{server.server_port}/") as capture:
            number = 0
            while number < len(packed) - 1 and (frame := capture.next()):
                now_s = perf_counter()
                number = number_in(frame.image)
                lags_s.append(now_s - sent_s.get(number, now_s))
        server.shutdown()
    return lags_s[FPS:], capture  # the first second is read ahead while the stream is being recognised


def main() -> None:
    print(f"{WIDTH}x{HEIGHT} at {FPS} pictures a second, {SECONDS} s; ms from due to handed over")
    print(f"{'source':10}{'50 %':>8}{'95 %':>8}{'most':>8}{'given':>8}{'dropped':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (lags_s, capture) in (("file", of_a_file(Path(folder))), ("stream", of_a_stream())):
            middle, late, most = np.percentile(np.array(lags_s) * 1000, [50, 95, 100])
            print(f"{name:10}{middle:8.1f}{late:8.1f}{most:8.1f}{len(lags_s):8}{capture.dropped:9}")


if __name__ == "__main__":
    main()
