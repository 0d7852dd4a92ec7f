"""What was agreed with a practice: its sentence, the weeks so far, an answer for a day that was left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from feedback.kept.homework import MOST_REASON, Homework, Week
from feedback.kept.homework_words import done_words, plan_words, week_words
from feedback.texts import Texts
from feedback.texts.dates import short_day
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.fields import LineField
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, MEDIUM, SMALL, STEP, Appearance
from feedback.window.pages.cards_page import CardsPage
from vision.sentences import N_

REMINDED = N_("A kind reminder at {times}, while “At the desk” is on. “Not today” there is the same answer as here.")
WEEK = N_("Week of {day}: {done}")
NOT_REMINDED = N_("There are no reminders. Times for them can be set under “Change”.")


@dataclass(frozen=True, slots=True)
class PlanShown:
    """What the page shows. weeks: all of the plan's. answered: today has its answer already."""

    plan: Homework
    weeks: tuple[Week, ...]
    today: date

    @property
    def answered(self) -> bool:
        """Whether today was left out already."""
        return any(one.day == self.today for one in self.plan.left_out)


@dataclass(frozen=True, slots=True)
class PlanActions:
    """begin: the exercise, as long as was agreed. leave_out: today, with a reason or "". copy: as text."""

    begin: Callable[[], object]
    leave_out: Callable[[str], object]
    copy: Callable[[], object]
    change: Callable[[], object]
    remove: Callable[[], object]
    done: Callable[[], object]


class PlanPage(CardsPage):
    """Made anew at each showing."""

    foot_px = STEP

    def __init__(self, look: Appearance, texts: Texts, shown: PlanShown, actions: PlanActions) -> None:
        where = done_words(shown.plan, shown.weeks, shown.today, texts)
        super().__init__(look, texts.say(N_("Your plan")), where)
        self._texts, self._shown, self._actions = texts, shown, actions
        right = (self._left_out_card(),) if shown.plan.runs_on(shown.today) else ()
        self.lay_out(((self._agreed_card(),), (*right, self._keep_card())), texts.say(N_("Your plan")))
        self.rows.addLayout(self._foot())

    def _agreed_card(self) -> Card:
        texts, plan = self._texts, self._shown.plan
        card = Card(self._look, padding=2 * STEP)
        card.rows.addWidget(words(plan_words(plan, texts), MEDIUM, weight=500, wrap=True))
        if plan.words:
            card.rows.addWidget(words(f"“{plan.words}”", BODY, wrap=True))
        begun = [week for week in self._shown.weeks if week.begun]
        if begun:
            card.rows.addSpacing(STEP)
        for week in begun[::-1]:
            told = texts.say(WEEK, day=short_day(week.first, texts), done=week_words(week, texts))
            card.rows.addWidget(words(told, BODY, tone="muted", wrap=True))
        return card

    def _left_out_card(self) -> Card:
        say = self._texts.say
        card = Card(self._look, padding=2 * STEP)
        card.rows.addWidget(words(say(N_("Not today?")), MEDIUM, weight=500, wrap=True))
        self.told = words(self._told_of_today(), BODY, tone="muted", wrap=True)
        card.rows.addWidget(self.told)
        self.because = LineField(
            self._look,
            spoken=say(N_("Left out today, because …")),
            hint=say(N_("Left out today, because …")),
            longest=MOST_REASON,
        )
        self.because.returnPressed.connect(self._leave_out)
        card.rows.addWidget(self.because)
        row = Flow()
        self.leave_out = Button(self._look, say(N_("Left out today")), self._leave_out)
        row.addWidget(self.leave_out)
        card.rows.addLayout(row)
        return card

    def _told_of_today(self) -> str:
        if self._shown.answered:
            return self._texts.say(N_("Noted for today. Another answer takes its place."))
        return self._texts.say(N_("That is an answer too, with a reason or without."))

    def _leave_out(self) -> None:
        self._actions.leave_out(" ".join(self.because.text().split()))

    def _keep_card(self) -> Card:
        texts, plan = self._texts, self._shown.plan
        card = Card(self._look, padding=2 * STEP)
        times = ", ".join(plan.reminders)
        told = texts.say(REMINDED, times=times) if times else texts.say(NOT_REMINDED)
        self.reminded = words(told, BODY, tone="muted", wrap=True)
        card.rows.addWidget(self.reminded)
        row = Flow()
        self.change = Button(self._look, texts.say(N_("Change …")), self._actions.change)
        self.copy = Button(self._look, texts.say(N_("Copy as text")), self._copy)
        self.remove = Button(self._look, texts.say(N_("Remove …")), self._actions.remove)
        for button in (self.change, self.copy, self.remove):
            row.addWidget(button)
        card.rows.addLayout(row)
        self.copied = words("", SMALL, tone="muted", wrap=True)
        self.copied.hide()
        card.rows.addWidget(self.copied)
        return card

    def _copy(self) -> None:
        self._actions.copy()
        say(self.copied, self._texts.say(N_("Copied. It can be pasted into a message, or made a QR code of.")))
        self.copied.show()
        self.ask_for_room()

    def _foot(self) -> Flow:
        say = self._texts.say
        foot = Flow(2 * STEP, right=True)
        counted = N_("One time counts from half of its minutes on. Nothing here counts what was not done.")
        foot.add_words(words(say(counted), SMALL, tone="muted", wrap=True))
        runs = self._shown.plan.runs_on(self._shown.today)
        self.done = Button(self._look, say(N_("Done")), self._actions.done, filled=not runs)
        foot.addWidget(self.done)
        self.primary = self.done
        if runs:
            self.begin = self.primary = Button(self._look, say(N_("Begin now")), self._actions.begin, filled=True)
            foot.addWidget(self.begin)
        return foot
