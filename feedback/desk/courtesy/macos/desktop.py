"""The sources that macOS has. Which focus is on it tells only to programs that may read all of a person's files."""

from __future__ import annotations

from feedback.desk.courtesy.macos.power import MacPower
from feedback.desk.courtesy.macos.running import MacCamera, MacMicrophone
from feedback.desk.courtesy.macos.session import MacFullScreen, MacIdle, MacSession
from feedback.desk.courtesy.table import SourceTable


def macos_table() -> SourceTable:
    """One source for each matter that is told."""
    return SourceTable(
        camera=MacCamera(),
        microphone=MacMicrophone(),
        hidden=MacSession(),
        idle=MacIdle(),
        full_screen=MacFullScreen(),
        battery=MacPower(),
    )
