"""What MediaPipe saw in pictures, landmarks and its ``jawOpen``, and a place to keep it outside of the repository."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np
from mediapipe.tasks.python.core.base_options import BaseOptions
from mediapipe.tasks.python.vision import face_landmarker as mp_landmarker
from mediapipe.tasks.python.vision.core.vision_task_running_mode import VisionTaskRunningMode
from numpy.typing import NDArray

from calibration.recording import FirstPass
from vision.camera import Frame
from vision.landmarks import LANDMARKS, FaceLandmarks
from vision.mesh_library import ImageFormat, MpImage
from vision.model_file import MODEL_PATH

REPOSITORY = Path(__file__).parents[1]
JAW_OPEN_EVERY = 3
"""The blendshapes cost a second landmarker; a third of the pictures is enough for a row of the table."""


class JawOpen:
    """MediaPipe's ``jawOpen`` blendshape, held over the pictures in between. A context manager."""

    def __init__(self) -> None:
        options = mp_landmarker.FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(MODEL_PATH)),
            running_mode=VisionTaskRunningMode.VIDEO,
            output_face_blendshapes=True,
        )
        self._landmarker = mp_landmarker.FaceLandmarker.create_from_options(options)
        self._value = np.nan

    def find(self, frame: Frame) -> float:
        """0..1 at this picture; NaN without a face. Pictures must come in the order of time."""
        if frame.index % JAW_OPEN_EVERY == 0:
            image = MpImage(ImageFormat.SRGB, cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB))
            found = self._landmarker.detect_for_video(image, round(frame.t_s * 1000)).face_blendshapes
            scores = [shape.score for shape in found[0] if shape.category_name == "jawOpen"] if found else [np.nan]
            self._value = float(scores[0])
        return self._value

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._landmarker.close()


def check_cache(folder: Path) -> None:
    """Raise SystemExit when landmarks of people would come to lie in the repository."""
    if folder.resolve().is_relative_to(REPOSITORY):
        raise SystemExit("The cache holds people's faces as landmarks; choose a folder outside of the repository.")
    folder.mkdir(parents=True, exist_ok=True)


def remember(kept: Path, look: FirstPass, jaw_open: NDArray[np.float64]) -> None:
    """Keep what was seen in a file."""
    nothing = np.full((LANDMARKS, 3), np.nan, np.float32)
    np.savez(
        kept,
        times_s=look.times_s,
        points=np.array([nothing if face is None else face.points for face in look.faces]),
        crowd=[0 if face is None else face.faces for face in look.faces],
        size=look.size,
        jaw_open=jaw_open,
    )


def remembered(kept: Path) -> tuple[FirstPass, NDArray[np.float64]]:
    """What ``remember`` kept."""
    with np.load(kept) as stored:
        times_s = [float(t_s) for t_s in stored["times_s"]]
        faces = [
            FaceLandmarks(points, t_s, int(crowd)) if crowd else None
            for points, t_s, crowd in zip(stored["points"], times_s, stored["crowd"], strict=True)
        ]
        width, height = (int(side) for side in stored["size"])
        return FirstPass(times_s, faces, (width, height)), np.asarray(stored["jaw_open"], np.float64)
