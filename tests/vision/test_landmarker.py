"""The short way through the library's memory gives what the library itself gives."""

from __future__ import annotations

from itertools import islice

import cv2
import numpy as np

from tests.places import SESSION_CLIP
from vision.camera import Frame, frames, open_source
from vision.landmarker import Landmarker
from vision.mesh_library import BaseOptions, ImageFormat, MpImage, VisionTaskRunningMode, face_landmarker
from vision.model_file import MODEL_PATH

SESSION_CLIP = SESSION_CLIP


def test_landmarks_are_those_of_the_librarys_own_reader() -> None:
    options = face_landmarker.FaceLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(MODEL_PATH)),
        running_mode=VisionTaskRunningMode.VIDEO,
        num_faces=1,
    )
    theirs = face_landmarker.FaceLandmarker.create_from_options(options)
    with open_source(str(SESSION_CLIP), paced=False) as capture, Landmarker() as ours:
        for frame in islice(frames(capture), 12):
            face = ours.find(frame)
            rgb = cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB)
            seen = theirs.detect_for_video(MpImage(ImageFormat.SRGB, rgb), round(frame.t_s * 1000) + 1).face_landmarks
            assert face is not None
            height, width = frame.image.shape[:2]
            expected = [(point.x * width, point.y * height, point.z * width) for point in seen[0]]
            np.testing.assert_allclose(face.points, expected, atol=1e-3)
    theirs.close()


def test_pictures_that_change_size_are_each_read_whole() -> None:
    with open_source(str(SESSION_CLIP), paced=False) as capture:
        image = next(islice(frames(capture), 5, None)).image
    with Landmarker() as ours:
        for index, width in enumerate((320, 640, 160, 320)):
            face = ours.find(Frame(np.asarray(cv2.resize(image, (width, width * 3 // 4)), np.uint8), index / 30, index))
            assert face is not None
            assert 0.3 * width < face.points[1, 0] < 0.7 * width  # the tip of the nose
