"""A line of its own for news and questions, with a button for each thing that can be done about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from feedback.texts import Texts
from feedback.window.controls.controls import Button
from feedback.window.controls.sentence import LargeWords
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance, font
from feedback.window.pages.news import Line, Offer

WORDS_SIZES = ((BODY, 1), (SMALL, 2), (SMALL, 3), (12, 4))
"""Sizes and lines of the words, which stand beside the buttons."""
BUTTON_PX = 5 * STEP
LINE_PX = 5 * STEP
"""Height of the line; it is kept free, so that nothing moves when something is said."""
LEAST_WORDS_PX = 260
"""Words with less room than this beside their buttons stand above them."""
WRAPPED_SHARE = 0.6
"""Width of words in two lines against one: half, and some for a line that breaks early."""


class LineButton(Button):
    """A button a little lower than those of a page."""

    def __init__(self, look: Appearance, text: str, on_click: Callable[[], object]) -> None:
        super().__init__(look, text, on_click)
        self.setFont(font(SMALL, 500))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 4 * STEP, BUTTON_PX)


class ToldLine(QWidget):
    """Shows one `Line` at a time, in the middle of its room. ``chosen`` gets the line and the offer that was taken."""

    def __init__(self, look: Appearance, texts: Texts, chosen: Callable[[Line, Offer], object]) -> None:
        super().__init__()
        self._look, self._texts, self._chosen = look, texts, chosen
        self.line: Line | None = None
        self.words = LargeWords(look, WORDS_SIZES, tone="hint", weight=500)
        self.words.setParent(self)
        self.buttons: list[LineButton] = []

    def show_line(self, line: Line | None) -> bool:
        """Show ``line`` (None: nothing); True when it is another one."""
        if line == self.line:
            return False
        self.line = line
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.words.say(self._texts.say(line.sentence) if line else "", at_once=True)
        for offer in line.offers if line else ():
            assert line is not None
            button = LineButton(self._look, self._texts.say(offer.words), partial(self._chosen, line, offer))
            button.setParent(self)
            button.show()
            self.buttons.append(button)
        self._place()
        return True

    def tick(self, tick_s: float) -> None:
        """Fade on."""
        self.words.tick(tick_s)

    def needed(self, width: int) -> int:
        """The height that the line takes at ``width``, px: one row, or words above their buttons."""
        if not self._stacked(width):
            return LINE_PX
        return self._above_px(width) + STEP + BUTTON_PX

    def _above_px(self, width: int) -> int:
        """Height of words that have the whole width."""
        return max(LINE_PX, self.words.needed(min(self._words_px(), width)) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width."""
        self._place()

    def _beside_px(self) -> int:
        return sum(button.sizeHint().width() + STEP for button in self.buttons)

    def _words_px(self) -> int:
        return QFontMetrics(font(WORDS_SIZES[0][0], 500)).horizontalAdvance(self.words.said) + 4

    def _stacked(self, width: int) -> bool:
        """Whether the words have too little room beside the buttons."""
        plain = self._words_px()
        wrapped = max(LEAST_WORDS_PX, round(WRAPPED_SHARE * plain))
        return bool(self.buttons) and width - self._beside_px() < min(plain, wrapped)

    def _place(self) -> None:
        """Words and buttons beside each other, in the middle; or the words above."""
        stacked, beside, plain = self._stacked(self.width()), self._beside_px(), self._words_px()
        room_px = self.width() - (0 if stacked else beside)
        # What wraps takes no more width than two lines need, so that its buttons stand beside it.
        wrapped = room_px if stacked else max(LEAST_WORDS_PX, round(WRAPPED_SHARE * plain))
        words_px = plain if plain <= room_px else min(room_px, wrapped)
        left = (self.width() - words_px - (0 if stacked else beside)) // 2
        room = self._above_px(self.width()) if stacked else self.height()
        high = self.words.lines_px(1) if words_px >= plain else room
        self.words.setGeometry(QRect(left, (room - high) // 2, words_px, high))
        left = (self.width() - beside + STEP) // 2 if stacked else left + words_px + STEP
        top = room + STEP if stacked else (self.height() - BUTTON_PX) // 2
        for button in self.buttons:
            width = button.sizeHint().width()
            button.setGeometry(left, top, width, BUTTON_PX)
            left += width + STEP
