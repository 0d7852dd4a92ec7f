"""The curve of one session: how far the jaw hung over time, with its uncertainty, and the soft band behind it."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from calibration.states import BAND_MM, Kind
from feedback.practice.summary import CurvePoint
from feedback.texts import Texts
from feedback.texts.measures import KIND_WORDS, clock
from feedback.window.controls.theme import SMALL, STEP, Appearance, colour, font
from feedback.window.drawn.curve_time import curve_time
from feedback.window.drawn.hammock import SOFT_EDGE_MM
from vision.sentences import N_

DEEPEST_MM = 14.0
"""Lower edge of the drawing; wider earns nothing and is drawn at the edge."""
LEVELS = ((0.0, N_("closed")), (sum(BAND_MM) / 2, KIND_WORDS[Kind.HANGING]))
"""Words beside the curve, and at which gap they stand."""
MARK_PX, MARKS_APART_PX = 10, 8
"""A mark where the clock stood still: how tall its two strokes are; nearer than this two marks are one."""
STOOD_STILL = N_("the clock stood still: a pause, a busy mouth, or nothing to see")


class Curve(QWidget):
    """Paints a curve; lower on the page is further open, as the jaw is."""

    def __init__(self, look: Appearance, texts: Texts, curve: tuple[CurvePoint, ...], judged_s: float) -> None:
        super().__init__()
        self._look, self._texts = look, texts
        self.time = curve_time(curve, judged_s)
        self.setMinimumHeight(130)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(texts.say(N_("Curve of how far your jaw hung")))
        if self.time.stood:
            still_s = sum(one.for_s for one in self.time.stood)
            told = texts.say(N_("The clock stood still for {time} in all."), time=clock(still_s))
            self.setAccessibleDescription(told)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Band, spread, line, a few words."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        self._paint_band(painter, plot)
        for piece in self.time.stretches:
            places = [self._place(plot, point.t_s, point.gap_mm) for point in piece]
            above = [self._place(plot, point.t_s, point.gap_mm - point.gap_sd_mm) for point in piece]
            below = [self._place(plot, point.t_s, point.gap_mm + point.gap_sd_mm) for point in piece]
            spread = smooth_path(above)
            spread.connectPath(smooth_path(below[::-1]))
            spread.closeSubpath()
            painter.fillPath(spread, colour(theme.jaw, 0.20))
            pen = QPen(QColor(theme.jaw), 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(smooth_path(places), pen)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(plot.left(), plot.bottom() + 4), QPointF(plot.right(), plot.bottom() + 4))
        self._paint_marks(painter, plot)
        self._paint_words(painter, plot)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The pointer on a mark is told how long the clock stood still."""
        if isinstance(event, QHelpEvent):
            plot = self._plot()
            near = [one for one in self.time.stood if abs(self._across(plot, one.at_s) - event.x()) <= MARKS_APART_PX]
            told = self._texts.say(N_("The clock stood still here for {time}."), time=clock(sum(o.for_s for o in near)))
            QToolTip.showText(event.globalPos(), told if near else "", self)
            return True
        return super().event(event)

    def _plot(self) -> QRectF:
        below = QFontMetrics(font(SMALL)).height() + STEP + 1
        return QRectF(self.rect()).adjusted(0, 2, -self._gutter(), -below)

    def _gutter(self) -> int:
        """Room at the right for the words, so that no line runs through them."""
        metrics = QFontMetrics(font(SMALL))
        return 2 * STEP + max(metrics.horizontalAdvance(self._texts.say(said)) for _, said in LEVELS)

    def _across(self, plot: QRectF, t_s: float) -> float:
        return plot.left() + t_s / max(1.0, self.time.length_s) * plot.width()

    def _place(self, plot: QRectF, t_s: float, gap_mm: float) -> QPointF:
        down = (min(DEEPEST_MM, max(-1.0, gap_mm)) + 1.0) / (DEEPEST_MM + 1.0)
        return QPointF(self._across(plot, t_s), plot.top() + down * plot.height())

    def _paint_marks(self, painter: QPainter, plot: QRectF) -> None:
        """Where the clock stood still: a dotted line from top to bottom, and the sign for a pause on the axis."""
        theme, last = self._look.theme, -math.inf
        for one in self.time.stood:
            x = self._across(plot, one.at_s)
            if x - last < MARKS_APART_PX:
                continue
            last = x
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() - MARK_PX))
            self._paint_pause(painter, x, plot.bottom() + 4 - MARK_PX / 2)

    def _paint_pause(self, painter: QPainter, x: float, y: float) -> None:
        pen = QPen(QColor(self._look.theme.muted), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for side in (-2.0, 2.0):
            painter.drawLine(QPointF(x + side, y - MARK_PX / 2 + 1), QPointF(x + side, y + MARK_PX / 2 - 1))

    def _paint_band(self, painter: QPainter, plot: QRectF) -> None:
        theme = self._look.theme
        first = self._place(plot, 0.0, BAND_MM[0] - SOFT_EDGE_MM[0]).y()
        last = self._place(plot, 0.0, BAND_MM[1] + SOFT_EDGE_MM[1]).y()
        shade = QLinearGradient(0, first, 0, last)
        whole = BAND_MM[1] + SOFT_EDGE_MM[1] - BAND_MM[0] + SOFT_EDGE_MM[0]
        shade.setColorAt(0, colour(theme.jaw, 0))
        shade.setColorAt(2 * SOFT_EDGE_MM[0] / whole, colour(theme.jaw, 0.11))
        shade.setColorAt(1 - 2 * SOFT_EDGE_MM[1] / whole, colour(theme.jaw, 0.11))
        shade.setColorAt(1, colour(theme.jaw, 0))
        painter.fillRect(QRectF(plot.left(), first, plot.width(), last - first), shade)

    def _paint_words(self, painter: QPainter, plot: QRectF) -> None:
        painter.setPen(QColor(self._look.theme.muted))
        painter.setFont(font(SMALL, digits_even=True))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        tall = QFontMetrics(painter.font()).height()
        for gap_mm, said in LEVELS:
            y = self._place(plot, 0.0, gap_mm).y()
            painter.drawText(
                QRectF(plot.right(), y - tall / 2, self.width() - plot.right(), tall), right, self._texts.say(said)
            )
        foot = QRectF(plot.left(), plot.bottom() + 6, plot.width(), tall + 2)
        painter.drawText(foot, left, "0:00")
        painter.drawText(foot, right, clock(self.time.length_s))
        if self.time.stood:
            self._paint_legend(painter, foot)

    def _paint_legend(self, painter: QPainter, foot: QRectF) -> None:
        """What the marks mean, where there is room for it between the two times."""
        metrics = QFontMetrics(painter.font())
        side = metrics.horizontalAdvance(clock(self.time.length_s)) + 2 * STEP
        room, told = foot.width() - 2 * side, self._texts.say(STOOD_STILL)
        sign = 2 * STEP
        if metrics.horizontalAdvance(told) + sign > room:
            told = self._texts.say(N_("clock stood still"))
        wide = metrics.horizontalAdvance(told) + sign
        if wide > room:
            return
        left = foot.center().x() - wide / 2
        painter.drawText(
            QRectF(left + sign, foot.top(), wide, foot.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            told,
        )
        self._paint_pause(painter, left + STEP / 2, foot.center().y())


def smooth_path(points: list[QPointF]) -> QPainterPath:
    """A line through the middles between ``points``, bent by the points: no corners."""
    path = QPainterPath(points[0])
    for here, following in pairwise(points[1:]):
        path.quadTo(here, (here + following) / 2)
    path.lineTo(points[-1])
    return path
