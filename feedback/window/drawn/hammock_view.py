"""Paints the hammock: the soft band, the breathing circle behind it, the line, the pebble."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QRadialGradient, QRegion

from feedback.window.controls.opaque import OpaqueWidget
from feedback.window.controls.theme import NIGHT, Appearance, Theme
from feedback.window.drawn.hammock import Aim, sag
from feedback.window.drawn.hammock_pixels import (
    BREATH_HEIGHT,
    FINE_PX,
    LINE_PX,
    TENSE_PX,
    Canvas,
    Ink,
    Inks,
    Scene,
    Shown,
    differ,
)
from feedback.window.drawn.soft_layers import laid, laid_quickly

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

REACH_PX, REACH_BELOW_PX = 40, 20
"""Nothing is painted further than this outside the box the line hangs in; the light has faded by then, and words above
are not painted anew with every breath."""
AT_ONCE_PX = 2.0
"""What has moved this far is painted at once."""
SLOW_S = 0.05
"""Else so long after it was painted last: 16 pictures a second are smooth for what moves by a pixel between them."""
POST_PX = 5
PEBBLE_PX = 17
BAND_OPACITY = {"night": 0.17, "day": 0.16}
BREATH_OPACITY = {"night": 0.22, "day": 0.18}


class HammockView(OpaqueWidget):
    """Shows one Aim and one breath. ``plain`` is for closed eyes: only the line, on plain night."""

    def __init__(self, look: Appearance, hanging: Hanging = IN_THE_PAGE) -> None:
        super().__init__()
        self._look, self._hanging = look, hanging
        self.paints_ground = hanging is IN_THE_PAGE  # cards have several grounds, and stand still
        self._known_inks: dict[Theme, Inks] = {}
        self._shown = Shown(Aim(), None, self._inks(NIGHT))
        self._painted_s = SLOW_S
        self._scene: tuple[Canvas, Scene] | None = None
        self._placed: tuple[QSize, QRectF] | None = None
        self._pebbles: dict[str, QPixmap] = {}
        self.plain = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._forget)

    def show_state(self, aim: Aim, fullness: float | None, tick_s: float = SLOW_S) -> None:
        """Paint ``aim`` with a breath of ``fullness`` 0..1 (None: no circle), if that is to be seen.

        tick_s: since the last call.
        """
        shown = Shown(aim, fullness, self._inks(self._theme()), self.plain)
        self._painted_s += tick_s
        least_px = FINE_PX if self._painted_s >= SLOW_S else AT_ONCE_PX
        if differ(shown, self._shown, self._room(), least_px, least_px):
            self._shown, self._painted_s = shown, 0.0
            self.update(self._reach())

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Another size, another picture."""
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The picture of the scene, the two points, the pebble."""
        theme, aim, place = self._theme(), self._shown.aim, self._place()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.paints_ground:
            around = QRegion(event.rect())
            if self.devicePixelRatioF().is_integer():  # else the picture may end within a pixel of the screen
                around -= QRegion(self._place_of_picture())
            painter.setClipRegion(around)
            painter.fillRect(event.rect(), QColor(theme.background))
            painter.setClipping(False)
        if not self._reach().intersects(event.rect()):  # words below have changed, and nothing of ours
            painter.end()
            return
        picture = as_image(self._mixed(), opaque=self.paints_ground)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawImage(self._place_of_picture().topLeft(), picture)  # whole pixels: copied, not resampled
        painter.setOpacity(aim.presence * (1 - aim.away))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.muted))
        for point in (place.topLeft(), place.topRight()):
            painter.drawEllipse(point, POST_PX, POST_PX)
        if aim.pebble > 0.01:
            painter.setOpacity(aim.presence * aim.pebble * (1 - aim.away))
            line_px = LINE_PX + (TENSE_PX - LINE_PX) * aim.tension
            depth = sag(aim.gap_mm, aim.tension) * place.height()
            middle = QPointF(place.center().x(), place.top() + depth - PEBBLE_PX + 1 - line_px / 2)
            pebble = self._pebble(theme)
            half = pebble.width() / pebble.devicePixelRatio() / 2
            painter.drawPixmap(middle - QPointF(half, half), pebble)
        painter.end()

    def lowest_y(self) -> int:
        """Where the deepest sag ends, px from the top."""
        return int(self._place().bottom())

    def circle(self) -> QRect:
        """The box of the breathing circle when it is largest, px."""
        room, unit = self._room(), self.devicePixelRatioF()
        radius, place = room.largest_breath / unit, self._place()
        middle = QPointF(place.center().x(), place.top() + BREATH_HEIGHT * place.height())
        return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius).toAlignedRect()

    def _reach(self) -> QRect:
        """All that is ever painted: so little, so that words around it are not painted again with it."""
        return self._place().adjusted(-POST_PX, -REACH_PX, POST_PX, REACH_BELOW_PX).toAlignedRect()

    def _place(self) -> QRectF:
        """The box the line can hang in, on whole pixels: the points are its upper corners."""
        if self._placed is None or self._placed[0] != self.size():
            self._placed = self.size(), self._work_out_place()
        return self._placed[1]

    def _work_out_place(self) -> QRectF:
        span = round(min(self.width() * self._hanging.span, WIDEST))
        top = self.height() * self._hanging.top + PEBBLE_PX
        depth_there = self.height() * self._hanging.depth - PEBBLE_PX
        depth = round(min(depth_there, span * DEEPEST))
        return QRectF((self.width() - span) // 2, round(top + (depth_there - depth) / 2), span, depth)

    def _place_of_picture(self) -> QRect:
        return self._place().adjusted(0, -REACH_PX, 0, REACH_BELOW_PX).toRect()

    def _room(self) -> Canvas:
        """The same box in the pixels of the screen, with what surrounds it."""
        place, unit = self._place(), self.devicePixelRatioF()
        return Canvas(
            width=max(8, round(place.width() * unit)),
            height=max(8, round((place.height() + REACH_PX + REACH_BELOW_PX) * unit)),
            top=REACH_PX * unit,
            depth=max(1.0, place.height() * unit),
            unit=unit,
        )

    def _mixed(self) -> NDArray[np.uint8]:
        room = self._room()
        if self._scene is None or self._scene[0] != room:
            # A card's picture is painted once, maybe on the very first page: no OpenCV is loaded for that.
            self._scene = (room, Scene(room, laid_quickly if self.paints_ground else laid))
        return self._scene[1].mix(replace(self._shown, inks=self._inks(self._theme()), plain=self.plain))

    def _inks(self, theme: Theme) -> Inks:
        if theme not in self._known_inks:
            ground = ink(theme.background) if self.paints_ground else None
            strengths = BAND_OPACITY[theme.name], BREATH_OPACITY[theme.name]
            self._known_inks[theme] = Inks(ink(theme.jaw), ink(theme.breath), ground, *strengths)
        return self._known_inks[theme]

    def _theme(self) -> Theme:
        return NIGHT if self.plain else self._look.theme

    def _pebble(self, theme: Theme) -> QPixmap:
        if theme.name not in self._pebbles:
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
            self._pebbles[theme.name] = pixmap
        return self._pebbles[theme.name]

    def _forget(self) -> None:
        self._scene = None
        self._pebbles.clear()
        self.update()


def ink(code: str) -> Ink:
    """A colour (#rrggbb) as pixels hold it."""
    tint = QColor(code)
    return tint.blue(), tint.green(), tint.red()


def as_image(pixels: NDArray[np.uint8], *, opaque: bool = False) -> QImage:
    """BGRA pixels (height, width, 4), premultiplied, as a picture; it borrows them, so keep them while it is used."""
    height, width = pixels.shape[:2]
    kind = QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.data, width, height, 4 * width, kind)
