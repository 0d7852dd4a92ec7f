"""The first page: what to practise and for how long, and beside it what the camera needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from feedback.practice.exercise.form import Exercise
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercises import EXERCISES
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES, next_language
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.page import LOW_PX, ROOMY
from feedback.window.controls.theme import BODY, MEDIUM, SMALL, STEP, Appearance
from feedback.window.drawn.hammock import Aim
from feedback.window.drawn.hammock_view import ON_A_CARD, HammockView
from feedback.window.pages.headed_page import HeadedPage, stack
from feedback.window.pages.offer import offer_words
from feedback.window.pages.session_words import greeting
from vision.sentences import N_, nN_

STILL_GAP_MM, STILL_SPREAD_MM = 6.0, 0.7
STILL_FULLNESS = 0.6
"""The hammock on the card, at rest: how it looks when a jaw hangs."""
SHARES, CLOSE_SHARES = (50, 40), (50, 46)
"""How the two cards share the width, on a large page and on a small one."""


@dataclass(frozen=True, slots=True)
class HomeActions:
    """What the page can ask for. choose: an exercise by its id, for so many minutes."""

    begin: Callable[[], object]
    calibrate: Callable[[], object]
    demo: Callable[[], object]
    choose: Callable[[str, int], object]
    safety: Callable[[], object]
    preferences: Callable[[], object]
    history: Callable[[], object]
    switch_theme: Callable[[], object]
    switch_language: Callable[[], object]


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the page shows. exercise, length_min: what is proposed. shaking: as in `Settings`.

    calibrated: since when, in words, or None. problem: a sentence about profile or settings.
    suggestion: what one's own past has to say, or "".
    """

    hour: int
    exercise: str
    length_min: int
    shaking: bool | None
    calibrated: str | None
    problem: str = ""
    suggestion: str = ""


class HomePage(HeadedPage):
    """Made anew when the language changes, or what it shows. cameras: a choice among those that are there."""

    foot_px = STEP

    def __init__(
        self, look: Appearance, texts: Texts, state: HomeState, actions: HomeActions, cameras: CameraChoice
    ) -> None:
        super().__init__(look, "Kaakrust", texts.say(greeting(state.hour)))
        self._texts, self._actions, self._state = texts, actions, state
        self.cameras = cameras
        rows = self.rows
        rows.addSpacing(2 * STEP)
        cards = self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        cards.setSpacing(3 * STEP)
        self._both = self._exercise_card(), self._camera_card()
        for card in self._both:
            cards.addWidget(card)
        rows.addLayout(cards, 1)
        rows.addSpacing(2 * STEP)
        rows.addLayout(self._foot())
        self.primary = self.begin if state.calibrated else self.calibrate

    def _exercise_card(self) -> Card:
        card = self._card()
        self.still = HammockView(self._look, ON_A_CARD)
        self.still.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.still.show_state(Aim(STILL_GAP_MM, STILL_SPREAD_MM, 0.0, 1.0, 1.0), STILL_FULLNESS)
        card.rows.addWidget(self.still, 1)
        self.exercises: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        for first in (True, False):  # and below, in words alone, what is there for those who look for it
            offered = [exercise for exercise in EXERCISES.values() if exercise.comes_first is first]
            card.rows.addLayout(self._exercise_row(offered, bare=not first))
        self.about = words("", BODY, tone="muted", wrap=True)
        card.rows.addWidget(self.about)
        if self._state.suggestion:
            card.rows.addWidget(words(self._state.suggestion, SMALL, tone="muted", wrap=True))
        card.rows.addStretch()  # takes what is left where the hammock is not there to take it
        row = Flow()
        self.lengths: dict[str, dict[int, Button]] = {}
        self._length_rows: dict[str, QWidget] = {}
        for exercise in EXERCISES.values():
            row.addWidget(self._length_row(exercise))
        row.add_stretch()
        begin = self._texts.say(N_("Begin"))
        self.begin = Button(self._look, begin, self._actions.begin, filled=bool(self._state.calibrated))
        row.addWidget(self.begin)
        card.rows.addLayout(row)
        self._show(EXERCISES.get(self._state.exercise, SOFT_JAW))
        return card

    def _exercise_row(self, offered: Sequence[Exercise], *, bare: bool) -> Flow:
        row = Flow(0 if bare else STEP, between=0 if bare else STEP)
        if bare:
            row.reach(left=STEP, above=STEP, below=STEP)  # words in one line
        for exercise in offered:
            name = self._texts.say(exercise.name)
            button = Button(self._look, name, partial(self._choose, exercise), choice=True, bare=bare)
            button.setChecked(exercise.id == self._state.exercise)
            self.exercises[exercise.id] = button
            self._group.addButton(button)
            row.addWidget(button)
        return row

    def _length_row(self, exercise: Exercise) -> QWidget:
        """The lengths of an exercise, where there is something to choose."""
        say = self._texts.say
        box = self._length_rows[exercise.id] = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP)
        group, buttons = QButtonGroup(box), self.lengths.setdefault(exercise.id, {})
        offered = exercise.lengths_min if len(exercise.lengths_min) > 1 else ()
        proposed = self._state.length_min if exercise.id == self._state.exercise else exercise.usual_min
        for minutes in offered:
            button = Button(
                self._look,
                say(N_("{count} min"), count=minutes),
                partial(self._choose, exercise),
                choice=True,
                spoken=say(nN_("{count} minute", "{count} minutes"), count=minutes),
            )
            button.setChecked(minutes == proposed)
            group.addButton(button)
            buttons[minutes] = button
            row.addWidget(button)
        return box

    def _choose(self, exercise: Exercise) -> None:
        self._actions.choose(exercise.id, self._minutes(exercise))
        self._show(exercise)

    def _minutes(self, exercise: Exercise) -> int:
        """The length chosen for it on this page."""
        chosen = [minutes for minutes, button in self.lengths[exercise.id].items() if button.isChecked()]
        return chosen[0] if chosen else exercise.usual_min

    def _show(self, exercise: Exercise) -> None:
        """The words of ``exercise``, and its lengths."""
        for name, row in self._length_rows.items():
            row.setVisible(name == exercise.id)
        say(self.about, offer_words(exercise, self._minutes(exercise), self._state.shaking, self._texts))

    def _camera_card(self) -> Card:
        say, state = self._texts.say, self._state
        card = self._card()
        card.rows.addWidget(words(say(N_("Camera and calibration")), MEDIUM, weight=500))
        card.rows.addWidget(self.cameras)
        if state.problem:
            card.rows.addWidget(words(state.problem, SMALL, tone="hint", wrap=True))
        about = say(N_("Not calibrated yet. It takes about a minute, and then the hammock follows your jaw."))
        if state.calibrated:
            again = N_("Calibrated {day}. Do it again when you sit elsewhere or the light is different.")
            about = say(again, day=state.calibrated)
        card.rows.addWidget(words(about, BODY, tone="muted", wrap=True))
        calibrate = say(N_("Calibrate again")) if state.calibrated else say(N_("Calibrate"))
        self.calibrate = Button(self._look, calibrate, self._actions.calibrate, filled=not state.calibrated)
        self.demo = Button(self._look, say(N_("See the demo")), self._actions.demo)
        row = Flow()
        row.addWidget(self.calibrate)
        row.addWidget(self.demo)
        card.rows.addLayout(row)
        card.rows.addSpacing(STEP)
        tips = say(N_("For a good look: light from the front, an arm's length away, your face in the middle."))
        self._tips = words(tips, BODY, tone="muted", wrap=True)
        card.rows.addWidget(self._tips)
        card.rows.addStretch(1)
        note = say(N_("A way to notice and relax your jaw. It says nothing about illness."))
        card.rows.addWidget(words(note, SMALL, tone="muted", wrap=True))
        return card

    def _card(self) -> Card:
        card = Card(self._look)
        card.rows.setSpacing(2 * STEP)
        return card

    def _foot(self) -> Flow:
        say = self._texts.say
        foot = Flow(0, between=0, right=True)
        foot.reach(right=STEP)  # the last word ends where the cards do
        private = say(N_("Everything stays on this computer. No picture is kept."))
        foot.add_words(words(private, SMALL, tone="muted", wrap=True))
        actions = self._actions
        other = LANGUAGES[next_language(self._texts.language)].name
        self.safety = Button(self._look, say(N_("Safety")), actions.safety, bare=True)
        self.preferences = Button(self._look, say(N_("Preferences")), actions.preferences, bare=True)
        self.history = Button(self._look, say(N_("History")), actions.history, bare=True)
        self.theme_switch = Button(self._look, "", actions.switch_theme, bare=True)
        self.language_switch = Button(self._look, other, actions.switch_language, bare=True)
        self._name_other_theme()
        self._look.changed.connect(self._name_other_theme)
        for button in (self.safety, self.preferences, self.history, self.theme_switch, self.language_switch):
            foot.addWidget(button)
        return foot

    def _name_other_theme(self) -> None:
        other = self._texts.say(N_("Night") if self._look.theme.name == "day" else N_("Day"))
        self.theme_switch.setText(other)
        self.theme_switch.setAccessibleName(other)

    def arrange(self, width: int, height: int) -> None:
        """Two cards or one above the other. In a low window what is only looked at goes, so that Begin is in view."""
        super().arrange(width, height)
        low = height < LOW_PX
        self.still.setVisible(not low)
        self._tips.setVisible(height >= ROOMY[1])
        for card in self._both:
            card.be_compact(low)
        stack(self._cards, width)
        self.still.setMinimumHeight((5 if self._cards.direction() is QBoxLayout.Direction.LeftToRight else 11) * STEP)
        for place, share in enumerate(SHARES if width >= ROOMY[0] else CLOSE_SHARES):
            self._cards.setStretch(place, share)
