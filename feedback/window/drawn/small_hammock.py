"""A hammock drawn with a few strokes: for the tray, the hint and the thirty-second release.

The hammock of a session (`hammock_view`) is mixed pixel by pixel, with numpy; this one is for a process that stays open
all day and has no room for that.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from feedback.window.controls.theme import STEP, Appearance, colour

TAUT = 0.05
"""A line that does not hang at all still sags by this part of its depth, as a line between two points does."""
LINE_PART, POST_PART, PEBBLE_PART = 0.016, 0.018, 0.05
"""Thickness of the line, radius of the points and of the pebble, as parts of the width."""
GLOW = ((5.0, 0.10), (3.0, 0.16))
"""The soft light round the line: so many times its thickness, with such an opacity."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """Inks and sizes. line_px, post_px, pebble_px: thickness of the line, radius of the points and of the pebble."""

    line: QColor
    posts: QColor
    line_px: float
    post_px: float
    pebble_px: float
    pebble: QColor | None


def hammock_path(box: QRectF, hanging: float) -> QPainterPath:
    """The line between the upper corners of ``box``; ``hanging`` 0..1 of its height."""
    depth = box.height() * max(TAUT, hanging)
    path = QPainterPath(box.topLeft())
    path.quadTo(QPointF(box.center().x(), box.top() + 2 * depth), box.topRight())  # its middle hangs half as deep
    return path


def paint_hammock(painter: QPainter, box: QRectF, hanging: float, strokes: Strokes) -> None:
    """Paint the line, its two points and, where it has an ink, the pebble that rests in it."""
    pen = QPen(strokes.line, strokes.line_px)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(hammock_path(box, hanging), pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(strokes.posts)
    for post in (box.topLeft(), box.topRight()):
        painter.drawEllipse(post, strokes.post_px, strokes.post_px)
    if strokes.pebble is not None:
        depth = box.height() * max(TAUT, hanging)
        lift = strokes.pebble_px + strokes.line_px / 2
        painter.setBrush(strokes.pebble)
        painter.drawEllipse(
            QPointF(box.center().x(), box.top() + depth - lift), strokes.pebble_px, strokes.pebble_px * 0.94
        )


class SmallHammock(QWidget):
    """Shows the hammock in the colours of the theme; ``hang`` moves it. A picture only: words beside it say it all."""

    def __init__(self, look: Appearance, least: QSize) -> None:
        super().__init__()
        self._look, self._hanging = look, 0.0
        self.setMinimumSize(least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self.update)

    @property
    def hanging(self) -> float:
        """How far it hangs, 0..1."""
        return self._hanging

    def hang(self, hanging: float) -> None:
        """Hang so far from now on; what nobody could see is not painted."""
        if abs(hanging - self._hanging) * self.height() >= 0.25 or not self.isVisible():
            self._hanging = hanging
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It asks for no more than it needs, and takes what there is."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Its soft light, the line, the pebble."""
        theme = self._look.theme
        wide = min(float(self.width()), 2.6 * self.height())
        line_px = max(2.0, wide * LINE_PART)
        pebble_px = max(3.0, wide * PEBBLE_PART)
        edge = max(STEP / 2, wide * POST_PART + 1)
        top = edge + pebble_px  # a pebble on a taut line lies above the points
        side = (self.width() - wide) / 2 + max(edge, GLOW[0][0] * line_px / 2)
        box = QRectF(side, top, self.width() - 2 * side, self.height() - top - GLOW[0][0] * line_px / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not theme.strong:
            for thickness, opacity in GLOW:
                pen = QPen(colour(theme.jaw, opacity), line_px * thickness)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.strokePath(hammock_path(box, self._hanging), pen)
        strokes = Strokes(
            line=QColor(theme.jaw),
            posts=QColor(theme.muted),
            line_px=line_px,
            post_px=max(2.0, wide * POST_PART),
            pebble_px=pebble_px,
            pebble=QColor(theme.jaw),
        )
        paint_hammock(painter, box, self._hanging, strokes)
        painter.end()
