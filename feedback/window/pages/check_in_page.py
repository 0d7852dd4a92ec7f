"""The check-in page, before and after: three sliders, the teeth, a few ticks. One key leaves it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QSizePolicy, QSpacerItem, QVBoxLayout

from feedback.kept.check_in import HEADLINES, HIGHEST, LOWEST, QUESTIONS, TEETH, TEETH_ARE, TICKS, Question
from feedback.kept.records import CheckIn
from feedback.practice.looks import Moment
from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, KeyHint, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.scale import INDENT_PX as SCALE_INDENT_PX
from feedback.window.controls.scale import Scale
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance
from feedback.window.controls.ticks import Tick
from feedback.window.pages.headed_page import HeadedPage, stack
from vision.sentences import N_

TEETH_IN_A_ROW = 2
TALLEST_PX, MOST = 54 * STEP, 100
"""The cards take most of the room, but no more than this: questions that belong together stay together."""


@dataclass(frozen=True, slots=True)
class CheckInActions:
    """done: gets the answers, whatever was left out. skip: none at all. never: none, and do not ask again."""

    done: Callable[[CheckIn], object]
    skip: Callable[[], object]
    never: Callable[[], object] | None = None


class CheckInPage(HeadedPage):
    """Asks with nothing at stake: S leaves all of it out, and Esc belongs to the window, which leads back.

    Nothing is preset, and afterwards the answers from before are not shown, so that neither pulls at the new ones.
    """

    foot_px = STEP

    def __init__(self, look: Appearance, texts: Texts, moment: Moment, actions: CheckInActions) -> None:
        kicker = N_("Before we begin") if moment is Moment.BEFORE else N_("Afterwards")
        super().__init__(look, texts.say(kicker), texts.say(HEADLINES[moment]))
        self._texts, self._moment = texts, moment
        self._actions = actions
        rows = self.rows
        rows.addSpacing(2 * STEP)
        cards = self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        cards.setSpacing(3 * STEP)
        cards.addWidget(self._sliders(), 1)
        cards.addWidget(self._teeth_and_ticks(), 1)
        rows.addLayout(cards, MOST)
        rows.addStretch(1)
        rows.addSpacing(2 * STEP)
        rows.addLayout(self._foot())

    def answers(self) -> CheckIn:
        """What has been answered so far."""
        sliders = {name: None if scale.answer is None else float(scale.answer) for name, scale in self.scales.items()}
        return CheckIn(
            self._moment,
            datetime.now().astimezone(),
            teeth=next((name for name, button in self.teeth.items() if button.isChecked()), ""),
            ticks=tuple(name for name, tick in self.ticks.items() if tick.isChecked()),
            **sliders,
        )

    def event(self, event: QEvent) -> bool:
        """Enter goes on from an answer about the teeth too; the space bar chooses it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.primary is not None:
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entered and not event.isAutoRepeat() and self.focusWidget() in self.teeth.values():
                self.primary.click()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """S leaves it out, a figure answers the first open question; Enter goes on, as on every page."""
        if event.key() == Qt.Key.Key_S and not event.isAutoRepeat():
            self._actions.skip()
        elif (
            Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._to_first_open()
            self._first_open().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def arrange(self, width: int, height: int) -> None:
        """Two cards side by side, or one above the other."""
        super().arrange(width, height)
        stack(self._cards, width)

    def _sliders(self) -> Card:
        self.scales: dict[str, Scale] = {}
        card = _card(self._look, left=3 * STEP - SCALE_INDENT_PX)  # so that the line begins under its words
        for question in QUESTIONS:
            if self.scales:
                card.rows.addSpacerItem(_gap())
            self._ask(question, card)
        return card

    def _ask(self, question: Question, card: Card) -> None:
        say = self._texts.say
        low, high = say(question.low), say(question.high)
        spoken = say(
            N_("{question}, from {lowest}, {low}, to {highest}, {high}"),
            question=say(question.words),
            lowest=LOWEST,
            low=low,
            highest=HIGHEST,
            high=high,
        )
        scale = Scale(self._look, spoken, (low, high), unanswered=say(N_("not answered")))
        title = Flow(between=0)
        title.setContentsMargins(SCALE_INDENT_PX, 0, 0, 0)
        name = words(say(question.words), BODY, weight=500)
        name.setBuddy(scale)
        title.addWidget(name)
        if question.optional:
            title.addWidget(words(say(N_("if you like")), SMALL, tone="muted"))
        card.rows.addLayout(title)
        card.rows.addWidget(scale)
        self.scales[question.measure.value] = scale

    def _teeth_and_ticks(self) -> Card:
        say = self._texts.say
        card = _card(self._look)
        card.rows.addWidget(words(say(TEETH_ARE), BODY, weight=500))
        grid = QGridLayout()
        grid.setSpacing(STEP)
        grid.setContentsMargins(0, STEP // 2, 0, 0)
        self.teeth: dict[str, Button] = {}
        for place, (name, answer) in enumerate(TEETH.items()):
            spoken = f"{say(TEETH_ARE)}: {say(answer)}"
            button = Button(self._look, say(answer), partial(self._choose_teeth, name), choice=True, spoken=spoken)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.teeth[name] = button
            row, column = divmod(place, TEETH_IN_A_ROW)
            grid.addWidget(button, row, column)
            grid.setColumnStretch(column, 1)
        card.rows.addLayout(grid)
        card.rows.addSpacerItem(_gap())
        title = Flow(between=0)
        title.addWidget(words(say(N_("Do you notice any of these?")), BODY, weight=500))
        title.addWidget(words(say(N_("if you like")), SMALL, tone="muted"))
        card.rows.addLayout(title)
        ticks = QVBoxLayout()
        ticks.setSpacing(0)
        self.ticks = {name: Tick(self._look, say(noticed)) for name, noticed in TICKS.items()}
        for tick in self.ticks.values():
            ticks.addWidget(tick)
        card.rows.addLayout(ticks)
        return card

    def _choose_teeth(self, chosen: str) -> None:
        """One answer at most; pressed again it is taken back, which a group of buttons would not allow."""
        for name, button in self.teeth.items():
            if name != chosen:
                button.setChecked(False)

    def _foot(self) -> Flow:
        say = self._texts.say
        foot = Flow(2 * STEP, right=True)
        before = self._moment is Moment.BEFORE
        if before:  # afterwards Esc skips, as S does
            foot.addWidget(KeyHint(self._look, "esc", say(N_("back")), self._press_escape))
        foot.addWidget(KeyHint(self._look, "S" if before else "S, esc", say(N_("skip")), self._actions.skip))
        foot.addWidget(KeyHint(self._look, f"{LOWEST}–{HIGHEST}", say(N_("answer")), self._to_first_open))
        foot.add_words(words(say(N_("Leave blank whatever you like.")), SMALL, tone="muted", wrap=True))
        if self._actions.never is not None:
            self.never = Button(self._look, say(N_("Don't ask again")), self._actions.never, bare=True)
            self.never.setToolTip(say(N_("You can turn it on again in the preferences.")))
            foot.addWidget(self.never)
        self.primary = Button(self._look, say(N_("Continue")), lambda: self._actions.done(self.answers()), filled=True)
        foot.addWidget(self.primary)
        return foot

    def _press_escape(self) -> None:
        """Esc belongs to the window."""
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.window(), press)

    def _to_first_open(self) -> None:
        self._first_open().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _first_open(self) -> Scale:
        """The first slider without an answer, or the first of all."""
        scales = list(self.scales.values())
        return next((scale for scale in scales if scale.answer is None), scales[0])


def _card(look: Appearance, left: int = 3 * STEP) -> Card:
    card = Card(look)
    card.rows.setContentsMargins(left, 2 * STEP + 4, 3 * STEP, 2 * STEP + 4)
    card.setMaximumHeight(TALLEST_PX)
    return card


def _gap() -> QSpacerItem:
    """Room between questions: little on a small page, more on a larger one."""
    return QSpacerItem(0, STEP, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
