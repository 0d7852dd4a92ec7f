"""The first start: what this is and is not, and that nothing leaves the computer. Safety and camera come after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy

from feedback.practice.safety import PRIVACY, WHAT_IT_IS, WHAT_IT_IS_NOT
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES, next_language
from feedback.window.controls.theme import STEP, Appearance
from feedback.window.drawn.hammock import Aim
from feedback.window.drawn.hammock_view import ON_A_CARD, HammockView
from feedback.window.pages.message_page import Action
from feedback.window.pages.reading_page import Reading, ReadingPage
from vision.sentences import N_

STILL_GAP_MM, STILL_SPREAD_MM = 6.0, 0.7
STILL_FULLNESS = 0.6
"""The hammock at rest: how it looks when a jaw hangs."""


class WelcomePage(ReadingPage):
    """Shown before anything else, once. ``other_language`` switches the language and shows this page again."""

    def __init__(
        self, look: Appearance, texts: Texts, *, go_on: Callable[[], object], other_language: Callable[[], object]
    ) -> None:
        other = LANGUAGES[next_language(texts.language)].name
        hammock = HammockView(look, ON_A_CARD)
        hammock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        hammock.setMinimumHeight(8 * STEP)
        hammock.show_state(Aim(STILL_GAP_MM, STILL_SPREAD_MM, 0.0, 1.0, 1.0), STILL_FULLNESS)
        reading = Reading(
            texts.say(N_("Welcome")),
            texts.say(N_("Room for your jaw")),
            ((WHAT_IT_IS, PRIVACY), (WHAT_IT_IS_NOT,)),
            (Action(texts.say(N_("Continue")), go_on), Action(other, other_language)),
            picture=hammock,
        )
        super().__init__(look, texts, reading)
