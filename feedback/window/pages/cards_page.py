"""Pages of cards in two columns that scroll, and of choices on such cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from feedback.texts import Texts
from feedback.window.controls.controls import Card, words
from feedback.window.controls.scroller import Scroller
from feedback.window.controls.theme import MEDIUM, SMALL, STEP, Appearance
from feedback.window.controls.ticks import INDENT_PX, Switch
from feedback.window.pages.headed_page import HeadedPage, stack
from vision.sentences import N_


class CardsPage(HeadedPage):
    """Its cards are laid out once, by `lay_out`; what stands below them the page adds itself."""

    def __init__(self, look: Appearance, kicker: str, headline: str) -> None:
        super().__init__(look, kicker, headline)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)

    def lay_out(self, columns: Sequence[Sequence[QWidget]], spoken: str) -> None:
        """Put the cards of each column below each other. spoken: what scrolls, for screen readers."""
        contents = QWidget()
        contents.setLayout(self._columns)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(3 * STEP)
        for cards in columns:
            column = QVBoxLayout()
            column.setSpacing(2 * STEP)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self.scroller = Scroller(self._look, contents, spoken)
        self.scroller.keys_of(self, arrows=False)
        self.rows.addSpacing(2 * STEP)
        self.rows.addWidget(self.scroller, 1)
        self.rows.addSpacing(STEP)

    def arrange(self, width: int, height: int) -> None:
        """Two columns, or one where they would be too narrow."""
        super().arrange(width, height)
        stack(self._columns, width)


class ChoicesPage(CardsPage):
    """Cards of choices, each of which counts at once. change: told the setting's name and what it is now."""

    def __init__(
        self, look: Appearance, texts: Texts, kicker: str, headline: str, change: Callable[..., object]
    ) -> None:
        super().__init__(look, texts.say(kicker), texts.say(headline))
        self._texts, self._change = texts, change

    def _card(self, title: str) -> Card:
        card = Card(self._look)
        card.rows.setContentsMargins(3 * STEP, STEP + 4, 3 * STEP, STEP + 4)
        card.rows.setSpacing(0)
        card.rows.addWidget(words(self._texts.say(title), MEDIUM, weight=500))
        return card

    def _switch(self, card: Card, text: str, on: bool, field: str = "", about: str = "") -> Switch:
        """A switch on ``card`` that changes ``field``; ``about``: a quiet line under it."""
        say = self._texts.say
        switch = Switch(self._look, say(text), (say(N_("on")), say(N_("off"))), on=on)
        card.rows.addWidget(switch)
        if about:
            switch.setAccessibleDescription(about)
            card.rows.addWidget(self._about(about))
        if field:
            switch.toggled.connect(lambda now: self._change(**{field: now}))
        return switch

    def _about(self, text: str) -> QLabel:
        line = words(text, SMALL, tone="muted", wrap=True)
        line.setContentsMargins(INDENT_PX, 0, 0, STEP)
        return line
