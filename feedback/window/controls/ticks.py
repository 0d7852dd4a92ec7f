"""Small controls that a person answers with: a tick, a switch; and the sign that says how something stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from feedback.practice.framing_words import Sign
from feedback.window.controls.controls import BY_KEY
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance, Theme, colour, font


class KeyRing:
    """For a control that shows a ring when the keyboard came to it; not after a click or when a page opens."""

    ringed = False

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring comes with Tab."""
        self.ringed = event.reason() in BY_KEY
        super().focusInEvent(event)  # type: ignore[misc]

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring goes with the focus."""
        self.ringed = False
        super().focusOutEvent(event)  # type: ignore[misc]

    def paint_ring(self, painter: QPainter, theme: Theme, place: QRectF) -> None:
        """Paint the ring round ``place``, if there is one."""
        if self.ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), STEP, STEP)


class Tick(KeyRing, QCheckBox):
    """Something that is so, or not: a box and its words."""

    BOX_PX, INDENT_PX = 20, 4
    """The box, and room for the ring left of it."""

    def __init__(self, look: Appearance, text: str) -> None:
        super().__init__(text)
        self._look = look
        self.setFont(font(BODY))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Box, gap, words."""
        return QSize(self.BOX_PX + 2 * STEP + QFontMetrics(self.font()).horizontalAdvance(self.text()) + 6, 4 * STEP)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's name
        """The words count too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Box, mark, words."""
        theme, on = self._look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ring(painter, theme, QRectF(self.rect()))
        box = QRectF(self.INDENT_PX, (self.height() - self.BOX_PX) / 2, self.BOX_PX, self.BOX_PX)
        painter.setPen(QPen(QColor(theme.fill if on else theme.muted), 1.5))
        painter.setBrush(QColor(theme.fill) if on else colour(theme.raised, 1.0 if self.underMouse() else 0.0))
        painter.drawRoundedRect(box, 6, 6)
        if on:
            paint_check(painter, box, theme.on_fill)
        painter.setPen(QColor(theme.text))
        painter.setFont(self.font())
        words = self.rect().adjusted(self.INDENT_PX + self.BOX_PX + STEP + STEP // 2, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()


class Switch(KeyRing, QCheckBox):
    """Something on or off, said at the left and shown at the right, by place and by word. states: the words."""

    PILL, INDENT_PX = QSize(44, 24), 4
    """The shape at the right, and room for the ring at both ends."""

    def __init__(self, look: Appearance, text: str, states: tuple[str, str], on: bool) -> None:
        super().__init__(text)
        self._look, self._states = look, states
        self.setChecked(on)
        self.setFont(font(BODY, 500))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words, state, pill."""
        words, state = QFontMetrics(self.font()), QFontMetrics(font(SMALL))
        longest = max(state.horizontalAdvance(word) for word in self._states)
        return QSize(
            words.horizontalAdvance(self.text()) + 3 * STEP + longest + STEP + self.PILL.width() + 2 * self.INDENT_PX,
            max(5 * STEP, words.height()),
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's name
        """All of the row is the target."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Words, state, pill."""
        theme, on = self._look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ring(painter, theme, QRectF(self.rect()).adjusted(0, 1, 0, -1))
        painter.setFont(self.font())
        painter.setPen(QColor(theme.text))
        inside = self.rect().adjusted(self.INDENT_PX, 0, -self.INDENT_PX, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        wide, tall = self.PILL.width(), self.PILL.height()
        pill = QRectF(inside.right() - wide, (self.height() - tall) / 2, wide, tall).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setFont(font(SMALL))
        painter.setPen(QColor(theme.muted))
        state = QRectF(inside.left(), 0, pill.left() - STEP - inside.left(), self.height())
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
        painter.end()


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
