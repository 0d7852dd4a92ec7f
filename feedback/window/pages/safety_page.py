"""What to mind while practising, and when to see somebody first: before the first use, and always at hand."""

from __future__ import annotations

from collections.abc import Callable

from feedback.practice.exercise.whole_routine import ROUTINE
from feedback.practice.safety import MIND, SEE_SOMEBODY
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.drawn.drawing_view import Drawings
from feedback.window.drawn.line_drawings import DRAWINGS
from feedback.window.pages.message_page import Action
from feedback.window.pages.reading_page import Reading, ReadingPage
from vision.sentences import N_


class SafetyPage(ReadingPage):
    """``first``: before the first use, when ``done`` means that it was read (`Settings.safety_read`)."""

    def __init__(self, look: Appearance, texts: Texts, *, done: Callable[[], object], first: bool = False) -> None:
        say = texts.say
        done_words = say(N_("I have read this")) if first else say(N_("Done"))
        reading = Reading(
            say(N_("Safety")),
            say(N_("Gentle is enough")),
            (MIND, SEE_SOMEBODY),
            (Action(done_words, done),),
            note=say(N_("You find this again on the first page, under Safety.")) if first else "",
            picture=Drawings(look, texts, DRAWINGS[ROUTINE.id], captions=False),
            picture_under=0,
            apart=first,
        )
        super().__init__(look, texts, reading)
