"""What there is to see in a session, explained over whatever is shown: hammock, circle, words, keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from feedback.practice.safety import Section
from feedback.texts import Texts
from feedback.window.controls.stage import Go
from feedback.window.controls.theme import Appearance
from feedback.window.pages.message_page import Action
from feedback.window.pages.reading_page import Reading, ReadingPage
from vision.sentences import N_

HAMMOCK = Section(
    N_("The hammock"),
    (
        N_("The line sags as your lower jaw sinks, and is pulled tight when your jaw looks tense."),
        N_("A sharp line is sure. A soft, wide one says that I can hardly tell."),
        N_("The soft band is where a jaw that hangs usually is. Lower is not better."),
    ),
)
CIRCLE = Section(
    N_("The circle"),
    (
        N_("It grows as you breathe in and shrinks as you breathe out. You need not keep up with it."),
        N_("Press B a few times as you breathe in, and it begins at your own pace."),
    ),
)
WORDS = Section(
    N_("The words"),
    (
        N_("Above stands what to do; below, what I see your jaw do, with the space between your teeth."),
        N_("“I can't tell” or “your mouth is busy” is fine: the clock waits, and nothing is counted."),
    ),
)
KEYS = Section(
    N_("The keys"),
    (
        N_("Space: pause, and the camera goes off. Esc: stop. S: next part."),
        N_("P: picture. N: number. M: sound. O: eyes closed, by sound alone."),
        N_("Y or X: whether I was right about tension. U: take that back."),
        N_("T: day or night. Ctrl+Q or Ctrl+W: close."),
    ),
)
CLOSING_KEYS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Question})


class Explanation(ReadingPage):
    """Lies over ``window``, which closes it with CLOSING_KEYS and keeps the other keys; ``closed``: by the button."""

    def __init__(self, look: Appearance, texts: Texts, window: QWidget | None, closed: Go) -> None:
        reading = Reading(
            texts.say(N_("During a session")),
            texts.say(N_("What am I looking at?")),
            ((HAMMOCK, CIRCLE), (WORDS, KEYS)),
            (Action(texts.say(N_("Back")), closed),),
        )
        super().__init__(look, texts, reading)
        self._closed = closed
        if window is not None:
            self.setParent(window)
            self.setGeometry(window.rect())
            self.show()
            self.raise_()
            (self.primary or self).setFocus(Qt.FocusReason.OtherFocusReason)
