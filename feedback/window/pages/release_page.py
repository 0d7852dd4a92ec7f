"""The thirty-second release as a page. No camera, nothing is measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout

from feedback.desk.release import RELEASE_ABOUT
from feedback.texts import Texts
from feedback.window.controls.controls import Button, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.page import LOW_PX, Page, edges
from feedback.window.controls.theme import BODY, STEP, Appearance
from feedback.window.pages.release_view import ON_A_PAGE, ReleaseView
from vision.sentences import N_

COLUMN_PX = 760
LEAST = QSize(30 * STEP, 14 * STEP)


@dataclass(frozen=True, slots=True)
class ReleaseActions:
    """ended: told once whether it ran its whole time. again: once more. done: leaves."""

    ended: Callable[[bool], object]
    again: Callable[[], object]
    done: Callable[[], object]


class ReleasePage(Page):
    """Begins when it is shown; leaving it is always one key."""

    def __init__(
        self, look: Appearance, texts: Texts, actions: ReleaseActions, *, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self._actions = actions
        rows = self._rows = QVBoxLayout(self)
        rows.setSpacing(2 * STEP)
        rows.addStretch(1)
        self.view = ReleaseView(look, texts, self._ended, sizes=ON_A_PAGE, least=LEAST, clock=clock)
        self.sentence = self.view.sentence
        rows.addWidget(self.view, 6)
        rows.addWidget(words(texts.say(RELEASE_ABOUT), BODY, tone="muted", wrap=True))
        foot = Flow(2 * STEP)
        self.primary = Button(look, texts.say(N_("Home")), actions.done, filled=True)
        self.again = Button(look, texts.say(N_("Once more")), actions.again)
        foot.addWidget(self.primary)
        foot.addWidget(self.again)
        rows.addLayout(foot)
        rows.addStretch(1)

    def arrange(self, width: int, height: int) -> None:
        """A column in the middle."""
        side, above = edges(width, height)
        side = max(side, (width - COLUMN_PX) // 2)
        self._rows.setContentsMargins(side, above, side, STEP if height < LOW_PX else above)

    def _ended(self, whole: bool) -> None:
        self._actions.ended(whole)
