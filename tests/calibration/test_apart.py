"""Records and rules load without the libraries that see: they are read, tested and shown where no camera is."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import calibration
import feedback.practice
from tests.places import ROOT

SEEING = ("cv2", "mediapipe")
HEAVY = (*SEEING, "sqlite3", "PySide6", "matplotlib", "typer")
RECORDS = ("arrays", "doubts", "framing_advice", "head", "landmarks", "mouth", "readings", "chin.strips", "template")
SEES = {"calibration.calibrator", "calibration.recording"}
"""What takes pictures: a calibration as it happens, and one from a recording."""


def modules_of(package: object) -> list[str]:
    return [found.name for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]


def loaded_with(names: list[str], among: tuple[str, ...]) -> list[str]:
    """Which of ``among`` a fresh interpreter holds after importing ``names``."""
    code = f"import sys, {', '.join(names)}; print(*[name for name in {among!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return found.stdout.split()


def test_practice_loads_nothing_that_sees_keeps_or_draws():
    assert loaded_with(modules_of(feedback.practice), HEAVY) == []


def test_rules_about_the_jaw_load_nothing_that_sees():
    assert loaded_with([name for name in modules_of(calibration) if name not in SEES], HEAVY) == []


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_loads_nothing_that_sees(record: str):
    assert loaded_with([f"vision.{record}"], SEEING) == []
