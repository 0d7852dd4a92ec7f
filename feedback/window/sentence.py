"""One sentence in large type that never jumps: it shrinks or wraps to fit, and other words come by fading."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from feedback.window.theme import BODY, HUGE, LARGE, Look, font

FADE_S = 0.35
"""Old words out, then new words in, each over this long: a change, not a flash."""
ONE_LINE_FIRST = ((HUGE, 1), (32, 1), (32, 2), (28, 2), (LARGE, 2), (LARGE, 3))
"""Sizes and lines to try where the sentence has the width of the page."""
WRAP_FIRST = ((HUGE, 2), (32, 2), (32, 3), (28, 3), (LARGE, 4))
"""The same for a narrow column."""
QUIET = ((BODY, 1), (BODY, 2), (BODY, 3), (BODY, 4), (14, 4), (14, 6))
"""For the quiet line under it."""

REMEMBERED = 32
"""Texts whose size is remembered; a session has fewer."""

Sizes = tuple[tuple[int, int], ...]


class Sentence(QWidget):
    """Words that fit. ``above``: they stand on the lower edge, else they hang from the upper."""

    def __init__(
        self,
        look: Look,
        sizes: Sizes,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        above: bool = False,
        tone: str = "text",
        weight: int = 500,
    ) -> None:
        super().__init__()
        self._look, self._sizes, self._weight, self._tone = look, sizes, weight, tone
        self._align = align | (Qt.AlignmentFlag.AlignBottom if above else Qt.AlignmentFlag.AlignTop)
        self._text = self._coming = ""
        self._level = 1.0
        self._known: dict[tuple[str, int, int], tuple[int, bool]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self.update)

    @property
    def text(self) -> str:
        """What it says (or is about to say)."""
        return self._coming

    def say(self, text: str, *, at_once: bool = False) -> None:
        """Say ``text`` from now on."""
        if at_once or not self.isVisible():
            changed = text != self._text
            self._text, self._level = text, 1.0
            if changed:
                self.update()
        if text != self._coming:
            self._coming = text
            self.setAccessibleName(text)

    def tick(self, tick_s: float) -> None:
        """Fade on."""
        if self._text != self._coming:
            self._level -= tick_s / FADE_S
            if self._level <= 0.0:
                self._text, self._level = self._coming, 0.0
            self.update()
        elif self._level < 1.0:
            self._level = min(1.0, self._level + tick_s / FADE_S)
            self.update()

    def fits(self) -> bool:
        """True when the words need no more room than there is."""
        return self._fitting(self._coming)[1]

    def height_of_words(self) -> int:
        """The height the coming words take at this width, px."""
        chosen, _ = self._fitting(self._coming)
        return self._bounds(self._coming, chosen).height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The words, as far as they have faded in."""
        if not self._text:
            return
        painter = QPainter(self)
        size, _ = self._fitting(self._text)
        painter.setFont(font(size, self._weight))
        painter.setOpacity(max(0.0, min(1.0, self._level)))
        theme = self._look.theme
        painter.setPen(QColor({"text": theme.text, "muted": theme.muted, "hint": theme.hint}[self._tone]))
        painter.drawText(self.rect(), self._align | Qt.TextFlag.TextWordWrap, self._text)
        painter.end()

    def _bounds(self, text: str, size: int) -> QRect:
        room = QRect(0, 0, max(1, self.width()), 10_000)
        return QFontMetrics(font(size, self._weight)).boundingRect(room, Qt.TextFlag.TextWordWrap, text)

    def _fitting(self, text: str) -> tuple[int, bool]:
        """The size to write ``text`` in, px, and whether it fits; worked out once for a text and a room."""
        key = (text, self.width(), self.height())
        if key not in self._known:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            self._known[key] = self._work_out(text)
        return self._known[key]

    def _work_out(self, text: str) -> tuple[int, bool]:
        for size, lines in self._sizes:
            bounds = self._bounds(text, size)
            line = QFontMetrics(font(size, self._weight)).lineSpacing()
            if bounds.width() <= self.width() and bounds.height() <= min(lines * line + 2, self.height()):
                return size, True
        return self._sizes[-1][0], False
