"""The face model that comes with the package, and how to know that it is whole."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

MODEL_PATH = Path(str(files("vision") / "models" / "face_landmarker.task"))
MODEL_SHA256 = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
"""Of the model that every figure of this project was measured with (NOTICE says where it is from)."""


def model_sha256(path: Path = MODEL_PATH) -> str | None:
    """The checksum of the model at ``path`` as it lies there, or None when it cannot be read. Some 10 ms."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
