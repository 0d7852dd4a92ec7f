"""A row of controls that goes on in a further line where it is too narrow: with large letters, on a small screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSpacerItem, QWidget, QWidgetItem

from feedback.window.controls.theme import STEP

WORDS_PX = 20 * STEP
"""Words beside buttons want at least so much width; with less they take a line of their own."""


@dataclass(slots=True)
class Row:
    """What stands side by side, with the width of each, px."""

    items: list[tuple[QLayoutItem, int]] = field(default_factory=list)
    width: int = 0


class Flow(QLayout):
    """Lays out from left to right, then in further lines. ``right``: lines without words stand at the right edge.

    Words (`add_words`) take what is left of a line; where not all of it fits in one, they get one of their own.
    """

    def __init__(self, spacing: int = STEP, *, between: int = STEP, right: bool = False) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._between, self._right = between, right
        self._beyond = QMargins()
        self._items: list[QLayoutItem] = []
        self._words: QLayoutItem | None = None

    def reach(self, *, left: int = 0, above: int = 0, right: int = 0, below: int = 0) -> None:
        """Stand so much beyond its own place, px: controls without an edge then line up by their words."""
        self._beyond = QMargins(-left, -above, -right, -below)

    def add_words(self, words: QWidget) -> None:
        """Add words that may wrap; one such piece a row."""
        self.addWidget(words)
        self._words = self._items[-1]

    def add_stretch(self) -> None:
        """Push what follows to the right edge, as long as it stands in the same line."""
        self.addItem(QSpacerItem(0, 0))

    def insert(self, place: int, widget: QWidget) -> None:
        """Put ``widget`` before what stands at ``place`` now."""
        self.addChildWidget(widget)
        self._items.insert(place, QWidgetItem(widget))
        self.invalidate()

    # What Qt asks of a layout

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """One more at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The one at ``index``, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Remove and return the one at ``index``."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It takes the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of all lines at ``width``."""
        edges = self.contentsMargins() + self._beyond
        lines = self._lines(width - edges.left() - edges.right())
        tall = sum(self._tall(line) for line in lines) + self._between * max(0, len(lines) - 1)
        return tall + edges.top() + edges.bottom()

    def minimumHeightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The same: nothing here shrinks."""
        return self.heightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line."""
        line = Row()
        for item in self._shown():
            self._put(line, item)
        return QSize(line.width, self._tall(line)).grownBy(self.contentsMargins() + self._beyond)

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for the widest."""
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least.grownBy(self.contentsMargins() + self._beyond)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Give each its place; what stands in a line is centred in its height."""
        super().setGeometry(rect)
        rect = rect.marginsRemoved(self.contentsMargins() + self._beyond)
        y = rect.y()
        for line in self._lines(rect.width()):
            tall, left = self._tall(line), rect.width() - line.width
            x = rect.x()
            stretches = any(isinstance(item, QSpacerItem) for item, _ in line.items)
            if self._right and not stretches and self._words not in [item for item, _ in line.items]:
                x += left
            for item, wide in line.items:
                if isinstance(item, QSpacerItem):
                    x += left
                    continue
                high = min(tall, self._high(item, wide))
                item.setGeometry(QRect(x, y + (tall - high) // 2, wide, high))
                x += wide + self.spacing()
            y += tall + self._between

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if isinstance(item, QSpacerItem) or not item.isEmpty()]

    def _wide(self, item: QLayoutItem) -> int:
        if item is self._words:
            return min(item.sizeHint().width(), max(item.minimumSize().width(), WORDS_PX))
        return item.sizeHint().width()

    def _high(self, item: QLayoutItem, wide: int) -> int:
        return item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()

    def _tall(self, line: Row) -> int:
        return max((self._high(item, wide) for item, wide in line.items), default=0)

    def _put(self, line: Row, item: QLayoutItem) -> None:
        wide = self._wide(item)
        follows = any(not isinstance(other, QSpacerItem) for other, _ in line.items)
        gap = self.spacing() if follows and not isinstance(item, QSpacerItem) else 0
        line.width += gap + wide
        line.items.append((item, wide))

    def _lines(self, width: int) -> list[Row]:
        shown = self._shown()
        whole = Row()
        for item in shown:
            self._put(whole, item)
        if whole.width <= width:
            return [self._filled(whole, width)] if shown else []
        lines = [Row()]
        for item in shown:
            alone = item is self._words
            gap = self.spacing() if lines[-1].items else 0
            if lines[-1].items and (alone or lines[-1].width + gap + self._wide(item) > width):
                lines.append(Row())
            self._put(lines[-1], item)
            if alone:
                self._filled(lines[-1], width)
                lines.append(Row())
        return [line for line in lines if any(not isinstance(item, QSpacerItem) for item, _ in line.items)]

    def _filled(self, line: Row, width: int) -> Row:
        """Words take what is left."""
        line.items = [(item, wide + width - line.width if item is self._words else wide) for item, wide in line.items]
        if any(item is self._words for item, _ in line.items):
            line.width = width
        return line
