"""One's own past: a calendar, how it went over weeks, any session's curve. No comparison with others, no streaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QVBoxLayout, QWidget

from feedback.kept.records import KeptSession
from feedback.kept.trend import (
    MEASURES,
    ON_TAGGED_DAYS,
    Measure,
    all_tags,
    leading_measure,
    measures_in,
    tagged,
)
from feedback.report.page import DAYS_BACK
from feedback.texts import Texts
from feedback.texts.measures import share_text
from feedback.window.controls.choice import Choice
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.page import LOW_PX
from feedback.window.controls.theme import MEDIUM, SMALL, STEP, Appearance
from feedback.window.drawn.calendar_view import CalendarView
from feedback.window.drawn.trend_view import TrendView
from feedback.window.pages.headed_page import HeadedPage, stack
from feedback.window.pages.session_card import SessionActions, SessionCard
from feedback.window.pages.session_names import times_of_day
from feedback.window.system.place import SMALLEST
from vision.sentences import N_

PERIODS = (("quarter", N_("3 months")), ("year", N_("1 year")), ("all", N_("all")))
SIDE_BY_SIDE = 8
"""So many sessions of a day stand side by side; of more a list folds out, so that the calendar keeps its room."""
TAGS_OFFERED = 3
"""The most used tags can be marked in the trend; more buttons would crowd it."""


@dataclass(frozen=True, slots=True)
class HistoryActions:
    """What the page can ask for. session: about the one that is shown. data: the page about report, copy, removal.

    plan: what was agreed with a practice.
    """

    session: SessionActions
    data: Callable[[], object]
    plan: Callable[[], object]
    home: Callable[[], object]


class HistoryPage(HeadedPage):
    """Made anew at each showing.

    problem: why there is nothing, in words. chosen: the session to show first. measured: what was measured outside of
    sessions, in words.
    """

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        sessions: tuple[KeptSession, ...],
        actions: HistoryActions,
        *,
        problem: str = "",
        chosen: int | None = None,
        measured: str = "",
    ) -> None:
        super().__init__(look, "Kaakrust", texts.say(N_("Your own sessions")))
        self._texts, self._sessions, self._actions = texts, sessions, actions
        self._period = "quarter"
        self._measure = leading_measure(sessions) or next(iter(measures_in(sessions)), Measure.HANGING)
        self._tag = ""
        self.chosen: KeptSession | None = None
        rows = self.rows
        self._columns: QBoxLayout | None = None
        if sessions:
            rows.addLayout(self._cards(), 1)
        else:
            card = Card(look, padding=4 * STEP)
            nothing = texts.say(N_("Here your sessions will be, after the first one. They stay on this computer."))
            card.rows.addWidget(words(problem or nothing, MEDIUM, wrap=True))
            rows.addWidget(card)
            rows.addStretch(1)
        rows.addSpacing(2 * STEP)
        rows.addLayout(self._foot(problem, measured))
        if sessions:
            first = next((session for session in sessions if session.id == chosen), sessions[-1])
            self.choose(first)
            self._draw()

    def arrange(self, width: int, height: int) -> None:
        """Cards side by side, or below each other."""
        super().arrange(width, height)
        if self._columns is not None:
            stack(self._columns, width)

    def margins(self, width: int, height: int) -> QMargins:
        """Nearly all of the window is the page's, whatever its size: a longer past has more to show."""
        side = (4 if width >= SMALLEST.width() else 2) * STEP
        return QMargins(side, (1 if height < LOW_PX else 3) * STEP, side, 2 * STEP)

    def choose(self, session: KeptSession) -> None:
        """Show this session below, in the calendar and in the trend."""
        self.chosen = session
        self.calendar.choose(session.day)
        self.trend.mark(session)
        self.session.show_session(session, self._offer_day(session))

    def _cards(self) -> QBoxLayout:
        left = Card(self._look, padding=2 * STEP)
        days = {session.day for session in self._sessions}
        self.calendar = CalendarView(self._look, self._texts, days, self._choose_day)
        left.rows.addWidget(self.calendar, 1)
        self._day_sessions = Flow(STEP // 2, between=0)
        left.rows.addLayout(self._day_sessions)
        right = QVBoxLayout()
        right.setSpacing(2 * STEP)
        right.addWidget(self._trend_card(), 6)
        self.session = SessionCard(self._look, self._texts, self._actions.session)
        right.addWidget(self.session, 5)
        cards = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        cards.setSpacing(2 * STEP)
        cards.addWidget(left, 3)
        cards.addLayout(right, 7)
        return cards

    def _trend_card(self) -> Card:
        texts = self._texts
        card = Card(self._look, padding=2 * STEP)
        choices = Flow(STEP // 2, between=0)
        measures = [(measure, MEASURES[measure]) for measure in measures_in(self._sessions)]
        self._measures = self._choices(choices, measures, self._measure, self._take_measure)
        choices.add_stretch()
        self._periods = self._choices(choices, PERIODS, self._period, self._take_period)
        card.rows.addLayout(choices)
        self.trend = TrendView(self._look, texts, self.choose)
        card.rows.addWidget(self.trend, 1)
        tags = all_tags(self._sessions)[:TAGS_OFFERED]
        if tags:
            row = Flow(STEP // 2, between=0)
            self._tags = QButtonGroup(self)
            self._tags.setExclusive(False)
            for tag in tags:
                button = Button(self._look, texts.say(tag), partial(self._take_tag, tag), choice=True, bare=True)
                self._tags.addButton(button)
                row.addWidget(button)
            card.rows.addLayout(row)
        return card

    def _choices(
        self,
        row: Flow,
        choices: list[tuple[Measure, str]] | tuple[tuple[str, str], ...],
        current: str,
        take: Callable[..., None],
    ) -> QButtonGroup:
        group = QButtonGroup(self)
        for value, name in choices:
            button = Button(self._look, self._texts.say(name), partial(take, value), choice=True, bare=True)
            button.setChecked(value == current)
            group.addButton(button)
            row.addWidget(button)
        return group

    def _foot(self, problem: str, measured: str) -> Flow:
        foot = Flow(2 * STEP, right=True)
        text = measured or self._texts.say(N_("Everything stays on this computer."))
        self._at_foot = problem if problem and self._sessions else text
        self.foot = words(self._at_foot, SMALL, tone="muted", wrap=True)
        foot.add_words(self.foot)
        self.data = Button(self._look, self._texts.say(N_("Report and own data")), self._actions.data)
        foot.addWidget(self.data)
        self.plan = Button(self._look, self._texts.say(N_("Your plan")), self._actions.plan)
        foot.addWidget(self.plan)
        self.primary = Button(self._look, self._texts.say(N_("Home")), self._actions.home, filled=True)
        foot.addWidget(self.primary)
        return foot

    def _choose_day(self, day: date) -> None:
        self.choose([session for session in self._sessions if session.day == day][-1])

    def _take_measure(self, measure: Measure) -> None:
        self._measure = measure
        self._draw()

    def _take_period(self, period: str) -> None:
        self._period = period
        self._draw()

    def _take_tag(self, tag: str) -> None:
        self._tag = "" if self._tag == tag else tag
        for button in self._tags.buttons():
            button.setChecked(button.text() == self._texts.say(self._tag) if self._tag else False)
        self._draw()

    def _draw(self) -> None:
        shown = self._sessions
        if self._period != "all":
            since = self._sessions[-1].day - timedelta(days=DAYS_BACK[self._period])
            shown = tuple(session for session in shown if session.day >= since)
        self.trend.show_sessions(shown, self._measure, self._tag)
        say(self.foot, self._told_of_tag() if self._tag else self._at_foot)

    def _told_of_tag(self) -> str:
        found = next((found for found in tagged(self._sessions) if found.tag == self._tag), None)
        if found is None:
            return self._texts.say(N_("Marked above. From twenty sessions on, medians appear here."))
        return self._texts.say(
            ON_TAGGED_DAYS,
            tag=self._texts.say(found.tag),
            measure=self._texts.say(MEASURES[found.measure]),
            share=share_text(found.with_tag.value),
            count=found.with_tag.count,
            other=share_text(found.without.value),
            others=found.without.count,
        )

    def _offer_day(self, session: KeptSession) -> str:
        """Several sessions of one day can each be chosen; returns what this one's time is called among them."""
        while (item := self._day_sessions.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()
        same_day = [other for other in self._sessions if other.day == session.day]
        times = times_of_day(same_day)
        place = [other.id for other in same_day].index(session.id)
        if len(same_day) > SIDE_BY_SIDE:
            choice = Choice(self._look, self._texts.say(N_("Sessions of this day")))
            choice.addItems(times)
            choice.setCurrentIndex(place)
            choice.activated.connect(lambda at: self.choose(same_day[at]))
            self._day_sessions.add_words(choice)
        elif len(same_day) > 1:
            group = QButtonGroup(self._day_sessions)
            for other, time in zip(same_day, times, strict=True):
                button = Button(self._look, time, partial(self.choose, other), choice=True, bare=True)
                button.setChecked(other.id == session.id)
                group.addButton(button)
                self._day_sessions.addWidget(button)
        self.ask_for_room()
        return times[place]
