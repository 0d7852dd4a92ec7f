"""What the person likes at the desk: how often, hints, questions, sound, battery, camera, start with the computer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from feedback.kept.settings import Settings
from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.one_of import OneOf
from feedback.window.controls.theme import SMALL, STEP, Appearance
from feedback.window.controls.ticks import Switch
from feedback.window.pages.cards_page import ChoicesPage
from vision.sentences import N_, nN_

Value = TypeVar("Value")

EVERY_MIN = (5.0, 8.0, 12.0, 20.0, 30.0)
HINTS_A_DAY = (0, 3, 6, 9, 12)
CHECKS_A_DAY = (0, 2, 4, 6)
CLOSED_MIN: tuple[float | None, ...] = (None, 30.0, 60.0, 120.0)
"""What is offered of each; another value, set by hand, stands in the row as well."""


@dataclass(frozen=True, slots=True)
class DeskPreferencesActions:
    """change: told each choice as fields of `Settings`. autostart: told whether to start with the computer."""

    change: Callable[..., object]
    autostart: Callable[[bool], object]
    done: Callable[[], object]


@dataclass(frozen=True, slots=True)
class DeskPreferencesState:
    """autostart: whether it starts with the computer, None where this system has no such place.

    not_told: what this system does not tell, a sentence each.
    """

    settings: Settings
    autostart: bool | None = None
    not_told: Sequence[str] = ()


class DeskPreferencesPage(ChoicesPage):
    """Every change counts at once; a desk that runs goes on with it."""

    def __init__(
        self, look: Appearance, texts: Texts, state: DeskPreferencesState, actions: DeskPreferencesActions
    ) -> None:
        super().__init__(look, texts, N_("At the desk"), N_("As little as you like"), actions.change)
        self._actions = actions
        self.lay_out(
            ((self._looks(state.settings), self._start(state)), (self._hints(state.settings),)),
            texts.say(N_("At the desk")),
        )
        foot = Flow(2 * STEP, right=True)
        counts = texts.say(N_("Every change counts at once."))
        foot.add_words(words(counts, SMALL, tone="muted", wrap=True))
        self.primary = Button(look, texts.say(N_("Done")), actions.done, filled=True)
        foot.addWidget(self.primary)
        self.rows.addLayout(foot)

    def _looks(self, settings: Settings) -> Card:
        say, change = self._texts.say, self._actions.change
        card = self._card(N_("Short looks"))
        about = say(N_("Off: no looks at all, only your own answers and what you ask for."))
        self.camera = self._switch(card, N_("Look through the camera"), settings.desk_camera, "desk_camera", about)
        minutes = nN_("{count} minute", "{count} minutes")
        self.every = OneOf(
            self._look,
            say(N_("Minutes between them")),
            {value: f"{value:g}" for value in _with(EVERY_MIN, settings.desk_every_min)},
            settings.desk_every_min,
            lambda value: change(desk_every_min=value),
            {value: say(minutes, count=round(value)) for value in _with(EVERY_MIN, settings.desk_every_min)},
        )
        card.rows.addWidget(self.every)
        about = say(N_("Below 20 % never. Off: not at all without the mains."))
        self.battery = self._switch(card, N_("On battery too"), settings.desk_on_battery, "desk_on_battery", about)
        for row in (self.every, self.battery):
            row.setEnabled(settings.desk_camera)
            self.camera.toggled.connect(row.setEnabled)
        return card

    def _hints(self, settings: Settings) -> Card:
        say, change = self._texts.say, self._actions.change
        card = self._card(N_("Hints and questions"))
        self.hints = OneOf(
            self._look,
            say(N_("Hints a day, at most")),
            {value: str(value) for value in _with(HINTS_A_DAY, settings.desk_hints)},
            settings.desk_hints,
            lambda value: change(desk_hints=value),
        )
        card.rows.addWidget(self.hints)
        card.rows.addSpacing(STEP // 2)
        card.rows.addWidget(self._about(say(N_("Only when a look said tense, and not within 20 minutes of the last."))))
        self.sound = self._switch(card, N_("A soft tone with a hint"), settings.desk_hint_sound, "desk_hint_sound")
        self.checks = OneOf(
            self._look,
            say(N_("Questions a day, at most")),
            {value: str(value) for value in _with(CHECKS_A_DAY, settings.desk_checks)},
            settings.desk_checks,
            lambda value: change(desk_checks=value),
        )
        card.rows.addWidget(self.checks)
        card.rows.addSpacing(STEP // 2)
        card.rows.addWidget(self._about(say(N_("“Where are your teeth now?”, at chance moments. Never a must."))))
        minutes = nN_("{count} minute", "{count} minutes")
        closed = _with(CLOSED_MIN, settings.desk_closed_min)
        self.closed = OneOf(
            self._look,
            say(N_("A hint when closed for so many minutes")),
            {value: say(N_("never")) if value is None else f"{value:g}" for value in closed},
            settings.desk_closed_min,
            lambda value: change(desk_closed_min=value),
            {value: say(N_("never")) if value is None else say(minutes, count=round(value)) for value in closed},
        )
        card.rows.addWidget(self.closed)
        return card

    def _start(self, state: DeskPreferencesState) -> Card:
        say = self._texts.say
        card = self._card(N_("This computer"))
        self.autostart: Switch | None = None
        if state.autostart is not None:
            about = say(N_("One small entry, which goes again when this is off or everything is removed."))
            self.autostart = self._switch(card, N_("Start with the computer"), state.autostart, about=about)
            self.autostart.toggled.connect(self._actions.autostart)
        for line in state.not_told:
            card.rows.addWidget(self._about(line))
        if state.autostart is None and not state.not_told:
            card.hide()
        return card


def _with(offered: tuple[Value, ...], chosen: Value) -> list[Value]:
    """What is offered, and what was chosen elsewhere, in order."""
    values: list[Value] = [*offered, *([] if chosen in offered else [chosen])]
    return sorted(values, key=lambda value: value if isinstance(value, int | float) else -1.0)
