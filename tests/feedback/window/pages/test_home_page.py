"""The first page: four choices that explain themselves, nothing that jumps, and Begin near at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from feedback.practice.exercises import EXERCISES
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.controls import Button
from feedback.window.controls.theme import Appearance
from feedback.window.drawn.drawing_view import DrawingView
from feedback.window.pages.home_page import HomePage
from tests.feedback.toy import humming_there
from tests.feedback.window.page_checks import SIZES, assert_readable, bring_up
from tests.feedback.window.pages.every_page import home


def shown(look: Appearance, qtbot: QtBot, language: str = "en", size: tuple[int, int] = SIZES[1]) -> HomePage:
    page = home(look, Texts(language), Path())
    assert isinstance(page, HomePage)
    qtbot.addWidget(page)
    page.resize(*size)
    bring_up(page, qtbot)
    page.take_keyboard()
    QApplication.processEvents()
    return page


def places(page: HomePage) -> dict[str, QRect]:
    """Where everything that can be pressed stands."""
    return {
        part.accessibleName(): QRect(part.mapTo(page, QPoint(0, 0)), part.size())
        for part in page.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and part not in every_length(page)
    }


def every_length(page: HomePage) -> list[Button]:
    return [button for lengths in page.lengths.values() for button in lengths.values()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_moves_under_the_pointer(look: Appearance, qtbot: QtBot, language: str, size: tuple[int, int]):
    page = shown(look, qtbot, language, size)
    before = places(page)
    for name in (*EXERCISES, "soft_jaw"):
        page.exercises[name].click()
        QApplication.processEvents()
        now = places(page)
        assert {button: now[button] for button in before} == before, name


def test_the_four_exercises_look_alike_and_are_one_choice(look: Appearance, qtbot: QtBot):
    page = shown(look, qtbot)
    assert set(page.exercises) == set(EXERCISES)
    assert len({(button.width(), button.height()) for button in page.exercises.values()}) == 1
    assert sum(button.isChecked() for button in page.exercises.values()) == 1


def test_a_choice_answers_the_pointer(look: Appearance, qtbot: QtBot):
    page = shown(look, qtbot)
    button = page.exercises["breath"]
    looks: list[QImage] = []
    for place in (page.mapToGlobal(QPoint(2, 2)), button.mapToGlobal(button.rect().center())):
        QCursor.setPos(place)
        qtbot.waitUntil(lambda over=bool(looks): button.underMouse() == over)
        looks.append(button.grab().toImage())
    assert looks[0] != looks[1]


def test_the_one_that_is_chosen_explains_itself(look: Appearance, qtbot: QtBot):
    page = shown(look, qtbot)
    told = set()
    for name, button in page.exercises.items():
        button.click()
        drawings = [part for part in page.drawings.currentWidget().findChildren(DrawingView) if part.isVisible()]
        assert 2 <= len(drawings) <= 3, name
        told.add((page.about.text(), *(part.accessibleDescription() for part in drawings)))
    assert len(told) == len(EXERCISES)


def test_begin_is_among_the_first_stops_of_tab(look: Appearance, qtbot: QtBot):
    page = shown(look, qtbot)
    page.setFocus()
    stops = []
    for _ in range(3):
        qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
        stops.append(page.focusWidget())
    assert page.begin in stops


def test_enter_begins_again_at_once(look: Appearance, qtbot: QtBot):
    page = shown(look, qtbot)
    begun: list[bool] = []
    page.begin.clicked.connect(lambda: begun.append(True))
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert begun == [True]


def test_a_new_exercise_is_offered_with_its_lengths(look: Appearance, qtbot: QtBot):
    with humming_there() as humming:
        page = shown(look, qtbot, size=SIZES[0])
        page.exercises[humming.id].click()
        assert page.about.text() == humming.invitation
        offered = [minutes for minutes, button in page.lengths[humming.id].items() if button.isVisible()]
        assert tuple(offered) == humming.lengths_min
        assert_readable(page)
