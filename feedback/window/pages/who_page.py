"""Who sits here, and what is otherwise today: several people on one computer, and a baseline that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QButtonGroup

from calibration.circumstances import SEEN_BY_CAMERA, WORDS, Circumstance
from calibration.profile import DEFAULT_NAME
from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.fields import LineField
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, MEDIUM, SMALL, STEP, Appearance
from feedback.window.controls.ticks import Tick
from feedback.window.pages.headed_page import HeadedPage, stack
from vision.sentences import N_

LONGEST_NAME = 40
ME = N_("me")
"""What the first profile is called as long as it has no name of its own."""


@dataclass(frozen=True, slots=True)
class WhoState:
    """What the page shows.

    names: the profiles there are, the one in use among them. today: what is otherwise. fits: the baseline is of it.
    """

    names: tuple[str, ...]
    name: str
    today: tuple[Circumstance, ...]
    fits: bool


@dataclass(frozen=True, slots=True)
class WhoActions:
    """become: another person sits here. today: this is otherwise now; returns whether the baseline is of it."""

    become: Callable[[str], object]
    today: Callable[[tuple[Circumstance, ...]], bool]
    calibrate: Callable[[], object]
    done: Callable[[], object]


def name_words(name: str, texts: Texts) -> str:
    """A profile's name as it is shown."""
    return texts.say(ME) if name == DEFAULT_NAME else name


class WhoPage(HeadedPage):
    """Made anew at each showing."""

    def __init__(self, look: Appearance, texts: Texts, state: WhoState, actions: WhoActions) -> None:
        super().__init__(look, texts.say(N_("Who and how")), texts.say(N_("Who sits here today?")))
        self._texts, self._state, self._actions = texts, state, actions
        self.rows.addSpacing(2 * STEP)
        columns = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(3 * STEP)
        columns.addWidget(self._people(), 1)
        columns.addWidget(self._otherwise(), 1)
        self.rows.addLayout(columns)
        self.rows.addStretch(1)
        row = Flow(2 * STEP, right=True)
        self.calibrate = Button(look, texts.say(N_("Calibrate like this")), actions.calibrate)
        self.primary = Button(look, texts.say(N_("Done")), actions.done, filled=True)
        row.addWidget(self.calibrate)
        row.addWidget(self.primary)
        self.rows.addLayout(row)
        self._tell(state.fits)

    def arrange(self, width: int, height: int) -> None:
        """Two cards, or one below the other."""
        super().arrange(width, height)
        stack(self._columns, width)

    def _people(self) -> Card:
        texts = self._texts
        card = Card(self._look)
        card.rows.addWidget(words(texts.say(N_("Who")), MEDIUM, weight=500))
        row = Flow()
        self._group = QButtonGroup(self)
        self.people: dict[str, Button] = {}
        for name in self._state.names:
            button = Button(self._look, name_words(name, texts), partial(self._become, name), choice=True)
            button.setChecked(name == self._state.name)
            self._group.addButton(button)
            self.people[name] = button
            row.addWidget(button)
        card.rows.addLayout(row)
        card.rows.addSpacing(STEP)
        self.new_name = LineField(
            self._look,
            spoken=texts.say(N_("Name of somebody new")),
            hint=texts.say(N_("Somebody new: a name, then Enter")),
            longest=LONGEST_NAME,
        )
        self.new_name.returnPressed.connect(self._somebody_new)
        card.rows.addWidget(self.new_name)
        self.problem = words("", SMALL, tone="hint", wrap=True)
        card.rows.addWidget(self.problem)
        about = N_(
            "Each has a calibration, sessions and a plan of their own. Whoever uses this account sees the names."
        )
        card.rows.addWidget(words(texts.say(about), SMALL, tone="muted", wrap=True))
        card.rows.addStretch(1)
        return card

    def _otherwise(self) -> Card:
        texts = self._texts
        card = Card(self._look)
        card.rows.setSpacing(0)
        card.rows.addWidget(words(texts.say(N_("Otherwise than usual")), MEDIUM, weight=500))
        self.ticks: dict[Circumstance, Tick] = {}
        for circumstance, name in WORDS.items():
            tick = Tick(self._look, texts.say(name), on=circumstance in self._state.today)
            tick.toggled.connect(self._chosen)
            self.ticks[circumstance] = tick
            card.rows.addWidget(tick)
        card.rows.addSpacing(STEP)
        self.told = words("", BODY, tone="muted", wrap=True)
        card.rows.addWidget(self.told)
        card.rows.addStretch(1)
        return card

    def _chosen(self) -> None:
        self._tell(self._actions.today(tuple(one for one, tick in self.ticks.items() if tick.isChecked())))

    def _tell(self, fits: bool) -> None:
        chosen = {one for one, tick in self.ticks.items() if tick.isChecked()}
        told = N_("Sessions keep this as a tag, so that history and report tell such days apart.")
        if chosen & SEEN_BY_CAMERA:
            told = N_("There is a calibration for this.") if fits else N_("There is no calibration like this yet.")
        say(self.told, self._texts.say(told))
        self.calibrate.setVisible(bool(chosen & SEEN_BY_CAMERA) and not fits)
        self.ask_for_room()

    def _become(self, name: str) -> None:
        if name != self._state.name:
            self._actions.become(name)

    def _somebody_new(self) -> None:
        name = " ".join(self.new_name.text().split())
        problem = self._actions.become(name) if name else None
        if isinstance(problem, str):
            say(self.problem, problem)
