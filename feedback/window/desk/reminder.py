"""A kind reminder of the plan, shown by the desk's process in the hint's manner."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QProcess, Signal

from feedback.desk.events import Courtesy, Now
from feedback.desk.hinting import FAST_S, REASON_AGAIN_S, moment_in_s
from feedback.desk.reminders import ReminderAnswer, Reminders
from feedback.desk.reminding import Due
from feedback.kept.homework import Homework, HomeworkError
from feedback.practice.exercises import EXERCISES
from feedback.process.own_program import own_command
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.desk.passing_window import PassingWindow
from vision.sentences import N_, Sentence, nN_

FOR_S = 30.0
"""It goes by itself after so long: three answers to choose from take longer than a hint does."""
REMINDER = N_("Your exercise, when it suits you")
WHAT = N_("{exercise}, {minutes}.")


class Desk(Protocol):
    """What a reminder asks of the keeper."""

    clock: Callable[[], Now]

    @property
    def is_occupied(self) -> bool:
        """Whether something else is on the screen, or it is paused."""

    def ask_sources(self, *, fast: bool) -> Courtesy:
        """What stands in the way."""


class ReminderWindow(PassingWindow[ReminderAnswer]):
    """Says which exercise, for how long; three answers."""

    def __init__(
        self, look: Appearance, texts: Texts, plan: Homework, answered: Callable[[ReminderAnswer], object]
    ) -> None:
        say = texts.say
        what = say(
            WHAT,
            exercise=say(EXERCISES[plan.exercise].name),
            minutes=say(nN_("{count} minute", "{count} minutes"), count=plan.minutes),
        )
        answers = {
            say(N_("Begin now")): ReminderAnswer.BEGIN,
            say(N_("Later")): ReminderAnswer.LATER,
            say(N_("Not today")): ReminderAnswer.NOT_TODAY,
        }
        super().__init__(
            look, (say(REMINDER), what), answers, answered, nothing=ReminderAnswer.NONE, left=ReminderAnswer.NONE
        )
        self.begin, self.later, self.not_today = self.buttons.values()


class PlanReminder(QObject):
    """Brings reminders when they are due. main_window: options for the command that begins the exercise.

    trouble: told what did not work. ``answered``: something changed, and `step` is worth a call.
    """

    answered = Signal()

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        reminders: Reminders,
        main_window: tuple[str, ...],
        trouble: Callable[[Sentence], object],
    ) -> None:
        super().__init__()
        self._look, self._texts, self._reminders = look, texts, reminders
        self._main_window, self._trouble = main_window, trouble
        self.window: ReminderWindow | None = None

    def step(self, desk: Desk) -> float:
        """Show what is due, or take away what is in the way; returns how long nothing is to be done, s."""
        now = desk.clock()
        if self.window is not None:
            if not desk.is_occupied and not desk.ask_sources(fast=True).reasons:
                return FAST_S
            self.take_away()
        self._reminders.look(now)
        due = self._reminders.due(now)
        if due is None:
            return self._reminders.wait_s(now)
        wait_s = REASON_AGAIN_S if desk.is_occupied else moment_in_s(desk.ask_sources(fast=False))
        if wait_s > 0:
            return wait_s
        wanted, plan = self._reminders.still_wanted(now), self._reminders.plan
        self._reminders.pass_over(due, now)
        if not wanted or plan is None:
            return self._reminders.wait_s(now)
        self.window = ReminderWindow(self._look, self._texts, plan, partial(self._take, due, plan, desk))
        self.window.come_for(FOR_S)
        return FAST_S

    def take_away(self) -> None:
        """Off the screen at once."""
        if self.window is not None:
            self.window.take_away()
            self.window.deleteLater()
            self.window = None

    def _take(self, due: Due, plan: Homework, desk: Desk, answer: ReminderAnswer) -> None:
        self.take_away()
        if answer is ReminderAnswer.BEGIN:
            begun = ("session", "--exercise", plan.exercise, "--minutes", str(plan.minutes))
            program, *rest = own_command(*begun, *self._main_window)
            QProcess.startDetached(program, rest)
        try:
            self._reminders.answer(due, answer, desk.clock())
        except HomeworkError as problem:
            self._trouble(problem.sentence)
        self.answered.emit()
