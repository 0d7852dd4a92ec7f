"""The ring that shows where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen

from feedback.window.controls.theme import STEP, Theme

BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


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
