"""Without the system's libraries the tests that need them are skipped, and one sentence says what would help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import named_in, reason
from tests.places import ROOT

WITHOUT_EGL = """
from feedback.process import display
display.SYSTEM_LIBRARIES += (("libEGL.so.of-another-machine", "libegl1"),)
"""


def test_where_qt_cannot_start_windows_are_skipped_and_the_rest_is_tried(tmp_path: Path):
    (tmp_path / "without_egl.py").write_text(WITHOUT_EGL)
    tried = ("tests/feedback/window/controls/test_theme.py", "tests/feedback/practice/test_breath.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "without_egl", "-n", "0", "-p", "no:cacheprovider", *tried],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    *_, sentence, closing = done.stdout.splitlines()
    assert sentence.startswith("To run the tests too that were skipped")
    assert "libegl1" in sentence.partition(": sudo apt install ")[2].split()
    assert "passed, 1 skipped" in closing


@pytest.mark.parametrize(
    ("reasons", "packages"),
    [
        ([], []),
        (["Skipped: only Linux tells"], []),
        ([f"Skipped: {reason('x', 'xvfb', 'ffmpeg')}", f"Skipped: {reason('y', 'ffmpeg')}"], ["ffmpeg", "xvfb"]),
    ],
)
def test_each_package_that_would_help_is_named_once(reasons: list[str], packages: list[str]):
    assert named_in(reasons) == packages
