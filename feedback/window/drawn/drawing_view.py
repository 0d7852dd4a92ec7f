"""Shows a line drawing in the colours of the theme, or several side by side."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from feedback.texts import Texts
from feedback.window.controls.controls import words
from feedback.window.controls.theme import SMALL, STEP, Appearance, Theme, colour
from feedback.window.drawn.line_drawings import Drawing, Ink, Limb

EDGE = 1.8
"""The seen edge of a limb, units."""
LEAST_PX = 7 * STEP
LEAST_WIDE = 1.4
"""Beside others a drawing has room as if it were at least so wide against its height, so that its words fit below."""
DOTS = (0.2, 2.2)
"""A dotted line: dot and gap, in widths of the line."""


@lru_cache(maxsize=256)
def path_of(written: str) -> QPainterPath:
    """``written`` as SVG writes a path: M, L, C and Z, absolute. Raises ValueError for anything else."""
    path = QPainterPath()
    parts = written.split()
    at = 0

    def point() -> QPointF:
        nonlocal at
        at += 2
        return QPointF(float(parts[at - 2]), float(parts[at - 1]))

    while at < len(parts):
        command = parts[at]
        at += 1
        if command == "M":
            path.moveTo(point())
        elif command == "L":
            path.lineTo(point())
            while at < len(parts) and not parts[at].isalpha():
                path.lineTo(point())
        elif command == "C":
            path.cubicTo(point(), point(), point())
            while at < len(parts) and not parts[at].isalpha():
                path.cubicTo(point(), point(), point())
        elif command == "Z":
            path.closeSubpath()
        else:
            raise ValueError(f"no such command in a path: {command}")
    return path


class DrawingView(QWidget):
    """One drawing, as large as there is room for."""

    def __init__(self, look: Appearance, texts: Texts, drawing: Drawing) -> None:
        super().__init__()
        self._look, self.drawing = look, drawing
        self.setAccessibleName(texts.say(drawing.caption))
        self.setToolTip(texts.say(drawing.caption))
        self.setAccessibleDescription(texts.say(drawing.description))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(round(LEAST_PX * drawing.wide), LEAST_PX)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It asks for no more than it needs, and takes what there is."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The drawing, in the middle."""
        theme, drawing = self._look.theme, self.drawing
        left, top, wide, tall = drawing.box
        scale = min(self.height() / tall, self.width() / wide)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - scale * wide) / 2, (self.height() - scale * tall) / 2)
        painter.scale(scale, scale)
        painter.translate(-left, -top)
        _paint_limbs(painter, theme, drawing.limbs)
        _paint_limbs(painter, theme, drawing.over)
        for stroke in drawing.strokes:
            ink = _ink(theme, stroke.ink)
            path = path_of(stroke.path)
            if stroke.filled:
                painter.fillPath(path, colour(ink, stroke.filled))
            painter.strokePath(path, _pen(QColor(ink), stroke.width, dotted=stroke.dotted))
        painter.end()


class Drawings(QWidget):
    """Several drawings side by side, each with its words below."""

    def __init__(self, look: Appearance, texts: Texts, drawings: tuple[Drawing, ...], *, captions: bool = True) -> None:
        super().__init__()
        self._captions: list[QLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * STEP)
        grid.setVerticalSpacing(STEP // 2)
        grid.setRowStretch(0, 1)
        for column, drawing in enumerate(drawings):
            grid.addWidget(DrawingView(look, texts, drawing), 0, column)
            grid.setColumnStretch(column, round(100 * max(LEAST_WIDE, drawing.wide)))
            caption = words(texts.say(drawing.caption), SMALL, tone="muted", wrap=True)
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(caption, 1, column)
            self._captions.append(caption)
        self.show_captions(captions)

    def show_captions(self, shown: bool) -> None:
        """The words below the drawings too, or only the drawings."""
        for caption in self._captions:
            caption.setVisible(shown)


def _paint_limbs(painter: QPainter, theme: Theme, limbs: tuple[Limb, ...]) -> None:
    """All edges first and then all insides, so that where limbs meet there is no line."""
    for grown, ink in ((2 * EDGE, theme.text), (0.0, theme.panel)):
        for limb in limbs:
            painter.strokePath(path_of(limb.path), _pen(QColor(ink), limb.width + grown - EDGE))


def _ink(theme: Theme, ink: Ink) -> str:
    return {Ink.BODY: theme.text, Ink.QUIET: theme.muted, Ink.JAW: theme.jaw, Ink.BREATH: theme.breath}[ink]


def _pen(ink: QColor, width: float, *, dotted: bool = False) -> QPen:
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dotted:
        pen.setDashPattern(list(DOTS))
    return pen
