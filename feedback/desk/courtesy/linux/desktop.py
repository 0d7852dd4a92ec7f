"""The sources that a Linux desktop has."""

from __future__ import annotations

from feedback.desk.courtesy.linux.camera import CameraHeld
from feedback.desk.courtesy.linux.capture import HardwareCapture
from feedback.desk.courtesy.linux.power import KernelPower
from feedback.desk.courtesy.table import SourceTable


def linux_table() -> SourceTable:
    """One source for each matter, each opened when it is first asked."""
    return SourceTable(camera=CameraHeld(), microphone=HardwareCapture(), battery=KernelPower())
