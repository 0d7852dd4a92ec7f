"""A desk's tray or strip in a process of its own, which says which of both it shows. Run by test_tray_host.py."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from PySide6.QtCore import QTimer

from feedback.desk.events import Status
from feedback.kept.settings import ThemeChoice
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.desk.menu import DeskActions
from feedback.window.desk.program import desk_application
from feedback.window.desk.tray import Tray
from feedback.window.desk.tray_host import TrayHost

LEAVES_MS = 60_000
"""A test that has forgotten about it leaves it no longer than this."""


def main() -> None:
    """Show it until the test ends it."""
    app = desk_application()
    host = TrayHost()
    nothing = DeskActions(lambda *_: None, app.quit, app.quit, app.quit)
    tray = Tray(Appearance(ThemeChoice.NIGHT, less_motion=True), Texts("en"), nothing, host)
    tray.show_status(Status(None), datetime.now().astimezone())

    def say() -> None:
        print("tray" if tray.icon is not None else "strip", flush=True)

    host.changed.connect(say)
    say()
    QTimer.singleShot(LEAVES_MS, app.quit)
    app.exec()
    tray.close()


if __name__ == "__main__":
    main()
