"""Writing about a session: every key is a letter, and nothing typed does anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from feedback.kept.history import History
from feedback.window.main_window import MainWindow
from feedback.window.pages.history_page import HistoryPage
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.note_page import NotePage
from tests.feedback.kept.histories import months_of_practice
from tests.feedback.window.page_checks import bring_up
from tests.feedback.window.pages.test_history_pages import opened

EVERY_SHORTCUT = "t c p n o m s b y x 0 1"
"""All letters and figures that mean something on some page."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    months_of_practice(tmp_path, 3)
    window = opened(qtbot, tmp_path)
    bring_up(window, qtbot)
    return window


def note_of(window: MainWindow) -> NotePage:
    assert isinstance(window.page, HomePage)
    window.page.history.click()
    assert isinstance(window.page, HistoryPage)
    window.page.session.note.click()
    assert isinstance(window.page, NotePage)
    return window.page


def typed(qtbot: QtBot, words: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Type without touching anything first: the letters go wherever the keyboard is."""
    for letter in words:
        qtbot.keyClick(QApplication.focusWidget(), letter, modifier)


def test_what_is_typed_right_away_is_written_and_does_nothing_else(qtbot: QtBot, window: MainWindow):
    page, theme = note_of(window), window.look.theme.name
    page.text.clear()
    typed(qtbot, f"that was tight {EVERY_SHORTCUT}")
    assert page.text.toPlainText() == f"that was tight {EVERY_SHORTCUT}"
    assert window.page is page
    assert window.worker is None
    assert window.look.theme.name == theme


def test_with_ctrl_held_a_letter_is_no_shortcut_either(qtbot: QtBot, window: MainWindow):
    page, theme = note_of(window), window.look.theme.name
    typed(qtbot, "tcspnomb", Qt.KeyboardModifier.ControlModifier)
    assert (window.page, window.worker, window.look.theme.name) == (page, None, theme)


def test_enter_in_the_own_words_is_a_new_line(qtbot: QtBot, window: MainWindow):
    page = note_of(window)
    page.text.clear()
    typed(qtbot, "one")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    typed(qtbot, "two")
    assert page.text.toPlainText() == "one\ntwo"
    assert window.page is page


def test_enter_in_an_own_tag_adds_a_chip_and_stays(qtbot: QtBot, window: MainWindow):
    page = note_of(window)
    before = len(page.tags)
    page.own.setFocus()
    for tag in ("new desk", "t"):
        typed(qtbot, tag)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert window.page is page
        assert page.own.text() == ""
        assert QApplication.focusWidget() is page.own
    assert page.tags[before:] == ("new desk", "t")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)  # nothing typed: nothing happens
    assert window.page is page


def test_esc_still_leads_back_and_everything_is_kept(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    page = note_of(window)
    page.text.clear()
    typed(qtbot, "t is a letter")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert isinstance(window.page, HistoryPage | HomePage)
    with History(tmp_path) as history:
        assert history.sessions()[-1].note == "t is a letter"


def test_tab_leads_out_of_the_words_to_the_tags_and_on(qtbot: QtBot, window: MainWindow):
    page = note_of(window)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not page.text


def test_the_usual_keys_are_back_where_nothing_is_typed(qtbot: QtBot, window: MainWindow):
    page, theme = note_of(window), window.look.theme.name
    assert page.primary is not None
    page.primary.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_T)
    assert window.look.theme.name != theme
