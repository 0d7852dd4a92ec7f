"""The person's own picture: mirrored, dimmed, rounded, with a lip and a jaw line and nothing else on it.

A camera picture is brought to the card's size first; dimming, lines and round corners are then worked into its pixels,
once per new picture, and all that is left to the painter is to copy it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap

from feedback.window.controls.opaque import OpaqueWidget
from feedback.window.controls.theme import CARD_RADIUS, Appearance, Theme
from feedback.window.drawn.glide import Glide
from feedback.window.drawn.hammock_pixels import Ink, blend, full_ink
from feedback.window.drawn.hammock_view import as_image, ink
from vision.landmarks import FaceLandmarks

if TYPE_CHECKING:
    from vision.camera import Frame

# OpenCV is imported where a picture is worked on: it takes its time, and the window stands before any picture comes.

JAW_LINE = (234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454)
LIP_LINE = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
"""The mesh's own lower contour, ear to ear, and the outer edge of the lips."""
DIM = {"night": 0.52, "day": 0.30}
"""How much of the ground's colour lies over the picture: it shows where one is, not how one looks."""
LINE_PX, CLOSE_UP_LINE_PX = 2.5, 2.0
LINE_OPACITY = 0.95
RIM_OPACITY, RIM_WIDER = 0.55, 2.2
"""By day a darker, wider line lies under the light one; else it would be lost on a light shirt."""
LIGHT_LINE = "#E9F6F2"
"""On a picture dimmed towards white only a light line shows."""
FINER = 4
"""Lines are drawn so many times larger and averaged down: that makes their edges soft."""
REMEMBERED = 8
BEND = 4
"""Straight pieces between two points of a line; more cannot be told from a curve."""
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
        painter.fillRect(self.rect(), QColor(theme.background))
        shown = self._shown_rect()
        if self._frame is None or self._picture.value < 0.998 or shown != QRectF(self.rect()):
            painter.drawPixmap(0, 0, self._ground(theme))
        if self._frame is not None:
            painter.setOpacity(self._picture.value)
            picture = as_image(self._worked(self._frame, shown, theme))
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
            self._corners.round_off(pixels)
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


class Corners:
    """Rounds the corners of pictures of one size (width, height) px; only the pixels there are touched."""

    def __init__(self, size: tuple[int, int], radius: float) -> None:
        self.fit = (size, radius)
        width, height = size
        across = np.maximum(0.0, np.abs(np.arange(width) + 0.5 - width / 2) - (width / 2 - radius))
        down = np.maximum(0.0, np.abs(np.arange(height) + 0.5 - height / 2) - (height / 2 - radius))
        inside = np.clip(radius + 0.5 - np.hypot(across, down[:, None]), 0.0, 1.0).ravel()
        self._place = np.flatnonzero(inside < 1.0)
        self._inside = inside[self._place, None].astype(np.float32)

    def round_off(self, pixels: NDArray[np.uint8]) -> None:
        """Make the corners of ``pixels`` (premultiplied BGRA) transparent."""
        flat = pixels.reshape(-1, 4)
        flat[self._place] = flat[self._place] * self._inside


def small_picture(image: NDArray[np.uint8], cut: Cut, size: tuple[int, int]) -> NDArray[np.uint8]:
    """``cut`` of ``image`` (BGR, unmirrored), mirrored and brought to ``size`` (width, height) px."""
    import cv2

    height, width = image.shape[:2]
    left, top = int(max(0, cut.left)), int(max(0, cut.top))
    right, bottom = min(width, round(cut.left + cut.width)), min(height, round(cut.top + cut.height))
    part: NDArray[np.uint8] = image[top : max(top + 2, bottom), left : max(left + 2, right)]
    if part.shape[1] > 2 * size[0]:  # sampled at twice the size, then averaged: plenty for a dimmed card
        part = np.asarray(cv2.resize(part, (2 * size[0], 2 * size[1]), interpolation=cv2.INTER_LINEAR), np.uint8)
    exactly_half = part.shape[1] == 2 * size[0]
    method = cv2.INTER_AREA if exactly_half else cv2.INTER_LINEAR  # averaging over odd shares costs ten times as much
    part = np.asarray(cv2.resize(part, size, interpolation=method), np.uint8)
    return np.asarray(cv2.flip(part, 1), np.uint8)


def dimmed(picture: NDArray[np.uint8], veil: Ink, dim: float) -> NDArray[np.uint8]:
    """``picture`` (BGR) under a veil of one colour: uint8 (height, width, 4), BGRA."""
    import cv2

    ground = (*(dim * part for part in veil), 255.0)
    plain = cv2.convertScaleAbs(cv2.cvtColor(picture, cv2.COLOR_BGR2BGRA), alpha=1 - dim)
    return np.asarray(cv2.add(plain, ground))  # type: ignore[call-overload]  # cv2 takes a colour too


def bent(points: NDArray[np.float64], *, closed: bool) -> NDArray[np.float64]:
    """A line (n, k) through the middles between ``points`` (m, k), bent by the points: no corners."""
    if closed:
        before, after = np.roll(points, 1, axis=0), np.roll(points, -1, axis=0)
        starts, ends, bends = (before + points) / 2, (points + after) / 2, points
    else:
        middles = (points[1:] + points[:-1]) / 2
        starts, ends, bends = middles[:-1], middles[1:], points[1:-1]
    part = (np.arange(BEND) / BEND)[None, :, None]
    curve = (1 - part) ** 2 * starts[:, None] + 2 * part * (1 - part) * bends[:, None] + part**2 * ends[:, None]
    line: NDArray[np.float64] = curve.reshape(-1, points.shape[1])
    return np.concatenate([line, line[:1]] if closed else [points[:1], line, ends[-1:], points[-1:]])


def draw(
    pixels: NDArray[np.uint8], lines: list[NDArray[np.float64]], tint: Ink, opacity: float, width_px: float
) -> None:
    """Draw soft-edged lines (n, 2) into ``pixels`` (BGRA)."""
    import cv2

    every, far = np.concatenate(lines), math.ceil(width_px)
    left, top = np.maximum(0, np.floor(every.min(axis=0)).astype(int) - far)
    right, bottom = np.minimum(pixels.shape[1::-1], np.ceil(every.max(axis=0)).astype(int) + far)
    if right <= left or bottom <= top:
        return
    large = np.zeros(((bottom - top) * FINER, (right - left) * FINER), np.uint8)
    for line in lines:
        at = np.round((line - (left, top)) * FINER - 0.5).astype(np.int32)
        cv2.polylines(large, [at], isClosed=False, color=255, thickness=round(width_px * FINER) - 1)
    mask = cv2.resize(large, (int(right - left), int(bottom - top)), interpolation=cv2.INTER_AREA)
    at = np.flatnonzero(mask)
    row, column = np.divmod(at, mask.shape[1])
    place = (row + top) * pixels.shape[1] + column + left
    blend(pixels, place, mask.ravel()[at] * np.float32(opacity / 255), full_ink(tint))


JAW_BEND = bent(np.eye(len(JAW_LINE)), closed=False)
LIP_BEND = bent(np.eye(len(LIP_LINE)), closed=True)
"""How each place on the bent lines follows from the landmarks: worked out once, by bending those of unit length."""
