"""One kept session on a card: when and what it was, its figures, its curve, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from feedback.kept.records import KeptSession
from feedback.kept.told import TOO_LITTLE, ended_words, exercise_words
from feedback.kept.trend import CHANGES, session_change
from feedback.practice.looks import Moment
from feedback.practice.summary import CurvePoint, Ending
from feedback.texts import Texts
from feedback.texts.measures import clock, gap_text, share_text
from feedback.window.controls.controls import Button, Card, say, words
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance
from feedback.window.drawn.curve import Curve
from feedback.window.drawn.curve_time import can_be_drawn
from feedback.window.pages.session_names import day_name
from vision.sentences import N_


@dataclass(frozen=True, slots=True)
class SessionActions:
    """What can be asked for about a session. curve: its points. note: write about it. remove: asks once more first."""

    curve: Callable[[KeptSession], tuple[CurvePoint, ...]]
    note: Callable[[KeptSession], object]
    remove: Callable[[KeptSession], object]


class SessionCard(Card):
    """Shows the session it is given."""

    def __init__(self, look: Appearance, texts: Texts, actions: SessionActions) -> None:
        super().__init__(look, padding=2 * STEP)
        self._texts, self._actions = texts, actions
        self._session: KeptSession | None = None
        head = QHBoxLayout()
        head.setSpacing(STEP)
        self.title = words("", BODY, weight=500, wrap=True)
        head.addWidget(self.title, 1)
        self.note = Button(look, texts.say(N_("Note")), lambda: self._ask(actions.note), bare=True)
        self.remove = Button(look, texts.say(N_("Remove …")), lambda: self._ask(actions.remove), bare=True)
        head.addWidget(self.note)
        head.addWidget(self.remove)
        self.rows.addLayout(head)
        self.details = words("", SMALL, tone="muted", wrap=True)
        self.rows.addWidget(self.details)
        self._curve_place = QVBoxLayout()
        self._curve_place.addStretch()  # takes what is left where there is no curve to take it
        self.rows.addLayout(self._curve_place, 1)
        self.curve: Curve | None = None

    def show_session(self, session: KeptSession, time: str) -> None:
        """Show ``session``. time: when it began, as it is called among those of its day."""
        texts = self._texts
        self._session = session
        length = clock(session.totals.elapsed_s)
        say(self.title, f"{day_name(session.day, texts)}, {time}  ·  {exercise_words(session, texts)}, {length}")
        say(self.details, "  ·  ".join(facts_of(session, texts)))
        if self.curve is not None:
            self._curve_place.removeWidget(self.curve)
            self.curve.hide()
            self.curve.deleteLater()
            self.curve = None
        points = self._actions.curve(session)
        if can_be_drawn(points):
            self.curve = Curve(self._look, texts, points, session.judged_s)
            self.curve.setMinimumHeight(8 * STEP)
            self._curve_place.insertWidget(0, self.curve, 1)

    def _ask(self, what: Callable[[KeptSession], object]) -> None:
        if self._session is not None:
            what(self._session)


def facts_of(session: KeptSession, texts: Texts) -> list[str]:
    """Its figures, its answers, its tags and its note, each in a few words."""
    totals = session.totals
    facts = _seen(session, texts)
    if session.relaxed_share is not None:
        facts.append(texts.say(N_("relaxed {share}"), share=share_text(session.relaxed_share)))
    if session.longest_s is not None:
        facts.append(texts.say(N_("longest {time}"), time=clock(session.longest_s)))
    if totals.hanging_gap_mm is not None:
        facts.append(gap_text(totals.hanging_gap_mm, totals.hanging_gap_sd_mm, texts))
    compared = session_change(session)
    if compared:
        before, after, change = compared
        words_of = texts.say(CHANGES[change])
        own = N_("tension {before} → {after}: {change}")
        facts.append(texts.say(own, before=f"{before:g}", after=f"{after:g}", change=words_of))
    looked_before, looked_after = session.look(Moment.BEFORE), session.look(Moment.AFTER)
    if looked_before and looked_after:
        looks = (gap_text(look.gap_mm, look.gap_sd_mm, texts) for look in (looked_before, looked_after))
        facts.append(texts.say(N_("jaw before → after {looks}"), looks=" → ".join(looks)))
    if session.ended != Ending.DONE.value:
        facts.append(ended_words(session, texts))
    facts += [texts.say(tag) for tag in session.tags]
    if session.note:
        facts.append(f"“{session.note}”")
    return facts


def _seen(session: KeptSession, texts: Texts) -> list[str]:
    """How long of what could be seen the jaw hung, or that there was too little to see, or nothing."""
    if session.hanging_share is not None:
        return [texts.say(N_("hanging {share}"), share=share_text(session.hanging_share))]
    if session.judged_s > 0:
        return [texts.say(TOO_LITTLE)]
    return [] if session.looks else [texts.say(N_("nothing of the jaw was seen"))]
