"""The pages of the plan, and the ways between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication

from feedback.kept.homework import Homework, HomeworkError, as_text, weeks_of
from feedback.kept.homework_words import plan_words
from feedback.window.controls.files import AskForFile, FileDialogs, FileKind
from feedback.window.controls.stage import Go, Stage
from feedback.window.pages.message_page import Action, MessagePage
from feedback.window.pages.plan_form_page import PlanFormActions, PlanFormPage
from feedback.window.pages.plan_page import PlanActions, PlanPage, PlanShown
from feedback.window.person.own_plan import today
from feedback.window.person.person import Person
from vision.sentences import N_

PLAN_TEXT = FileKind(N_("Choose a plan"), ".txt")


class PlanPages:
    """Makes and shows these pages. leave: back to where they came from. begin: into an exercise.

    ask: gives the way to ask for a file; the system's own dialog unless another is put in its place.
    """

    def __init__(self, stage: Stage, person: Person, leave: Go, begin: Go) -> None:
        self._stage, self._person, self._plan = stage, person, person.own_plan
        self._leave, self._begin = leave, begin
        self.ask: Callable[[], AskForFile] = lambda: FileDialogs(stage.page.window(), stage.texts)

    def line(self) -> str:
        """What the first page says of it, or ""; what cannot be read is told there too."""
        texts = self._stage.texts
        where = self._plan.line(self._person.past.sessions, texts)
        for problem in (self._plan.problem, self._person.past.problem if where else None):
            if problem is not None:
                self._person.tell_problem(problem)
        return f"{texts.say(N_('Your plan'))}. {where}" if where else ""

    def show(self) -> None:
        """The plan; where there is none, the page that sets one."""
        stage, plan = self._stage, self._plan.load()
        if plan is None:
            self.change()
            return
        weeks = weeks_of(plan, self._person.past.sessions(), today())
        actions = PlanActions(
            begin=partial(self._practise, plan),
            leave_out=lambda because: self._doing(partial(self._plan.leave_out, because)),
            copy=lambda: QGuiApplication.clipboard().setText(as_text(plan)),
            change=self.change,
            remove=partial(self._ask_to_remove, plan),
            done=self._leave,
        )
        stage.show_page(PlanPage(stage.look, stage.texts, PlanShown(plan, weeks, today()), actions), self._leave)

    def change(self) -> None:
        """Set or change it."""
        stage, plan = self._stage, self._plan.load()
        back = self.show if plan is not None else self._leave
        actions = PlanFormActions(
            keep=lambda made: self._doing(partial(self._plan.keep, made)),
            take_over=lambda text: self._doing(partial(self._plan.take_over, text)),
            from_file=self._from_file,
            back=back,
        )
        problem = stage.texts.say(self._plan.problem.sentence) if self._plan.problem else ""
        stage.show_page(PlanFormPage(stage.look, stage.texts, plan, actions, problem), back)

    def _practise(self, plan: Homework) -> None:
        self._person.practise(plan.exercise, plan.minutes)
        self._begin()

    def _from_file(self) -> str | None:
        path = self.ask().to_read(PLAN_TEXT)
        return None if path is None else self._doing(partial(self._plan.take_over_file, path))

    def _doing(self, act: Go) -> str | None:
        """Do it and show the plan; a sentence when it cannot be done."""
        try:
            act()
        except HomeworkError as problem:
            return self._stage.texts.say(problem.sentence)
        self.show()
        return None

    def _ask_to_remove(self, plan: Homework) -> None:
        stage, say = self._stage, self._stage.texts.say

        def remove() -> None:
            self._plan.remove()
            self._leave()

        lines = (plan_words(plan, stage.texts), say(N_("Your sessions stay.")))
        actions = (Action(say(N_("Keep it")), self.show), Action(say(N_("Remove it")), remove))
        stage.show_page(MessagePage(stage.look, say(N_("Remove this plan?")), lines, actions), self.show)
