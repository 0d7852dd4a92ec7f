"""A plan set by hand, or taken over from the lines that a practice sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from feedback.kept.homework import (
    LONGEST_WORDS,
    MOST_A_WEEK,
    MOST_MIN,
    MOST_WEEKS,
    Homework,
    HomeworkError,
    checked,
)
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.exercises import EXERCISES
from feedback.texts import Texts
from feedback.window.controls.choice import Choice
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.fields import LineField, WordsField
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, MEDIUM, SMALL, STEP, Appearance
from feedback.window.pages.cards_page import CardsPage
from feedback.window.person.own_plan import today
from vision.sentences import N_

USUAL = (SOFT_JAW.usual_min, 4, 3)
"""Minutes, times a week, weeks, where nothing was agreed yet: modest, and to be changed."""
LONGEST_TIMES = 60
"""Letters; ten times of day."""
LINES = 6
"""A plan as text has as many lines, and more where something is said besides."""


@dataclass(frozen=True, slots=True)
class PlanFormActions:
    """keep: a plan made here. take_over: one as text. from_file: asks for a file. Each gives a sentence if it cannot.

    back: nothing changes.
    """

    keep: Callable[[Homework], str | None]
    take_over: Callable[[str], str | None]
    from_file: Callable[[], str | None]
    back: Callable[[], object]


class PlanFormPage(CardsPage):
    """Made anew at each showing. plan: what is changed; None where there is none yet. problem: why none can be read."""

    foot_px = STEP

    def __init__(
        self, look: Appearance, texts: Texts, plan: Homework | None, actions: PlanFormActions, problem: str = ""
    ) -> None:
        headline = N_("What did you agree on?") if plan is None else N_("Change your plan")
        super().__init__(look, texts.say(N_("Your plan")), texts.say(headline))
        self._texts, self._plan, self._actions = texts, plan, actions
        self.lay_out(((self._by_hand(),), (self._by_text(),)), texts.say(N_("Your plan")))
        foot = Flow(2 * STEP, right=True)
        self.problem = words(problem, SMALL, tone="hint", wrap=True)
        foot.add_words(self.problem)
        back = Button(look, texts.say(N_("Not now")), actions.back)
        self.primary = Button(look, texts.say(N_("Keep this plan")), self._keep, filled=True)
        foot.addWidget(back)
        foot.addWidget(self.primary)
        self.rows.addLayout(foot)
        self.first = self.exercise

    def _by_hand(self) -> Card:
        say, plan = self._texts.say, self._plan
        card = Card(self._look, padding=2 * STEP)
        self.exercise = Choice(self._look, say(N_("Exercise")))
        self.exercise.addItems([say(exercise.name) for exercise in EXERCISES.values()])
        self.exercise.setCurrentIndex(list(EXERCISES).index(plan.exercise if plan else SOFT_JAW.id))
        self._labelled(card, N_("Exercise"), self.exercise)
        usual = (plan.minutes, plan.a_week, plan.weeks) if plan else USUAL
        names = (N_("Minutes"), N_("Times a week"), N_("Weeks"))
        row = Flow()
        self._numbers = []
        for name, most, number in zip(names, (MOST_MIN, MOST_A_WEEK, MOST_WEEKS), usual, strict=True):
            choice = Choice(self._look, say(name))
            choice.setMinimumContentsLength(2)
            choice.addItems([str(one) for one in range(1, most + 1)])
            choice.setCurrentIndex(number - 1)
            self._numbers.append(choice)
            row.addWidget(self._under(name, choice))
        self.minutes, self.a_week, self.weeks = self._numbers
        card.rows.addLayout(row)
        self.sentence_of = LineField(
            self._look,
            spoken=say(N_("The practice's sentence")),
            hint=say(N_("A sentence to keep in mind, if there is one")),
            longest=LONGEST_WORDS,
        )
        self.sentence_of.setText(plan.words if plan else "")
        self._labelled(card, N_("The practice's sentence"), self.sentence_of)
        self.times = LineField(
            self._look,
            spoken=say(N_("Times for a kind reminder")),
            hint=say(N_("such as 08:30 20:00, or none")),
            longest=LONGEST_TIMES,
        )
        self.times.setText(" ".join(plan.reminders) if plan else "")
        self._labelled(card, N_("Times for a kind reminder"), self.times)
        only = N_("Reminders come while “At the desk” is on, in a corner, and go by themselves.")
        card.rows.addWidget(words(say(only), SMALL, tone="muted", wrap=True))
        return card

    def _by_text(self) -> Card:
        say = self._texts.say
        card = Card(self._look, padding=2 * STEP)
        card.rows.addWidget(words(say(N_("Or from the practice")), MEDIUM, weight=500, wrap=True))
        about = N_("A few lines that they sent: paste them here, or choose the file.")
        card.rows.addWidget(words(say(about), BODY, tone="muted", wrap=True))
        self.text = WordsField(
            self._look, "", spoken=say(N_("The plan as text")), hint="kaakrust plan 1\n…", least_lines=LINES
        )
        card.rows.addWidget(self.text)
        row = Flow()
        take_over = Button(self._look, say(N_("Take it over")), self._take_over)
        from_file = Button(self._look, say(N_("From a file …")), lambda: self._tell(self._actions.from_file()))
        self.take_over, self.from_file = take_over, from_file
        row.addWidget(take_over)
        row.addWidget(from_file)
        card.rows.addLayout(row)
        return card

    def _labelled(self, card: Card, name: str, field: QWidget) -> None:
        card.rows.addWidget(self._under(name, field))

    def _under(self, name: str, field: QWidget) -> QWidget:
        """A field with its name above it."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP // 2)
        label = words(self._texts.say(name), BODY, weight=500)
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        return both

    def _keep(self) -> None:
        try:
            minutes, a_week, weeks = (choice.currentIndex() + 1 for choice in self._numbers)
            plan = checked(
                exercise=list(EXERCISES)[self.exercise.currentIndex()],
                minutes=minutes,
                a_week=a_week,
                weeks=weeks,
                begins=today(),
                words=self.sentence_of.text(),
                reminders=self.times.text().replace(",", " ").split(),
            )
        except HomeworkError as problem:
            self._tell(self._texts.say(problem.sentence))
            return
        self._tell(self._actions.keep(plan))

    def _take_over(self) -> None:
        self._tell(self._actions.take_over(self.text.toPlainText()))

    def _tell(self, problem: str | None) -> None:
        if problem:
            say(self.problem, problem)
            self.ask_for_room()
