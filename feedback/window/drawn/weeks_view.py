"""Weeks against the ordinary one: a dot and a range for each, over the band of the ordinary week."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from feedback.desk.shares import ShareRange
from feedback.desk.weeks import Weeks, week_sentence
from feedback.texts import Texts
from feedback.texts.dates import MONTHS
from feedback.window.controls.theme import SMALL, STEP, Appearance, colour, font
from vision.sentences import N_

MOST_WEEKS = 12
"""A quarter of a year; older weeks stand in the report."""
DOT_PX, CAP_PX = 4.5, 4.0


class WeeksView(QWidget):
    """The last `MOST_WEEKS` weeks, the newest below. A range that is not known has no line, only an open ring."""

    def __init__(self, look: Appearance, texts: Texts, weeks: Weeks) -> None:
        super().__init__()
        self._look, self._texts = look, texts
        self._ordinary = weeks.ordinary.share if weeks.ordinary is not None else None
        shown = weeks.weeks[-MOST_WEEKS:]
        self._rows: list[tuple[str, ShareRange]] = []
        if weeks.ordinary is not None:
            self._rows.append((texts.say(N_("ordinary")), weeks.ordinary.share))
        for week in shown:
            month = texts.say(MONTHS[week.first.month - 1])[:3]
            self._rows.append((f"{week.first.day} {month}", week.share))
        self.setMinimumHeight(max(6, len(self._rows)) * 2 * STEP + 4 * STEP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(texts.say(N_("Share of relaxed looks, week by week")))
        spoken = [
            f"{week.first.day} {texts.say(MONTHS[week.first.month - 1])}: {week_sentence(week, texts)}"
            for week in shown
        ]
        self.setAccessibleDescription(" ".join(spoken))
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It takes the width there is."""
        return QSize(40 * STEP, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The band, the grid, a row for each week."""
        theme, plot = self._look.theme, self._plot()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL, digits_even=True))
        tall = QFontMetrics(painter.font()).height()
        if self._ordinary is not None and self._ordinary.low is not None and self._ordinary.high is not None:
            left, right = (plot.left() + share * plot.width() for share in (self._ordinary.low, self._ordinary.high))
            painter.setPen(QPen(QColor(theme.line), 1) if theme.strong else Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.breath, 0.16))
            painter.drawRect(QRectF(left, plot.top(), right - left, plot.height()))
        for share in (0.0, 0.5, 1.0):
            x = plot.left() + share * plot.width()
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QColor(theme.muted))
            words = QRectF(x - 5 * STEP, plot.bottom() + 2, 10 * STEP, tall)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, f"{share * 100:.0f} %")
        high = plot.height() / max(1, len(self._rows))
        for place, (name, share_range) in enumerate(self._rows):
            y = plot.top() + (place + 0.5) * high
            painter.setPen(QColor(theme.muted))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - tall / 2, plot.left() - STEP - DOT_PX, tall), side, name)
            self._paint_share(painter, share_range, plot, y, ordinary=place == 0 and self._ordinary is not None)
        painter.end()

    def _paint_share(self, painter: QPainter, told: ShareRange, plot: QRectF, y: float, *, ordinary: bool) -> None:
        theme = self._look.theme
        ink = QColor(theme.breath if ordinary else theme.jaw)
        at = QPointF(plot.left() + told.share * plot.width(), y)
        if told.low is not None and told.high is not None:
            left, right = (plot.left() + share * plot.width() for share in (told.low, told.high))
            painter.setPen(QPen(ink, 2))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            for x in (left, right):
                painter.drawLine(QPointF(x, y - CAP_PX), QPointF(x, y + CAP_PX))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
        else:
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(QColor(theme.panel))
        if ordinary:  # another shape as well as another colour
            painter.drawRect(QRectF(at.x() - DOT_PX, y - DOT_PX, 2 * DOT_PX, 2 * DOT_PX))
        else:
            painter.drawEllipse(at, DOT_PX, DOT_PX)

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(font(SMALL, digits_even=True))
        names = [metrics.horizontalAdvance(name) for name, _ in self._rows] or [0]
        gutter = max(names) + 2 * STEP + DOT_PX
        side = metrics.horizontalAdvance("100 %") / 2 + 2
        return QRectF(self.rect()).adjusted(gutter, 2, -side, -metrics.height() - 4)
