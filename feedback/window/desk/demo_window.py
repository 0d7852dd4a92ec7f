"""The demo's day as it goes: its clock, what the desk does, the line that fills. Marked as a demo; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from feedback.desk.day_words import day_lines, record_words
from feedback.desk.events import Status
from feedback.desk.words import status_words
from feedback.kept.desk_rows import DeskRecord
from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.roomy_words import RoomyWords
from feedback.window.controls.sentence import LargeWords
from feedback.window.controls.theme import BODY, HUGE, LARGE, MEDIUM, SMALL, STEP, Appearance
from feedback.window.drawn.day_line import DayLine
from feedback.window.pages.day_legend import DayLegend
from vision.sentences import N_

USUAL, LEAST = QSize(960, 600), QSize(600, 400)
STAYS_MS = 12_000
"""So long the whole day stands before the demo closes by itself; a key or a click keeps it."""
MADE_UP = N_("Demo: a made-up day in 40 seconds. No camera is used and nothing is kept.")
OVER = N_("That was a day at the desk.")
TYPE_SIZES = ((HUGE, 1), (32, 1), (LARGE, 2), (MEDIUM, 3))


class DemoWindow(QWidget):
    """closed: the person has seen enough, or it has closed by itself at the end."""

    closed = Signal()

    def __init__(self, look: Appearance, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._records: tuple[DeskRecord, ...] = ()
        self._minute = -1
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(texts.say(N_("A day at the desk")))
        self.setMinimumSize(LEAST)
        self.resize(USUAL)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 2 * STEP)
        rows.setSpacing(STEP)
        rows.addWidget(words(texts.say(MADE_UP), BODY, tone="hint", weight=500, wrap=True))
        self.sentence = LargeWords(look, TYPE_SIZES, align=Qt.AlignmentFlag.AlignLeft)
        self.sentence.setMinimumHeight(8 * STEP)
        rows.addWidget(self.sentence)
        card = Card(look, padding=2 * STEP)
        self.line = DayLine(look, self._tell)
        self.line.setAccessibleName(self.windowTitle())
        card.rows.addWidget(self.line, 1)
        self.told = RoomyWords((), BODY, tone="text")
        self.legend = DayLegend(look, texts)
        card.rows.addWidget(self.told)
        card.rows.addWidget(self.legend)
        self.lines = words("", BODY, tone="muted", wrap=True)
        self.lines.setMinimumHeight(4 * self.lines.fontMetrics().lineSpacing())
        self.lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        card.rows.addWidget(self.lines)
        rows.addWidget(card, 1)
        foot = Flow(2 * STEP, right=True)
        about = texts.say(N_("Hints and questions come in the corner, as they would while you work."))
        foot.add_words(words(about, SMALL, tone="muted", wrap=True))
        foot.addWidget(Button(look, texts.say(N_("Close")), self.close, filled=True))
        rows.addLayout(foot)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(STAYS_MS)
        self._end.timeout.connect(self.close)
        self.legend.show_for(())

    def show_status(self, status: Status, now: datetime) -> None:
        """The day's clock and what the desk does."""
        self.sentence.say(f"{now:%H:%M}  {status_words(status, now, self._texts)}", at_once=True)

    def show_day(self, records: Sequence[DeskRecord], now: datetime) -> None:
        """The line as far as the day has come; painted once for each minute of it."""
        minute = now.hour * 60 + now.minute
        if minute == self._minute and len(records) == len(self._records):
            return
        fresh = records[-1] if len(records) > len(self._records) else None
        self._minute, self._records = minute, tuple(records)
        self.line.show_day(self._records, now)
        if fresh is not None:
            say(self.told, record_words(fresh, self._texts))
            self.legend.show_for(self._records)
            lines = day_lines(self._records, self._texts)
            say(self.lines, "\n".join(lines))
            self.line.setAccessibleName(f"{self.windowTitle()}. {' '.join(lines)}")

    def finish(self) -> None:
        """The day is over; it stands for a while."""
        self.sentence.say(self._texts.say(OVER), at_once=True)
        self._end.start()

    @property
    def is_over(self) -> bool:
        """Whether the window waits to close by itself."""
        return self._end.isActive()

    def event(self, event: QEvent) -> bool:
        """Whoever looks closer at the end keeps it open."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.HoverMove):
            self._end.stop()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc has seen enough."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Over."""
        event.accept()
        self.closed.emit()

    def _tell(self, record: DeskRecord) -> None:
        told = record_words(record, self._texts)
        say(self.told, told)
        self.line.tell(told)
