"""A day as a line with a mark for each look and each answer. Shape and height tell what it was; colour only helps.

A look that saw a relaxed jaw hangs below the line as a disc, a tense one stands above it as a diamond, a closed one
lies on it as a bar; an open ring is a look that could not tell; a short stroke is a look that was not taken. Answers
to the self-check are squares along the top, hints small triangles there; half a minute of hanging is a small curve
below all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from feedback.kept.desk_records import Glance, Hint, Release, Seen, SelfCheck, Teeth
from feedback.kept.desk_rows import DeskRecord
from feedback.window.controls.theme import SMALL, STEP, Appearance, Theme, colour, font

DAY_BEGINS_H, DAY_ENDS_H = 8.0, 18.0
"""The line shows at least these hours, so that an empty morning looks like one."""
MARK_PX = 5.0
OFF_LINE_PX = 18.0
"""How far relaxed hangs below the line and tense stands above it."""
NEAR_PX = 14.0
"""A click this near to a mark means it."""
HOUR_STEPS = (1, 2, 3, 4, 6)
"""Hours between two figures below the line: as many as there is room for."""


class Shape(Enum):
    """What a mark looks like."""

    DISC = "disc"
    DIAMOND = "diamond"
    BAR = "bar"
    RING = "ring"
    STROKE = "stroke"
    SQUARE = "square"
    OPEN_SQUARE = "open square"
    TRIANGLE = "triangle"
    CURVE = "curve"


SEEN_SHAPES = {
    Seen.RELAXED: Shape.DISC,
    Seen.TENSE: Shape.DIAMOND,
    Seen.CLOSED: Shape.BAR,
    Seen.ACTIVE: Shape.RING,
    Seen.UNSURE: Shape.RING,
    Seen.NOT_TAKEN: Shape.STROKE,
}


def shape_of(record: DeskRecord) -> Shape:
    """How a record is drawn."""
    match record:
        case Glance():
            return SEEN_SHAPES[record.seen]
        case SelfCheck():
            return Shape.SQUARE if record.teeth is Teeth.RELAXED else Shape.OPEN_SQUARE
        case Hint():
            return Shape.TRIANGLE
        case Release():
            return Shape.CURVE


def paint_mark(painter: QPainter, theme: Theme, shape: Shape, at: QPointF, size: float = MARK_PX) -> None:
    """Paint one mark; the same in the line and in the words that explain it."""
    jaw, hint, quiet = QColor(theme.jaw), QColor(theme.hint), QColor(theme.muted)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(jaw)
    if shape is Shape.DISC:
        painter.drawEllipse(at, size, size)
    elif shape is Shape.DIAMOND:
        painter.setBrush(hint)
        reach = size * 1.35
        corners = ((0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0))
        painter.drawPolygon(QPolygonF([at + QPointF(*corner) for corner in corners]))
    elif shape is Shape.BAR:
        painter.setBrush(quiet)
        painter.drawRoundedRect(QRectF(at.x() - size * 1.3, at.y() - size * 0.5, size * 2.6, size), 2, 2)
    elif shape is Shape.RING:
        painter.setBrush(QColor(theme.panel))
        painter.setPen(QPen(quiet, 1.5))
        painter.drawEllipse(at, size - 0.75, size - 0.75)
    elif shape is Shape.STROKE:
        painter.setPen(QPen(quiet, 1.5))
        painter.drawLine(at - QPointF(0, size * 0.8), at + QPointF(0, size * 0.8))
    elif shape in (Shape.SQUARE, Shape.OPEN_SQUARE):
        square = QRectF(at.x() - size * 0.85, at.y() - size * 0.85, size * 1.7, size * 1.7)
        painter.setPen(QPen(QColor(theme.breath), 1.5))
        painter.setBrush(QColor(theme.breath) if shape is Shape.SQUARE else QColor(theme.panel))
        painter.drawRect(square)
    elif shape is Shape.TRIANGLE:
        painter.setBrush(colour(theme.text, 0.85))
        wide, tall = size * 0.8, size * 0.75
        painter.drawPolygon(QPolygonF([at + QPointF(-wide, -tall), at + QPointF(wide, -tall), at + QPointF(0, tall)]))
    else:
        painter.setPen(QPen(jaw, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(QRectF(at.x() - size, at.y() - size * 1.2, size * 2, size * 2), 180 * 16, 180 * 16)


@dataclass(frozen=True, slots=True)
class Mark:
    """A record at its place on the line: across 0..1, and how far from the line, px, up is negative."""

    record: DeskRecord
    across: float
    off_px: float


class DayLine(QWidget):
    """Paints the records of one day. ``chose``: told the record that a click or the arrow keys came to.

    name, hint_at_keys: what a screen reader is told of the whole; ``tell`` gives the words of the record it is on.
    """

    def __init__(self, look: Appearance, chose: Callable[[DeskRecord], object]) -> None:
        super().__init__()
        self._look, self._chose = look, chose
        self._marks: list[Mark] = []
        self._from_h, self._until_h = DAY_BEGINS_H, DAY_ENDS_H
        self._chosen: int | None = None
        self._now_h: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(14 * STEP)
        look.changed.connect(self.update)

    @property
    def chosen(self) -> DeskRecord | None:
        """The record the keys are on."""
        return None if self._chosen is None else self._marks[self._chosen].record

    def show_day(self, records: Sequence[DeskRecord], now: datetime | None = None) -> None:
        """Draw these; ``now``: a fine stroke where the day has come to, None for a day that is over."""
        ordered = sorted(records, key=lambda record: record.at)
        hours = [_hour(record.at) for record in ordered]
        self._now_h = None if now is None else _hour(now)
        known = [*hours, *([self._now_h] if self._now_h is not None else [])]
        self._from_h = min([DAY_BEGINS_H, *(float(int(hour)) for hour in known)])
        self._until_h = max([DAY_ENDS_H, *(float(int(hour) + 1) for hour in known)])
        wide = self._until_h - self._from_h
        self._marks = [
            Mark(record, (hour - self._from_h) / wide, _off_line(record))
            for record, hour in zip(ordered, hours, strict=True)
        ]
        self._chosen = None
        self.update()

    def place_of(self, record: DeskRecord) -> QPointF:
        """Where a record's mark is. Raises StopIteration for one that is not of this day."""
        alike = type(record), record.at
        return self._place(next(mark for mark in self._marks if (type(mark.record), mark.record.at) == alike))

    def tell(self, words: str) -> None:
        """What a screen reader says of the record that is chosen."""
        self.setAccessibleDescription(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The arrows go from one mark to the next, Home and End to the first and the last."""
        last = len(self._marks) - 1
        here = self._chosen
        steps = {
            Qt.Key.Key_Left: (last if here is None else max(0, here - 1)),
            Qt.Key.Key_Right: (0 if here is None else min(last, here + 1)),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        to = steps.get(Qt.Key(event.key()))
        if to is None or last < 0:
            super().keyPressEvent(event)
        else:
            self._choose(to)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click near a mark chooses it."""
        click = event.position()
        near = [((self._place(mark) - click).manhattanLength(), index) for index, mark in enumerate(self._marks)]
        if near and min(near)[0] <= NEAR_PX:
            self._choose(min(near)[1])

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring comes."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It takes the width there is."""
        return QSize(50 * STEP, 17 * STEP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The line with its hours, then the marks, not taken ones first."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        self._paint_hours(painter, plot)
        painter.setPen(QPen(QColor(theme.muted if theme.strong else theme.line), 2))
        painter.drawLine(QPointF(plot.left(), self._line_y()), QPointF(plot.right(), self._line_y()))
        if self._now_h is not None:
            x = self._x((self._now_h - self._from_h) / (self._until_h - self._from_h))
            painter.setPen(QPen(QColor(theme.jaw), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        for mark in sorted(self._marks, key=lambda mark: shape_of(mark.record) is not Shape.STROKE):
            paint_mark(painter, theme, shape_of(mark.record), self._place(mark))
        if self._chosen is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawEllipse(self._place(self._marks[self._chosen]), MARK_PX + 5, MARK_PX + 5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), STEP, STEP)
        painter.end()

    def _paint_hours(self, painter: QPainter, plot: QRectF) -> None:
        theme = self._look.theme
        painter.setFont(font(SMALL, digits_even=True))
        metrics = QFontMetrics(painter.font())
        room = metrics.horizontalAdvance("00:00") + 2 * STEP
        hours = self._until_h - self._from_h
        step = next((step for step in HOUR_STEPS if plot.width() / hours * step >= room), HOUR_STEPS[-1])
        for hour in range(int(self._from_h), int(self._until_h) + 1):
            x = self._x((hour - self._from_h) / hours)
            painter.setPen(QPen(colour(theme.line, 1.0), 1))
            painter.drawLine(QPointF(x, self._line_y() - 3), QPointF(x, self._line_y() + 3))
            if (hour - int(self._from_h)) % step == 0:
                painter.setPen(QColor(theme.muted))
                box = QRectF(x - room / 2, plot.bottom(), room, metrics.height() + 2)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{hour % 24}:00")

    def _choose(self, index: int) -> None:
        self._chosen = index
        self._chose(self._marks[index].record)
        self.update()

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(font(SMALL, digits_even=True))
        side = metrics.horizontalAdvance("00:00") / 2 + STEP
        return QRectF(self.rect()).adjusted(side, STEP, -side, -metrics.height() - STEP)

    def _line_y(self) -> float:
        plot = self._plot()
        return plot.top() + plot.height() * 0.54

    def _x(self, across: float) -> float:
        plot = self._plot()
        return plot.left() + across * plot.width()

    def _place(self, mark: Mark) -> QPointF:
        if isinstance(mark.record, Glance | Release):
            return QPointF(self._x(mark.across), self._line_y() + mark.off_px)
        return QPointF(self._x(mark.across), self._plot().top() + mark.off_px)


def _off_line(record: DeskRecord) -> float:
    """Looks and what hung after them: from the line. Answers and hints: from the top."""
    match record:
        case Glance(seen=Seen.RELAXED):
            return OFF_LINE_PX
        case Glance(seen=Seen.TENSE):
            return -OFF_LINE_PX
        case Glance():
            return 0.0
        case Release():
            return 2 * OFF_LINE_PX
        case _:
            return MARK_PX + 2


def _hour(at: datetime) -> float:
    return at.hour + at.minute / 60 + at.second / 3600
