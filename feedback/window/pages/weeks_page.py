"""Weeks at the desk against the ordinary one, in words and with what is not known of them; and that ordinary week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QBoxLayout

from feedback.desk.today import HourShare
from feedback.desk.weeks import OrdinaryWeek, Weeks, ordinary_sentences, week_sentence
from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, MEDIUM, SMALL, STEP, Appearance
from feedback.window.drawn.hours_view import HoursView
from feedback.window.drawn.weeks_view import WeeksView
from feedback.window.pages.headed_page import HeadedPage, stack
from vision.sentences import N_, nN_

NO_GOAL = N_("It is no mark and no goal. Later weeks are set against it, so that chance can be told from change.")
LEARNING = N_("The first seven days with looks show what is ordinary for you; there are no hints in them.")
ALIKE = N_("As in your ordinary week")
MORE, FEWER = N_("More often relaxed than usual"), N_("Less often relaxed than usual")
NO_LATER = N_("Now the weeks count that come")


@dataclass(frozen=True, slots=True)
class WeeksActions:
    """ordinary: the page about that week. today, home: leave."""

    ordinary: Callable[[], object]
    today: Callable[[], object]
    home: Callable[[], object]


@dataclass(frozen=True, slots=True)
class WeeksShown:
    """hours: of the days after the ordinary week. agreement: what is known of looks beside answers, in words."""

    weeks: Weeks
    hours: Sequence[HourShare] = ()
    agreement: Sequence[str] = ()
    problem: str = ""


class WeeksPage(HeadedPage):
    """Made anew at each showing."""

    foot_px = STEP

    def __init__(self, look: Appearance, texts: Texts, shown: WeeksShown, actions: WeeksActions) -> None:
        super().__init__(look, texts.say(N_("At the desk, week by week")), weeks_headline(shown.weeks, texts))
        self._texts, self._shown, self._actions = texts, shown, actions
        rows = self.rows
        rows.addSpacing(STEP)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(2 * STEP)
        if shown.weeks.ordinary is None:
            self._columns.addWidget(self._learning())
        else:
            self._columns.addWidget(self._week_card(), 1)
            self._columns.addWidget(self._hour_card(shown.weeks.ordinary), 1)
        rows.addLayout(self._columns, 1)
        rows.addSpacing(2 * STEP)
        rows.addLayout(self._foot())

    def arrange(self, width: int, height: int) -> None:
        """Two cards side by side, or one above the other."""
        super().arrange(width, height)
        if self._columns.count() > 1:
            stack(self._columns, width)

    def _learning(self) -> Card:
        card = Card(self._look, padding=4 * STEP)
        card.rows.setSpacing(2 * STEP)
        left = nN_("One more day with looks.", "{count} more days with looks.")
        for line in (self._shown.problem, self._texts.say(LEARNING)):
            if line:
                card.rows.addWidget(words(line, MEDIUM, wrap=True))
        card.rows.addWidget(
            words(self._texts.say(left, count=self._shown.weeks.silent_left), BODY, tone="muted", wrap=True)
        )
        card.rows.addStretch(1)
        return card

    def _week_card(self) -> Card:
        card = Card(self._look, padding=2 * STEP)
        card.rows.addWidget(words(self._texts.say(N_("Relaxed looks, week by week")), BODY, weight=500, wrap=True))
        self.weeks = WeeksView(self._look, self._texts, self._shown.weeks)
        card.rows.addWidget(self.weeks, 1)
        if self._shown.weeks.weeks:
            told = week_sentence(self._shown.weeks.weeks[-1], self._texts)
            card.rows.addWidget(words(told, BODY, tone="muted", wrap=True))
        band = self._texts.say(N_("The band is your ordinary week. Each line holds the true share nine times in ten."))
        card.rows.addWidget(words(band, SMALL, tone="muted", wrap=True))
        return card

    def _hour_card(self, ordinary: OrdinaryWeek) -> Card:
        card = Card(self._look, padding=2 * STEP)
        card.rows.addWidget(words(self._texts.say(N_("By hour of the day")), BODY, weight=500, wrap=True))
        shown = self._shown.hours or ordinary.hours
        before = ordinary.hours if self._shown.hours else ()
        self.hours = HoursView(self._look, self._texts, shown, before)
        card.rows.addWidget(self.hours, 1)
        if before:
            line = self._texts.say(N_("Bars are the weeks since; the line across each is your ordinary week."))
            card.rows.addWidget(words(line, SMALL, tone="muted", wrap=True))
        for sentence in self._shown.agreement:
            card.rows.addWidget(words(sentence, BODY, tone="muted", wrap=True))
        return card

    def _foot(self) -> Flow:
        say, actions = self._texts.say, self._actions
        foot = Flow(2 * STEP, right=True)
        foot.add_words(words(say(N_("Your own past only.")), SMALL, tone="muted", wrap=True))
        if self._shown.weeks.ordinary is not None:
            self.ordinary = Button(self._look, say(N_("Your ordinary week")), actions.ordinary)
            foot.addWidget(self.ordinary)
        self.today = Button(self._look, say(N_("Today")), actions.today)
        self.primary = Button(self._look, say(N_("Home")), actions.home, filled=True)
        foot.addWidget(self.today)
        foot.addWidget(self.primary)
        return foot


class OrdinaryWeekPage(HeadedPage):
    """“This is an ordinary week of yours”: shown once at its end, and whenever one comes back to it."""

    foot_px = STEP

    def __init__(self, look: Appearance, texts: Texts, week: OrdinaryWeek, done: Callable[[], object]) -> None:
        super().__init__(look, texts.say(N_("At the desk")), texts.say(N_("This is an ordinary week of yours")))
        rows = self.rows
        rows.addSpacing(STEP)
        card = Card(look, padding=3 * STEP)
        card.rows.setSpacing(STEP + 4)
        for sentence in ordinary_sentences(week, texts):
            card.rows.addWidget(words(sentence, MEDIUM, wrap=True))
        self.hours = HoursView(look, texts, week.hours)
        card.rows.addWidget(words(texts.say(N_("Relaxed looks by hour of the day")), SMALL, tone="muted", wrap=True))
        card.rows.addWidget(self.hours, 1)
        card.rows.addWidget(words(texts.say(NO_GOAL), BODY, tone="muted", wrap=True))
        rows.addWidget(card, 1)
        rows.addSpacing(2 * STEP)
        foot = Flow(2 * STEP, right=True)
        self.primary = Button(look, texts.say(N_("Continue")), done, filled=True)
        foot.addWidget(self.primary)
        rows.addLayout(foot)


def weeks_headline(weeks: Weeks, texts: Texts) -> str:
    """The last week against the ordinary one, in a few words."""
    if weeks.ordinary is None:
        return texts.say(N_("Your ordinary week is still to come"))
    if not weeks.weeks:
        return texts.say(NO_LATER)
    against = weeks.weeks[-1].against
    if against is None:
        return texts.say(N_("Too little of this week yet"))
    if not against.is_told:
        return texts.say(ALIKE)
    return texts.say(MORE if against.value > 0 else FEWER)
