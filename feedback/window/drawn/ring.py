"""What shows how far guided steps have come: a ring for the one that is held, short strokes for all of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from feedback.window.controls.theme import LARGE, STEP, Appearance, colour, font
from feedback.window.drawn.glide import Glide

RING_PX, SMALL_RING_PX, RING_WIDTH = 136, 80, 8


class Ring(QProgressBar):
    """Fills while a pose is held; the figure inside is the seconds still to go. In hundredths for the screen reader."""

    def __init__(self, look: Appearance, spoken: str) -> None:
        super().__init__()
        self._look = look
        self._part = Glide(0.0, 0.25)
        self._figure = ""
        self.setFixedSize(RING_PX, RING_PX)
        self.setAccessibleName(spoken)
        look.changed.connect(self.update)

    def show_part(self, part: float, figure: str, tick_s: float) -> None:
        """``part`` 0..1 of the hold; an emptied ring empties at once."""
        before = (round(self._part.value, 4), self._figure)
        if part < self._part.value - 0.5:
            self._part.settle(part)
        self._part.towards(part, tick_s)
        self._figure = figure
        self.setValue(round(100 * max(0.0, min(1.0, part))))
        if before != (round(self._part.value, 4), figure):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Groove, filling, figure."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(RING_WIDTH, RING_WIDTH, -RING_WIDTH, -RING_WIDTH)
        painter.setPen(QPen(QColor(theme.line), RING_WIDTH))
        painter.drawEllipse(place)
        part = max(0.0, min(1.0, self._part.value))
        if part > 0.005:
            pen = QPen(QColor(theme.jaw), RING_WIDTH)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(place, 90 * 16, -round(part * 360 * 16))
        painter.setPen(QColor(theme.text))
        painter.setFont(font(LARGE, digits_even=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._figure)
        painter.end()


class Steps(QWidget):
    """The steps as short strokes: done, now, to come."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self._index, self._count = look, 0, 1
        self.setFixedHeight(6)
        look.changed.connect(self.update)

    def show_step(self, index: int, count: int) -> None:
        """``index`` from 0 of ``count``."""
        if (index, count) != (self._index, self._count):
            self._index, self._count = index, count
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """One stroke a step, the present one brightest."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide = 5 * STEP
        left = self.width() - self._count * wide - (self._count - 1) * STEP
        for number in range(self._count):
            ink = QColor(theme.line)
            if number < self._index:
                ink = colour(theme.jaw, 0.55)
            elif number == self._index:
                ink = QColor(theme.jaw)
            painter.setBrush(ink)
            painter.drawRoundedRect(QRectF(left + number * (wide + STEP), 0, wide, 6), 3, 3)
        painter.end()
