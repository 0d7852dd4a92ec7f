"""“Where are your teeth now?”: five answers, one key or one click, never a must."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from feedback.desk.words import TEETH_WORDS
from feedback.kept.desk_records import Teeth
from feedback.texts import Texts
from feedback.window.controls.controls import Button
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance, font
from vision.sentences import N_

NUMBERED = N_("{number}  {answer}")
"""What stands on an answer: its key, its words."""


class TeethQuestion(QWidget):
    """The five answers. answered: told once, by the first key or click; later ones do nothing."""

    def __init__(self, look: Appearance, texts: Texts, answered: Callable[[Teeth], object]) -> None:
        super().__init__()
        self._answered = answered
        self.given: Teeth | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(STEP // 2)
        self.buttons: dict[Teeth, Button] = {}
        for number, (teeth, words) in enumerate(TEETH_WORDS.items(), 1):
            answer = texts.say(words)
            button = Button(
                look,
                texts.say(NUMBERED, number=number, answer=answer),
                partial(self.answer, teeth),
                spoken=f"{number}: {answer}",
            )
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.buttons[teeth] = button
        self.stand_in(1)

    def stand_in(self, columns: int) -> None:
        """Stand in so many columns: two where a screen is low, then in smaller letters."""
        for place, button in enumerate(self.buttons.values()):
            button.setFont(font(BODY if columns == 1 else SMALL, 500))
            self._grid.addWidget(button, *divmod(place, columns))

    def answer(self, teeth: Teeth) -> None:
        """This is how it is."""
        if self.given is None:
            self.given = teeth
            self._answered(teeth)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key was one of 1 to 5; the arrows go from one answer to the next."""
        number = event.key() - Qt.Key.Key_0
        if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if 1 <= number <= len(self.buttons):
            self.answer(list(self.buttons)[number - 1])
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            answers = list(self.buttons.values())
            here = next((place for place, button in enumerate(answers) if button.hasFocus()), -1 if step > 0 else 0)
            answers[(here + step) % len(answers)].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(step)
