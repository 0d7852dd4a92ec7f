"""The pages of the hours between sessions, and the ways between them."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from feedback.desk.agreement import agreement, agreement_sentences, pairs_of
from feedback.desk.autostart import AutostartError
from feedback.desk.clock import read_clock
from feedback.desk.today import by_hour
from feedback.desk.weeks import OrdinaryWeek, desk_weeks
from feedback.kept.desk_records import Glance, Release, SelfCheck, Teeth
from feedback.window.controls.stage import Go, Stage
from feedback.window.pages.desk_preferences_page import (
    DeskPreferencesActions,
    DeskPreferencesPage,
    DeskPreferencesState,
)
from feedback.window.pages.desk_row import DeskRowActions
from feedback.window.pages.home_page import HomePage
from feedback.window.pages.message_page import Action, MessagePage
from feedback.window.pages.release_page import ReleaseActions, ReleasePage
from feedback.window.pages.self_check_page import SelfCheckActions, SelfCheckPage
from feedback.window.pages.today_page import DayShown, TodayActions, TodayPage
from feedback.window.pages.weeks_page import OrdinaryWeekPage, WeeksActions, WeeksPage, WeeksShown
from feedback.window.person.person import Person
from feedback.window.running.desk_process import DeskProcess
from vision.sentences import N_

RUNS = N_("It is on. A small hammock in the tray, or in a window of its own, says what it does.")


class DeskPages:
    """Makes and shows these pages. leave: back to where they came from."""

    def __init__(self, stage: Stage, person: Person, leave: Go) -> None:
        self._stage, self._person, self._days, self._leave = stage, person, person.desk_days, leave
        self.process = DeskProcess(person.options.data_dir, person.options.profile)

    # The switch on the first page

    def is_on(self) -> bool:
        """Whether the desk runs now."""
        return self.process.runs()

    def row_actions(self) -> DeskRowActions:
        """What the first page can ask for."""
        return DeskRowActions(self.switch, self.check, self.release, self.today)

    def row_words(self) -> str:
        """What the first page says of a desk that runs; "" of one that does not."""
        return self._stage.texts.say(RUNS) if self.is_on() else ""

    def switch(self, on: bool) -> None:
        """Begin it or end it; the first time, ask about the start of the computer."""
        self._person.choices.change(desk=on)
        if not on:
            self.process.end()
        elif not self.process.begin():
            self._not_begun()
            return
        elif not self._person.settings.desk_start_asked and not self.process.starts_with_computer():
            self._ask_for_start()
            return
        page = self._stage.page
        if isinstance(page, HomePage):
            page.desk.tell(self._stage.texts.say(RUNS) if on else "")

    def _ask_for_start(self) -> None:
        say = self._stage.texts.say

        def choose(wanted: bool) -> None:
            self._person.choices.change(desk_start_asked=True)
            if wanted:
                self._start_with_computer(True)
            self._leave()

        yes = Action(say(N_("Yes, start with the computer")), partial(choose, True))
        no = Action(say(N_("Only when I turn it on")), partial(choose, False))
        lines = (say(RUNS), say(N_("Shall it be there when the computer starts? It can be changed at any time.")))
        page = MessagePage(self._stage.look, say(N_("It is on. Also tomorrow?")), lines, (no, yes))
        self._stage.show_page(page, partial(choose, False))

    def _not_begun(self) -> None:
        say = self._stage.texts.say
        lines = (say(N_("The system did not let a second process begin. Close some programs, and try again.")),)
        home = Action(say(N_("Home")), self._leave)
        self._stage.show_page(MessagePage(self._stage.look, say(N_("It could not begin")), lines, (home,)), self._leave)

    # The pages

    def today(self, day: date | None = None) -> None:
        """A day at the desk, this one if none is named. The first time after the silent week, that week comes first."""
        if not self._person.settings.desk_week_shown and (week := self._ordinary_week()) is not None:
            self._person.choices.change(desk_week_shown=True)
            self._ordinary(week, partial(self.today, day))
            return
        stage, now = self._stage, datetime.now().astimezone()
        shown_day = day or now.date()
        records = self._days.between(None, now.date())
        first = records[0].at.date() if records else None
        shown = DayShown(
            shown_day,
            now,
            tuple(record for record in records if record.at.date() == shown_day),
            first,
            problem=self._problem(),
        )
        actions = TodayActions(self.today, self.weeks, self.check, self.preferences, self._leave)
        stage.show_page(TodayPage(stage.look, stage.texts, shown, actions), self._leave)

    def check(self) -> None:
        """The self-check."""
        stage = self._stage
        actions = SelfCheckActions(self._keep_answer, self.release, self.today, self._leave)
        stage.show_page(SelfCheckPage(stage.look, stage.texts, actions), self._leave)

    def release(self) -> None:
        """Thirty seconds of hanging."""
        stage = self._stage
        actions = ReleaseActions(self._keep_release, self.release, self._leave)
        stage.show_page(ReleasePage(stage.look, stage.texts, actions), self._leave)

    def weeks(self) -> None:
        """The weeks against the ordinary one."""
        stage = self._stage
        records = self._days.between(None, datetime.now().astimezone().date())
        glances = [record for record in records if isinstance(record, Glance)]
        weeks = desk_weeks(glances)
        later = [glance for glance in glances if weeks.ordinary and glance.at.date() > weeks.ordinary.days[-1]]
        checks = [record for record in records if isinstance(record, SelfCheck)]
        agreed = agreement_sentences(agreement(pairs_of(glances, checks)), stage.texts)
        shown = WeeksShown(weeks, by_hour(later), agreed, self._problem())
        actions = WeeksActions(
            lambda: self._ordinary(weeks.ordinary, self.weeks) if weeks.ordinary else None, self.today, self._leave
        )
        stage.show_page(WeeksPage(stage.look, stage.texts, shown, actions), self._leave)

    def preferences(self, back: Go | None = None) -> None:
        """What the person likes at the desk; ``back``: where it leads, today if not given."""
        back = back or self.today
        stage = self._stage
        state = DeskPreferencesState(self._person.settings, self.process.starts_with_computer(), self._not_told())
        actions = DeskPreferencesActions(self._person.choices.change, self._start_with_computer, back)
        stage.show_page(DeskPreferencesPage(stage.look, stage.texts, state, actions), back)

    def _start_with_computer(self, on: bool) -> None:
        """Keep or remove the system's entry; what does not work stands on the first page."""
        try:
            self.process.start_with_computer(on)
        except AutostartError as problem:
            self._person.tell_problem(problem)

    def _not_told(self) -> tuple[str, ...]:
        """What this system does not tell."""
        from feedback.desk.courtesy.sources import Sources  # here: it opens buses, and the first page has no use for it

        sources = Sources.of_this_system()
        try:
            return tuple(self._stage.texts.say(sentence) for sentence in sources.not_told(read_clock()))
        finally:
            sources.close()

    def _ordinary_week(self) -> OrdinaryWeek | None:
        """The silent week, once it is over."""
        records = self._days.between(None, datetime.now().astimezone().date())
        return desk_weeks([record for record in records if isinstance(record, Glance)]).ordinary

    def _ordinary(self, week: OrdinaryWeek, back: Go) -> None:
        stage = self._stage
        stage.show_page(OrdinaryWeekPage(stage.look, stage.texts, week, back), back)

    def _keep_answer(self, teeth: Teeth) -> None:
        self._days.keep(SelfCheck(datetime.now().astimezone(), teeth))

    def _keep_release(self, whole: bool) -> None:
        self._days.keep(Release(datetime.now().astimezone(), whole))

    def _problem(self) -> str:
        return self._stage.texts.say(self._days.problem.sentence) if self._days.problem else ""
