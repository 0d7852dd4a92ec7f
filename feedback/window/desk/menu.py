"""The menu of tray and strip: one place for all that the person can ask of the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from feedback.desk.events import Status
from feedback.desk.words import silence_words, status_words
from feedback.texts import Texts
from vision.sentences import N_

HALF_HOUR_S, HOUR_S = 1800.0, 3600.0
PAUSES = (
    (HALF_HOUR_S, N_("Pause for half an hour")),
    (HOUR_S, N_("Pause for an hour")),
    (None, N_("Pause until tomorrow")),
)


@dataclass(frozen=True, slots=True)
class DeskActions:
    """What can be asked for. ask: as `Keeper.ask`. today, open_window: in the main window, a process of its own."""

    ask: Callable[[str, float | None], object]
    today: Callable[[], object]
    open_window: Callable[[], object]
    leave: Callable[[], object]


class DeskMenu(QMenu):
    """Says at its top what the desk does; trays that show no words of their own have them here."""

    def __init__(self, texts: Texts, actions: DeskActions, *, looks: bool) -> None:
        super().__init__()
        say, self._texts = texts.say, texts
        self.setAccessibleName(say(N_("At the desk")))
        self.told = self._line()
        self.silence = self._line()
        self.trouble = self._line()
        self.trouble.setVisible(False)
        self.addSeparator()
        self.look_now = self._entry(N_("Look now"), partial(actions.ask, "look", None))
        self.look_now.setVisible(looks)
        self.pauses = [self._entry(words, partial(actions.ask, "pause", pause_s)) for pause_s, words in PAUSES]
        self.go_on = self._entry(N_("Continue"), partial(actions.ask, "resume", None))
        self.addSeparator()
        self.check = self._entry(N_("How is my jaw?"), partial(actions.ask, "check", None))
        self.release = self._entry(N_("Let it hang, 30 s"), partial(actions.ask, "release", None))
        self.addSeparator()
        self.today = self._entry(N_("Today"), actions.today)
        self.open_window = self._entry(N_("Open Kaakrust"), actions.open_window)
        self.leave = self._entry(N_("Quit"), actions.leave)

    def show_status(self, status: Status, now: datetime, *, learnt: bool = False) -> None:
        """Other words at its top, and only what can be asked for now."""
        self.told.setText(status_words(status, now, self._texts))
        silence = silence_words(status, self._texts, learnt=learnt)
        self.silence.setText(silence)
        self.silence.setVisible(bool(silence))
        paused = status.paused_until is not None
        self.go_on.setVisible(paused)
        for pause in self.pauses:
            pause.setVisible(not paused)
        self.look_now.setEnabled(not status.glancing)

    def show_looks(self, looks: bool) -> None:
        """Whether looks through the camera are wanted at all."""
        self.look_now.setVisible(looks)

    def tell_trouble(self, problem: str) -> None:
        """Something does not work."""
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))

    def _line(self) -> QAction:
        line = self.addAction("")
        line.setEnabled(False)
        return line

    def _entry(self, words: str, act: Callable[[], object]) -> QAction:
        entry = self.addAction(self._texts.say(words))
        entry.triggered.connect(lambda: act())
        return entry
