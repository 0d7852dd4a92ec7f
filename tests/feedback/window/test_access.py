"""Every page can be used without a mouse and without seeing it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from feedback.texts import Texts
from feedback.window.controls.page import Page
from feedback.window.controls.scroll_room import ScrollRoom
from feedback.window.controls.sentence import LargeWords
from feedback.window.controls.theme import Appearance
from feedback.window.drawn.calendar_view import CalendarView
from feedback.window.drawn.curve import Curve
from feedback.window.drawn.day_line import DayLine
from feedback.window.drawn.hours_view import HoursView
from feedback.window.drawn.picture import PictureCard
from feedback.window.drawn.trend_view import TrendView
from feedback.window.drawn.weeks_view import WeeksView
from tests.feedback.window.page_checks import bring_up, by_tab
from tests.feedback.window.pages.every_page import EVERY_PAGE

SPEAKS_FOR_ITSELF = (
    QAbstractButton,
    QLabel,
    QProgressBar,
    PictureCard,
    Curve,
    TrendView,
    CalendarView,
    DayLine,
    HoursView,
    WeeksView,
)
"""What says something. Other shapes (the hammock, the signs) stand beside words that say the same."""
PLAIN = {QAccessible.Role.NoRole, QAccessible.Role.Client}
"""Roles that tell nobody what to do with a control."""


class Window(QWidget):
    """The window around a page, as the program has it; remembers keys that nobody on the page wanted."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.keys: list[int] = []
        pages = QStackedWidget()
        pages.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(ScrollRoom(pages))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self.keys.append(event.key())


@pytest.fixture(params=EVERY_PAGE)
def page(request: pytest.FixtureRequest, look: Appearance, qtbot: object, tmp_path: Path) -> Iterator[Page]:
    page = EVERY_PAGE[request.param](look, Texts("nl"), tmp_path)
    window = Window(page)
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    window.resize(900, 600)
    bring_up(window, qtbot)
    page.take_keyboard()
    QApplication.processEvents()
    yield page
    window.close()  # and so it lives until here


def visible(page: Page) -> list[QWidget]:
    return [part for part in page.findChildren(QWidget) if part.isVisibleTo(page)]


def stop_of(part: QWidget) -> object:
    """What Tab shall stop at for the sake of ``part``: itself, or its group, in which arrow keys lead on."""
    group = part.group() if isinstance(part, QAbstractButton) else None
    return group or part


def described(part: QWidget) -> str:
    return f"{type(part).__name__} “{part.accessibleName()}”"


def test_everything_has_a_name_and_controls_say_what_they_are(page: Page) -> None:
    for part in visible(page):
        told = QAccessible.queryAccessibleInterface(part)
        name = told.text(QAccessible.Text.Name)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert name, f"{part} has no name"
            assert told.role() not in PLAIN or isinstance(part, CalendarView | DayLine), described(part)
        elif isinstance(part, SPEAKS_FOR_ITSELF):
            said = part.said if isinstance(part, LargeWords) else getattr(part, "text", lambda: "…")()
            assert name or not said, f"{part} has no name"


def test_each_choice_among_several_is_told_as_one(page: Page) -> None:
    for part in visible(page):
        if isinstance(part, QAbstractButton) and part.isCheckable():
            told = QAccessible.queryAccessibleInterface(part)
            one_of = part.group() is not None and part.group().exclusive()
            assert told.role() == (QAccessible.Role.RadioButton if one_of else QAccessible.Role.CheckBox)
            assert bool(told.state().checked) == part.isChecked()


def test_tab_reaches_every_control_and_comes_round_both_ways(page: Page, qtbot: object) -> None:
    wanted = {part for part in visible(page) if part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus}
    reached = list(by_tab(page, qtbot))
    stops = [stop_of(part) for part in reached]
    assert len(set(stops)) == len(stops)
    assert {described(part) for part in wanted if stop_of(part) not in stops} == set()
    for part in reached:
        group = part.group() if isinstance(part, QAbstractButton) else None
        if group is not None and group.exclusive():
            assert part is group.checkedButton(), "Tab stops at what is chosen"
    back = list(by_tab(page, qtbot, Qt.Key.Key_Backtab))
    assert set(back) == set(reached)
    assert all(part.isVisibleTo(page) for part in reached)


def test_one_sees_where_the_keyboard_is(page: Page, qtbot: object) -> None:
    controls = list(by_tab(page, qtbot))
    for control, following in pairwise(controls):
        control.setFocus(Qt.FocusReason.TabFocusReason)
        ringed = control.grab().toImage()
        following.setFocus(Qt.FocusReason.TabFocusReason)
        assert control.grab().toImage() != ringed, f"{described(control)} looks the same with the focus"


def test_esc_leads_out_from_everywhere_and_enter_presses_the_one_button(page: Page, qtbot: object) -> None:
    window = page.window()
    assert isinstance(window, Window)
    pressed: list[bool] = []
    if page.primary is not None:
        page.primary.clicked.disconnect()
        page.primary.clicked.connect(lambda: pressed.append(True))
    for control in list(by_tab(page, qtbot)):
        control.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(control, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
        assert window.keys.pop() == Qt.Key.Key_Escape, f"Esc stays in {described(control)}"
    if page.primary is not None:
        page.setFocus()
        qtbot.keyClick(page, Qt.Key.Key_Return)  # type: ignore[attr-defined]
        assert pressed == [True]
