"""A page to read: a headline, sections on cards in two columns, buttons that stay in place below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from feedback.practice.safety import Section
from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, KeyHint, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.scroller import Scroller
from feedback.window.controls.theme import BODY, MEDIUM, SMALL, STEP, Appearance
from feedback.window.pages.headed_page import HeadedPage, stack
from feedback.window.pages.message_page import Action
from vision.sentences import N_


class Bullet(QWidget):
    """The sign before a line: a pebble; for what is urgent an upright stroke."""

    def __init__(self, look: Appearance, *, urgent: bool) -> None:
        super().__init__()
        self._look, self._urgent = look, urgent
        self.setFixedSize(2 * STEP, 20)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The sign."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._urgent:
            pen = QPen(QColor(theme.hint), 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(4, 3), QPointF(4, self.height() - 3))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.jaw))
            painter.drawEllipse(QRectF(1, 7, 6, 6))
        painter.end()


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read. columns: the sections of each column. actions: the first is the filled one.

    note: a quiet line below. picture: takes what room is left under the column of number ``picture_under``.
    apart: the buttons stand at the other edge, so that a second click on the page before presses nothing here.
    """

    kicker: str
    headline: str
    columns: Sequence[Sequence[Section]]
    actions: Sequence[Action]
    note: str = ""
    picture: QWidget | None = None
    picture_under: int = -1
    apart: bool = False


class ReadingPage(HeadedPage):
    """Arrow keys and Page Up and Down scroll; a key hint says so while something is hidden."""

    def __init__(self, look: Appearance, texts: Texts, reading: Reading) -> None:
        super().__init__(look, reading.kicker, reading.headline)
        self._texts = texts
        rows = self.rows
        rows.addSpacing(2 * STEP)
        self.scroller = Scroller(look, self._contents(reading), reading.headline)
        self.scroller.keys_of(self, arrows=True)
        rows.addWidget(self.scroller, 1)
        rows.addSpacing(STEP)
        rows.addLayout(self._foot(reading))
        bar = self.scroller.verticalScrollBar()
        bar.valueChanged.connect(self._hint)
        bar.rangeChanged.connect(self._hint)

    def arrange(self, width: int, height: int) -> None:
        """Two columns, or one where they would be too narrow."""
        super().arrange(width, height)
        stack(self._columns, width)
        self._hint()

    def _contents(self, reading: Reading) -> QWidget:
        contents = QWidget()
        row = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, contents)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * STEP)
        pictured = reading.picture_under % len(reading.columns)
        for number, sections in enumerate(reading.columns):
            column = QVBoxLayout()
            column.setSpacing(2 * STEP)
            for section in sections:
                column.addWidget(self._card(section))
            if reading.picture is not None and number == pictured:
                column.addWidget(reading.picture, 1)
            else:
                column.addStretch()
            row.addLayout(column, 1)
        return contents

    def _card(self, section: Section) -> Card:
        say = self._texts.say
        card = Card(self._look, padding=3 * STEP)
        card.rows.setContentsMargins(3 * STEP, 2 * STEP + 4, 3 * STEP, 2 * STEP + 4)
        card.rows.addWidget(words(say(section.title), MEDIUM, weight=500, wrap=True))
        for line in section.lines:
            row = QHBoxLayout()
            row.setSpacing(STEP)
            row.addWidget(Bullet(self._look, urgent=section.urgent), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words(say(line), BODY, wrap=True), 1, Qt.AlignmentFlag.AlignTop)
            card.rows.addLayout(row)
        return card

    def _foot(self, reading: Reading) -> Flow:
        say, actions = self._texts.say, reading.actions
        foot = Flow(2 * STEP, right=True)
        below = self.scroller.verticalScrollBar()
        self.more = KeyHint(
            self._look, "↓", say(N_("more below")), lambda: below.triggerAction(below.SliderAction.SliderPageStepAdd)
        )
        buttons = [Button(self._look, action.words, action.act, filled=not at) for at, action in enumerate(actions)]
        if reading.apart:
            for button in buttons:
                foot.addWidget(button)
        foot.addWidget(self.more)
        foot.add_words(words(reading.note, SMALL, tone="muted", wrap=True))
        if not reading.apart:
            for button in reversed(buttons):  # the filled one stands at the edge, where it stands on every page
                foot.addWidget(button)
        self.primary = buttons[0]
        return foot

    def _hint(self) -> None:
        self.more.setVisible(self.scroller.more_below)
