"""Paints the hammock: the soft band, the breathing circle behind it, the line, the pebble."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QRadialGradient
from PySide6.QtWidgets import QWidget

from feedback.window.hammock import VAGUE_SD_MM, Aim, band_strength, glow_strength, sag, slope
from feedback.window.theme import NIGHT, Look, Theme, colour

WIDEST = 1100
"""Largest distance of the two points, px."""
DEEPEST = 0.44
"""Deepest sag as a part of that distance: a hammock, not a sack."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """Where the hammock hangs in its room.

    span: distance of the points, as a part of the width. top, depth: their place and the deepest sag, of the height.
    """

    span: float
    top: float
    depth: float


IN_THE_PAGE = Hanging(span=0.60, top=0.10, depth=0.62)
ON_A_CARD = Hanging(span=0.74, top=0.04, depth=0.86)

REACH_PX, REACH_BELOW_PX = 72, 20
"""Nothing is painted further than this outside the box the line hangs in."""
POST_PX = 5
PEBBLE_PX = 17
LINE_PX, TENSE_PX = 5.0, 8.0
BAND_OPACITY = {"night": 0.17, "day": 0.16}
GLOW_OPACITY = 0.46
GLOW_CORE_PX = 7.0
COARSE = 4
"""Band and glow are computed on every fourth pixel and painted smoothly larger: they have no detail to lose."""
BREATH_GLOW = 1.35
"""How far the light reaches, in radii of the circle."""
GLOW_STEP_PX = 8
"""The light is kept in sizes this far apart: too soft for the steps to show, and painted without scaling."""
BREATH_SMALL, BREATH_LARGE = 0.70, 1.0
"""The breathing circle's radius, out and in, as parts of its largest."""


class HammockView(QWidget):
    """Shows one Aim and one breath. ``plain`` is for closed eyes: only the line, on plain night."""

    def __init__(self, look: Look, hanging: Hanging = IN_THE_PAGE) -> None:
        super().__init__()
        self._look, self._hanging = look, hanging
        self._aim = Aim()
        self._fullness: float | None = None
        self._cached: dict[tuple[object, ...], QPixmap] = {}
        self._band_known: tuple[tuple[float, ...], NDArray[np.float32]] | None = None
        self.plain = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._forget)

    def show_state(self, aim: Aim, fullness: float | None) -> None:
        """Paint ``aim`` with a breath of ``fullness`` 0..1 (None: no circle)."""
        if (aim, fullness) != (self._aim, self._fullness):
            self._aim, self._fullness = aim, fullness
            self.update(self._reach())

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """The cached parts fit one size only."""
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Everything, back to front."""
        theme = NIGHT if self.plain else self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(self._reach())
        place = self._place()
        if self._fullness is not None and not self.plain:
            painter.setOpacity(0.35 + 0.65 * self._aim.presence)
            self._paint_breath(painter, place, theme, self._fullness)
        self._paint_line(painter, place, theme)
        painter.end()

    def lowest_y(self) -> int:
        """Where the deepest sag ends, px from the top."""
        return int(self._place().bottom())

    def _reach(self) -> QRect:
        """All that is ever painted: so little, so that words around it are not painted again with it."""
        return self._place().adjusted(-POST_PX, -REACH_PX, POST_PX, REACH_BELOW_PX).toAlignedRect()

    def _place(self) -> QRectF:
        """The box the line can hang in: the points are its upper corners."""
        span = min(self.width() * self._hanging.span, WIDEST)
        top = self.height() * self._hanging.top + PEBBLE_PX
        room = self.height() * self._hanging.depth - PEBBLE_PX
        depth = min(room, span * DEEPEST)
        top += (room - depth) / 2
        return QRectF((self.width() - span) / 2, top, span, depth)

    def _curve(self, place: QRectF, depth: float) -> QPainterPath:
        """A parabola from point to point, ``depth`` px deep in the middle."""
        path = QPainterPath(place.topLeft())
        path.quadTo(QPointF(place.center().x(), place.top() + 2 * depth), place.topRight())
        return path

    def _paint_line(self, painter: QPainter, place: QRectF, theme: Theme) -> None:
        aim = self._aim
        depth = sag(aim.gap_mm, aim.tension) * place.height()
        curve = self._curve(place, depth)
        unknown = aim.spread_mm / VAGUE_SD_MM
        self._paint_light(painter, place, depth, theme)
        painter.setOpacity(aim.presence)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(colour(theme.jaw, 1 - 0.75 * unknown**1.5), LINE_PX + (TENSE_PX - LINE_PX) * aim.tension)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(curve, pen)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.muted))
        for point in (place.topLeft(), place.topRight()):
            painter.drawEllipse(point, POST_PX, POST_PX)
        if aim.pebble > 0.01:
            painter.setOpacity(aim.presence * aim.pebble)
            middle = QPointF(place.center().x(), place.top() + depth - PEBBLE_PX + 1 - pen.widthF() / 2)
            pebble = self._pebble(theme)
            half = pebble.width() / pebble.devicePixelRatio() / 2
            painter.drawPixmap(middle - QPointF(half, half), pebble)

    def _paint_light(self, painter: QPainter, place: QRectF, depth: float, theme: Theme) -> None:
        """The soft band and the line's own glow, as one layer of one colour."""
        spread_px = self._aim.spread_mm * place.height() * slope(self._aim.gap_mm)
        room = place.adjusted(0, -REACH_PX, 0, REACH_BELOW_PX)
        width, height = max(2, int(room.width() / COARSE)), max(2, int(room.height() / COARSE))
        down = height / room.height()
        sizes = (REACH_PX * down, depth * down, GLOW_CORE_PX * down, spread_px * down)
        light = glow_strength(width, height, *sizes) * (GLOW_OPACITY * self._aim.presence)
        if not self.plain:
            seen = BAND_OPACITY[theme.name] * (0.35 + 0.65 * self._aim.presence)
            light = 1 - (1 - light) * (1 - seen * self._band(width, height, REACH_PX * down, place.height() * down))
        size = (round(room.width()), round(room.height()))
        fine = np.asarray(cv2.resize(tinted(light, theme.jaw), size, interpolation=cv2.INTER_LINEAR), np.uint8)
        painter.setOpacity(1.0)
        painter.drawImage(room.topLeft().toPoint(), as_image(fine))  # whole pixels: copied, not resampled

    def _paint_breath(self, painter: QPainter, place: QRectF, theme: Theme, fullness: float) -> None:
        largest = min(place.height() * 0.42, place.width() * 0.22)
        radius = largest * (BREATH_SMALL + (BREATH_LARGE - BREATH_SMALL) * fullness)
        centre = QPointF(place.center().x(), place.top() + place.height() * 0.42)
        glow = self._glow(GLOW_STEP_PX * round(2 * BREATH_GLOW * radius / GLOW_STEP_PX), theme)
        half = glow.width() / 2
        painter.drawPixmap(QPointF(centre.x() - half, centre.y() - half).toPoint(), glow)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(theme.breath, 0.5), 2))
        painter.drawEllipse(centre, radius, radius)

    def _band(self, width: int, height: int, top: float, depth: float) -> NDArray[np.float32]:
        """The soft range; the same for every picture of one size."""
        key = (width, height, top, depth)
        if self._band_known is None or self._band_known[0] != key:
            self._band_known = (key, band_strength(*key))
        return self._band_known[1]

    def _glow(self, size: int, theme: Theme) -> QPixmap:
        key = ("glow", theme.name, size)
        if key not in self._cached:
            strength = 0.22 if theme.name == "night" else 0.18
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            gradient = QRadialGradient(size / 2, size / 2, size / 2)
            for at, part in ((0.0, 1.0), (0.25, 0.86), (0.5, 0.5), (0.75, 0.14), (1.0, 0.0)):  # a soft bell
                gradient.setColorAt(at, colour(theme.breath, strength * part))
            painter = QPainter(pixmap)
            painter.fillRect(pixmap.rect(), gradient)
            painter.end()
            self._cached[key] = pixmap
        return self._cached[key]

    def _pebble(self, theme: Theme) -> QPixmap:
        key = ("pebble", theme.name)
        if key not in self._cached:
            ratio = self.devicePixelRatioF()
            room = 2 * PEBBLE_PX + 4
            pixmap = QPixmap(int(room * ratio), int(room * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            light = QRadialGradient(room * 0.40, room * 0.34, room * 0.62)
            light.setColorAt(0, QColor(theme.jaw).lighter(112))
            light.setColorAt(1, QColor(theme.jaw).darker(112))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(light)
            painter.drawEllipse(QRectF(2, 4, room - 4, room - 6))
            painter.end()
            self._cached[key] = pixmap
        return self._cached[key]

    def _forget(self) -> None:
        self._cached.clear()
        self.update()


def tinted(strength: NDArray[np.float32], code: str) -> NDArray[np.uint8]:
    """Opacities 0..1 (height, width) in the colour ``code``: uint8 (height, width, 4), BGRA, premultiplied."""
    tint = QColor(code)
    ink = np.array([tint.blue(), tint.green(), tint.red(), 255], np.float32)
    return (strength[..., None] * ink + 0.5).astype(np.uint8)


def as_image(pixels: NDArray[np.uint8]) -> QImage:
    """Those pixels as a picture; it borrows them, so keep them while it is used."""
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
