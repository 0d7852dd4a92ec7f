"""A widget that paints all of its own ground, so that nothing below it has to be painted with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class OpaqueWidget(QWidget):
    """Marked as painting its whole ground. Style sheets take that mark off when applied; here it comes back."""

    paints_ground = True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Shown the first time, it has just been given its style."""
        self._mark()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other colours are another style."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._mark()

    def _mark(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=self.paints_ground)
