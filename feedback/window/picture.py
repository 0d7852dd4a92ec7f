"""The person's own picture: mirrored, dimmed, rounded, with a lip and a jaw line and nothing else on it.

A camera picture is brought to the card's size first and only then coloured and painted, once per new picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from feedback.window.glide import Glide
from feedback.window.theme import CARD_RADIUS, Look, Theme, colour
from vision.camera import Frame
from vision.landmarker import FaceLandmarks

JAW_LINE = (234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454)
LIP_LINE = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
"""The mesh's own lower contour, ear to ear, and the outer edge of the lips."""
DIM = {"night": 0.52, "day": 0.30}
"""How much of the ground's colour lies over the picture: it shows where one is, not how one looks."""
OVAL_SHARE = (0.235, 0.36)
"""Width and height of the oval, as parts of the picture's width: a head at arm's length before a laptop camera."""
CLOSE_UP = 1.75
"""A close-up shows this many face heights; the mouth is what matters in it."""
CLOSE_UP_SETTLE_S = 2.5
"""The close-up drifts after the face this slowly, so that the head moves in the picture and not the picture itself."""
WORST_CROP = 0.36
"""A picture that would lose more than this to the card's shape (a phone held upright) is shown whole instead."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of the camera's picture is shown, px in it."""

    left: float
    top: float
    width: float
    height: float


def whole_cut(size: tuple[int, int], card: tuple[int, int]) -> Cut:
    """The largest middle part of a picture of ``size`` (width, height) that fills ``card``; all if too much goes."""
    (width, height), wanted = size, card[0] / card[1]
    cut_width, cut_height = min(width, height * wanted), min(height, width / wanted)
    if cut_width * cut_height < (1 - WORST_CROP) * width * height:
        return Cut(0.0, 0.0, width, height)
    return Cut((width - cut_width) / 2, (height - cut_height) / 2, cut_width, cut_height)


class PictureCard(QWidget):
    """Shows the newest picture. close_up: near the face; else the whole picture with an oval to sit in."""

    def __init__(self, look: Look, *, close_up: bool) -> None:
        super().__init__()
        self._look = look
        self._close_up = close_up
        self._frame: Frame | None = None
        self._face: FaceLandmarks | None = None
        self._image: QImage | None = None
        self._cut = Cut(0, 0, 1, 1)
        self._face_place = (Glide(0, CLOSE_UP_SETTLE_S), Glide(0, CLOSE_UP_SETTLE_S), Glide(0, CLOSE_UP_SETTLE_S))
        self._placed_at_s: float | None = None
        self._presence = Glide(0.0, 0.8)
        self._picture = Glide(1.0, 0.8)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._look_changed)

    def clear(self) -> None:
        """No picture: nothing of the last visit stays on the screen."""
        self._frame = self._face = self._image = None
        self._placed_at_s = None
        self._presence.settle(0.0)
        self.update()

    def _look_changed(self) -> None:
        self._image = None
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
            self._image = None
            self.update()
        elif abs(lit - self._presence.value - self._picture.value) > 0.002:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground, picture, dim, oval, lines, edge."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(card, CARD_RADIUS, CARD_RADIUS)
        shown = self._shown_rect()
        if self._frame is not None:
            self._paint_picture(painter, card, shown, theme)
        if not self._close_up:
            self._paint_oval(painter, card, shown, theme)
        if self._face is not None and self._frame is not None:
            self._paint_lines(painter, card, shown, theme)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card, CARD_RADIUS, CARD_RADIUS)
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

    def _paint_picture(self, painter: QPainter, card: QRectF, shown: QRectF, theme: Theme) -> None:
        assert self._frame is not None
        ratio = self.devicePixelRatioF()
        size = QSize(max(2, round(shown.width() * ratio)), max(2, round(shown.height() * ratio)))
        if self._image is None or self._image.size() != size:
            small = small_picture(self._frame.image, self._cut, (size.width(), size.height()))
            self._image = dimmed(small, theme.background, DIM[theme.name])
        brush = QBrush(self._image)  # dimmed already
        brush.setTransform(QTransform.fromTranslate(shown.x(), shown.y()).scale(1 / ratio, 1 / ratio))
        place = card.intersected(shown)
        painter.setOpacity(self._picture.value)
        painter.setBrush(brush)
        painter.drawRoundedRect(place, CARD_RADIUS, CARD_RADIUS)
        painter.setOpacity(1.0)

    def _paint_oval(self, painter: QPainter, card: QRectF, shown: QRectF, theme: Theme) -> None:
        picture_width = shown.width()
        if self._frame is not None:
            picture_width *= self._frame.image.shape[1] / self._cut.width
        wide, tall = picture_width * OVAL_SHARE[0], picture_width * OVAL_SHARE[1]
        largest = card.height() * 0.86
        if tall > largest:
            wide, tall = wide * largest / tall, largest
        centre = QPointF(card.center().x(), card.top() + card.height() * 0.5)
        pen = QPen(colour(theme.text, 0.55 - 0.2 * self._presence.value), 2)
        pen.setDashPattern([2, 4])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, wide / 2, tall / 2)

    def _paint_lines(self, painter: QPainter, card: QRectF, shown: QRectF, theme: Theme) -> None:
        assert self._face is not None
        points = self._face.points
        painter.setClipRect(card)
        painter.setOpacity(self._presence.value)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line_colour = theme.jaw if theme.name == "night" else "#E9F6F2"  # on a dimmed picture only a light line shows
        for line, closed in ((JAW_LINE, False), (LIP_LINE, True)):
            path = smooth_path(self._on_card(points[list(line), :2], shown), closed=closed)
            if theme.name == "day":
                painter.strokePath(path, self._pen(colour(theme.jaw, 0.55), 4 if self._close_up else 5.5))
            painter.strokePath(path, self._pen(colour(line_colour, 0.95), 2 if self._close_up else 2.5))
        painter.setOpacity(1.0)
        painter.setClipping(False)

    @staticmethod
    def _pen(ink: QColor, width: float) -> QPen:
        pen = QPen(ink, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def _on_card(self, points: NDArray[np.float32], shown: QRectF) -> list[QPointF]:
        """Points of the picture, (n, 2) px, mirrored to where they are on the card."""
        scale = np.array([-shown.width() / self._cut.width, shown.height() / self._cut.height])
        places = (points - (self._cut.left, self._cut.top)) * scale + (shown.right(), shown.top())
        return [QPointF(x, y) for x, y in places.tolist()]


def small_picture(image: NDArray[np.uint8], cut: Cut, size: tuple[int, int]) -> NDArray[np.uint8]:
    """``cut`` of ``image`` (BGR, unmirrored), mirrored and brought to ``size`` (width, height) px."""
    height, width = image.shape[:2]
    left, top = int(max(0, cut.left)), int(max(0, cut.top))
    right, bottom = min(width, round(cut.left + cut.width)), min(height, round(cut.top + cut.height))
    part: NDArray[np.uint8] = image[top : max(top + 2, bottom), left : max(left + 2, right)]
    if part.shape[1] > 2 * size[0]:  # sampled at twice the size, then averaged: plenty for a dimmed card
        part = np.asarray(cv2.resize(part, (2 * size[0], 2 * size[1]), interpolation=cv2.INTER_LINEAR), np.uint8)
    method = cv2.INTER_AREA if part.shape[1] > size[0] else cv2.INTER_LINEAR
    part = np.asarray(cv2.resize(part, size, interpolation=method), np.uint8)
    return np.asarray(cv2.flip(part, 1), np.uint8)


def dimmed(picture: NDArray[np.uint8], code: str, dim: float) -> QImage:
    """``picture`` (BGR) under a veil of the colour ``code``, in the form that Qt paints quickest."""
    veil = QColor(code)
    ground = np.array([dim * veil.blue(), dim * veil.green(), dim * veil.red(), 255.0])
    pixels = cv2.add(cv2.convertScaleAbs(cv2.cvtColor(picture, cv2.COLOR_BGR2BGRA), alpha=1 - dim), ground)
    height, width = picture.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def smooth_path(points: list[QPointF], *, closed: bool) -> QPainterPath:
    """A line through the middles between ``points``, bent by the points: no corners."""
    if closed:
        path = QPainterPath((points[-1] + points[0]) / 2)
        for here, following in zip(points, [*points[1:], points[0]], strict=True):
            path.quadTo(here, (here + following) / 2)
        return path
    path = QPainterPath(points[0])
    for here, following in pairwise(points[1:]):
        path.quadTo(here, (here + following) / 2)
    path.lineTo(points[-1])
    return path
