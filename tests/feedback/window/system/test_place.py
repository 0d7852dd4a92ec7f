"""The window stands where it was left, and never where nobody can see it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from feedback.kept.settings import Settings
from feedback.window.system.place import SMALLEST, bring_back, fit, kept, restore


@pytest.fixture
def window(qtbot: object) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    return window


def room() -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()


def test_it_comes_back_where_it_was_left(window: QWidget, qtbot: object) -> None:
    restore(window, Settings())
    window.setGeometry(room().x(), room().y() + 40, *window.minimumSize().toTuple())
    left = window.geometry()
    again = QWidget()
    qtbot.addWidget(again)  # type: ignore[attr-defined]
    restore(again, Settings(window_place=kept(window)))
    assert again.geometry() == left


@pytest.mark.parametrize("damaged", ["", "not base64 é", "AAAA", "QUJD" * 30])
def test_what_cannot_be_read_gives_the_usual_place(window: QWidget, damaged: str) -> None:
    restore(window, Settings(window_place=damaged))
    assert room().contains(window.geometry())


def test_a_place_on_a_screen_that_is_gone_is_corrected(window: QWidget, qtbot: object) -> None:
    restore(window, Settings())
    window.move(9000, -4000)
    bring_back(window)
    assert room().contains(window.geometry())
    before = window.geometry()
    bring_back(window)
    assert window.geometry() == before  # what can be seen stays where it is


def test_a_window_larger_than_the_screen_shrinks_into_it(window: QWidget) -> None:
    fit(window)
    window.resize(room().width() + 500, room().height() + 500)
    bring_back(window)
    assert room().contains(window.geometry())


def test_the_least_size_never_asks_for_more_than_the_screen_has(window: QWidget) -> None:
    fit(window)
    assert window.minimumWidth() <= min(SMALLEST.width(), room().width())
    assert window.minimumHeight() <= min(SMALLEST.height(), room().height())
