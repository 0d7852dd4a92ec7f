"""The curve of one session: how far the jaw hung over time, with its uncertainty, and the soft band behind it."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from calibration.states import KINDS, UNJUDGED, Kind
from feedback.practice.summary import CurvePoint
from feedback.texts import Texts
from feedback.texts.measures import clock
from feedback.window.controls.theme import SMALL, STEP, Appearance, colour, font
from feedback.window.drawn.hammock import BAND_MM, SOFT_EDGE_MM
from vision.sentences import N_

DEEPEST_MM = 14.0
"""Lower edge of the drawing; wider earns nothing and is drawn at the edge."""
LONGEST_GAP_S = 2.5
"""Across a longer silence no line is drawn: nobody knows how it went."""
LEVELS = ((0.0, N_("closed")), (sum(BAND_MM) / 2, KINDS[Kind.HANGING].words))
"""Words beside the curve, and at which gap they stand."""
POINTS_SHOWN = 150
"""A long session is drawn as medians of so many pieces: a calm line, not every second's tremble."""


def pieces(curve: tuple[CurvePoint, ...]) -> list[list[CurvePoint]]:
    """The stretches in which something was known, each at least two points long."""
    found: list[list[CurvePoint]] = []
    last_s = -math.inf
    for point in thinned(curve):
        if point.kind in UNJUDGED or not math.isfinite(point.gap_mm):
            continue
        if point.t_s - last_s > LONGEST_GAP_S * _coarseness(curve):
            found.append([])
        found[-1].append(point)
        last_s = point.t_s
    return [piece for piece in found if len(piece) > 1]


def thinned(curve: tuple[CurvePoint, ...]) -> list[CurvePoint]:
    """At most POINTS_SHOWN points: of each run of neighbours the one with the middle gap."""
    every = _coarseness(curve)
    if every == 1:
        return list(curve)
    kept = []
    for start in range(0, len(curve), every):
        run = [point for point in curve[start : start + every] if point.kind not in UNJUDGED]
        if len(run) * 2 > every:
            kept.append(sorted(run, key=lambda point: point.gap_mm)[len(run) // 2])
    return sorted(kept, key=lambda point: point.t_s)


def _coarseness(curve: tuple[CurvePoint, ...]) -> int:
    return max(1, math.ceil(len(curve) / POINTS_SHOWN))


class Curve(QWidget):
    """Paints a curve; lower on the page is further open, as the jaw is."""

    def __init__(self, look: Appearance, texts: Texts, curve: tuple[CurvePoint, ...]) -> None:
        super().__init__()
        self._look, self._texts, self._curve = look, texts, curve
        self.setMinimumHeight(130)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(texts.say(N_("Curve of how far your jaw hung")))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Band, spread, line, a few words."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = QRectF(self.rect()).adjusted(0, 2, -self._gutter(), -QFontMetrics(font(SMALL)).height() - STEP - 1)
        self._paint_band(painter, plot)
        for piece in pieces(self._curve):
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
        self._paint_words(painter, plot)
        painter.end()

    def _gutter(self) -> int:
        """Room at the right for the words, so that no line runs through them."""
        metrics = QFontMetrics(font(SMALL))
        return 2 * STEP + max(metrics.horizontalAdvance(self._texts.say(said)) for _, said in LEVELS)

    def _ends_s(self) -> float:
        return max(1.0, self._curve[-1].t_s) if self._curve else 1.0

    def _place(self, plot: QRectF, t_s: float, gap_mm: float) -> QPointF:
        start_s = self._curve[0].t_s if self._curve else 0.0
        across = (t_s - start_s) / max(1e-6, self._ends_s() - start_s)
        down = (min(DEEPEST_MM, max(-1.0, gap_mm)) + 1.0) / (DEEPEST_MM + 1.0)
        return QPointF(plot.left() + across * plot.width(), plot.top() + down * plot.height())

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
        painter.drawText(foot, right, clock(self._ends_s()))


def smooth_path(points: list[QPointF]) -> QPainterPath:
    """A line through the middles between ``points``, bent by the points: no corners."""
    path = QPainterPath(points[0])
    for here, following in pairwise(points[1:]):
        path.quadTo(here, (here + following) / 2)
    path.lineTo(points[-1])
    return path
