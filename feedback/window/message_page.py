"""A calm page with something to say and what can be done: a camera that does not answer, a calibration's verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from feedback.window.controls import Button, Card, Page, words
from feedback.window.sentence import WRAP_FIRST, Sentence
from feedback.window.theme import BODY, MEDIUM, STEP, Look

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
        look: Look,
        headline: str,
        lines: tuple[str, ...],
        actions: tuple[Action, ...],
        extra: QWidget | None = None,
    ) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(5 * STEP, 4 * STEP, 5 * STEP, 4 * STEP)
        column = QWidget()
        column.setFixedWidth(COLUMN_PX)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * STEP)
        self.sentence = Sentence(look, WRAP_FIRST, align=Qt.AlignmentFlag.AlignLeft, above=True)
        self.sentence.setFixedHeight(12 * STEP + 4)
        self.sentence.say(headline, at_once=True)
        rows.addWidget(self.sentence)
        card = Card(look, padding=PADDING)
        card.rows.setSpacing(2 * STEP)
        for line in lines:
            label = words(line, MEDIUM if len(lines) == 1 and len(line) < LONG_LINE else BODY, wrap=True)
            label.setFixedHeight(label.heightForWidth(COLUMN_PX - 2 * PADDING))
            card.rows.addWidget(label)
        rows.addWidget(card)
        if extra is not None:
            rows.addWidget(extra)
        row = QHBoxLayout()
        row.setSpacing(2 * STEP)
        for number, action in enumerate(actions):
            button = Button(look, action.words, action.act, filled=number == 0)
            self.primary = self.primary or button
            row.addWidget(button)
        row.addStretch()
        rows.addLayout(row)
        outer.addStretch(2)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
