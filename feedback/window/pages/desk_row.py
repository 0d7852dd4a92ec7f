"""The desk on the first page: one switch that says what it does, and what needs no camera one click away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import SMALL, STEP, Appearance
from feedback.window.controls.ticks import Switch
from vision.sentences import N_

OFFERED = N_("Now and then a look of a few seconds while you work, and hardly ever a hint.")


@dataclass(frozen=True, slots=True)
class DeskRowActions:
    """switch: told whether the desk shall be on. check, release, today: the pages of that name."""

    switch: Callable[[bool], object]
    check: Callable[[], object]
    release: Callable[[], object]
    today: Callable[[], object]


class DeskRow(Card):
    """on: whether the desk's process runs. told: what it does now, in words, where that is known."""

    def __init__(self, look: Appearance, texts: Texts, actions: DeskRowActions, *, on: bool, told: str = "") -> None:
        super().__init__(look, padding=2 * STEP)
        self._texts = texts
        self.rows.setContentsMargins(2 * STEP, 2, STEP, 2)
        row = Flow(STEP, between=0)
        states = (texts.say(N_("on")), texts.say(N_("off")))
        self.switch = Switch(look, texts.say(N_("At the desk")), states, on=on)
        self.switch.setSizePolicy(self.switch.sizePolicy().Policy.Fixed, self.switch.sizePolicy().Policy.Fixed)
        self.switch.toggled.connect(actions.switch)
        row.addWidget(self.switch)
        self.told = words("", SMALL, tone="muted", wrap=True)
        row.add_words(self.told)
        row.add_stretch()
        self.check = Button(look, texts.say(N_("How is my jaw?")), actions.check, bare=True)
        self.release = Button(look, texts.say(N_("Let it hang, 30 s")), actions.release, bare=True)
        self.today = Button(look, texts.say(N_("Today")), actions.today, bare=True)
        for button in (self.check, self.release, self.today):
            row.addWidget(button)
        self.rows.addLayout(row)
        self.tell(told)

    def tell(self, told: str) -> None:
        """What the desk does now."""
        say(self.told, told or self._texts.say(OFFERED))
        self.switch.setAccessibleDescription(self.told.text())

    def be_low(self, low: bool) -> None:
        """Only what is pressed, where the page is low."""
        self.told.setHidden(low)
