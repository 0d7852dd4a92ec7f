"""Where the window stands: kept for the next time, and never outside of what the screens can show."""

from __future__ import annotations

import base64
import binascii

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from feedback.kept.settings import Settings

USUAL = QSize(1280, 720)
SMALLEST = QSize(900, 600)
"""Every page fits in this with the program's own letters."""
NARROWEST = QSize(624, 320)
"""What is left of a screen of 1280x720 at 200 % beside a scroll bar. Pages are as narrow as that without scrolling
sideways; what does not fit in the height is scrolled to (feedback/window/controls/scroll_room.py)."""
TITLE_PX = 40
"""Room for a title bar whose height is not known before the window is shown."""


def restore(window: QWidget, settings: Settings) -> None:
    """Put ``window`` where it stood (`Settings.window_place`), or in the usual size in the middle of its screen."""
    fit(window)
    try:
        kept_place = base64.b64decode(settings.window_place, validate=True)
    except (binascii.Error, ValueError):
        kept_place = b""
    if kept_place and window.restoreGeometry(QByteArray(kept_place)):
        fit(window)
        bring_back(window)
        return
    room = _screen_of(window).availableGeometry()
    place = QRect(window.pos(), USUAL.boundedTo(room.size() - QSize(0, TITLE_PX)))
    place.moveCenter(room.center())
    window.setGeometry(place)


def kept(window: QWidget) -> str:
    """What to keep as `Settings.window_place`."""
    return base64.b64encode(window.saveGeometry().data()).decode("ascii")


def fit(window: QWidget) -> None:
    """Let the window shrink to what its screen can show, even where that is less than a page wants."""
    room = _screen_of(window).availableSize() - QSize(0, TITLE_PX)
    window.setMinimumSize(SMALLEST.boundedTo(room))


def bring_back(window: QWidget) -> None:
    """Move the window to where it can be seen whole, if it is not; one that fills the screen is left to do so."""
    if window.windowState() & (Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowMaximized):
        return
    place = window.frameGeometry() if window.isVisible() else window.geometry()
    room = _screen_at(place).availableGeometry()
    if room.contains(place):
        return
    edges = place.size() - window.size()
    window.resize(window.size().boundedTo(room.size() - edges))
    place.setSize(window.size() + edges)
    place.moveLeft(max(room.left(), min(place.left(), room.right() + 1 - place.width())))
    place.moveTop(max(room.top(), min(place.top(), room.bottom() + 1 - place.height())))
    window.move(place.topLeft())


def _screen_of(window: QWidget) -> QScreen:
    return window.screen() or QGuiApplication.primaryScreen()


def _screen_at(place: QRect) -> QScreen:
    """The screen that shows most of ``place``; the first one when none does."""

    def shown(screen: QScreen) -> int:
        part = screen.geometry().intersected(place)
        return max(0, part.width()) * max(0, part.height())

    first = QGuiApplication.primaryScreen()
    return max((first, *QGuiApplication.screens()), key=shown)
