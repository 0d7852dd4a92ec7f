"""The first page: begin, or look after camera and calibration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout

from feedback.exercises import Exercise
from feedback.texts import Texts
from feedback.window.camera_choice import CameraChoice
from feedback.window.controls import ROOMY, Button, Card, Page, edges, words
from feedback.window.hammock import Aim
from feedback.window.hammock_view import ON_A_CARD, HammockView
from feedback.window.sentence import ONE_LINE_FIRST, Sentence
from feedback.window.spoken import greeting
from feedback.window.theme import BODY, LARGE, MEDIUM, SMALL, STEP, Look
from vision.errors import N_

STILL_GAP_MM, STILL_SPREAD_MM = 6.0, 0.7
STILL_FULLNESS = 0.6
"""The hammock on the card, at rest: how it looks when a jaw hangs."""


@dataclass(frozen=True, slots=True)
class HomeActions:
    """What the page can ask for."""

    begin: Callable[[], object]
    calibrate: Callable[[], object]
    demo: Callable[[], object]
    choose_camera: Callable[[str], object]
    choose_length: Callable[[int], object]
    switch_language: Callable[[], object]
    switch_theme: Callable[[], object]
    switch_motion: Callable[[], object]
    history: Callable[[], object]


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the page shows. calibrated: since when, in words, or None. problem: a sentence about profile or settings.

    suggestion: what one's own past has to say, or "".
    """

    hour: int
    camera: str
    length_min: int
    calibrated: str | None
    problem: str = ""
    suggestion: str = ""


class HomePage(Page):
    """Made anew when the language or what it shows changes."""

    def __init__(self, look: Look, texts: Texts, exercise: Exercise, state: HomeState, actions: HomeActions) -> None:
        super().__init__()
        self._look, self._texts, self._actions = look, texts, actions
        rows = QVBoxLayout(self)
        rows.setSpacing(0)
        self._rows = rows
        rows.addWidget(words("Kaakrust", BODY, tone="muted"))
        rows.addSpacing(STEP // 2)
        self.sentence = Sentence(look, ONE_LINE_FIRST, align=Qt.AlignmentFlag.AlignLeft)
        self.sentence.setFixedHeight(7 * STEP)
        self.sentence.say(texts.say(greeting(state.hour)), at_once=True)
        rows.addWidget(self.sentence)
        rows.addSpacing(2 * STEP)
        cards = QHBoxLayout()
        cards.setSpacing(3 * STEP)
        cards.addWidget(self._exercise_card(exercise, state), 5)
        cards.addWidget(self._camera_card(state), 4)
        rows.addLayout(cards, 1)
        rows.addSpacing(2 * STEP)
        rows.addLayout(self._foot())
        self.primary = self.begin if state.calibrated else self.calibrate

    def _exercise_card(self, exercise: Exercise, state: HomeState) -> Card:
        say = self._texts.say
        card = Card(self._look, padding=4 * STEP)
        self.still = HammockView(self._look, ON_A_CARD)
        self.still.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.still.setMinimumHeight(8 * STEP)
        self.still.show_state(Aim(STILL_GAP_MM, STILL_SPREAD_MM, 0.0, 1.0, 1.0), STILL_FULLNESS)
        card.rows.addWidget(self.still, 1)
        card.rows.addSpacing(STEP)
        card.rows.addWidget(words(say(exercise.name), LARGE, weight=500))
        card.rows.addWidget(words(say(exercise.invitation), BODY, tone="muted", wrap=True))
        if state.suggestion:
            card.rows.addWidget(words(state.suggestion, SMALL, tone="muted", wrap=True))
        card.rows.addSpacing(STEP)
        lengths = QHBoxLayout()
        lengths.setSpacing(STEP)
        self._lengths = QButtonGroup(self)
        for minutes in exercise.lengths_min:
            choice = Button(
                self._look,
                say(N_("{count} min"), count=minutes),
                partial(self._actions.choose_length, minutes),
                choice=True,
                spoken=say(N_("{count} minutes"), count=minutes),
            )
            choice.setChecked(minutes == state.length_min)
            self._lengths.addButton(choice)
            lengths.addWidget(choice)
        lengths.addStretch()
        self.begin = Button(self._look, say(N_("Begin")), self._actions.begin, filled=bool(state.calibrated))
        lengths.addWidget(self.begin)
        card.rows.addLayout(lengths)
        return card

    def _camera_card(self, state: HomeState) -> Card:
        say = self._texts.say
        card = Card(self._look, padding=4 * STEP)
        card.rows.addWidget(words(say(N_("Camera and calibration")), MEDIUM, weight=500))
        card.rows.addSpacing(STEP)
        self.cameras = CameraChoice(self._look, self._texts, state.camera, self._actions.choose_camera)
        card.rows.addWidget(self.cameras)
        card.rows.addSpacing(STEP)
        if state.problem:
            card.rows.addWidget(words(state.problem, SMALL, tone="hint", wrap=True))
        about = say(N_("Not calibrated yet. It takes about a minute, and then the hammock follows your jaw."))
        if state.calibrated:
            again = N_("Calibrated {day}. Do it again when you sit elsewhere or the light is different.")
            about = say(again, day=state.calibrated)
        card.rows.addWidget(words(about, BODY, tone="muted", wrap=True))
        card.rows.addSpacing(STEP)
        calibrate = say(N_("Calibrate again")) if state.calibrated else say(N_("Calibrate"))
        self.calibrate = Button(self._look, calibrate, self._actions.calibrate, filled=not state.calibrated)
        self.demo = Button(self._look, say(N_("See the demo")), self._actions.demo)
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(self.calibrate)
        row.addWidget(self.demo)
        row.addStretch()
        card.rows.addLayout(row)
        card.rows.addSpacing(2 * STEP)
        tips = say(N_("For a good look: light from the front, an arm's length away, your face in the middle."))
        self._tips = words(tips, BODY, tone="muted", wrap=True)
        card.rows.addWidget(self._tips)
        card.rows.addStretch(1)
        note = say(N_("A way to notice and relax your jaw. It says nothing about illness."))
        card.rows.addWidget(words(note, SMALL, tone="muted", wrap=True))
        return card

    def _foot(self) -> QHBoxLayout:
        say = self._texts.say
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, -STEP, 0)  # the last word ends where the cards do
        foot.setSpacing(0)
        private = say(N_("Everything stays on this computer. No picture is kept."))
        foot.addWidget(words(private, SMALL, tone="muted", wrap=True), 1)
        other = {"nl": "English", "en": "Nederlands"}[self._texts.language]
        motion = say(N_("More motion")) if self._look.less_motion else say(N_("Less motion"))
        self.theme_switch = Button(self._look, "", self._actions.switch_theme, bare=True)
        self._name_other_theme()
        self._look.changed.connect(self._name_other_theme)
        self.history = Button(self._look, say(N_("History")), self._actions.history, bare=True)
        for button in (
            self.history,
            Button(self._look, motion, self._actions.switch_motion, bare=True),
            self.theme_switch,
            Button(self._look, other, self._actions.switch_language, bare=True),
        ):
            foot.addWidget(button)
        return foot

    def _name_other_theme(self) -> None:
        other = self._texts.say(N_("Night") if self._look.theme.name == "day" else N_("Day"))
        self.theme_switch.setText(other)
        self.theme_switch.setAccessibleName(other)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wider edges where there is room."""
        self._tips.setVisible(self.height() >= ROOMY[1])
        side, above = edges(self.width(), self.height())
        self._rows.setContentsMargins(side, above, side, above - STEP)
