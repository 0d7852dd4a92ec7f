"""The thirty-second release in a corner."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QSize, QTimer

from feedback.desk.release import RELEASE_ABOUT, RELEASE_LASTS_S
from feedback.texts import Texts
from feedback.window.controls.controls import Button, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import SMALL, STEP, Appearance
from feedback.window.desk.corner_window import LOW_PX, CornerWindow
from feedback.window.pages.release_view import ReleaseView
from vision.sentences import N_

LAST_WORD_S = 2.5
"""How long the last sentence stands before the window goes."""


class ReleaseWindow(CornerWindow):
    """ended: told once whether it ran its whole time. takes_keyboard: the person came by the keyboard."""

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        ended: Callable[[bool], object],
        *,
        takes_keyboard: bool,
        lasts_s: float = RELEASE_LASTS_S,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(look, texts.say(N_("Let it hang")), takes_keyboard=takes_keyboard)
        self._ended = ended
        least = QSize(30 * STEP, 12 * STEP)
        self.view = ReleaseView(look, texts, self._over, lasts_s=lasts_s, least=least, clock=clock)
        self.rows.addWidget(self.view, 1)
        row = Flow(right=True)
        row.add_words(words(texts.say(RELEASE_ABOUT), SMALL, tone="muted", wrap=True))
        self.stop = Button(look, texts.say(N_("Close")), self.close)
        row.addWidget(self.stop)
        self.rows.addLayout(row)
        self.left.connect(self.view.leave)

    def arrange(self, height: int) -> None:
        """A flatter hammock on a low screen."""
        self.view.hammock.setMinimumHeight((12 if height >= LOW_PX else 7) * STEP)

    def _over(self, whole: bool) -> None:
        self._ended(whole)
        if whole:
            QTimer.singleShot(round(1000 * LAST_WORD_S), self, self.close)
