"""The self-check as a page: the question, five answers, a word back. No camera, and never a must."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMargins
from PySide6.QtGui import QKeyEvent

from feedback.desk.words import NEVER_A_MUST, TEETH_ASKED, WORD_BACK
from feedback.kept.desk_records import Teeth
from feedback.texts import Texts
from feedback.window.controls.controls import Button, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.page import LOW_PX, edges
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance
from feedback.window.pages.headed_page import HeadedPage
from feedback.window.pages.teeth_question import TeethQuestion
from feedback.window.system.announcing import announce
from vision.sentences import N_

COLUMN_PX = 560
"""Five short answers in a column no wider than they need."""
OFTEN = N_("Noticing it now and then, kindly, is all this asks. The answers stand under Today.")


@dataclass(frozen=True, slots=True)
class SelfCheckActions:
    """answered: keeps the answer. release: the thirty seconds. today: where the answers stand. done: leaves."""

    answered: Callable[[Teeth], object]
    release: Callable[[], object]
    today: Callable[[], object]
    done: Callable[[], object]


class SelfCheckPage(HeadedPage):
    """Asks once; then it says a word back and offers the thirty seconds."""

    def __init__(self, look: Appearance, texts: Texts, actions: SelfCheckActions) -> None:
        super().__init__(look, texts.say(N_("A moment for your jaw")), texts.say(TEETH_ASKED))
        self._texts, self._actions = texts, actions
        rows = self.rows
        rows.addSpacing(2 * STEP)
        self.question = TeethQuestion(look, texts, self._take)
        self.first = next(iter(self.question.buttons.values()))
        rows.addWidget(self.question)
        rows.addSpacing(STEP)
        self.about = words(texts.say(NEVER_A_MUST), BODY, tone="muted", wrap=True)
        rows.addWidget(self.about)
        rows.addStretch(1)
        rows.addWidget(words(texts.say(OFTEN), SMALL, tone="muted", wrap=True))
        rows.addSpacing(STEP)
        foot = Flow(2 * STEP)
        self.release = Button(look, texts.say(N_("Let it hang, 30 s")), actions.release)
        self.today = Button(look, texts.say(N_("Today")), actions.today)
        self.home = Button(look, texts.say(N_("Home")), actions.done)
        for button in (self.release, self.today, self.home):
            foot.addWidget(button)
        rows.addLayout(foot)

    def margins(self, width: int, height: int) -> QMargins:
        """One column in the middle."""
        side, above = edges(width, height)
        side = max(side, (width - COLUMN_PX) // 2)
        return QMargins(side, above, side, STEP if height < LOW_PX else above)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1 to 5 answer; Esc is the window's, which leads home."""
        if not self.question.takes(event):
            super().keyPressEvent(event)

    def _take(self, teeth: Teeth) -> None:
        self._actions.answered(teeth)
        back = self._texts.say(WORD_BACK[teeth])
        self.sentence.say(back, at_once=True)
        self.question.hide()
        self.about.hide()
        self.release.setFocus()
        self.ask_for_room()
        announce(self, back)
