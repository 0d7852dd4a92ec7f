"""Words that change, with the room of the longest there can be, so that nothing below them moves."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel

from feedback.window.controls.controls import dress
from feedback.window.controls.theme import BODY


class RoomyWords(QLabel):
    """``all_words``: everything it may come to say."""

    def __init__(self, all_words: Iterable[str], size_px: int = BODY, *, tone: str = "muted") -> None:
        super().__init__()
        dress(self, "", size_px, tone=tone, wrap=True)
        self._all = tuple(all_words)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Room for any of them."""
        room, metrics = QRect(0, 0, width, 10_000), self.fontMetrics()
        said = (*self._all, self.text())
        return max(metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height() for words in said)
