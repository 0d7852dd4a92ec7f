"""Where the screen is too small for a page, everything on it can still be reached: by wheel, by key, by Tab."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget

from feedback.texts import Texts
from feedback.window.controls.controls import Button
from feedback.window.controls.page import Page
from feedback.window.controls.scroll_room import ScrollRoom
from feedback.window.controls.theme import Appearance
from feedback.window.system.place import SMALLEST
from tests.feedback.window.page_checks import SIZES
from tests.feedback.window.pages.every_page import EVERY_PAGE

TOO_SMALL = (700, 400)


class Tall(Page):
    """A button at the top and one at the very bottom."""

    least = SMALLEST

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        self.first, self.last = Button(look, "First"), Button(look, "Last")
        rows.addWidget(self.first)
        rows.addStretch(1)
        rows.addWidget(QLabel("between"))
        rows.addStretch(1)
        rows.addWidget(self.last)


@pytest.fixture
def page(look: Appearance) -> Tall:
    return Tall(look)


@pytest.fixture
def room(page: Tall, qtbot: object) -> ScrollRoom:
    pages = QStackedWidget()
    pages.addWidget(page)
    room = ScrollRoom(pages)
    qtbot.addWidget(room)  # type: ignore[attr-defined]
    room.resize(*TOO_SMALL)
    room.show()
    qtbot.waitExposed(room)  # type: ignore[attr-defined]
    page.setFocus()
    return room


def seen(room: ScrollRoom, part: QWidget) -> bool:
    view = room.viewport()
    return view.rect().contains(QRect(part.mapTo(room, QPoint(0, 0)) - view.pos(), part.size()))


def test_a_page_keeps_the_size_it_needs(room: ScrollRoom, page: Tall) -> None:
    assert page.size() == SMALLEST
    assert seen(room, page.first)
    assert not seen(room, page.last)
    room.resize(1280, 720)
    QApplication.processEvents()
    assert page.size() == room.size()
    assert not room.verticalScrollBar().isVisible()


def test_tab_brings_what_it_reaches_into_view(room: ScrollRoom, page: Tall, qtbot: object) -> None:
    page.first.setFocus()
    qtbot.keyClick(page.first, Qt.Key.Key_Tab)  # type: ignore[attr-defined]
    assert room.focusWidget() is page.last
    assert seen(room, page.last)
    qtbot.keyClick(page.last, Qt.Key.Key_Backtab)  # type: ignore[attr-defined]
    assert seen(room, page.first)


@pytest.mark.parametrize(("down", "up"), [("End", "Home"), ("PageDown", "PageUp")])
def test_keys_scroll_to_the_end_and_back(room: ScrollRoom, page: Tall, qtbot: object, down: str, up: str) -> None:
    qtbot.keyClick(page, getattr(Qt.Key, f"Key_{down}"))  # type: ignore[attr-defined]
    assert seen(room, page.last)
    qtbot.keyClick(page, getattr(Qt.Key, f"Key_{up}"))  # type: ignore[attr-defined]
    assert seen(room, page.first)


def test_the_wheel_scrolls(room: ScrollRoom) -> None:
    turn = QWheelEvent(
        QPointF(room.viewport().rect().center()),
        QPointF(room.mapToGlobal(room.rect().center())),
        QPoint(),
        QPoint(0, -1200),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(room.viewport(), turn)
    assert room.verticalScrollBar().value() > 0


def test_the_next_page_begins_at_its_head(room: ScrollRoom, page: Tall, look: Appearance, qtbot: object) -> None:
    qtbot.keyClick(page, Qt.Key.Key_End)  # type: ignore[attr-defined]
    pages = room.findChild(QStackedWidget)
    following = Tall(look)
    pages.addWidget(following)
    pages.setCurrentWidget(following)
    assert seen(room, following.first)


class Layouts(QObject):
    """Counts how often a page asks to be laid out, and hears no more of it once that is too often."""

    ENOUGH = 40

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.count = 0
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's name and arguments
        self.count += event.type() == QEvent.Type.LayoutRequest
        return event.type() == QEvent.Type.LayoutRequest and self.count > self.ENOUGH


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", [name for name in EVERY_PAGE if name != "explanation"])
def test_every_page_comes_to_rest(
    look: Appearance, qtbot: object, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    page = EVERY_PAGE[name](look, Texts("nl"), tmp_path)
    pages = QStackedWidget()
    pages.addWidget(page)
    room = ScrollRoom(pages)
    layouts = Layouts(page)
    qtbot.addWidget(room)  # type: ignore[attr-defined]
    room.resize(*size)
    room.show()
    qtbot.waitExposed(room)  # type: ignore[attr-defined]
    for _ in range(2 * Layouts.ENOUGH):
        QApplication.processEvents()
    assert layouts.count <= Layouts.ENOUGH, "it is laid out again and again"
