"""The hint: a few words in a corner that go by themselves. It takes no keyboard and moves nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QEnterEvent

from feedback.desk.words import HINT_HOW, HINT_WORDS
from feedback.kept.desk_records import HintAnswer
from feedback.texts import Texts
from feedback.window.controls.controls import Button, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, MEDIUM, STEP, Appearance
from feedback.window.desk.corner_window import CornerWindow
from feedback.window.system.announcing import announce
from vision.sentences import N_

LEAST_AFTER_POINTER_S = 3.0
"""Whoever read it with the pointer over it has at least so long to come back."""


class HintWindow(CornerWindow):
    """Shows the hint; ``answered`` is told once what became of it. It can be taken away without an answer."""

    def __init__(self, look: Appearance, texts: Texts, answered: Callable[[HintAnswer], object]) -> None:
        super().__init__(look, texts.say(HINT_WORDS), takes_keyboard=False)
        say, self._answered, self._over = texts.say, answered, False
        self._left_ms = 0
        head = words(say(HINT_WORDS), MEDIUM, weight=500, wrap=True)
        self.rows.addWidget(head)
        self.rows.addWidget(words(say(HINT_HOW), BODY, tone="muted", wrap=True))
        self.rows.addSpacing(STEP // 2)
        self.release = Button(look, say(N_("Let it hang now")), lambda: self._end(HintAnswer.RELEASE), filled=True)
        self.not_right = Button(
            look,
            say(N_("Not right")),
            lambda: self._end(HintAnswer.NOT_RIGHT),
            spoken=say(N_("Not right: my jaw was not tense")),
        )
        self.later = Button(look, say(N_("Later")), lambda: self._end(HintAnswer.LATER))
        row = Flow()
        for button in (self.release, self.not_right, self.later):
            row.addWidget(button)
        self.rows.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._end(HintAnswer.NONE))
        self.left.connect(lambda: self._end(HintAnswer.LATER))
        self._spoken = f"{say(HINT_WORDS)} {say(HINT_HOW)}"

    def come_for(self, for_s: float) -> None:
        """Show it for so long."""
        self.come()
        self._timer.start(round(1000 * for_s))
        announce(self, self._spoken)

    def take_away(self) -> None:
        """A reason came up: gone at once, and nobody is told an answer."""
        self._over = True
        self._timer.stop()
        self.hide()

    @property
    def waits(self) -> bool:
        """Whether its time runs; it stands still while the pointer is over it."""
        return self._timer.isActive()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever is reading it is not hurried."""
        super().enterEvent(event)
        if self._timer.isActive():
            self._left_ms = max(self._timer.remainingTime(), round(1000 * LEAST_AFTER_POINTER_S))
            self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Its time goes on."""
        super().leaveEvent(event)
        if not self._over and self.isVisible() and not self._timer.isActive():
            self._timer.start(self._left_ms or round(1000 * LEAST_AFTER_POINTER_S))

    def _end(self, answer: HintAnswer) -> None:
        if not self._over:
            self._over = True
            self._timer.stop()
            self.hide()
            self._answered(answer)
