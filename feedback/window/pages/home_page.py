"""The first page: what to practise and for how long, and beside it what the camera needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QWidget,
)

from feedback.practice.exercise.form import Exercise
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercises import EXERCISES
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES, next_language
from feedback.window.controls.camera_choice import CameraChoice
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.page import LOW_PX, ROOMY
from feedback.window.controls.roomy_words import RoomyWords
from feedback.window.controls.theme import BODY, MEDIUM, SMALL, STEP, Appearance
from feedback.window.drawn.drawing_view import Drawings
from feedback.window.drawn.line_drawings import DRAWINGS
from feedback.window.pages.desk_row import DeskRow, DeskRowActions
from feedback.window.pages.headed_page import HeadedPage, stack
from feedback.window.pages.offer import offer_words
from feedback.window.pages.session_words import greeting
from vision.sentences import N_, nN_

SHARES, CLOSE_SHARES = (50, 40), (52, 44)
"""How the two cards share the width, on a large page and on a small one."""
IN_A_ROW = 2
"""Exercises side by side."""
CAPTIONS_FROM_PX = 640
"""In a window at least so high the drawings have their words below them."""


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
    desk: DeskRowActions
    who: Callable[[], object]
    plan: Callable[[], object]


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the page shows. exercise, length_min: what is proposed. shaking, looks: as in `Settings`.

    calibrated: since when, in words, or None. problem: a sentence about profile or settings.
    suggestion: what one's own past has to say, or "". desk_on, desk_told: whether the desk runs, and what it does.
    who: who sits here and what is otherwise today, in words. plan: where what was agreed stands, or "".
    """

    hour: int
    exercise: str
    length_min: int
    shaking: bool | None
    calibrated: str | None
    problem: str = ""
    suggestion: str = ""
    desk_on: bool = False
    desk_told: str = ""
    looks: bool | None = None
    who: str = ""
    plan: str = ""


class HomePage(HeadedPage):
    """Made anew when the language changes, or what it shows. cameras: a choice among those that are there."""

    foot_px = STEP

    def __init__(
        self, look: Appearance, texts: Texts, state: HomeState, actions: HomeActions, cameras: CameraChoice
    ) -> None:
        super().__init__(look, "Kaakrust", texts.say(greeting(state.hour)))
        self._texts, self._actions, self._state = texts, actions, state
        self.cameras = cameras
        cameras.searched.connect(lambda: self._show(self._shown))
        rows = self.rows
        self._below_head = QSpacerItem(0, 2 * STEP)
        rows.addSpacerItem(self._below_head)
        cards = self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        cards.setSpacing(3 * STEP)
        self._both = self._exercise_card(), self._camera_card()
        for card in self._both:
            cards.addWidget(card)
        rows.addLayout(cards, 1)
        rows.addSpacing(STEP)
        self.desk = DeskRow(look, texts, actions.desk, on=state.desk_on, told=state.desk_told)
        rows.addWidget(self.desk)
        rows.addSpacing(STEP // 2)
        rows.addLayout(self._foot())
        self.primary = self.begin if state.calibrated else self.calibrate

    def _exercise_card(self) -> Card:
        """What there is to practise. Choosing moves nothing: all that changes keeps the room of the largest."""
        card = self._card()
        grid = QGridLayout()
        grid.setSpacing(STEP)
        self.exercises: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        for exercise in EXERCISES.values():
            button = Button(self._look, self._texts.say(exercise.name), partial(self._choose, exercise), choice=True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setChecked(exercise.id == self._state.exercise)
            self.exercises[exercise.id] = button
            self._group.addButton(button)
            grid.addWidget(button, *divmod(len(self.exercises) - 1, IN_A_ROW))
        for column in range(IN_A_ROW):
            grid.setColumnStretch(column, 1)
        card.rows.addLayout(grid)
        self.drawings = QStackedWidget()
        self._drawn = [Drawings(self._look, self._texts, DRAWINGS.get(name, ())) for name in EXERCISES]
        for drawn in self._drawn:
            self.drawings.addWidget(drawn)
        card.rows.addWidget(self.drawings, 1)
        self.about = RoomyWords(
            self._about(exercise, minutes, looks=looks)
            for exercise in EXERCISES.values()
            for minutes in exercise.lengths_min
            for looks in (True, False)
        )
        card.rows.addWidget(self.about)
        if self._state.plan:  # it stands where the suggestion would: what was agreed comes first
            self.plan = Button(self._look, self._state.plan, self._actions.plan, bare=True)
            card.rows.addWidget(self.plan)
        elif self._state.suggestion:
            card.rows.addWidget(words(self._state.suggestion, SMALL, tone="muted", wrap=True))
        card.rows.addStretch()  # takes what is left where the drawings are not there to take it
        row = Flow()
        self.lengths: dict[str, dict[int, Button]] = {}
        self._length_rows = QStackedWidget()
        self._length_rows.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for exercise in EXERCISES.values():
            self._length_rows.addWidget(self._length_row(exercise))
        row.addWidget(self._length_rows)
        row.add_stretch()
        begin = self._texts.say(N_("Begin"))
        self.begin = Button(self._look, begin, self._actions.begin, filled=bool(self._state.calibrated))
        row.addWidget(self.begin)
        card.rows.addLayout(row)
        self._show(EXERCISES.get(self._state.exercise, SOFT_JAW))
        return card

    def _length_row(self, exercise: Exercise) -> QWidget:
        """The lengths of an exercise, where there is something to choose."""
        say = self._texts.say
        box = QWidget()
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
        row.addStretch()
        return box

    def _choose(self, exercise: Exercise) -> None:
        self._actions.choose(exercise.id, self._minutes(exercise))
        self._show(exercise)

    def _minutes(self, exercise: Exercise) -> int:
        """The length chosen for it on this page."""
        chosen = [minutes for minutes, button in self.lengths[exercise.id].items() if button.isChecked()]
        return chosen[0] if chosen else exercise.usual_min

    def _about(self, exercise: Exercise, minutes: int, *, looks: bool) -> str:
        return offer_words(exercise, minutes, self._state.shaking, self._texts, looks=looks)

    def _show(self, exercise: Exercise) -> None:
        """The words of ``exercise``, its drawings and its lengths."""
        self._shown = exercise
        place = list(EXERCISES).index(exercise.id)
        self._length_rows.setCurrentIndex(place)
        self.drawings.setCurrentIndex(place)
        looks = self._state.looks is not False and not self.cameras.none_here
        say(self.about, self._about(exercise, self._minutes(exercise), looks=looks))

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
        card.rows.setSpacing(STEP + 4)
        return card

    def _foot(self) -> Flow:
        say = self._texts.say
        foot = Flow(0, between=0, right=True)
        foot.reach(right=STEP)  # the last word ends where the cards do
        private = say(N_("Everything stays on this computer. No picture is kept."))
        foot.add_words(words(private, SMALL, tone="muted", wrap=True))
        actions = self._actions
        other = LANGUAGES[next_language(self._texts.language)].name
        self.who = Button(self._look, self._state.who or say(N_("Who and how")), actions.who, bare=True)
        self.safety = Button(self._look, say(N_("Safety")), actions.safety, bare=True)
        self.preferences = Button(self._look, say(N_("Preferences")), actions.preferences, bare=True)
        self.history = Button(self._look, say(N_("History")), actions.history, bare=True)
        self.theme_switch = Button(self._look, "", actions.switch_theme, bare=True)
        self.language_switch = Button(self._look, other, actions.switch_language, bare=True)
        self._name_other_theme()
        self._look.changed.connect(self._name_other_theme)
        for button in (self.who, self.safety, self.preferences, self.history, self.theme_switch, self.language_switch):
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
        for drawn in self._drawn:
            drawn.show_captions(height >= CAPTIONS_FROM_PX)
        self._tips.setVisible(height >= ROOMY[1])
        for card in self._both:
            card.be_compact(low)
        self.desk.be_low(height < ROOMY[1])
        self._below_head.changeSize(0, (2 if height >= ROOMY[1] else 1) * STEP)
        stack(self._cards, width)
        for place, share in enumerate(SHARES if width >= ROOMY[0] else CLOSE_SHARES):
            self._cards.setStretch(place, share)
        self.drawings.setVisible(not low and self._has_room_to_draw(width, height))

    def _has_room_to_draw(self, width: int, height: int) -> bool:
        """Whether the drawings push nothing out of view. Below each other, the cards are scrolled in any case."""
        if self._cards.direction() is not QBoxLayout.Direction.LeftToRight:
            return True
        needed = self.rows.totalMinimumHeightForWidth(width)
        if not self.drawings.isVisibleTo(self):
            drawn, beside = self._heights(width)
            drawings_px = self.drawings.minimumSizeHint().height() + self._both[0].rows.spacing()
            needed += max(drawn + drawings_px, beside) - max(drawn, beside)  # the card beside it may be taller anyway
        return needed <= height

    def _heights(self, width: int) -> tuple[int, int]:
        """What the two cards need at their widths on a page so wide, px."""
        edges = self.rows.contentsMargins()
        room = width - edges.left() - edges.right() - self._cards.spacing()
        shares = SHARES if width >= ROOMY[0] else CLOSE_SHARES
        first, second = (
            card.rows.totalMinimumHeightForWidth(room * share // sum(shares))
            for card, share in zip(self._both, shares, strict=True)
        )
        return first, second
