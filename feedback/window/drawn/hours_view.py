"""How much of each hour of the day was relaxed: a bar an hour, and for comparison a mark for the ordinary week."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from feedback.desk.today import HourShare
from feedback.texts import Texts
from feedback.texts.measures import share_text
from feedback.window.controls.theme import SMALL, STEP, Appearance, colour, font
from vision.sentences import N_

FIRST_H, LAST_H = 9, 17
"""At least these hours have a place, so that a short day is not drawn as a wide one."""
LONGEST_MARK = "100 %"
GAP = 0.28
"""The part of an hour's width that stays free."""


class HoursView(QWidget):
    """hours: what is shown. ordinary: marked with a line across; empty for none. Hours of too few looks have a dash."""

    def __init__(
        self, look: Appearance, texts: Texts, hours: Sequence[HourShare], ordinary: Sequence[HourShare] = ()
    ) -> None:
        super().__init__()
        self._look = look
        self._hours = {hour.hour: hour for hour in hours}
        self._ordinary = {hour.hour: hour for hour in ordinary}
        known = [FIRST_H, LAST_H, *self._hours, *self._ordinary]
        self._first, self._last = min(known), max(known)
        self.setMinimumHeight(13 * STEP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(texts.say(N_("Share of relaxed looks by hour of the day")))
        self.setAccessibleDescription(hours_words(hours, texts))
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It takes the width there is."""
        return QSize(40 * STEP, 18 * STEP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Grid, bars, marks, hours."""
        theme, plot = self._look.theme, self._plot()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL, digits_even=True))
        tall = QFontMetrics(painter.font()).height()
        for up in (0.0, 0.5, 1.0):
            y = plot.bottom() - up * plot.height()
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(theme.muted))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - tall / 2, plot.left() - STEP, tall), side, f"{up * 100:.0f} %")
        wide = plot.width() / (self._last - self._first + 1)
        room = QFontMetrics(painter.font()).horizontalAdvance("00") + STEP
        every = max(1, round(room / wide + 0.49))
        for hour in range(self._first, self._last + 1):
            left = plot.left() + (hour - self._first) * wide
            box = QRectF(left + wide * GAP / 2, plot.top(), wide * (1 - GAP), plot.height())
            self._paint_hour(painter, hour, box)
            if (hour - self._first) % every == 0:
                painter.setPen(QColor(theme.muted))
                words = QRectF(left - wide, plot.bottom() + STEP / 2, 3 * wide, tall)
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(hour))
        painter.end()

    def _paint_hour(self, painter: QPainter, hour: int, box: QRectF) -> None:
        theme = self._look.theme
        told, before = self._hours.get(hour), self._ordinary.get(hour)
        if told is not None and told.share is not None:
            painter.setPen(QPen(QColor(theme.jaw), 1) if theme.strong else Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.jaw, 0.55))
            high = max(2.0, box.height() * told.share)
            painter.drawRoundedRect(QRectF(box.left(), box.bottom() - high, box.width(), high), 3, 3)
        elif told is not None:
            painter.setPen(QPen(QColor(theme.muted), 2))
            middle = QPointF(box.center().x(), box.bottom() - 5)
            painter.drawLine(middle - QPointF(4, 0), middle + QPointF(4, 0))
        if before is not None and before.share is not None:
            painter.setPen(QPen(QColor(theme.text), 2))
            y = box.bottom() - box.height() * before.share
            painter.drawLine(QPointF(box.left() - 2, y), QPointF(box.right() + 2, y))

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(font(SMALL, digits_even=True))
        gutter = metrics.horizontalAdvance(LONGEST_MARK) + 2 * STEP
        return QRectF(self.rect()).adjusted(gutter, metrics.height() / 2, -STEP, -metrics.height() - STEP)


def hours_words(hours: Sequence[HourShare], texts: Texts) -> str:
    """The same for a screen reader: each hour with its share."""
    told = [
        texts.say(N_("{hour} o'clock: {share}"), hour=hour.hour, share=share_text(hour.share))
        for hour in hours
        if hour.share is not None
    ]
    return "; ".join(told) if told else texts.say(N_("Too few looks in any hour yet."))
