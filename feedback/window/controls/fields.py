"""Fields to type in: how they look, and whether the keyboard is in one, where every key is a letter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from feedback.window.controls.theme import BODY, BUTTON_RADIUS, STEP, Appearance, font

LEADING_ON = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
"""Keys that are no letters anywhere: they leave the page, or the field."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def takes_text(widget: QWidget | None) -> bool:
    """Whether what is typed goes into ``widget``."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)


def is_typed(event: QKeyEvent, focused: QWidget | None) -> bool:
    """Whether a key that ``focused`` did not want was still meant as something to write there, and so does nothing."""
    return takes_text(focused) and event.key() not in LEADING_ON


class WordsField(QPlainTextEdit):
    """Several lines of the person's own. least_lines: it shows at least so many."""

    def __init__(self, look: Appearance, written: str, *, spoken: str, hint: str, least_lines: int) -> None:
        super().__init__(written)
        self._look = look
        self.setTabChangesFocus(True)
        self.setFont(font(BODY))
        self.setAccessibleName(spoken)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(least_lines * self.fontMetrics().lineSpacing() + 4 * STEP)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(field_style("QPlainTextEdit", self._look))


class LineField(QLineEdit):
    """One line of the person's own; ``longest``: in characters."""

    def __init__(self, look: Appearance, *, spoken: str, hint: str, longest: int) -> None:
        super().__init__()
        self._look = look
        self.setFont(font(BODY))
        self.setMaxLength(longest)
        self.setAccessibleName(spoken)
        self.setPlaceholderText(hint)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(field_style("QLineEdit", self._look))


def field_style(kind: str, look: Appearance) -> str:
    """The style sheet of a field to type in; the edge grows where the keyboard is."""
    theme = look.theme
    return (
        f"{kind} {{ background: {theme.panel}; color: {theme.text};"
        f" border: 1px solid {theme.line}; border-radius: {BUTTON_RADIUS}px; padding: 10px 14px; }}"
        f"{kind}:focus {{ border: 2px solid {theme.jaw}; padding: 9px 13px; }}"
    )
