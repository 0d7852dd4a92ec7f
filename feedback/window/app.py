"""Opens the window and stays until it is closed."""

from __future__ import annotations

import signal
import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from feedback.process.menu.desktop_entry import APP_ID, ICON
from feedback.window.controls.letters import check_letters
from feedback.window.main_window import MainWindow
from feedback.window.person.options import Start, WindowOptions
from feedback.window.system.screen_watch import ScreenWatch
from feedback.window.system.system_wishes import SystemWishes

__all__ = ["Start", "WindowOptions", "run_window"]


def run_window(start: Start, options: WindowOptions) -> int:
    """Open the window with ``start`` and run until it closes; Ctrl-C closes it too.

    Returns the exit code: 0 done, 3 no usable camera or file, 4 stopped early. Raises WindowError where there is
    nothing to write with.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("kaakrust")
    app.setApplicationDisplayName("Kaakrust")
    app.setDesktopFileName(APP_ID)
    app.setWindowIcon(QIcon(str(ICON)))
    app.setStyle("Fusion")
    check_letters()
    window = _shown(app, start, options)
    while window.successor is not None:  # somebody else sits here now
        window = _shown(app, Start.HOME, window.successor)
    return window.exit_code


def _shown(app: QApplication, start: Start, options: WindowOptions) -> MainWindow:
    """The window, after it was closed."""
    window = MainWindow(start, options)
    window.look.follow(SystemWishes(parent=window))
    window.follow_screen(ScreenWatch(window))
    before = signal.signal(signal.SIGINT, lambda *_: window.interrupt())
    try:
        window.show()
        app.exec()
    finally:
        signal.signal(signal.SIGINT, before)
        window.close()
    return window
