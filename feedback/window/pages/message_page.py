"""A page with a headline, some lines and buttons: a camera that does not answer, a calibration's verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from feedback.window.controls.controls import Button, Card, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.page import LOW_PX, Page, edges, space_out
from feedback.window.controls.sentence import WRAP_FIRST, Headline
from feedback.window.controls.theme import BODY, MEDIUM, STEP, Appearance

COLUMN_PX = 720
PADDING = 4 * STEP
LONG_LINE = 90
"""A single short line is set larger; more letters than this are not."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button: its words and what it does. The first of a page is the filled one."""

    words: str
    act: Callable[[], object]


class MessagePage(Page):
    """A headline, some lines on a card, buttons; ``extra`` stands between them (the choice of camera)."""

    def __init__(
        self,
        look: Appearance,
        headline: str,
        lines: tuple[str, ...],
        actions: tuple[Action, ...],
        extra: QWidget | None = None,
    ) -> None:
        super().__init__()
        rows = self._rows = QVBoxLayout(self)
        rows.setSpacing(3 * STEP)
        rows.addStretch(2)
        self.sentence = Headline(look, headline, WRAP_FIRST)
        rows.addWidget(self.sentence)
        card = Card(look, padding=PADDING)
        card.rows.setSpacing(2 * STEP)
        for line in lines:
            card.rows.addWidget(words(line, MEDIUM if len(lines) == 1 and len(line) < LONG_LINE else BODY, wrap=True))
        rows.addWidget(card)
        if extra is not None:
            rows.addWidget(extra)
        row = Flow(2 * STEP)
        for number, action in enumerate(actions):
            button = Button(look, action.words, action.act, filled=number == 0)
            self.primary = self.primary or button
            row.addWidget(button)
        rows.addLayout(row)
        rows.addStretch(3)

    def arrange(self, width: int, height: int) -> None:
        """A column in the middle, no wider than is good to read."""
        low = height < LOW_PX
        self.sentence.be_compact(low)
        space_out(self._rows, (2 if low else 3) * STEP)
        side, above = edges(width, height)
        side = max(side, (width - COLUMN_PX) // 2)
        self._rows.setContentsMargins(side, above, side, above)
