"""Where things lie that tests need: the checkout, and the small clips and kept files in tests/data."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
DEMO_CLIP = ROOT / "vision" / "clips" / "demo.mp4"
FACE_CLIP = DATA / "face_4s.mp4"
SESSION_CLIP = DATA / "session_3s.mp4"
