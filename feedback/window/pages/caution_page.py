"""The caution before the shaking, with the choice that goes with it."""

from __future__ import annotations

from collections.abc import Callable

from feedback.practice.exercise.gentle_shaking import SHAKING_ID
from feedback.practice.safety import SHAKING_CAUTION
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.drawn.drawing_view import Drawings
from feedback.window.drawn.line_drawings import DRAWINGS
from feedback.window.pages.message_page import Action
from feedback.window.pages.reading_page import Reading, ReadingPage
from vision.sentences import N_


class CautionPage(ReadingPage):
    """``yes`` and ``no``: with shaking or not.

    ``in_routine``: before the whole routine, where leaving it out is what is proposed; else the person has just chosen
    the shaking itself.
    """

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        *,
        yes: Callable[[], object],
        no: Callable[[], object],
        in_routine: bool,
    ) -> None:
        say = texts.say
        actions = (Action(say(N_("Begin")), yes), Action(say(N_("Not now")), no))
        note = ""
        if in_routine:
            actions = (Action(say(N_("Without shaking")), no), Action(say(N_("With shaking")), yes))
            note = say(N_("The routine is complete without it, too. You can change this in the preferences."))
        reading = Reading(
            say(N_("Gentle shaking")),
            say(N_("Shaking: if you like")),
            [(section,) for section in SHAKING_CAUTION],
            actions,
            note=note,
            picture=Drawings(look, texts, DRAWINGS[SHAKING_ID]),
            picture_under=0,
        )
        super().__init__(look, texts, reading)
