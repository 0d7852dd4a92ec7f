"""While something takes its time: what is done, how far it is, and a way to leave it where there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout

from feedback.texts import Texts
from feedback.window.controls.controls import Bar, Button, words
from feedback.window.controls.page import Page, edges
from feedback.window.controls.sentence import WRAP_FIRST, Headline
from feedback.window.controls.theme import BODY, STEP, Appearance
from feedback.window.pages.message_page import COLUMN_PX
from vision.sentences import N_

LOOK_EVERY_MS = 100
BAR_PX = 50 * STEP


@dataclass(frozen=True, slots=True)
class Work:
    """What is waited for. part: how far it is, 0..1. over: whether it has ended; then ``then`` is called, once.

    leave: ends it; None for what must not be left half done.
    """

    part: Callable[[], float]
    over: Callable[[], bool]
    then: Callable[[], object]
    leave: Callable[[], object] | None = None


class WaitingPage(Page):
    """Shows how far ``work`` is, until it is over."""

    def __init__(self, look: Appearance, texts: Texts, headline: str, work: Work) -> None:
        super().__init__()
        self._work = work
        rows = self._rows = QVBoxLayout(self)
        rows.setSpacing(3 * STEP)
        rows.addStretch(2)
        self.sentence = Headline(look, headline, WRAP_FIRST)
        rows.addWidget(self.sentence)
        self.bar = Bar(look, headline)
        self.bar.setFixedWidth(BAR_PX)
        self.bar.show_part(work.part())
        rows.addWidget(self.bar)
        wait = texts.say(N_("You can wait here, or stop it; then nothing has changed."))
        rows.addWidget(words(wait if work.leave else texts.say(N_("One moment.")), BODY, tone="muted", wrap=True))
        if work.leave is not None:
            self.primary = Button(look, texts.say(N_("Stop")), work.leave, filled=True)
            rows.addWidget(self.primary)
        rows.addStretch(3)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        """See how far it is."""
        self.bar.show_part(self._work.part())
        if self._work.over():
            self._timer.stop()
            self._work.then()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody waits any more."""
        self._timer.stop()
        super().hideEvent(event)

    def arrange(self, width: int, height: int) -> None:
        """A column in the middle, no wider than is good to read."""
        side, above = edges(width, height)
        side = max(side, (width - COLUMN_PX) // 2)
        self._rows.setContentsMargins(side, above, side, above)
