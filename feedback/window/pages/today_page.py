"""A day at the desk: its line of marks, and what there is to say of it in words. No score, no streak."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QWidget

from feedback.desk.day_words import day_headline, day_lines, day_name, record_words
from feedback.kept.desk_rows import DeskRecord
from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.page import LOW_PX
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance
from feedback.window.drawn.day_line import DayLine
from feedback.window.pages.day_legend import DayLegend
from feedback.window.pages.headed_page import HeadedPage
from vision.sentences import N_

EMPTY = N_("Short looks and your own answers will stand here. You can answer now, without a camera.")
CHOOSE = N_("A click on a mark, or the arrow keys, say what it was.")


@dataclass(frozen=True, slots=True)
class TodayActions:
    """go: another day. weeks, check, preferences: the pages of that name. home: leaves."""

    go: Callable[[date], object]
    weeks: Callable[[], object]
    check: Callable[[], object]
    preferences: Callable[[], object]
    home: Callable[[], object]


@dataclass(frozen=True, slots=True)
class DayShown:
    """records: of ``day``, oldest first. first: the first day there is anything of.

    doing: what the desk does now. problem: why nothing can be read.
    """

    day: date
    now: datetime
    records: Sequence[DeskRecord]
    first: date | None = None
    doing: str = ""
    problem: str = ""

    @property
    def is_today(self) -> bool:
        """Whether it is still going on."""
        return self.day == self.now.date()


class TodayPage(HeadedPage):
    """Made anew for each day."""

    foot_px = STEP

    def __init__(self, look: Appearance, texts: Texts, shown: DayShown, actions: TodayActions) -> None:
        name = day_name(shown.day, shown.now.date(), texts)
        kicker = texts.say(N_("At the desk, {day}"), day=name)
        super().__init__(look, kicker, day_headline(shown.records, shown.day, texts, today=shown.is_today))
        self.kicker_stays = True
        self._texts, self._shown, self._actions = texts, shown, actions
        self.rows.addSpacing(STEP)
        self.rows.addWidget(self._card(), 1)
        self.rows.addSpacing(2 * STEP)
        self.rows.addLayout(self._foot())

    def _card(self) -> Card:
        say_, shown = self._texts.say, self._shown
        card = Card(self._look, padding=2 * STEP)
        card.rows.setSpacing(STEP)
        self.line = DayLine(self._look, self._tell)
        self.line.show_day(shown.records, shown.now if shown.is_today else None)
        lines = day_lines(shown.records, self._texts)
        self.line.setAccessibleName(
            say_(N_("The day as a line; the arrow keys go from mark to mark. {lines}"), lines=" ".join(lines))
        )
        card.rows.addWidget(self._days())
        card.rows.addWidget(self.line, 3)
        self.told = words(say_(CHOOSE) if shown.records else say_(EMPTY), BODY, weight=500, wrap=True)
        card.rows.addWidget(self.told)
        if shown.records:
            legend = DayLegend(self._look, self._texts)
            legend.show_for(shown.records)
            card.rows.addWidget(legend)
        for line in (shown.problem, *lines, shown.doing):
            if line:
                card.rows.addWidget(words(line, BODY, tone="hint" if line == shown.problem else "muted", wrap=True))
        card.rows.addStretch(1)
        return card

    def _days(self) -> QWidget:
        """The day before and the day after."""
        shown, box = self._shown, QWidget()
        row = Flow(0)
        box.setLayout(row)
        before, after = shown.day - timedelta(days=1), shown.day + timedelta(days=1)
        self.before = Button(
            self._look, self._texts.say(N_("‹ the day before")), lambda: self._actions.go(before), bare=True
        )
        self.after = Button(
            self._look, self._texts.say(N_("the day after ›")), lambda: self._actions.go(after), bare=True
        )
        row.addWidget(self.before)
        row.add_stretch()
        row.addWidget(self.after)
        earlier = shown.first is not None and shown.first < shown.day
        self.before.setHidden(not earlier)
        self.after.setHidden(shown.is_today)
        if not earlier and shown.is_today:
            box.hide()
        return box

    def _foot(self) -> Flow:
        say_, actions = self._texts.say, self._actions
        foot = Flow(2 * STEP, right=True)
        private = words(say_(N_("Only words and figures are kept, and only here.")), SMALL, tone="muted", wrap=True)
        foot.add_words(private)
        self.preferences = Button(self._look, say_(N_("Preferences")), actions.preferences)
        self.weeks = Button(self._look, say_(N_("Weeks")), actions.weeks)
        self.check = Button(self._look, say_(N_("How is my jaw?")), actions.check)
        self.primary = Button(self._look, say_(N_("Home")), actions.home, filled=True)
        for button in (self.check, self.weeks, self.preferences, self.primary):
            foot.addWidget(button)
        return foot

    def _tell(self, record: DeskRecord) -> None:
        told = record_words(record, self._texts)
        say(self.told, told)
        self.line.tell(told)

    def arrange(self, width: int, height: int) -> None:
        """The line gives way to the words in a low window."""
        super().arrange(width, height)
        self.line.setMinimumHeight((12 if height < LOW_PX else 14) * STEP)
