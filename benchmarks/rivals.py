"""What a session is measured against: loops on the same clip, in a process of their own, at the clip's pace.

    python -m benchmarks.rivals reading|bare|webcam CLIP SECONDS

Prints processor seconds per second. ``reading`` only reads the clip, as all of them do. ``bare`` is the landmark call
as the library's documentation shows it: Face Landmarker in VIDEO mode, one face, colour conversion included, result
objects as the library builds them. ``webcam`` is the loop of the usual webcam tool: mirror the picture, convert it, ask
for landmarks and expressions, draw the whole mesh and blend it over the picture; it shows nothing yet.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time, sleep

import cv2
import numpy as np

from vision.camera import Frame
from vision.mesh_library import BaseOptions, ImageFormat, MpImage, VisionTaskRunningMode, face_landmarker
from vision.model_file import MODEL_PATH

FPS = 30.0
FIRST_S = 8.0
"""A process's first seconds (loading, caches; a session's look at an ordinary rest) are left out."""
MESH_COLOUR, MESH_SHARE = (196, 213, 147), 0.6


class Bare:
    """The landmark call alone. expressions: also ask for the blendshapes."""

    def __init__(self, *, expressions: bool = False) -> None:
        options = face_landmarker.FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(MODEL_PATH)),
            running_mode=VisionTaskRunningMode.VIDEO,
            num_faces=1,
            output_face_blendshapes=expressions,
        )
        self.landmarker = face_landmarker.FaceLandmarker.create_from_options(options)

    def find(self, frame: Frame) -> None:
        """As the library's documentation does it."""
        rgb = cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB)
        self.landmarker.detect_for_video(MpImage(ImageFormat.SRGB, rgb), round(frame.t_s * 1000))

    def close(self) -> None:
        """Release the networks."""
        self.landmarker.close()


class WebcamTool(Bare):
    """The usual loop around that call."""

    def __init__(self) -> None:
        super().__init__(expressions=True)
        self._lines = [
            (line.start, line.end) for line in face_landmarker.FaceLandmarksConnections.FACE_LANDMARKS_TESSELATION
        ]

    def find(self, frame: Frame) -> None:
        """One picture, up to where it would be shown."""
        mirrored = cv2.flip(frame.image, 1)
        rgb = cv2.cvtColor(mirrored, cv2.COLOR_BGR2RGB)
        found = self.landmarker.detect_for_video(MpImage(ImageFormat.SRGB, rgb), round(frame.t_s * 1000))
        drawn = mirrored.copy()
        height, width = drawn.shape[:2]
        for points in found.face_landmarks:
            places = [(round(point.x * width), round(point.y * height)) for point in points]
            for start, end in self._lines:
                cv2.line(drawn, places[start], places[end], MESH_COLOUR, 1, cv2.LINE_AA)
        cv2.addWeighted(drawn, MESH_SHARE, mirrored, 1.0 - MESH_SHARE, 0.0)


def frames_of(clip: Path) -> Iterator[Frame]:
    """All pictures of ``clip``, at 30 a second."""
    video = cv2.VideoCapture(str(clip))
    index = 0
    while True:
        found, image = video.read()
        if not found:
            break
        yield Frame(np.asarray(image, np.uint8), index / FPS, index)
        index += 1
    video.release()


def share(clip: Path, seconds: float, act: Callable[[Frame], object]) -> float:
    """Processor seconds per second of the clip, doing ``act`` with every picture at its own pace."""
    start_s, measured_s, cpu_s = 0.0, 0.0, 0.0
    frame = None
    for frame in islice(frames_of(clip), round(seconds * FPS)):
        act(frame)
        now_s = perf_counter()
        start_s = start_s or now_s
        if frame.t_s >= FIRST_S and not measured_s:
            measured_s, cpu_s = frame.t_s, process_time()
        sleep(max(0.0, start_s + frame.t_s - now_s))
    # Of the clip and not of the clock: a busy machine makes it late, and no picture less.
    return (process_time() - cpu_s) / (frame.t_s - measured_s) if frame is not None else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("loop", choices=["reading", "bare", "webcam"])
    parser.add_argument("clip", type=Path)
    parser.add_argument("seconds", type=float)
    chosen = parser.parse_args()
    if chosen.loop == "reading":
        print(share(chosen.clip, chosen.seconds, lambda frame: frame))
        return
    rival = Bare() if chosen.loop == "bare" else WebcamTool()
    print(share(chosen.clip, chosen.seconds, rival.find))
    rival.close()


if __name__ == "__main__":
    main()
