"""A slider without a preset answer: nothing is suggested, and nothing counts until it was touched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from feedback.kept.check_in import HIGHEST, LOWEST
from feedback.window.controls.key_ring import KeyRing
from feedback.window.controls.theme import LARGE, SMALL, STEP, Appearance, Theme, font

KNOB_PX, STOP_PX, GROOVE_PX = 12, 2.5, 4
"""Radius of the pebble, radius of a stop, thickness of the line."""
INDENT_PX = KNOB_PX
"""Where the line begins: the pebble needs room at its left end."""
FIGURE_PX = 10 * STEP
"""Room at the right for the figure and the cross that takes it back."""
RESTING = 0.4
"""How strongly a slider is drawn that has nothing to say at the moment."""
FIRST_BY_ARROW = 5
"""Where an arrow key begins on an untouched slider: the middle leans to no side."""
TEN_WITHIN_MS = 1000
"""A 1 and a 0 typed so soon after each other are a ten."""


class Scale(KeyRing, QSlider):
    """A slider of LOWEST..HIGHEST with a stop for every answer.

    ``answer`` is None until it is touched, and again after the cross, Backspace or Delete; ``changed`` tells of both.
    With ``preset`` it always has a value (a volume) and no cross. ``unanswered``: what a screen reader says of an empty
    one. A wheel scrolls the page and never answers.
    """

    changed = Signal()

    def __init__(
        self, look: Appearance, spoken: str, ends: tuple[str, str], *, unanswered: str = "", preset: int | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look, self._ends, self._unanswered = look, ends, unanswered
        self._optional = preset is None
        self.answer: int | None = preset
        self._hovered: int | None = None
        self._one_typed_ms: int | None = None
        self.setRange(LOWEST, HIGHEST)
        self.setValue(preset or LOWEST)
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(unanswered if preset is None else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.update)

    def give(self, answer: int | None) -> None:
        """Answer with LOWEST..HIGHEST, or take the answer back (None)."""
        if answer is None and not self._optional:
            return
        before, self.answer = self.answer, answer
        self.setValue(LOWEST if answer is None else max(LOWEST, min(HIGHEST, answer)))
        if answer is not None:
            self.answer = self.value()
        if before != self.answer:
            self.setAccessibleDescription(self._unanswered if self.answer is None else "")
            self.changed.emit()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Tall enough for a finger; the words of the ends stand below."""
        return QSize(30 * STEP, 5 * STEP + QFontMetrics(font(SMALL)).height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Stops stay apart, and so do the words of the ends."""
        metrics = QFontMetrics(font(SMALL))
        ends_px = sum(metrics.horizontalAdvance(end) for end in self._ends) + 2 * STEP
        return QSize(max(HIGHEST * 2 * STEP, INDENT_PX + ends_px) + FIGURE_PX, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Figures answer, arrows move, Home and End are the ends; other keys belong to the page."""
        key, one_before_ms = event.key(), self._one_typed_ms
        self._one_typed_ms = None
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            figure = key - Qt.Key.Key_0
            soon = one_before_ms is not None and event.timestamp() - one_before_ms <= TEN_WITHIN_MS
            self.give(HIGHEST if figure == 0 and soon else figure)
            self._one_typed_ms = event.timestamp() if figure == 1 else None
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down):
            step = 1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Up) else -1
            self.give(FIRST_BY_ARROW if self.answer is None else self.answer + step)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.give(LOWEST if key == Qt.Key.Key_Home else HIGHEST)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.give(None)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A press anywhere answers with the nearest stop; on the cross it takes the answer back."""
        if self._cross().contains(event.position()):
            self.give(None)
        elif event.position().x() <= self._place(HIGHEST) + 2 * KNOB_PX:
            self.give(self._nearest(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag to answer; without a press the stop under the pointer swells a little."""
        inside = event.position().x() <= self._place(HIGHEST) + 2 * KNOB_PX
        self._hovered = self._nearest(event.position().x()) if inside else None
        if inside and event.buttons() & Qt.MouseButton.LeftButton:
            self.give(self._hovered)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing more: the press has answered."""

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer is elsewhere."""
        self._hovered = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolling over a question does not answer it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Line, stops, pebble, figure, the words of the ends."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else RESTING)
        self.paint_ring(painter, theme, QRectF(self.rect()))
        line = self._line()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(line, GROOVE_PX / 2, GROOVE_PX / 2)
        if self.answer is not None:
            painter.setBrush(QColor(theme.jaw))
            done = QRectF(line.left(), line.top(), self._place(self.answer) - line.left(), line.height())
            painter.drawRoundedRect(done, GROOVE_PX / 2, GROOVE_PX / 2)
        for stop in range(LOWEST, HIGHEST + 1):
            passed = self.answer is not None and stop <= self.answer
            painter.setBrush(QColor(theme.jaw if passed else theme.muted))
            radius = KNOB_PX / 2 if stop == self._hovered else STOP_PX
            painter.drawEllipse(QPointF(self._place(stop), line.center().y()), radius, radius)
        if self.answer is not None:
            painter.setBrush(QColor(theme.jaw))
            painter.drawEllipse(QPointF(self._place(self.answer), line.center().y()), KNOB_PX, KNOB_PX)
        self._paint_words(painter, theme, line)
        painter.end()

    def _paint_words(self, painter: QPainter, theme: Theme, line: QRectF) -> None:
        painter.setFont(font(SMALL))
        painter.setPen(QColor(theme.muted))
        left, right = line.left() - STOP_PX, line.right() + STOP_PX
        below = QRectF(left, line.center().y() + KNOB_PX + 2, right - left, QFontMetrics(painter.font()).height())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._ends[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self._ends[1])
        if self.answer is None:
            return
        painter.setFont(font(LARGE, digits_even=True))
        painter.setPen(QColor(theme.text))
        figure = QRectF(right + 2 * STEP, line.center().y() - 2 * STEP, 4 * STEP, 4 * STEP)
        painter.drawText(figure, Qt.AlignmentFlag.AlignCenter, str(self.answer))
        if self._optional:
            painter.setPen(QPen(QColor(theme.muted), 1.5))
            arm, middle = STEP / 2, self._cross().center()
            for side in (1, -1):
                painter.drawLine(middle + QPointF(-arm, -arm * side), middle + QPointF(arm, arm * side))

    def _line(self) -> QRectF:
        left = INDENT_PX + STOP_PX
        return QRectF(left, 2.5 * STEP - GROOVE_PX / 2, self.width() - FIGURE_PX - left - STOP_PX, GROOVE_PX)

    def _place(self, answer: int) -> float:
        line = self._line()
        return line.left() + line.width() * (answer - LOWEST) / (HIGHEST - LOWEST)

    def _nearest(self, x: float) -> int:
        line = self._line()
        part = (x - line.left()) / max(1.0, line.width())
        return round(LOWEST + max(0.0, min(1.0, part)) * (HIGHEST - LOWEST))

    def _cross(self) -> QRectF:
        """Where a press takes the answer back; nowhere while there is none."""
        if self.answer is None or not self._optional:
            return QRectF()
        return QRectF(self.width() - 4 * STEP, 0.5 * STEP, 4 * STEP, 4 * STEP)
