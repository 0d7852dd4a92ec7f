"""A month of one's own past: the days with sessions are filled. No streak, no gap marked."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from feedback.texts import Texts
from feedback.texts.dates import MONTHS
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance, colour, font
from vision.sentences import N_

WEEKDAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
HEAD_PX, WEEKDAY_PX = 4 * STEP, 3 * STEP
WEEKS = 6
"""The most a month can touch, so that the grid never jumps."""
LARGEST_DAY_PX, LARGEST_WEEK_PX = 17.0, 52.0


class CalendarView(QWidget):
    """Paints a month; arrow keys go from day to day with sessions, page keys and the wheel of months at its head."""

    def __init__(
        self, look: Appearance, texts: Texts, days: Collection[date], on_choose: Callable[[date], object]
    ) -> None:
        super().__init__()
        self._look, self._texts = look, texts
        self._days = sorted(days)
        self._filled = frozenset(days)
        self._on_choose = on_choose
        self._chosen: date | None = None
        self._month = date.today().replace(day=1)
        self.setMinimumSize(30 * STEP, 27 * STEP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(texts.say(N_("Calendar of your sessions; arrow keys go from one to the next")))
        look.changed.connect(self.update)

    @property
    def month(self) -> date:
        """The first day of the month that is shown."""
        return self._month

    def choose(self, day: date) -> None:
        """Show ``day`` and its month."""
        self._chosen, self._month = day, day.replace(day=1)
        self.setAccessibleDescription(f"{day.day} {self._texts.say(MONTHS[day.month - 1])} {day.year}")
        self.update()

    def turn(self, months: int) -> None:
        """Show the month so many further."""
        index = self._month.year * 12 + self._month.month - 1 + months
        self._month = date(index // 12, index % 12 + 1, 1)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right: the session day before or after. Page up and down: a month."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._step(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._step(1)
        elif key == Qt.Key.Key_PageUp:
            self.turn(-1)
        elif key == Qt.Key.Key_PageDown:
            self.turn(1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a filled day chooses it, on an arrow turns the month."""
        place = event.position()
        if place.y() < HEAD_PX:
            if place.x() < HEAD_PX:
                self.turn(-1)
            elif place.x() > self.width() - HEAD_PX:
                self.turn(1)
            return
        for day in self._month_days():
            if day in self._filled and self._cell(day).contains(place):
                self._take(day)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Month, weekdays, days."""
        theme, say = self._look.theme, self._texts.say
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(theme.text))
        painter.setFont(font(BODY, 500))
        head = QRectF(0, 0, self.width(), HEAD_PX)
        painter.drawText(head, centre, f"{say(MONTHS[self._month.month - 1])} {self._month.year}")
        painter.drawText(QRectF(0, 0, HEAD_PX, HEAD_PX), centre, "‹")
        painter.drawText(QRectF(self.width() - HEAD_PX, 0, HEAD_PX, HEAD_PX), centre, "›")
        painter.setFont(font(SMALL, digits_even=True))
        painter.setPen(QColor(theme.muted))
        for place, name in enumerate(WEEKDAYS):
            painter.drawText(QRectF(place * self.width() / 7, HEAD_PX, self.width() / 7, WEEKDAY_PX), centre, say(name))
        for day in self._month_days():
            self._paint_day(painter, day)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), STEP, STEP)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date) -> None:
        theme, cell = self._look.theme, self._cell(day)
        radius = min(cell.width(), cell.height()) / 2 - 1
        radius = min(radius, LARGEST_DAY_PX)
        filled = day in self._filled
        if filled:
            painter.setPen(QPen(QColor(theme.line), 1) if theme.strong else Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.jaw, 0.28))
            painter.drawEllipse(cell.center(), radius, radius)
        if day == self._chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.jaw), 2.5 if self.hasFocus() else 1.5))
            painter.drawEllipse(cell.center(), radius, radius)
        painter.setPen(QColor(theme.text if filled else theme.muted))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _month_days(self) -> list[date]:
        count = calendar.monthrange(self._month.year, self._month.month)[1]
        return [self._month.replace(day=number) for number in range(1, count + 1)]

    def _cell(self, day: date) -> QRectF:
        week = (day.day + self._month.weekday() - 1) // 7
        top = HEAD_PX + WEEKDAY_PX
        high = min(LARGEST_WEEK_PX, (self.height() - top) / WEEKS)
        wide = self.width() / 7
        corner = QPointF(day.weekday() * wide, top + week * high)
        return QRectF(corner.x(), corner.y(), wide, high)

    def _step(self, by: int) -> None:
        if not self._days:
            return
        if self._chosen is None or self._chosen not in self._filled:
            self._take(self._days[-1])
            return
        place = self._days.index(self._chosen) + by
        if 0 <= place < len(self._days):
            self._take(self._days[place])

    def _take(self, day: date) -> None:
        self.choose(day)
        self._on_choose(day)
