"""Welcome, safety and caution: all of it can be read at every size, by mouse and by key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.theme import Appearance
from feedback.window.pages.caution_page import CautionPage
from feedback.window.pages.reading_page import ReadingPage
from feedback.window.pages.safety_page import SafetyPage
from feedback.window.pages.welcome_page import WelcomePage
from tests.feedback.window.page_checks import SIZES, assert_readable, by_tab, shown, unrolled

Make = Callable[[Appearance, Texts], ReadingPage]
PAGES: dict[str, Make] = {
    "welcome": lambda look, texts: WelcomePage(look, texts, go_on=print, other_language=print),
    "safety-first": lambda look, texts: SafetyPage(look, texts, done=print, first=True),
    "safety": lambda look, texts: SafetyPage(look, texts, done=print),
    "caution": lambda look, texts: CautionPage(look, texts, yes=print, no=print, in_routine=True),
    "shaking": lambda look, texts: CautionPage(look, texts, yes=print, no=print, in_routine=False),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_every_word_can_be_read(look: Appearance, qtbot: object, name: str, size: tuple[int, int], language: str):
    page = PAGES[name](look, Texts(language))
    assert_readable(unrolled(shown(page, qtbot, size)))


def test_keys_scroll_to_the_end_and_say_so(look: Appearance, qtbot: object):
    page = shown(SafetyPage(look, Texts("en"), done=print), qtbot)
    assert page.more.isVisible()
    for _ in range(20):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)  # type: ignore[attr-defined]
    assert not page.scroller.more_below
    assert not page.more.isVisible()
    assert page.focusWidget() is page.primary  # an arrow scrolls and does not wander off
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Home)  # type: ignore[attr-defined]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_PageDown)  # type: ignore[attr-defined]
    assert page.scroller.verticalScrollBar().value() > 0


def test_shaking_is_never_chosen_by_pressing_on(look: Appearance, qtbot: object):
    chosen: list[str] = []
    yes, no = lambda: chosen.append("with"), lambda: chosen.append("without")
    page = shown(CautionPage(look, Texts("en"), yes=yes, no=no, in_routine=True), qtbot)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert chosen == ["without"]
    other = next(button for button in by_tab(page, qtbot) if button is not page.primary)
    other.click()
    assert chosen == ["without", "with"]


def test_the_language_can_be_changed_before_anything_is_read(look: Appearance, qtbot: object):
    pressed: list[bool] = []
    page = shown(WelcomePage(look, Texts("en"), go_on=print, other_language=lambda: pressed.append(True)), qtbot)
    buttons = {button.text(): button for button in by_tab(page, qtbot)}
    buttons["Nederlands"].click()
    assert pressed == [True]


def test_enter_held_down_does_not_run_through_the_pages(look: Appearance, qtbot: object):
    read: list[bool] = []
    page = shown(SafetyPage(look, Texts("en"), done=lambda: read.append(True), first=True), qtbot)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    QApplication.sendEvent(page.focusWidget(), held)
    assert read == []
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert read == [True]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_click_on_the_welcome_page_does_not_say_that_safety_was_read(
    look: Appearance, qtbot: object, size: tuple[int, int], language: str
):
    texts = Texts(language)
    places = []
    for page in (
        WelcomePage(look, texts, go_on=print, other_language=print),
        SafetyPage(look, texts, done=print, first=True),
    ):
        button = shown(page, qtbot, size).primary
        assert button is not None
        QApplication.processEvents()
        places.append(button.rect().translated(button.mapTo(page, button.rect().topLeft())))
    assert not places[0].intersects(places[1])
