"""A session story told to a recorder, turn by turn as the line does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from calibration.states import Kind
from feedback.practice import session as core
from feedback.practice.events import SummaryEvent
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.visit.events import NoticeEvent
from feedback.visit.recorder import Recorder
from feedback.visit.view import Phase, View
from tests.calibration.people import a_baseline
from tests.feedback.practice.stories import jaw

FPS = 20.0
BASELINE = a_baseline()


class Recorded:
    """Someone practises and is recorded into ``data_dir``."""

    def __init__(self, data_dir: Path, wall: datetime | None = None, length_s: float = 600.0) -> None:
        self.config = core.SessionConfig(SOFT_JAW, length_s, "default")
        clock: Callable[[], datetime] = lambda: wall or datetime.now().astimezone()  # noqa: E731
        self.recorder = Recorder(data_dir, self.config, clock)
        self.now_s = 50.0
        self.notices: list[str] = []
        self.said: list[str] = []
        self.summary: core.Summary | None = None
        self.session, events = core.begin(self.config, self.now_s)
        self._turn(events)

    def does(self, kind: Kind, seconds: float, after_turn: Callable[[float], object] | None = None) -> Recorded:
        for _ in range(round(seconds * FPS)):
            self.now_s += 1 / FPS
            self.session, events = core.advance(self.session, self.config, jaw(self.now_s, kind), self.now_s)
            self._turn(events)
            if after_turn is not None:
                after_turn(self.now_s - 50.0)
        return self

    def pauses(self, seconds: float) -> Recorded:
        self.session, events = core.pause(self.session)
        self._turn(events)
        for _ in range(round(seconds * 10)):
            self.now_s += 0.1
            self.session, events = core.advance(self.session, self.config, None, self.now_s)
            self._turn(events)
        self.session, events = core.resume(self.session)
        self._turn(events)
        return self

    def stops(self) -> Recorded:
        self.session, events = core.end(self.session, self.config, core.Ending.STOPPED)
        self._turn(events)
        return self

    def _turn(self, events: core.SessionEvents) -> None:
        for event in events:
            if isinstance(event, SummaryEvent):
                self.summary = event.summary
        view = View(Phase.SESSION, self.now_s, session=self.session, baseline=BASELINE)
        for told in self.recorder(view, events):
            assert isinstance(told, NoticeEvent)
            self.notices.append(told.id)
            self.said.append(told.sentence.template)
