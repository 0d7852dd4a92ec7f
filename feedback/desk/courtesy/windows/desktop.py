"""The sources that Windows has. It does not say whether its own "do not disturb" is on."""

from __future__ import annotations

from feedback.desk.courtesy.table import SourceTable
from feedback.desk.courtesy.windows.consent import MICROPHONE, WEBCAM, ConsentUse
from feedback.desk.courtesy.windows.full_screen import WindowsFullScreen
from feedback.desk.courtesy.windows.power import WindowsPower
from feedback.desk.courtesy.windows.session import WindowsIdle, WindowsSession


def windows_table() -> SourceTable:
    """One source for each matter that is told."""
    return SourceTable(
        camera=ConsentUse(WEBCAM),
        microphone=ConsentUse(MICROPHONE),
        hidden=WindowsSession(),
        idle=WindowsIdle(),
        full_screen=WindowsFullScreen(),
        battery=WindowsPower(),
    )
