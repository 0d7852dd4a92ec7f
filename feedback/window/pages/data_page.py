"""One's own data: a report to print, a copy to keep, and removing what shall not be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from feedback.kept.opening_words import NAME
from feedback.kept.records import KeptSession
from feedback.texts import Texts
from feedback.window.controls.choice import Choice
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.one_of import OneOf
from feedback.window.controls.theme import BODY, MEDIUM, SMALL, STEP, Appearance
from feedback.window.controls.ticks import Switch
from feedback.window.pages.cards_page import CardsPage
from feedback.window.pages.session_names import day_name, session_names
from feedback.window.person.own_data import QUARTER, ReportWish
from vision.sentences import N_

PERIODS = {"month": N_("1 month"), QUARTER: N_("3 months"), "year": N_("1 year"), "all": N_("all")}
"""What a report can be about."""
OPENING_IS = N_(
    "How far your mouth opens without discomfort, three times, as the camera estimates it. Only for those who want to "
    "know; nothing else asks for it."
)


@dataclass(frozen=True, slots=True)
class DataActions:
    """What the page can ask for. Each removal asks once more before anything is removed."""

    open_report: Callable[[ReportWish], object]
    save_report: Callable[[ReportWish], object]
    save_reading_aid: Callable[[], object]
    save_copy: Callable[[], object]
    bring_back: Callable[[], object]
    remove: Callable[[tuple[KeptSession, ...]], object]
    remove_everything: Callable[[], object]
    open_folder: Callable[[], object]
    measure_opening: Callable[[], object]
    done: Callable[[], object]


@dataclass(frozen=True, slots=True)
class DataState:
    """What there is. sessions: oldest first. others: whether there are sessions of another profile too.

    anything: whether any file of the person's is there. folder: where all of it lies. problem: why it cannot be read.
    opening: the comfortable opening that was measured last, in words, or "".
    """

    sessions: tuple[KeptSession, ...]
    anything: bool
    folder: str
    others: bool = False
    problem: str = ""
    opening: str = ""


class DataPage(CardsPage):
    """Made anew at each showing."""

    foot_px = STEP

    def __init__(self, look: Appearance, texts: Texts, state: DataState, actions: DataActions) -> None:
        super().__init__(look, texts.say(N_("Your own data")), texts.say(N_("All of it is yours")))
        self._texts, self._state, self._actions = texts, state, actions
        report = (self._report_card(),) if state.sessions else ()
        left = (*report, self._copy_card(), self._folder_card())
        right = (*((self._remove_card(),) if state.anything else ()), self._opening_card())
        self.lay_out((left, right), texts.say(N_("Your own data")))
        self.rows.addLayout(self._foot())

    def _report_card(self) -> Card:
        say = self._texts.say
        card = self._card(N_("A report to print"), N_("One page about your sessions, for yourself or to take along."))
        periods = {name: say(name_of) for name, name_of in PERIODS.items()}
        self.period = OneOf(self._look, say(N_("Period")), periods, QUARTER)
        card.rows.addWidget(self.period)
        self.notes = Switch(self._look, say(N_("With your own notes")), (say(N_("on")), say(N_("off"))), on=False)
        card.rows.addWidget(self.notes)
        row = Flow()
        self.open_report = self._button(row, N_("Open to print"), lambda: self._actions.open_report(self._wish()))
        self.save_report = self._button(row, N_("Save as …"), lambda: self._actions.save_report(self._wish()))
        self.save_reading_aid = self._button(row, N_("A reading aid beside it …"), self._actions.save_reading_aid)
        card.rows.addSpacing(STEP)
        card.rows.addLayout(row)
        return card

    def _wish(self) -> ReportWish:
        return ReportWish(self.period.chosen, self.notes.isChecked())

    def _copy_card(self) -> Card:
        kept = bool(self._state.sessions) or self._state.others
        about = N_("All sessions, second by second, as tables that other programs can read too.")
        card = self._card(N_("A copy of everything"), about)
        row = Flow()
        if kept:
            self.save_copy = self._button(row, N_("Save a copy …"), self._actions.save_copy)
        else:
            self.bring_back = self._button(row, N_("Bring a copy back …"), self._actions.bring_back)
        card.rows.addSpacing(STEP)
        card.rows.addLayout(row)
        if kept:
            when = N_("A copy can be brought back here once there are no sessions any more, or on another computer.")
            card.rows.addWidget(words(self._texts.say(when), SMALL, tone="muted", wrap=True))
        return card

    def _remove_card(self) -> Card:
        say, state = self._texts.say, self._state
        card = self._card(N_("Remove"), N_("What is removed cannot be brought back. You are asked first."))
        if state.sessions:
            newest = state.sessions[::-1]
            self.session = Choice(self._look, say(N_("One session")))
            self.session.addItems(session_names(newest, self._texts))
            card.rows.addWidget(self._labelled(N_("One session"), self.session))
            self.remove_session = self._button(
                card.rows,
                N_("Remove this session …"),
                lambda: self._actions.remove((newest[self.session.currentIndex()],)),
            )
            card.rows.addSpacing(STEP)
            self._span(card)
        self.remove_everything = self._button(card.rows, N_("Remove everything …"), self._actions.remove_everything)
        return card

    def _span(self, card: Card) -> None:
        """From one day to another, among the days with sessions."""
        say = self._texts.say
        self._days = sorted({session.day for session in self._state.sessions}, reverse=True)
        names = [day_name(day, self._texts) for day in self._days]
        self.since, self.until = (Choice(self._look, say(name)) for name in (N_("From"), N_("until")))
        row = Flow()
        for choice, name in ((self.since, N_("From")), (self.until, N_("until"))):
            choice.addItems(names)
            choice.currentIndexChanged.connect(self._count_span)
            row.addWidget(self._labelled(name, choice))
        card.rows.addLayout(row)
        below = Flow()
        self.remove_span = self._button(below, N_("Remove these days …"), lambda: self._actions.remove(self._in_span()))
        self.counted = words("", SMALL, tone="muted", wrap=True)
        below.add_words(self.counted)
        card.rows.addLayout(below)
        card.rows.addSpacing(STEP)
        self._count_span()

    def _in_span(self) -> tuple[KeptSession, ...]:
        """The sessions from the one day to the other, whichever of the two is the earlier."""
        ends: list[date] = sorted(self._days[choice.currentIndex()] for choice in (self.since, self.until))
        return tuple(session for session in self._state.sessions if ends[0] <= session.day <= ends[1])

    def _count_span(self) -> None:
        say(self.counted, self._texts.say(N_("Sessions on these days: {count}"), count=len(self._in_span())))

    def _folder_card(self) -> Card:
        card = self._card(N_("Where it lies"), N_("In a folder on this computer that only you can read."))
        path = words(self._state.folder, SMALL, tone="muted", wrap=True)
        card.rows.addWidget(path)
        row = Flow()
        self.open_folder = self._button(row, N_("Open the folder"), self._actions.open_folder)
        self.open_folder.setEnabled(self._state.anything)
        card.rows.addLayout(row)
        return card

    def _opening_card(self) -> Card:
        card = self._card(NAME, OPENING_IS)
        if self._state.opening:
            self.opening = words(self._state.opening, BODY, wrap=True)
            card.rows.addWidget(self.opening)
        row = Flow()
        self.measure_opening = self._button(row, N_("Measure it …"), self._actions.measure_opening)
        card.rows.addLayout(row)
        return card

    def _card(self, title: str, about: str) -> Card:
        card = Card(self._look)
        card.rows.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP + 4)
        card.rows.addWidget(words(self._texts.say(title), MEDIUM, weight=500, wrap=True))
        card.rows.addWidget(words(self._texts.say(about), BODY, tone="muted", wrap=True))
        return card

    def _labelled(self, name: str, choice: Choice) -> QWidget:
        """A choice with its name above it."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP // 2)
        label = words(self._texts.say(name), BODY, weight=500)
        label.setBuddy(choice)
        column.addWidget(label)
        column.addWidget(choice)
        return both

    def _button(self, row: Flow | QVBoxLayout, name: str, act: Callable[[], object]) -> Button:
        button = Button(self._look, self._texts.say(name), act)
        row.addWidget(button)
        return button

    def _foot(self) -> Flow:
        foot = Flow(2 * STEP, right=True)
        private = self._texts.say(N_("Everything stays on this computer, unless you take it along yourself."))
        foot.add_words(words(self._state.problem or private, SMALL, tone="muted", wrap=True))
        self.primary = Button(self._look, self._texts.say(N_("Done")), self._actions.done, filled=True)
        foot.addWidget(self.primary)
        return foot
