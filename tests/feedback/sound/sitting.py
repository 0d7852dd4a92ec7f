"""Somebody practises and somebody listens: a session's real rules, told turn by turn as the line does it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calibration.states import JawState, Kind
from feedback.practice import session as core
from feedback.practice.events import SessionEvents, SummaryEvent
from feedback.practice.exercise.form import Exercise
from feedback.practice.exercise.whole_routine import ROUTINE
from feedback.practice.summary import Ending, Summary
from feedback.visit.events import Event, NoticeEvent
from feedback.visit.view import Listener, Phase, View

TURNS_A_SECOND = 20.0
GAPS_MM = {Kind.HANGING: 7.0, Kind.CLOSED_SOFT: 2.0, Kind.CLOSED_TENSE: 0.0, Kind.WIDE: 18.0, Kind.ACTIVE: 5.0}


class Sitting:
    """One session on a time line that begins at 50 s, shown to ``listeners`` every turn."""

    def __init__(self, *listeners: Listener, exercise: Exercise = ROUTINE, length_s: float = 600.0) -> None:
        self.now_s = 50.0
        self.listeners = listeners
        self.told: list[NoticeEvent] = []
        self.summary: Summary | None = None
        self._config = core.SessionConfig(exercise, length_s, "test")
        self.session, events = core.begin(self._config, self.now_s)
        self._show(events)

    @property
    def view(self) -> View:
        phase = Phase.SESSION if self.session.ended is None else Phase.DONE
        return View(phase, self.now_s, session=self.session)

    def does(self, kind: Kind, seconds: float, gap_mm: float | None = None, sd_mm: float = 0.4) -> Sitting:
        """Go on for ``seconds`` with a jaw like this; in guided parts nobody sees it."""
        gap_mm = GAPS_MM.get(kind, math.nan) if gap_mm is None else gap_mm
        for _ in range(round(seconds * TURNS_A_SECOND)):
            self.now_s += 1 / TURNS_A_SECOND
            jaw = JawState(self.now_s, gap_mm, sd_mm, math.nan, kind, None)
            self._go(*core.advance(self.session, self._config, jaw, self.now_s))
        return self

    def sees_nothing(self, seconds: float) -> Sitting:
        for _ in range(round(seconds * 10)):
            self.now_s += 0.1
            self._go(*core.advance(self.session, self._config, None, self.now_s))
        return self

    def skips(self) -> Sitting:
        self._go(*core.skip(self.session, self._config))
        return self

    def pauses(self) -> Sitting:
        self._go(*core.pause(self.session))
        return self

    def goes_on(self) -> Sitting:
        self._go(*core.resume(self.session))
        return self

    def ends(self, how: Ending = Ending.DONE) -> Sitting:
        self._go(*core.end(self.session, self._config, how))
        return self

    def _go(self, session: core.Session, events: SessionEvents) -> None:
        self.session = session
        self._show(events)

    def _show(self, events: SessionEvents) -> None:
        for event in events:
            if isinstance(event, SummaryEvent):
                self.summary = event.summary
        self._tell(self.view, events)

    def _tell(self, view: View, events: Sequence[Event]) -> None:
        for listener in self.listeners:
            for told in listener(view, events):
                assert isinstance(told, NoticeEvent)
                self.told.append(told)
