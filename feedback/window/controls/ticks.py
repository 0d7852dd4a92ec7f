"""Small controls that a person answers with: a tick, a switch; and the sign that says how something stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from feedback.practice.framing_words import Sign
from feedback.window.controls.key_ring import KeyRing
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance, Theme, colour, font

INDENT_PX = 4
"""Room for the ring at both ends; words beside such a control begin there too."""
BOX_PX, PILL = 20, QSize(44, 24)
"""The box of a tick, and the shape of a switch."""


class OnOff(KeyRing, QCheckBox):
    """Something that is so, or not: all of it is the target, and its words are never cut."""

    def __init__(self, look: Appearance, text: str, *, on: bool, weight: int) -> None:
        super().__init__(text)
        self._look = look
        self.setChecked(on)
        self.setFont(font(BODY, weight))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's name
        """The words count too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ring, words, and the shape that says how it stands."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ring(painter, theme, QRectF(self.rect()))
        painter.setFont(self.font())
        painter.setPen(QColor(theme.text))
        left = INDENT_PX + self._words_after_px
        painter.drawText(
            self.rect().adjusted(left, 0, -INDENT_PX, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.text(),
        )
        self._paint_state(painter, theme)
        painter.end()

    _words_after_px = 0

    def _paint_state(self, painter: QPainter, theme: Theme) -> None:
        raise NotImplementedError


class Tick(OnOff):
    """A box and its words."""

    _words_after_px = BOX_PX + STEP + STEP // 2

    def __init__(self, look: Appearance, text: str, *, on: bool = False) -> None:
        super().__init__(look, text, on=on, weight=400)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Box, gap, words."""
        return QSize(BOX_PX + 2 * STEP + QFontMetrics(self.font()).horizontalAdvance(self.text()) + 6, 4 * STEP)

    def _paint_state(self, painter: QPainter, theme: Theme) -> None:
        on = self.isChecked()
        box = QRectF(INDENT_PX, (self.height() - BOX_PX) / 2, BOX_PX, BOX_PX)
        painter.setPen(QPen(QColor(theme.fill if on else theme.muted), 1.5))
        painter.setBrush(QColor(theme.fill) if on else colour(theme.raised, 1.0 if self.underMouse() else 0.0))
        painter.drawRoundedRect(box, 6, 6)
        if on:
            paint_check(painter, box, theme.on_fill)


class Switch(OnOff):
    """Words at the left; on or off at the right, by place and by word. states: the words for on and off."""

    def __init__(self, look: Appearance, text: str, states: tuple[str, str], *, on: bool) -> None:
        super().__init__(look, text, on=on, weight=500)
        self._states = states

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words, state, pill."""
        words, state = QFontMetrics(self.font()), QFontMetrics(font(SMALL))
        longest = max(state.horizontalAdvance(word) for word in self._states)
        return QSize(
            words.horizontalAdvance(self.text()) + 3 * STEP + longest + STEP + PILL.width() + 2 * INDENT_PX,
            max(5 * STEP, words.height()),
        )

    def _paint_state(self, painter: QPainter, theme: Theme) -> None:
        on, wide, tall = self.isChecked(), PILL.width(), PILL.height()
        right = self.width() - INDENT_PX
        pill = QRectF(right - wide, (self.height() - tall) / 2, wide, tall).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setFont(font(SMALL))
        painter.setPen(QColor(theme.muted))
        state = QRectF(INDENT_PX, 0, pill.left() - STEP - INDENT_PX, self.height())
        painter.drawText(
            state, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._states[0 if on else 1]
        )
        painter.setPen(QPen(QColor(theme.fill if on else theme.muted), 1.5))
        painter.setBrush(QColor(theme.fill if on else theme.raised))
        painter.drawRoundedRect(pill, tall / 2, tall / 2)
        knob = QPointF(pill.right() - tall / 2 if on else pill.left() + tall / 2, pill.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.on_fill if on else theme.muted))
        painter.drawEllipse(knob, tall / 2 - 5, tall / 2 - 5)


def paint_check(painter: QPainter, box: QRectF, ink: str) -> None:
    """A check mark inside ``box``."""
    pen = QPen(QColor(ink), max(2.0, box.width() / 9))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    places = ((0.26, 0.52), (0.44, 0.70), (0.75, 0.34))
    painter.drawPolyline(
        QPolygonF([QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in places])
    )


class Mark(QWidget):
    """A small sign before words: well (a check), to do (an open ring with a dot), or not known yet (a dash)."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self._sign = look, Sign.UNKNOWN
        self.setFixedSize(3 * STEP, 3 * STEP)
        look.changed.connect(self.update)

    def show_sign(self, sign: Sign) -> None:
        """Show ``sign`` from now on."""
        if sign != self._sign:
            self._sign = sign
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The sign."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._sign is Sign.WELL:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.fill))
            painter.drawEllipse(place)
            paint_check(painter, place, theme.on_fill)
        elif self._sign is Sign.TO_DO:
            painter.setPen(QPen(QColor(theme.hint), 2))
            painter.drawEllipse(place.adjusted(1, 1, -1, -1))
            painter.setBrush(QColor(theme.hint))
            painter.drawEllipse(place.center(), 2.5, 2.5)
        else:
            painter.setPen(QPen(QColor(theme.muted), 2))
            painter.drawLine(place.center() - QPointF(6, 0), place.center() + QPointF(6, 0))
        painter.end()
