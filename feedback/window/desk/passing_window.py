"""A few words in a corner that go by themselves. They take no keyboard and move nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QEnterEvent

from feedback.window.controls.controls import Button, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, MEDIUM, STEP, Appearance
from feedback.window.desk.corner_window import CornerWindow
from feedback.window.system.announcing import announce

LEAST_AFTER_POINTER_S = 3.0
"""Whoever read it with the pointer over it has at least so long to come back."""

Answer = TypeVar("Answer")


class PassingWindow(CornerWindow, Generic[Answer]):
    """Shows two lines and ``answers``; ``answered`` is told once what became of it.

    answers: a button each, in this order, the first filled: its words, and what it means. nothing: it went by itself.
    left: it was closed by Esc or by the system. It can be taken away without an answer.
    """

    def __init__(
        self,
        look: Appearance,
        lines: tuple[str, str],
        answers: dict[str, Answer],
        answered: Callable[[Answer], object],
        *,
        nothing: Answer,
        left: Answer,
    ) -> None:
        super().__init__(look, lines[0], takes_keyboard=False)
        self._answered, self._over = answered, False
        self._left_ms = 0
        self.rows.addWidget(words(lines[0], MEDIUM, weight=500, wrap=True))
        self.rows.addWidget(words(lines[1], BODY, tone="muted", wrap=True))
        self.rows.addSpacing(STEP // 2)
        row = Flow()
        self.buttons: dict[Answer, Button] = {}
        for name, answer in answers.items():
            button = Button(look, name, partial(self._end, answer), filled=not self.buttons)
            self.buttons[answer] = button
            row.addWidget(button)
        self.rows.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._end(nothing))
        self.left.connect(lambda: self._end(left))
        self._spoken = " ".join(lines)

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

    def _end(self, answer: Answer) -> None:
        if not self._over:
            self._over = True
            self._timer.stop()
            self.hide()
            self._answered(answer)
