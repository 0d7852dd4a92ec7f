"""The pages of the hours between sessions, and the ways between them."""

from __future__ import annotations

from datetime import date, datetime

from feedback.kept.desk_records import Release, SelfCheck, Teeth
from feedback.window.controls.stage import Go, Stage
from feedback.window.pages.release_page import ReleaseActions, ReleasePage
from feedback.window.pages.self_check_page import SelfCheckActions, SelfCheckPage
from feedback.window.pages.today_page import DayShown, TodayActions, TodayPage
from feedback.window.person.person import Person


class DeskPages:
    """Makes and shows these pages. leave: back to where they came from."""

    def __init__(self, stage: Stage, person: Person, leave: Go) -> None:
        self._stage, self._person, self._days, self._leave = stage, person, person.desk_days, leave

    def today(self, day: date | None = None) -> None:
        """A day at the desk, this one if none is named."""
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
        """Where are your teeth now?"""
        stage = self._stage
        actions = SelfCheckActions(self._keep_answer, self.release, self.today, self._leave)
        stage.show_page(SelfCheckPage(stage.look, stage.texts, actions), self._leave)

    def release(self) -> None:
        """Thirty seconds of hanging."""
        stage = self._stage
        actions = ReleaseActions(self._keep_release, self.release, self._leave)
        stage.show_page(ReleasePage(stage.look, stage.texts, actions), self._leave)

    def _keep_answer(self, teeth: Teeth) -> None:
        self._days.keep(SelfCheck(datetime.now().astimezone(), teeth))

    def _keep_release(self, whole: bool) -> None:
        self._days.keep(Release(datetime.now().astimezone(), whole))

    def _problem(self) -> str:
        return self._stage.texts.say(self._days.problem.sentence) if self._days.problem else ""
