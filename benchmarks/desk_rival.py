"""A program that keeps the camera open and MediaPipe running (see benchmarks/desk.py): as other posture tools do.

python -m benchmarks.desk_rival SOURCE PICTURES_A_SECOND
"""

from __future__ import annotations

import sys

from vision.camera import open_source
from vision.landmarker import Landmarker


def main() -> None:
    step_s, due_s = 1.0 / float(sys.argv[2]), 0.0
    with Landmarker() as landmarker, open_source(sys.argv[1]) as capture:
        print("open", flush=True)
        while True:
            frame = capture.next()
            if frame is not None and frame.t_s >= due_s:
                due_s = frame.t_s + step_s
                landmarker.find(frame)


if __name__ == "__main__":
    main()
