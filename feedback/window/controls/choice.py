"""One of a list that folds out: for a camera, for letters."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from feedback.window.controls.theme import BODY, Appearance, font

LEAST_LETTERS = 12
"""It may be so narrow; longer names end in dots, and are whole in the list."""


class Choice(QComboBox):
    """Qt's own, with our small arrow. spoken: its name for screen readers."""

    def __init__(self, look: Appearance, spoken: str) -> None:
        super().__init__()
        self._look = look
        self.setFont(font(BODY))
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.update)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolling over it chooses nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Qt's box, with our own small arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(self._look.theme.muted), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = self.width() - 24.0, self.height() / 2 + 2
        painter.drawPolyline([QPointF(x - 5, y - 4), QPointF(x, y + 1), QPointF(x + 5, y - 4)])
        painter.end()
