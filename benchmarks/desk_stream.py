"""A camera for the desk's benchmarks: the built-in clip as an MJPEG stream on this machine's own loopback.

python -m benchmarks.desk_stream                   says its address, serves until its standard input closes
"""

from __future__ import annotations

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2

from vision.source.sources import DEMO_CLIP

FPS = 30.0
SECONDS = 20.0
"""So much of the clip, over and over: teeth together, rest, a light bite, rest."""
QUALITY = 90


def pictures() -> list[bytes]:
    """The clip's pictures as JPEG, 1280x720."""
    clip, found = cv2.VideoCapture(str(DEMO_CLIP)), []
    while len(found) < SECONDS * FPS and (image := clip.read()[1]) is not None:
        found.append(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes())
    clip.release()
    return found


class Camera(BaseHTTPRequestHandler):
    """Whoever comes gets the pictures of now on."""

    shown: list[bytes]
    began_s = time.monotonic()

    def do_GET(self) -> None:
        """The stream, until the reader leaves."""
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace;boundary=part")
        self.end_headers()
        index = int((time.monotonic() - self.began_s) * FPS)
        while True:
            content = self.shown[index % len(self.shown)]
            head = b"--part\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(content)
            try:
                self.wfile.write(head + content + b"\r\n")
            except OSError:
                return
            index += 1
            time.sleep(max(0.0, self.began_s + index / FPS - time.monotonic()))

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


def main() -> None:
    Camera.shown = pictures()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Camera)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}/camera", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
