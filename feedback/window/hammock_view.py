"""Paints the hammock: the soft band, the breathing circle behind it, the line, the pebble."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QRadialGradient
from PySide6.QtWidgets import QWidget

from feedback.window.hammock import VAGUE_SD_MM, Aim, band_strength, sag
from feedback.window.theme import NIGHT, Look, Theme, colour

SPAN_SHARE, WIDEST = 0.60, 820
"""Distance of the two points: this part of the width, at most so many px."""
TOP_SHARE, DEPTH_SHARE = 0.10, 0.62
"""Where the points are and how deep the hammock may hang, as parts of the height."""
PEBBLE_PX = 17
LINE_PX, TENSE_PX = 5.0, 8.0
BAND_OPACITY = {"night": 0.17, "day": 0.16}
GLOW_LAYERS = 6
GLOW_OPACITY = 0.34
BREATH_SMALL, BREATH_LARGE = 0.70, 1.0
"""The breathing circle's radius, out and in, as parts of its largest."""


class HammockView(QWidget):
    """Shows one Aim and one breath. ``plain`` is for closed eyes: only the line, on plain night."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._aim = Aim()
        self._fullness: float | None = None
        self._cached: dict[tuple[object, ...], QPixmap] = {}
        self.plain = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._forget)

    def show_state(self, aim: Aim, fullness: float | None) -> None:
        """Paint ``aim`` with a breath of ``fullness`` 0..1 (None: no circle)."""
        if (aim, fullness) != (self._aim, self._fullness):
            self._aim, self._fullness = aim, fullness
            self.update()

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """The cached parts fit one size only."""
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Everything, back to front."""
        theme = NIGHT if self.plain else self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        if not self.plain:
            painter.setOpacity(0.35 + 0.65 * self._aim.presence)
            painter.drawPixmap(place.topLeft(), self._band(place, theme))
            if self._fullness is not None:
                self._paint_breath(painter, place, theme, self._fullness)
        self._paint_line(painter, place, theme)
        painter.end()

    def lowest_y(self) -> int:
        """Where the deepest sag ends, px from the top."""
        return int(self._place().bottom())

    def _place(self) -> QRectF:
        """The box the line can hang in: the points are its upper corners."""
        span = min(self.width() * SPAN_SHARE, WIDEST)
        top = self.height() * TOP_SHARE + PEBBLE_PX
        return QRectF((self.width() - span) / 2, top, span, self.height() * DEPTH_SHARE)

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
        wide = LINE_PX + 2 * aim.spread_mm * place.height() * (sag(6.0) - sag(5.0))
        painter.setOpacity(aim.presence)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for layer in range(GLOW_LAYERS):
            part = (layer + 1) / GLOW_LAYERS
            pen = QPen(colour(theme.jaw, GLOW_OPACITY / GLOW_LAYERS * (1.3 - 0.6 * unknown)), LINE_PX + (wide - LINE_PX) * part)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.strokePath(curve, pen)
        pen = QPen(colour(theme.jaw, 1 - 0.75 * unknown**1.5), LINE_PX + (TENSE_PX - LINE_PX) * aim.tension)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(curve, pen)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.muted))
        for point in (place.topLeft(), place.topRight()):
            painter.drawEllipse(point, 5, 5)
        if aim.pebble > 0.01:
            painter.setOpacity(aim.presence * aim.pebble)
            middle = QPointF(place.center().x(), place.top() + depth - PEBBLE_PX + 1 - pen.widthF() / 2)
            pebble = self._pebble(theme)
            half = pebble.width() / pebble.devicePixelRatio() / 2
            painter.drawPixmap(middle - QPointF(half, half), pebble)

    def _paint_breath(self, painter: QPainter, place: QRectF, theme: Theme, fullness: float) -> None:
        largest = min(place.height() * 0.52, place.width() * 0.24)
        radius = largest * (BREATH_SMALL + (BREATH_LARGE - BREATH_SMALL) * fullness)
        centre = QPointF(place.center().x(), place.top() + place.height() * 0.42)
        glow = self._glow(int(largest * 2), theme)
        reach = radius * 1.5
        painter.drawPixmap(QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach), glow, QRectF(glow.rect()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(theme.breath, 0.5), 2))
        painter.drawEllipse(centre, radius, radius)

    def _band(self, place: QRectF, theme: Theme) -> QPixmap:
        """The soft range; the same for every frame of one size and theme."""
        key = ("band", theme.name, place.width(), place.height())
        if key not in self._cached:
            ratio = self.devicePixelRatioF()
            width, height = max(2, int(place.width() * ratio)), max(2, int(place.height() * ratio))
            strength = band_strength(width, height) * BAND_OPACITY[theme.name]
            tint = QColor(theme.jaw)
            pixels = np.empty((height, width, 4), np.float32)
            pixels[..., 0], pixels[..., 1], pixels[..., 2] = tint.redF(), tint.greenF(), tint.blueF()
            pixels[..., :3] *= strength[..., None]
            pixels[..., 3] = strength
            rounding = np.random.default_rng(0).random(strength.shape, np.float32)[..., None]  # no visible steps
            bytes_ = np.floor(pixels * 255 + rounding).clip(0, 255).astype(np.uint8)
            bytes_[..., :3] = np.minimum(bytes_[..., :3], bytes_[..., 3:])
            image = QImage(bytes_.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888_Premultiplied)
            pixmap = QPixmap.fromImage(image.copy())
            pixmap.setDevicePixelRatio(ratio)
            self._cached[key] = pixmap
        return self._cached[key]

    def _glow(self, size: int, theme: Theme) -> QPixmap:
        key = ("glow", theme.name, size)
        if key not in self._cached:
            strength = 0.26 if theme.name == "night" else 0.20
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
