"""The tray's picture: a small hammock, drawn in the sizes that trays ask for.

Its three states differ in shape, not in colour: a pebble rests in it, the pebble is an open ring while the camera
looks, two upright bars stand in it while it is paused.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from feedback.desk.events import Status
from feedback.window.controls.theme import DAY, NIGHT
from feedback.window.drawn.small_hammock import Strokes, hammock_path, paint_hammock

SIZES_PX = (16, 22, 24, 32, 48, 64, 128)
"""What Linux, Windows and macOS ask for, at 100 and at 200 %."""
HANGS = 0.92
LINE, POST, PEBBLE, HALO = 0.085, 0.075, 0.13, 0.045
"""Thickness of the line, radii of points and pebble, width of the halo, as parts of the size."""


class Doing(StrEnum):
    """What the picture shows."""

    WAITING = "waiting"
    GLANCING = "glancing"
    PAUSED = "paused"


def doing(status: Status) -> Doing:
    """What is going on."""
    if status.glancing:
        return Doing.GLANCING
    return Doing.PAUSED if status.paused_until is not None else Doing.WAITING


def tray_icon(shown: Doing, *, night: bool, symbolic: bool = False) -> QIcon:
    """The icon in all sizes. night: for a dark panel. symbolic: one ink without halo, which the system colours."""
    icon = QIcon()
    for size in SIZES_PX:
        icon.addPixmap(_pixmap(shown, size, night=night, symbolic=symbolic))
    icon.setIsMask(symbolic)
    return icon


def _pixmap(shown: Doing, size: int, *, night: bool, symbolic: bool) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    theme, other = (NIGHT, DAY) if night else (DAY, NIGHT)
    ink = QColor(Qt.GlobalColor.black) if symbolic else QColor(theme.jaw)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = size * (POST + HALO + 0.02)
    box = QRectF(edge, size * 0.32, size - 2 * edge, size * 0.40)
    if not symbolic:  # panels are not always as light or dark as the desktop says; a halo keeps the line in sight
        halo = QColor(other.jaw if night else NIGHT.text)
        halo.setAlphaF(0.5)
        pen = QPen(halo, size * (LINE + 2 * HALO))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(hammock_path(box, HANGS), pen)
    pebble = ink if shown is Doing.WAITING else None
    strokes = Strokes(ink, ink, size * LINE, size * POST, size * PEBBLE, pebble)
    paint_hammock(painter, box, HANGS, strokes)
    middle = QPointF(box.center().x(), box.top() + box.height() * HANGS - size * (PEBBLE + LINE))
    pen = QPen(ink, max(1.5, size * LINE * 0.8))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shown is Doing.GLANCING:
        painter.drawEllipse(middle, size * PEBBLE * 1.1, size * PEBBLE * 1.1)
    elif shown is Doing.PAUSED:
        for side in (-1, 1):
            x = middle.x() + side * size * 0.09
            painter.drawLine(QPointF(x, middle.y() - size * 0.19), QPointF(x, middle.y() + size * 0.05))
    painter.end()
    return pixmap
