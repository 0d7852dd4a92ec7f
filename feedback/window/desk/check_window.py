"""The self-check in a corner: the question, five answers, a word back. Never a must."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from feedback.desk.words import NEVER_A_MUST, TEETH_ASKED, WORD_BACK
from feedback.kept.desk_records import Teeth
from feedback.texts import Texts
from feedback.window.controls.controls import Button, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import MEDIUM, SMALL, Appearance
from feedback.window.desk.corner_window import LOW_PX, CornerWindow
from feedback.window.pages.teeth_question import TeethQuestion
from feedback.window.system.announcing import announce
from vision.sentences import N_

WORD_BACK_S = 6.0
"""How long the word back stands: it is short, and one may want to let the jaw hang after it."""


class CheckWindow(CornerWindow):
    """Asks once. answered: told an answer, or None where it was left or its time was over.

    release: the person wants the thirty seconds after an answer. by_chance: the program asks, so it takes no keyboard
    until it is clicked.
    """

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        answered: Callable[[Teeth | None], object],
        release: Callable[[], object],
        *,
        by_chance: bool,
    ) -> None:
        super().__init__(look, texts.say(TEETH_ASKED), takes_keyboard=not by_chance)
        if by_chance:  # it does not come to the front, but a click lets the keys in
            self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, on=False)
        self._texts, self._answered, self._release, self._told = texts, answered, release, False
        self.head = words(texts.say(TEETH_ASKED), MEDIUM, weight=500, wrap=True)
        self.rows.addWidget(self.head)
        self.question = TeethQuestion(look, texts, self._take)
        self.rows.addWidget(self.question)
        self.about = words(texts.say(NEVER_A_MUST), SMALL, tone="muted", wrap=True)
        self.rows.addWidget(self.about)
        self._row = Flow()
        self.hang = Button(look, texts.say(N_("Let it hang now")), self._go_release, filled=True)
        self.close_button = Button(look, texts.say(N_("Close")), self.close)
        self._row.addWidget(self.hang)
        self._row.addWidget(self.close_button)
        self.rows.addLayout(self._row)
        self.hang.hide()
        self.close_button.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close)
        self.left.connect(lambda: self._tell(None))

    def come_for(self, for_s: float) -> None:
        """Ask for so long; 0: until it is answered or left."""
        self.come()
        if for_s > 0:
            self._timer.start(round(1000 * for_s))
        announce(self, self._texts.say(TEETH_ASKED))

    def arrange(self, height: int) -> None:
        """Two columns of answers on a low screen."""
        self.question.stand_in(1 if height >= LOW_PX else 2)

    def take_away(self) -> None:
        """Gone at once; nobody is told an answer."""
        self._told = True
        self._timer.stop()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1 to 5 answer, Esc leaves."""
        if self._told or not self.question.takes(event):
            super().keyPressEvent(event)

    def _take(self, teeth: Teeth) -> None:
        self._tell(teeth)
        back = self._texts.say(WORD_BACK[teeth])
        self.head.setText(back)
        self.head.setAccessibleName(back)
        self.question.hide()
        self.about.hide()
        self.hang.setVisible(teeth is not Teeth.RELAXED)
        self.close_button.show()
        self.fit_again()
        self._timer.start(round(1000 * WORD_BACK_S))
        announce(self, back)

    def _go_release(self) -> None:
        self._timer.stop()
        self.close()
        self._release()

    def _tell(self, teeth: Teeth | None) -> None:
        if not self._told:
            self._told = True
            self._answered(teeth)
