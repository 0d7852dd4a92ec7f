"""What tests of several pages share: showing a page, walking it by key, judging whether all of it can be read."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from feedback.window.controls.page import Page
from feedback.window.controls.scroller import Scroller
from feedback.window.controls.sentence import LargeWords
from tests.patience import PATIENCE_MS

SIZES = ((900, 600), (1280, 720))


def bring_up(window: QWidget, qtbot: object) -> None:
    """Show ``window``, give it the keyboard and keep the pointer off it. A screen may not hear the first asking."""

    def has_keyboard() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())
    window.show()
    qtbot.waitUntil(has_keyboard, timeout=PATIENCE_MS)  # type: ignore[attr-defined]


def shown(page: Page, qtbot: object, size: tuple[int, int] = SIZES[0]) -> Page:
    """Show ``page`` as large as ``size``, with the focus where the window puts it."""
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    page.resize(*size)
    bring_up(page, qtbot)
    page.take_keyboard()
    assert (page.width(), page.height()) == size, "the page asks for more room than there is"
    return page


def unrolled(page: Page) -> Page:
    """Make ``page`` so tall that nothing of it is scrolled away."""
    QApplication.processEvents()
    hidden = 0
    for part in page.findChildren(Scroller):
        assert part.widget().width() <= part.viewport().width(), "something is cut at the side"
        hidden += part.verticalScrollBar().maximum()
    page.resize(page.width(), page.height() + hidden)
    QApplication.processEvents()
    return page


def ground_of(part: QWidget, page: Page) -> QWidget:
    """What ``part`` has its place on: the page, or what a part of the page scrolls over."""
    for scroller in page.findChildren(Scroller):
        if scroller.widget().isAncestorOf(part):
            return scroller.widget()
    return page


def assert_readable(page: Page) -> None:
    """All words are there, none is cut, none lies on another, everything has a name."""
    QApplication.processEvents()
    places: list[tuple[str, QWidget, QRect]] = []
    for part in page.findChildren(QWidget):
        if not part.isVisibleTo(page):
            continue
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert part.accessibleName(), f"{part} has no name for a screen reader"
        if not isinstance(part, LargeWords | QLabel | QAbstractButton):
            continue
        said = part.said if isinstance(part, LargeWords) else part.text() or part.accessibleName()
        if not said:
            continue
        assert part.accessibleName(), f"“{said}” has no name for a screen reader"
        ground = ground_of(part, page)
        place = QRect(part.mapTo(ground, QPoint(0, 0)), part.size())
        assert ground.rect().contains(place), f"“{said}” runs out of the page"
        if isinstance(part, LargeWords):
            assert part.fits(), f"“{said}” does not fit in {part.width()}x{part.height()}"
            place.setHeight(min(place.height(), part.height_of_words()))
        elif isinstance(part, QLabel):
            wraps = Qt.TextFlag.TextWordWrap if part.wordWrap() else 0
            room = QFontMetrics(part.font()).boundingRect(QRect(0, 0, part.width(), 10_000), int(wraps), part.text())
            assert room.width() <= part.width(), f"“{said}” is cut at the side"
            assert room.height() <= part.height(), f"“{said}” is cut below"
        else:
            assert part.width() >= part.sizeHint().width(), f"“{said}” is cut"
        places.append((said, ground, place))
    for index, (said, ground, place) in enumerate(places):
        for other, its_ground, elsewhere in places[index + 1 :]:
            assert ground is not its_ground or not place.intersects(elsewhere), f"“{said}” lies on “{other}”"


def by_tab(page: Page, qtbot: object, key: Qt.Key = Qt.Key.Key_Tab) -> Iterator[QWidget]:
    """Walk by Tab (or Backtab) from where the focus is; gives each control as it is reached, until it comes round."""
    first: QWidget | None = None
    for _ in range(60):
        qtbot.keyClick(page.focusWidget() or page, key)  # type: ignore[attr-defined]
        here = page.focusWidget()
        if here is None or here is first:
            return
        first = first or here
        yield here
    raise AssertionError("Tab never comes round")
