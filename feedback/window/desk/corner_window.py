"""A small window in a corner of the screen where the pointer is. It comes without a sound and takes nothing away."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QCursor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from feedback.window.controls.theme import STEP, Appearance

LOW_PX = 50 * STEP
"""With less height than this a window has to be lower: on a screen of 1280x720 at 200 %."""
MARGIN_PX = 2 * STEP
"""Distance from the edges of the screen's free part."""
LEAST_PX, MOST_PX = 50 * STEP, 64 * STEP
"""Its width: as much as a row of buttons needs, within these."""
UPPER_CORNER = sys.platform == "darwin"
"""Notices come where the desktop's own come: above on macOS, below elsewhere."""


class CornerWindow(QWidget):
    """A frameless panel above other windows, without an entry in the task bar.

    takes_keyboard: it comes to the front and takes the keyboard, since the person asked for it; otherwise it only
    accepts a click. ``left``: it was closed by Esc or by the system. The position is the compositor's where windows may
    not choose (Wayland).
    """

    left = Signal()

    def __init__(self, look: Appearance, title: str, *, takes_keyboard: bool) -> None:
        flags = (
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | (Qt.WindowType(0) if takes_keyboard else Qt.WindowType.WindowDoesNotAcceptFocus)
        )
        super().__init__(None, flags)
        self._look, self._takes_keyboard = look, takes_keyboard
        self._screen: QScreen | None = None
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes_keyboard else Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not takes_keyboard)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(3 * STEP, 2 * STEP + 4, 3 * STEP, 2 * STEP + 4)
        self.rows.setSpacing(STEP)
        look.changed.connect(self.update)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screen_gone)
            app.primaryScreenChanged.connect(self._take_place)

    def come(self) -> None:
        """Show it on the screen where the pointer is."""
        self._screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        self.arrange(self._room().height() - 2 * MARGIN_PX)
        self.fit_again()
        self.show()
        if self._takes_keyboard:
            self.raise_()
            self.activateWindow()
            self.setFocus()  # not a button yet: nothing is answered by a key that was meant for something else

    def arrange(self, height: int) -> None:
        """Stand so that all of it fits in this height, px. Each window has its own way."""

    def fit_again(self) -> None:
        """Other contents, another height; the corner stays."""
        wide = self._width()
        size = QSize(wide, max(self.rows.totalHeightForWidth(wide), self.rows.totalMinimumHeightForWidth(wide)))
        if size != self.size():
            self.setFixedSize(size)
        self._take_place()

    def event(self, event: QEvent) -> bool:
        """Words that wrap, or another scaling of the screen, may need another height."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit_again()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """It was left."""
        event.accept()
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The panel and its edge, which must show on any ground."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.panel))
        painter.setPen(QPen(QColor(theme.muted if theme.strong else theme.line), 2 if theme.strong else 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _width(self) -> int:
        """Room for words and buttons, and never more than the screen has."""
        wanted = min(max(self.rows.sizeHint().width(), LEAST_PX), MOST_PX)
        wanted = max(wanted, self.rows.totalMinimumSize().width())
        return min(wanted, self._room().width() - 2 * MARGIN_PX)

    def _room(self) -> QRect:
        screen = self._screen or QGuiApplication.primaryScreen()
        return screen.availableGeometry() if screen is not None else QRect(0, 0, 640, 480)

    def _take_place(self) -> None:
        room = self._room().adjusted(MARGIN_PX, MARGIN_PX, -MARGIN_PX, -MARGIN_PX)
        place = QRect(QPoint(0, 0), self.size())
        place.moveTopRight(room.topRight()) if UPPER_CORNER else place.moveBottomRight(room.bottomRight())
        self.move(place.topLeft())

    def _screen_gone(self, screen: QScreen) -> None:
        """Its screen was unplugged: on to the one that is left."""
        if screen is self._screen:
            self._screen = next((other for other in QGuiApplication.screens() if other is not screen), None)
            self._take_place()
