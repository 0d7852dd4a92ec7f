"""The person's own picture: mirrored, dimmed, rounded, with a lip and a jaw line and nothing else on it.

A camera picture is brought to the card's size first; dimming, lines and round corners are then worked into its pixels,
once per new picture, and all that is left to the painter is to copy it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap

from feedback.window.controls.opaque import OpaqueWidget
from feedback.window.controls.theme import CARD_RADIUS, Appearance, Theme
from feedback.window.drawn.glide import Glide
from feedback.window.drawn.hammock_view import as_image, ink
from feedback.window.drawn.picture_pixels import (
    JAW_BEND,
    JAW_LINE,
    LIP_BEND,
    LIP_LINE,
    Corners,
    Cut,
    dimmed,
    draw,
    small_picture,
    whole_cut,
)
from vision.landmarks import FaceLandmarks

if TYPE_CHECKING:
    from vision.camera import Frame

DIM = {"night": 0.52, "day": 0.30}
"""How much of the ground's colour lies over the picture: it shows where one is, not how one looks."""
LINE_PX, CLOSE_UP_LINE_PX = 2.5, 2.0
LINE_OPACITY = 0.95
RIM_OPACITY, RIM_WIDER = 0.55, 2.2
"""By day a darker, wider line lies under the light one; else it would be lost on a light shirt."""
LIGHT_LINE = "#E9F6F2"
"""On a picture dimmed towards white only a light line shows."""
REMEMBERED = 8
OVAL_SHARE = (0.235, 0.36)
"""Width and height of the oval, as parts of the picture's width: a head at arm's length before a laptop camera."""
CLOSE_UP = 1.75
"""A close-up shows this many face heights; the mouth is what matters in it."""
CLOSE_UP_SETTLE_S = 2.5
"""The close-up drifts after the face this slowly, so that the head moves in the picture and not the picture itself."""


class PictureCard(OpaqueWidget):
    """Shows the newest picture. close_up: near the face; else the whole picture with an oval to sit in."""

    def __init__(self, look: Appearance, *, close_up: bool) -> None:
        super().__init__()
        self._look = look
        self._close_up = close_up
        self._frame: Frame | None = None
        self._face: FaceLandmarks | None = None
        self._pixels: NDArray[np.uint8] | None = None
        self._cut = Cut(0, 0, 1, 1)
        self._face_place = (Glide(0, CLOSE_UP_SETTLE_S), Glide(0, CLOSE_UP_SETTLE_S), Glide(0, CLOSE_UP_SETTLE_S))
        self._placed_at_s: float | None = None
        self._presence = Glide(0.0, 0.8)
        self._picture = Glide(1.0, 0.8)
        self._known: dict[tuple[object, ...], QPixmap] = {}
        self._corners = Corners((1, 1), 0.0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._look_changed)

    def clear(self) -> None:
        """No picture: nothing of the last visit stays on the screen."""
        self._frame = self._face = self._pixels = None
        self._placed_at_s = None
        self._presence.settle(0.0)
        self.update()

    def _look_changed(self) -> None:
        self._pixels = None
        self._known.clear()
        self.update()

    def show_picture(
        self, frame: Frame | None, face: FaceLandmarks | None, tick_s: float, *, off: bool = False
    ) -> None:
        """Show ``frame`` with the lines of ``face``. They fade without a face, all fades when the camera is off."""
        lit = self._presence.value + self._picture.value
        self._presence.towards(1.0 if face is not None and not off else 0.0, tick_s)
        self._picture.towards(0.0 if off else 1.0, tick_s)
        if frame is not None and frame is not self._frame:
            self._frame = frame
            self._face = face or self._face
            self._cut = self._choose_cut(frame, face)
            self._pixels = None
            self.update()
        elif abs(lit - self._presence.value - self._picture.value) > 0.002:
            self._pixels = None
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground, picture with its lines, edge, oval."""
        theme = self._look.theme
        painter = QPainter(self)
        shown = self._shown_rect()
        whole = self._frame is not None and self._picture.value >= 0.998 and shown == QRectF(self.rect())
        alone = whole and self.devicePixelRatioF().is_integer()  # else it may end within a pixel of the screen
        if not alone:
            painter.fillRect(self.rect(), QColor(theme.background))
        if not whole:
            painter.drawPixmap(0, 0, self._ground(theme))
        if self._frame is not None:
            painter.setOpacity(1.0 if alone else self._picture.value)
            picture = as_image(self._worked(self._frame, shown, theme), opaque=alone)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(shown.topLeft(), picture)
            painter.setOpacity(1.0)
            painter.drawPixmap(0, 0, self._edge(theme))
        if not self._close_up:
            painter.setOpacity(0.55 - 0.2 * self._presence.value)
            painter.drawPixmap(0, 0, self._oval(shown, theme))
        painter.end()

    def _choose_cut(self, frame: Frame, face: FaceLandmarks | None) -> Cut:
        height, width = frame.image.shape[:2]
        if not self._close_up:
            return whole_cut((width, height), (self.width(), self.height()))
        if face is not None:
            low, high = face.points[:, :2].min(axis=0), face.points[:, :2].max(axis=0)
            place = (float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2, float(high[1] - low[1]))
            for glide, value in zip(self._face_place, place, strict=True):
                if self._placed_at_s is None:
                    glide.settle(value)
                else:
                    glide.towards(value, frame.t_s - self._placed_at_s)
            self._placed_at_s = frame.t_s
        if self._placed_at_s is None:
            return whole_cut((width, height), (self.width(), self.height()))
        shape = self.width() / self.height()
        tall = min(self._face_place[2].value * CLOSE_UP, height, width / shape)
        wide = tall * shape
        left = min(max(0.0, self._face_place[0].value - wide / 2), width - wide)
        top = min(max(0.0, self._face_place[1].value - tall * 0.54), height - tall)
        return Cut(left, top, wide, tall)

    def _shown_rect(self) -> QRectF:
        """Where the cut lies on the card: all of it, or the middle when a picture is shown whole."""
        scale = min(self.width() / self._cut.width, self.height() / self._cut.height)
        fills = max(self.width() / self._cut.width, self.height() / self._cut.height) < scale * 1.02
        if fills or self._frame is None:
            return QRectF(self.rect())
        wide, tall = self._cut.width * scale, self._cut.height * scale
        return QRectF((self.width() - wide) / 2, (self.height() - tall) / 2, wide, tall)

    def _worked(self, frame: Frame, shown: QRectF, theme: Theme) -> NDArray[np.uint8]:
        """The picture as it is copied to the screen; worked out once."""
        ratio = self.devicePixelRatioF()
        size = (max(2, round(shown.width() * ratio)), max(2, round(shown.height() * ratio)))
        if self._pixels is None or self._pixels.shape[1::-1] != size:
            pixels = dimmed(small_picture(frame.image, self._cut, size), ink(theme.background), DIM[theme.name])
            if self._face is not None and self._presence.value > 0.0:
                self._draw_lines(pixels, self._face, theme, ratio)
            if self._corners.fit != (size, CARD_RADIUS * ratio):
                self._corners = Corners(size, CARD_RADIUS * ratio)
            self._corners.round_off(pixels, ink(theme.background))
            self._pixels = pixels
        return self._pixels

    def _draw_lines(self, pixels: NDArray[np.uint8], face: FaceLandmarks, theme: Theme, ratio: float) -> None:
        width_px = (CLOSE_UP_LINE_PX if self._close_up else LINE_PX) * ratio
        scale = np.array([-pixels.shape[1] / self._cut.width, pixels.shape[0] / self._cut.height])
        start = (pixels.shape[1], 0.0)  # mirrored
        places = (face.points[:, :2] - (self._cut.left, self._cut.top)) * scale + start
        lines = [JAW_BEND @ places[list(JAW_LINE)], LIP_BEND @ places[list(LIP_LINE)]]
        if theme.name == "day":
            draw(pixels, lines, ink(theme.jaw), RIM_OPACITY * self._presence.value, width_px * RIM_WIDER)
        light = theme.jaw if theme.name == "night" else LIGHT_LINE
        draw(pixels, lines, ink(light), LINE_OPACITY * self._presence.value, width_px)

    def _ground(self, theme: Theme) -> QPixmap:
        """The empty card."""
        ground = QColor(theme.raised)
        return self._remembered(("ground", theme.name), lambda painter: self._card(painter, ground, theme))

    def _edge(self, theme: Theme) -> QPixmap:
        """Its fine edge alone."""
        return self._remembered(("edge", theme.name), lambda painter: self._card(painter, None, theme))

    def _card(self, painter: QPainter, ground: QColor | None, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, CARD_RADIUS, CARD_RADIUS)

    def _oval(self, shown: QRectF, theme: Theme) -> QPixmap:
        """The oval to sit in, at full strength."""
        picture_width = shown.width()
        if self._frame is not None:
            picture_width *= self._frame.image.shape[1] / self._cut.width
        wide, tall = picture_width * OVAL_SHARE[0], picture_width * OVAL_SHARE[1]
        largest = self.height() * 0.86
        if tall > largest:
            wide, tall = wide * largest / tall, largest

        def dashes(painter: QPainter) -> None:
            pen = QPen(QColor(theme.text), 2)
            pen.setDashPattern([2, 4])
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), wide / 2, tall / 2)

        return self._remembered(("oval", theme.name, round(wide), round(tall)), dashes)

    def _remembered(self, key: tuple[object, ...], paint: Callable[[QPainter], None]) -> QPixmap:
        """What looks alike in every picture, painted once for each size."""
        ratio = self.devicePixelRatioF()
        key = (*key, self.width(), self.height(), ratio)
        if key not in self._known:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            pixmap = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter)
            painter.end()
            self._known[key] = pixmap
        return self._known[key]
