"""A small language for session stories: who does what for how long."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from calibration.states import JawState, Kind, Reason
from feedback.practice import session as core
from feedback.practice.cues import Fading
from feedback.practice.exercise.form import Exercise
from feedback.practice.exercise.soft_jaw import SOFT_JAW

GAPS_MM = {Kind.HANGING: 6.0, Kind.CLOSED_SOFT: 2.0, Kind.CLOSED_TENSE: 0.0, Kind.WIDE: 18.0, Kind.ACTIVE: 5.0}


def jaw(t_s: float, kind: Kind, reason: Reason | None = None) -> JawState:
    gap_mm = GAPS_MM.get(kind, math.nan)
    return JawState(t_s, gap_mm, 0.5, math.nan, kind, reason)


@dataclass
class Story:
    """Plays a session at ``fps`` readings a second and remembers what it said and when."""

    length_s: float = 60.0
    fps: float = 20.0
    now_s: float = 100.0
    exercise: Exercise = SOFT_JAW
    fading: Fading = Fading.NONE
    tension_told: bool = True
    told: list[tuple[float, core.Effect]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.config = core.SessionConfig(self.exercise, self.length_s, "test", fading=self.fading)
        self.session, events = core.begin(self.config, self.now_s, tension_told=self.tension_told)
        self._note(events)

    def does(self, kind: Kind, seconds: float, reason: Reason | None = None) -> Story:
        for _ in range(round(seconds * self.fps)):
            self.now_s += 1 / self.fps
            self.session, events = core.advance(self.session, self.config, jaw(self.now_s, kind, reason), self.now_s)
            self._note(events)
        return self

    def no_picture(self, seconds: float) -> Story:
        for _ in range(round(seconds * 10)):
            self.now_s += 0.1
            self.session, events = core.advance(self.session, self.config, None, self.now_s)
            self._note(events)
        return self

    def presses_pause(self) -> Story:
        turn = core.resume if self.session.paused is core.PauseReason.PERSON else core.pause
        self.session, events = turn(self.session)
        self._note(events)
        return self

    def skips(self, parts: int) -> Story:
        for _ in range(parts):
            self.session, events = core.skip(self.session, self.config)
            self._note(events)
        return self

    def sleeps(self) -> Story:
        self.now_s += 8 * 3600
        self.session, events = core.pause(self.session, core.PauseReason.SLEEP)
        self._note(events)
        return self

    def breathes_in(self) -> Story:
        self.session = core.breathe_in(self.session)
        return self

    def stops(self) -> core.Summary:
        self.session, events = core.end(self.session, self.config, core.Ending.STOPPED)
        self._note(events)
        return self.summary

    @property
    def cues(self) -> list[tuple[float, str]]:
        return [(round(t_s - 100, 2), event.cue.id) for t_s, event in self.told if isinstance(event, core.CueEvent)]

    @property
    def cue_ids(self) -> list[str]:
        return [name for _, name in self.cues]

    @property
    def summary(self) -> core.Summary:
        return next(event.summary for _, event in self.told if isinstance(event, core.SummaryEvent))

    def _note(self, events: core.SessionEvents) -> None:
        self.told += [(self.now_s, event) for event in events]
