"""How it went over weeks: a dot for each session, a plain moving median through them. Own past only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from feedback.kept.records import KeptSession
from feedback.kept.trend import SHARES, Measure, trend
from feedback.texts import Texts
from feedback.texts.dates import MONTHS
from feedback.window.controls.theme import SMALL, STEP, Appearance, colour, font
from vision.sentences import N_

DOT_PX, MANY_DOT_PX = 3.5, 2.0
MANY = 150
"""From so many sessions on dots are smaller, so that the line stays legible."""
LEAST_PX = 84
"""Lower than this the marks of the grid run into each other."""
LONGEST_MARK = "100 %"
"""What stands beside the grid needs no more room than this."""
REACH_PX = 24.0
"""A click this near to a dot means it."""


class TrendView(QWidget):
    """Paints one measure of the sessions it is given. ``empty``: why there is nothing to draw, or ""."""

    def __init__(self, look: Appearance, texts: Texts, on_choose: Callable[[KeptSession], object]) -> None:
        super().__init__()
        self._look, self._texts, self._on_choose = look, texts, on_choose
        self._measure = Measure.HANGING
        self._points: list[tuple[KeptSession, float, float]] = []
        self._medians: list[float] = []
        self._span = (date.today(), date.today())
        self._chosen: int | None = None
        self._tag = ""
        self.empty = ""
        self.setMinimumHeight(LEAST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(texts.say(N_("Trend of your sessions")))
        look.changed.connect(self.update)

    def show_sessions(self, sessions: Sequence[KeptSession], measure: Measure, tag: str = "") -> None:
        """Draw these, oldest first. ``tag``: sessions tagged so stand out."""
        known = trend(sessions, measure)
        whole = 1.0 if measure in SHARES else 10.0
        self._measure, self._tag = measure, tag
        self.empty = "" if known else _why_empty(sessions, measure)
        self.setAccessibleDescription(self._texts.say(self.empty))
        self._medians = [point.smoothed / whole for point in known]
        times = [point.session.started_at.timestamp() for point in known]
        first, last = (min(times), max(times)) if times else (0.0, 1.0)
        self._span = (known[0].session.day, known[-1].session.day) if known else self._span
        wide = max(1.0, last - first)
        self._points = [
            (point.session, (when - first) / wide if last > first else 0.5, point.value / whole)
            for point, when in zip(known, times, strict=True)
        ]
        self.update()

    def mark(self, session: KeptSession | None) -> None:
        """Draw a ring around this session's dot."""
        self._chosen = session.id if session else None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click near a dot chooses its session."""
        plot, click = self._plot(), event.position()
        near = [
            ((self._place(plot, across, up) - click).manhattanLength(), session) for session, across, up in self._points
        ]
        if near and (nearest := min(near, key=lambda pair: pair[0]))[0] <= REACH_PX:
            self._on_choose(nearest[1])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Grid, dots, line, a few words."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        self._paint_grid(painter, plot)
        size = DOT_PX if len(self._points) < MANY else MANY_DOT_PX
        painter.setPen(Qt.PenStyle.NoPen)
        for session, across, up in self._points:
            tagged = bool(self._tag) and self._tag in session.tags
            painter.setBrush(QColor(theme.breath) if tagged else colour(theme.jaw, 0.9 if theme.strong else 0.45))
            place = self._place(plot, across, up)
            if tagged:  # another shape as well as another colour
                painter.drawPolygon(_diamond(place, size + 2))
            else:
                painter.drawEllipse(place, size, size)
        if len(self._points) > 1:
            pen = QPen(QColor(theme.jaw), 2.5)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            line = [self._place(plot, p[1], middle) for p, middle in zip(self._points, self._medians, strict=True)]
            painter.drawPolyline(QPolygonF(line))
        for session, across, up in self._points:
            if session.id == self._chosen:
                painter.setPen(QPen(QColor(theme.text), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(self._place(plot, across, up), size + 4, size + 4)
        painter.end()

    def _paint_grid(self, painter: QPainter, plot: QRectF) -> None:
        theme, shares = self._look.theme, self._measure in SHARES
        painter.setFont(font(SMALL, digits_even=True))
        tall = QFontMetrics(painter.font()).height()
        for up in (0.0, 0.5, 1.0) if self._points else (0.0, 1.0):  # between these stand the words
            y = self._place(plot, 0.0, up).y()
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(theme.muted))
            words = f"{up * 100:.0f} %" if shares else f"{up * 10:.0f}"
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - tall / 2, plot.left() - STEP, tall), side, words)
        foot = QRectF(plot.left(), plot.bottom() + STEP / 2, plot.width(), tall + 2)
        painter.setPen(QColor(theme.muted))
        if self._points:
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._date(self._span[0]))
            if self._span[0] != self._span[1]:
                painter.drawText(foot, Qt.AlignmentFlag.AlignRight, self._date(self._span[1]))
        else:
            centred = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(plot, centred, self._texts.say(self.empty))

    def _date(self, day: date) -> str:
        return f"{day.day} {self._texts.say(MONTHS[day.month - 1])} {day.year}"

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(font(SMALL, digits_even=True))
        gutter, foot = metrics.horizontalAdvance(LONGEST_MARK) + 2 * STEP, metrics.height() + STEP + 2
        return QRectF(self.rect()).adjusted(gutter, metrics.height() / 2, -10, -foot)

    @staticmethod
    def _place(plot: QRectF, across: float, up: float) -> QPointF:
        return QPointF(plot.left() + 6 + across * (plot.width() - 12), plot.bottom() - up * plot.height())


def _why_empty(sessions: Sequence[KeptSession], measure: Measure) -> str:
    """Why there is nothing to draw (English)."""
    if not sessions:
        return N_("No sessions in this period.")
    if measure in SHARES:
        return N_("Too little was seen in these sessions for a figure.")
    return N_("Not answered in this period.")


def _diamond(centre: QPointF, size: float) -> QPolygonF:
    return QPolygonF([centre + QPointF(*corner) for corner in ((0, -size), (size, 0), (0, size), (-size, 0))])
