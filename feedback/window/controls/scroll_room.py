"""The room a page has: all of the window; where the screen is too small for the page, the window scrolls over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QStackedWidget, QWidget

from feedback.window.controls.page import Page
from feedback.window.controls.theme import STEP

LINE_PX = 8 * STEP
"""How far an arrow key goes."""
KEYS = {
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}


class Floor(QWidget):
    """What is scrolled: as large as told, whatever height the words of the page would like at this width."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self._pages = pages
        pages.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """All of it is the page's."""
        self._pages.setGeometry(self.rect())


class ScrollRoom(QScrollArea):
    """Shows ``pages``. Each gets at least the height it says it needs at the width there is (`Page.fit_into`).

    What sticks out is reached by wheel, by key, and by Tab, which brings what it reaches into view.
    """

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self._pages = pages
        self._page: Page | None = None
        self._floor = Floor(pages)
        self.setWidget(self._floor)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(LINE_PX)
        pages.currentChanged.connect(self._take_page)
        self._take_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that nobody on the page wanted scroll, if there is something to scroll; others are the window's."""
        bar, action = self.verticalScrollBar(), KEYS.get(Qt.Key(event.key()))
        if action is None or bar.maximum() == 0:
            event.ignore()
        else:
            bar.triggerAction(action)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another room, another height for the page."""
        self._measure()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Other words on the page may need another height."""
        if watched is self._page and event.type() == QEvent.Type.LayoutRequest:
            self._measure()
        return super().eventFilter(watched, event)

    def _take_page(self) -> None:
        if self._page is not None:
            self._page.removeEventFilter(self)
        page = self._pages.currentWidget()
        self._page = page if isinstance(page, Page) else None
        if self._page is not None:
            self._page.installEventFilter(self)
        self._measure()
        self.verticalScrollBar().setValue(0)

    def _measure(self) -> None:
        page = self._page
        if page is None:
            return
        room = self.contentsRect().size()
        height = page.fit_into(room.expandedTo(QSize(page.least.width(), 0)))
        if height > room.height():  # then the bar takes its part of the width
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
            height = page.fit_into(room.expandedTo(QSize(page.least.width(), 0)))
            height = max(height, room.height() + 1)
        self._floor.setMinimumSize(page.least.width(), height)
