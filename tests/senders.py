"""Real senders of pictures on this machine's own loopback."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.places import FACE_CLIP

FACE_CLIP = FACE_CLIP


@contextmanager
def ffmpeg_sending(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A real MJPEG stream of the clip, over and over, for one reader."""
    source = ["-re", "-stream_loop", "-1", "-i", str(FACE_CLIP)]
    target = ["-c:v", "mjpeg", "-q:v", "4", "-f", "mpjpeg", "-listen", "1", f"http://127.0.0.1:{port}/camera"]
    with subprocess.Popen(["ffmpeg", "-v", "quiet", *source, *target], stdin=subprocess.DEVNULL) as sender:
        try:
            yield sender
        finally:
            sender.kill()
