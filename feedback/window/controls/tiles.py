"""A few equal choices in two columns, or one below the other where their words are too wide for that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from feedback.window.controls.controls import Button
from feedback.window.controls.theme import STEP


class Tiles(QWidget):
    """``buttons`` in reading order; all as wide and as tall as the largest asks for, and more where there is room."""

    def __init__(self, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._buttons = tuple(buttons)
        for button in self._buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of all rows at ``width``."""
        rows = -(-len(self._buttons) // self._columns(width))
        return rows * self._largest().height() + (rows - 1) * STEP

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two columns."""
        width = 2 * self._largest().width() + STEP
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One column."""
        return QSize(self._largest().width(), self._largest().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give each its place."""
        self.setMinimumHeight(self.heightForWidth(self.width()))  # a layout in need would take a row away
        columns = self._columns(self.width())
        wide, tall = (self.width() - (columns - 1) * STEP) // columns, self._largest().height()
        for place, button in enumerate(self._buttons):
            row, column = divmod(place, columns)
            button.setGeometry(column * (wide + STEP), row * (tall + STEP), wide, tall)

    def _largest(self) -> QSize:
        largest = QSize()
        for button in self._buttons:
            largest = largest.expandedTo(button.sizeHint())
        return largest

    def _columns(self, width: int) -> int:
        return 2 if width >= 2 * self._largest().width() + STEP else 1
