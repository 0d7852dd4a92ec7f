"""The pages about one's own past, and the ways between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from feedback.demo import SOURCE as DEMO_SOURCE
from feedback.history_table import exercise_words
from feedback.recorder import Recorder
from feedback.store.records import KeptSession
from feedback.texts import Texts
from feedback.trend import all_tags
from feedback.view import Plan
from feedback.window.controls import Page
from feedback.window.history_page import HistoryActions, HistoryPage
from feedback.window.message_page import Action, MessagePage
from feedback.window.note_page import NotePage
from feedback.window.options import WindowOptions
from feedback.window.past import Past, suggestion
from feedback.window.spoken import MONTHS
from feedback.window.theme import Look
from vision.errors import N_

Go = Callable[[], object]


class Speaks(Protocol):
    """The window, as far as these pages need it: how it looks and which language it speaks now."""

    look: Look
    texts: Texts


class PastPages:
    """Makes and shows the pages about ``past``. show: put a page before the person; leave: go back."""

    def __init__(self, host: Speaks, options: WindowOptions, show: Callable[[Page], object], leave: Go) -> None:
        self.past = Past(options.data_dir, options.profile)
        self._host, self._show, self._leave = host, show, leave

    def recorder(self, plan: Plan, spec: str) -> Recorder | None:
        """Keeps the session that is about to begin; None when there is none, or on the built-in clip."""
        return self.past.recorder(plan.config) if plan.config is not None and spec != DEMO_SOURCE else None

    def suggestion(self, now: datetime) -> str:
        """What the home page says of the past: why it cannot be read, or what was done last."""
        sessions = self.past.sessions()
        return self._problem() or suggestion(sessions, now, self._host.texts)

    def go_history(self, chosen: int | None = None) -> None:
        """The history, with the session of this number shown (else the last one)."""
        host = self._host
        sessions = self.past.sessions()
        actions = HistoryActions(
            curve=self.past.curve,
            note=lambda session: self.go_note(session, partial(self.go_history, session.id)),
            report=self.go_report,
            home=self._leave,
        )
        self._show(HistoryPage(host.look, host.texts, sessions, actions, problem=self._problem(), chosen=chosen))

    def note_on(self, recorder: Recorder | None, back: Go) -> Go | None:
        """What opens the note of a session that was just recorded; None when it is not kept."""
        if recorder is None or self.past.session(recorder.uid) is None:
            return None

        def write() -> None:
            session = self.past.session(recorder.uid)  # as it is now: a note may have been written already
            if session is not None:
                self.go_note(session, back)

        return write

    def go_note(self, session: KeptSession, back: Go) -> None:
        """Write about a session, then go ``back``."""
        host = self._host
        day = f"{session.day.day} {host.texts.say(MONTHS[session.day.month - 1])}"
        page = NotePage(
            host.look,
            host.texts,
            f"{exercise_words(session, host.texts)}, {day}, {session.started_at:%H:%M}",
            session.note,
            session.tags,
            all_tags(self.past.sessions()),
            keep=partial(self.past.keep_note, session),
            done=back,
        )
        self._show(page)

    def go_report(self) -> None:
        """Make the report and open it with the browser; say where it is when that cannot be."""
        say = self._host.texts.say
        path = self.past.report(self._host.texts)
        if path is not None and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            return
        line = self._problem() or say(N_("The report is {path}; open it with your browser."), path=path)
        back = Action(say(N_("Back")), self.go_history)
        self._self._show(MessagePage(self._host.look, say(N_("Report to print")), (line,), (back,)))

    def _problem(self) -> str:
        return self._host.texts.error(self.past.problem) if self.past.problem else ""
