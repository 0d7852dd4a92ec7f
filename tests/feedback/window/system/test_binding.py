"""What Qt's binding does beside showing windows."""

from __future__ import annotations

import subprocess
import sys

SHOWN = """
import linecache, sys
import numpy
from feedback.window import app, main_window
from PySide6.QtWidgets import QWidget
assert QWidget.setVisible
for name, module in sys.modules.items():
    if name.startswith(("calibration", "feedback", "numpy", "vision")) and module.__file__ in linecache.cache:
        print(name)
"""


def test_no_source_is_read_to_show_a_window():
    child = subprocess.run([sys.executable, "-c", SHOWN], capture_output=True, text=True, check=True)
    assert child.stdout.split() == []
