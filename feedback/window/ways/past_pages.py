"""The pages about one's own past, and the ways between them."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from feedback.kept.opening_words import opening_in_short
from feedback.kept.records import KeptSession
from feedback.kept.told import exercise_words
from feedback.kept.trend import all_tags
from feedback.texts.dates import MONTHS
from feedback.window.controls.stage import Go, Stage
from feedback.window.pages.history_page import HistoryActions, HistoryPage
from feedback.window.pages.note_page import Note, NoteActions, NotePage
from feedback.window.pages.session_card import SessionActions
from feedback.window.person.past import suggestion
from feedback.window.person.person import Person
from feedback.window.ways.data_pages import DataPages


class PastPages:
    """Makes and shows the pages about the person's past. plan: opens theirs. leave: back to where they came from."""

    def __init__(self, stage: Stage, person: Person, data_pages: DataPages, plan: Go, leave: Go) -> None:
        self._past = person.past
        self._stage, self._data_pages, self._plan, self._leave = stage, data_pages, plan, leave

    def suggestion(self, now: datetime) -> str:
        """What the home page says of the past: why it cannot be read, or what was done last."""
        sessions = self._past.sessions()
        return self._problem() or suggestion(sessions, now, self._stage.texts)

    def go_history(self, chosen: int | None = None) -> None:
        """The history, with the session of this number shown (else the last one)."""
        stage = self._stage
        sessions = self._past.sessions()
        of_session = SessionActions(
            curve=self._past.curve,
            note=lambda session: self.go_note(session, partial(self.go_history, session.id)),
            remove=lambda session: self._data_pages.remove((session,), partial(self.go_history, session.id)),
        )
        own_data = partial(self._data_pages.show, self.go_history)
        actions = HistoryActions(of_session, own_data, self._plan, home=self._leave)
        problem, opening = self._problem(), self._past.last_opening()
        measured = opening_in_short(opening, stage.texts) if opening is not None else ""
        page = HistoryPage(
            stage.look, stage.texts, sessions, actions, problem=problem, chosen=chosen, measured=measured
        )
        stage.show_page(page, self._leave)

    def note_on(self, uid: str | None, back: Go) -> Go | None:
        """What opens the note of the session of this name; None when it is not kept."""
        if uid is None or self._past.session(uid) is None:
            return None

        def write() -> None:
            session = self._past.session(uid)  # as it is now: a note may have been written already
            if session is not None:
                self.go_note(session, back)

        return write

    def go_note(self, session: KeptSession, back: Go) -> None:
        """Write about a session, then go ``back``."""
        stage = self._stage
        day = f"{session.day.day} {stage.texts.say(MONTHS[session.day.month - 1])}"
        named = f"{exercise_words(session, stage.texts)}, {day}, {session.started_at:%H:%M}"
        note = Note(named, session.note, session.tags, all_tags(self._past.sessions()))
        actions = NoteActions(partial(self._past.keep_note, session), back)
        stage.show_page(NotePage(stage.look, stage.texts, note, actions), back)

    def _problem(self) -> str:
        return self._stage.texts.say(self._past.problem.sentence) if self._past.problem else ""
