"""MediaPipe Face Landmarker → numpy: one face, 478 points, in pixels.

The library's own reader builds some 2,900 Python objects a frame. The landmarks already lie in memory as C structs, so
they are viewed as one array and copied once. That leans on the layout of exactly ``mediapipe==0.10.30``, the version
this project is pinned to (docs/decisions/0001); a test compares both readers.
"""

from __future__ import annotations

import ctypes
import io
import struct
import zipfile
from types import TracebackType
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.camera import Frame
from vision.landmarks import LANDMARKS, FaceLandmarks
from vision.mesh_library import BaseOptions, ImageFormat, MpImage, VisionTaskRunningMode
from vision.mesh_library import face_detector as mp_detector
from vision.mesh_library import face_landmarker as mp_landmarker
from vision.model_file import MODEL_PATH
from vision.sealed import sealed

Picture = NDArray[np.uint8]

UNUSED_PART = "face_blendshapes.tflite"
"""The network for expressions. The library runs it whenever the model file holds it, asked for or not, and that is a
tenth of each call. Without it the landmarks are the same (a test compares them)."""
PART_ALIGNMENT, PART_HEADER, PADDING_ID = 16, 34, 0xD935
"""Networks are read where they lie in the file, so each begins at a multiple of so many bytes. Before it come a header
of the ZIP format, the head of an extra field with this number (it means padding), the part's name, and the padding."""
CROWD_CHECK_EVERY_S = 1.0
"""How often the picture is searched for a second face; the search costs about a fifth of a landmark call."""
LARGER_BY = 1.15
"""Another face must be this much wider than the followed one before the landmarker is pointed at it."""

cv2.setNumThreads(1)  # our pictures are small: waking helpers, and their waiting for work, costs more than they do


class Landmarker:
    """Follows one face from frame to frame, the larger one when there are two.

    A context manager; close it explicitly, the library's own destructor fails at interpreter exit.
    """

    def __init__(self) -> None:
        self._landmarker, self._detector = sealed(_networks)
        # The library works in a thread of its own. An interrupt ends our waiting for it and not its work, so what it
        # reads and writes must outlive the call.
        self._under_way: tuple[object, ...] = ()
        self._rgb: Picture | None = None  # one memory for all pictures: fresh pages cost as much as the conversion
        self._last_ms = 0
        self._faces = 1
        self._next_crowd_check_s = float("-inf")

    def find(self, frame: Frame) -> FaceLandmarks | None:
        """The followed face in ``frame``, or None when there is none. Frames must come in the order of time."""
        self._rgb = rgb = np.asarray(cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB, dst=self._rgb), np.uint8)
        points = self._detect(rgb, frame.t_s)
        if points is None:
            self._next_crowd_check_s = frame.t_s
            return None
        if frame.t_s >= self._next_crowd_check_s:
            self._next_crowd_check_s = frame.t_s + CROWD_CHECK_EVERY_S
            points = self._prefer_larger(rgb, points, frame.t_s)
        return FaceLandmarks(points, frame.t_s, self._faces)

    def close(self) -> None:
        """Release the networks. Safe to call twice."""
        self._landmarker.close()
        self._detector.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _detect(self, rgb: Picture, t_s: float) -> NDArray[np.float32] | None:
        self._last_ms = max(self._last_ms + 1, round(t_s * 1000) + 1)
        image = MpImage(image_format=ImageFormat.SRGB, data=rgb)
        result = mp_landmarker.FaceLandmarkerResultC()
        self._under_way = rgb, image, result
        library, handle = self._landmarker._lib, self._landmarker._handle
        library.MpFaceLandmarkerDetectForVideo(handle, image._image_ptr, None, self._last_ms, ctypes.byref(result))
        try:
            return _to_pixels(result, width=rgb.shape[1], height=rgb.shape[0])
        finally:
            library.MpFaceLandmarkerCloseResult(ctypes.byref(result))

    def _prefer_larger(self, rgb: Picture, points: NDArray[np.float32], t_s: float) -> NDArray[np.float32]:
        """Search for other faces; when one is clearly larger, hide the followed one so that the tracker moves over."""
        boxes = self._search(rgb)
        self._faces = max(1, len(boxes))
        if len(boxes) < 2:
            return points
        left, top = points[:, :2].min(axis=0)
        right, bottom = points[:, :2].max(axis=0)
        centre_x, centre_y = (left + right) / 2, (top + bottom) / 2

        own, other = 0, 0
        for box in boxes:
            inside = 0 <= centre_x - box.origin_x <= box.width and 0 <= centre_y - box.origin_y <= box.height
            own, other = (max(own, box.width), other) if inside else (own, max(other, box.width))
        if other <= own * LARGER_BY:
            return points
        hidden = rgb.copy()
        hidden[max(0, int(top)) : max(0, int(bottom)), max(0, int(left)) : max(0, int(right))] = 128
        moved = self._detect(hidden, t_s)  # loses the smaller face …
        if moved is None:
            moved = self._detect(hidden, t_s)  # … and detects anew
        return points if moved is None else moved

    def _search(self, rgb: Picture) -> list[mp_detector.detections_module.bounding_box_lib.BoundingBox]:
        """The box of every face in the picture."""
        image = MpImage(image_format=ImageFormat.SRGB, data=rgb)
        result = mp_detector.detections_c_module.DetectionResultC()
        self._under_way = rgb, image, result
        library, handle = self._detector._lib, self._detector._handle
        library.MpFaceDetectorDetectImage(handle, image._image_ptr, None, ctypes.byref(result))
        try:
            return [face.bounding_box for face in mp_detector.FaceDetectorResult.from_ctypes(result).detections]
        finally:
            library.MpFaceDetectorCloseResult(ctypes.byref(result))


def _networks() -> tuple[mp_landmarker.FaceLandmarker, mp_detector.FaceDetector]:
    """The library's two networks, with threads of their own."""
    landmarker = mp_landmarker.FaceLandmarker.create_from_options(
        mp_landmarker.FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=_landmark_model()),
            running_mode=VisionTaskRunningMode.VIDEO,
            num_faces=1,
        )
    )
    detector = mp_detector.FaceDetector.create_from_options(
        mp_detector.FaceDetectorOptions(
            base_options=BaseOptions(model_asset_buffer=_detector_model()),
            running_mode=VisionTaskRunningMode.IMAGE,
        )
    )
    return landmarker, detector


def _to_pixels(result: mp_landmarker.FaceLandmarkerResultC, width: int, height: int) -> NDArray[np.float32] | None:
    if not result.face_landmarks_count:
        return None
    face = result.face_landmarks[0]
    stride = ctypes.sizeof(mp_landmarker.landmark_c_lib.NormalizedLandmarkC)
    raw = ctypes.cast(face.landmarks, ctypes.POINTER(ctypes.c_float * (stride // 4 * face.landmarks_count))).contents
    table = np.frombuffer(raw, np.float32).reshape(face.landmarks_count, stride // 4)
    return table[:LANDMARKS, :3] * np.array([width, height, width], np.float32)


def _landmark_model() -> bytes:
    """The model file without its unused part."""
    out = io.BytesIO()
    with zipfile.ZipFile(MODEL_PATH) as model, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as kept:
        for entry in model.infolist():
            if entry.filename != UNUSED_PART:
                copy = zipfile.ZipInfo(entry.filename)
                padding = bytes(-(out.tell() + PART_HEADER + len(entry.filename)) % PART_ALIGNMENT)
                copy.extra = struct.pack("<HH", PADDING_ID, len(padding)) + padding
                kept.writestr(copy, model.read(entry))
    return out.getvalue()


def _detector_model() -> bytes:
    """The face detector that lies inside the landmarker's own model file."""
    with zipfile.ZipFile(MODEL_PATH) as model:
        return model.read("face_detector.tflite")
