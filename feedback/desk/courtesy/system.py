"""Which sources this system has: the choice between the rooms for each."""

from __future__ import annotations

import sys

from feedback.desk.courtesy.table import SourceTable


def system_table() -> SourceTable:
    """The sources of this system; an unknown one tells nothing."""
    if sys.platform == "win32":
        from feedback.desk.courtesy.windows.desktop import windows_table

        return windows_table()
    if sys.platform == "darwin":
        from feedback.desk.courtesy.macos.desktop import macos_table

        return macos_table()
    if sys.platform.startswith("linux"):
        from feedback.desk.courtesy.linux.desktop import linux_table

        return linux_table()
    return SourceTable()
