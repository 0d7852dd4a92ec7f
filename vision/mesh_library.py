"""The one place where mediapipe is imported, and what is used of it.

Importing it also imports ``sounddevice``, for audio tasks that nobody here asks for, and that looks through all sound
devices, microphones included. mediapipe does without when there is none, so for this moment there is none.
"""

from __future__ import annotations

import sys

_kept = sys.modules.get("sounddevice")
sys.modules["sounddevice"] = None  # type: ignore[assignment]  # how Python marks a module that cannot be imported
try:
    from mediapipe import Image as MpImage
    from mediapipe import ImageFormat
    from mediapipe.tasks.python.core.base_options import BaseOptions
    from mediapipe.tasks.python.vision import face_detector, face_landmarker
    from mediapipe.tasks.python.vision.core.vision_task_running_mode import VisionTaskRunningMode
finally:
    del sys.modules["sounddevice"]
    if _kept is not None:
        sys.modules["sounddevice"] = _kept

__all__ = ["BaseOptions", "ImageFormat", "MpImage", "VisionTaskRunningMode", "face_detector", "face_landmarker"]
