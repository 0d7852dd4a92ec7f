"""What most pages are: a quiet word, a headline, and below them what the page is for, in one column or two."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from feedback.window.controls.controls import words
from feedback.window.controls.page import COLUMN_PX, LOW_PX, Page, edges, too_narrow
from feedback.window.controls.sentence import Headline
from feedback.window.controls.theme import BODY, STEP, Appearance


class HeadedPage(Page):
    """``rows`` holds the head and what the page adds below it.

    kicker_stays: the quiet word says something that nothing else says, so it stays in a low window too.
    """

    kicker_stays = False
    foot_px = 0
    """By how much the empty room below is smaller than that above."""

    def __init__(self, look: Appearance, kicker: str, headline: str) -> None:
        super().__init__()
        self._look = look
        self.rows = QVBoxLayout(self)
        self.rows.setSpacing(0)
        self.kicker = words(kicker, BODY, tone="muted", wrap=True)
        self.kicker.setContentsMargins(0, 0, 0, STEP // 2)
        self.rows.addWidget(self.kicker)
        self.sentence = Headline(look, headline)
        self.rows.addWidget(self.sentence)

    def arrange(self, width: int, height: int) -> None:
        """Wider edges where there is room; in a low window the head is small."""
        low = height < LOW_PX
        self.kicker.setVisible(self.kicker_stays or not low)
        self.sentence.be_compact(low)
        self.rows.setContentsMargins(self.margins(width, height))

    def margins(self, width: int, height: int) -> QMargins:
        """Empty room around everything. Set once: two values in turn would have the page laid out for ever."""
        side, above = edges(width, height)
        return QMargins(side, above, side, max(STEP, above - self.foot_px))


def stack(columns: QBoxLayout, width: int, each_px: int = COLUMN_PX) -> None:
    """Put ``columns`` side by side, or below each other on a page too narrow for ``each_px`` of each or their words."""
    items = (columns.itemAt(place) for place in range(columns.count()))
    each_px = max((each_px, *(item.minimumSize().width() for item in items if item is not None)))
    across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
    columns.setDirection(down if too_narrow(width, columns.count(), each_px) else across)
