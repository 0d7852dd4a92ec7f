"""One sentence in large type that never jumps: it shrinks or wraps to fit, and other words come by fading."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from feedback.window.controls.theme import BODY, HUGE, LARGE, MEDIUM, NIGHT, STEP, Appearance, font

FADE_S = 0.35
"""Old words out, then new words in, each over this long: a change, not a flash."""
ONE_LINE_FIRST = ((HUGE, 1), (32, 1), (32, 2), (28, 2), (LARGE, 2), (LARGE, 3), (MEDIUM, 3), (MEDIUM, 4))
"""Sizes and lines to try where the sentence has the width of the page."""
COMPACT = ((28, 1), (LARGE, 1), (LARGE, 2), (MEDIUM, 2), (MEDIUM, 3), (MEDIUM, 4))
"""The same where the page is low."""
WRAP_FIRST = ((HUGE, 2), (32, 2), (32, 3), (28, 3), (LARGE, 4), (MEDIUM, 4), (MEDIUM, 6))
"""The same for a narrow column."""
QUIET = ((BODY, 1), (BODY, 2), (BODY, 3), (BODY, 4), (14, 4), (14, 6))
"""For the quiet line under it."""
HEADLINE_PX, COMPACT_PX = 7 * STEP, 5 * STEP
"""Room a headline has at least, so that what is below stands in the same place on every page."""

LEAST_LETTERS = 10
"""A headline is never narrower than so many of its smallest letters."""
REMEMBERED = 32
"""Texts whose size is remembered; a session has fewer."""

TypeSizes = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a text is written: size of its letters and width of its lines, px, and whether that is enough."""

    size_px: int
    width_px: int
    fits: bool


class LargeWords(QLabel):
    """Words that fit. ``above``: they stand on the lower edge, else they hang from the upper.

    night: they stand on night ground, whatever the theme. A label only so that screen readers know it as text; it
    paints itself.
    """

    def __init__(
        self,
        look: Appearance,
        sizes: TypeSizes,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        above: bool = False,
        tone: str = "text",
        weight: int = 500,
        night: bool = False,
    ) -> None:
        super().__init__()
        self._night = night
        self._look, self._sizes, self._weight, self._tone = look, sizes, weight, tone
        self._align = align | (Qt.AlignmentFlag.AlignBottom if above else Qt.AlignmentFlag.AlignTop)
        self._text = self._coming = ""
        self._level = 1.0
        self._known: dict[tuple[str, int, int], Fitting] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self.update)

    @property
    def said(self) -> str:
        """What it says (or is about to say)."""
        return self._coming

    def say(self, text: str, *, at_once: bool = False) -> None:
        """Say ``text`` from now on."""
        if at_once or not self.isVisible() or self._look.less_motion:
            changed = text != self._text
            self._text, self._level = text, 1.0
            if changed:
                self.update()
        if text != self._coming:
            self._coming = text
            self.setAccessibleName(text)

    def write_in(self, sizes: TypeSizes) -> None:
        """Try these sizes from now on."""
        if sizes != self._sizes:
            self._sizes = sizes
            self._known.clear()
            self.updateGeometry()
            self.update()

    def needed(self, width: int) -> int:
        """The height that the coming words take at ``width`` in the largest size they may have there, px."""
        for size_px, lines in self._sizes:
            bounds = self._bounds(self._coming, size_px, width)
            if self._within(bounds, size_px, lines, width):
                break
        return bounds.height()

    def lines_px(self, lines: int) -> int:
        """Height of so many lines in the largest size, px."""
        return lines * QFontMetrics(font(self._sizes[0][0], self._weight)).lineSpacing() + 2

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
        return self._fitting(self._coming).fits

    def height_of_words(self) -> int:
        """The height the coming words take at this width, px."""
        fitting = self._fitting(self._coming)
        return self._bounds(self._coming, fitting.size_px, self.width()).height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The words, as far as they have faded in."""
        if not self._text:
            return
        painter = QPainter(self)
        fitting = self._fitting(self._text)
        painter.setFont(font(fitting.size_px, self._weight))
        painter.setOpacity(max(0.0, min(1.0, self._level)))
        theme = NIGHT if self._night else self._look.theme
        painter.setPen(QColor({"text": theme.text, "muted": theme.muted, "hint": theme.hint}[self._tone]))
        left = (self.width() - fitting.width_px) // 2 if self._align & Qt.AlignmentFlag.AlignHCenter else 0
        room = QRect(left, 0, fitting.width_px, self.height())
        painter.drawText(room, self._align | Qt.TextFlag.TextWordWrap, self._text)
        painter.end()

    def _bounds(self, text: str, size_px: int, width_px: int) -> QRect:
        room = QRect(0, 0, max(1, width_px), 10_000)
        return QFontMetrics(font(size_px, self._weight)).boundingRect(room, Qt.TextFlag.TextWordWrap, text)

    def _fitting(self, text: str) -> Fitting:
        """How to write ``text``; worked out once for a text and a room."""
        key = (text, self.width(), self.height())
        if key not in self._known:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            self._known[key] = self._work_out(text)
        return self._known[key]

    def _work_out(self, text: str) -> Fitting:
        for size_px, lines in self._sizes:
            bounds = self._bounds(text, size_px, self.width())
            if self._within(bounds, size_px, lines, self.width()) and bounds.height() <= self.height():
                return Fitting(size_px, self._balanced(text, size_px, bounds.height()), fits=True)
        return Fitting(self._sizes[-1][0], self.width(), fits=False)

    def _within(self, bounds: QRect, size_px: int, lines: int, width: int) -> bool:
        line = QFontMetrics(font(size_px, self._weight)).lineSpacing()
        return bounds.width() <= width and bounds.height() <= lines * line + 2

    def _balanced(self, text: str, size_px: int, height: int) -> int:
        """The narrowest width that needs no further line: lines of like length, and no lone last word."""
        narrow, wide = 1, self.width()
        while wide - narrow > 4:
            middle = (narrow + wide) // 2
            bounds = self._bounds(text, size_px, middle)
            if bounds.height() <= height and bounds.width() <= middle:
                wide = middle
            else:
                narrow = middle
        return wide


class Headline(LargeWords):
    """The sentence at the head of a page: as tall as its words need at the width there is."""

    def __init__(
        self, look: Appearance, text: str, sizes: TypeSizes = ONE_LINE_FIRST, *, least_px: int = HEADLINE_PX
    ) -> None:
        super().__init__(look, sizes, align=Qt.AlignmentFlag.AlignLeft)
        self._usual = sizes, least_px
        self._least_px = least_px
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(text, at_once=True)

    def be_compact(self, compact: bool) -> None:
        """Take less room where the page is low, or the usual one again."""
        sizes, least_px = (COMPACT, COMPACT_PX) if compact else self._usual
        self._least_px = least_px
        self.write_in(sizes)

    def say(self, text: str, *, at_once: bool = False) -> None:
        """Say ``text`` from now on, in as much room as it needs."""
        changed = text != self.said
        super().say(text, at_once=at_once)
        if changed:
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """What the largest size that is allowed to be that wide needs."""
        return max(self._least_px, self.needed(width))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line, as if there were room."""
        return QSize(LEAST_LETTERS * self._sizes[-1][0], self._least_px)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It wraps; its height follows from its width."""
        return self.sizeHint()
