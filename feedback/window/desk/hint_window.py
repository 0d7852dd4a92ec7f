"""The hint: a few words in a corner that go by themselves."""

from __future__ import annotations

from collections.abc import Callable

from feedback.desk.words import HINT_HOW, HINT_WORDS
from feedback.kept.desk_records import HintAnswer
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.desk.passing_window import PassingWindow
from vision.sentences import N_


class HintWindow(PassingWindow[HintAnswer]):
    """Shows the hint; ``answered`` is told once what became of it."""

    def __init__(self, look: Appearance, texts: Texts, answered: Callable[[HintAnswer], object]) -> None:
        say = texts.say
        answers = {
            say(N_("Let it hang now")): HintAnswer.RELEASE,
            say(N_("Not right")): HintAnswer.NOT_RIGHT,
            say(N_("Later")): HintAnswer.LATER,
        }
        super().__init__(
            look,
            (say(HINT_WORDS), say(HINT_HOW)),
            answers,
            answered,
            nothing=HintAnswer.NONE,
            left=HintAnswer.LATER,
        )
        self.release, self.not_right, self.later = self.buttons.values()
        self.not_right.setAccessibleName(say(N_("Not right: my jaw was not tense")))
