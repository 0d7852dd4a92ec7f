"""A desk in a made-up world: a person, calls, locks, clocks; and a driver that does what the core asks for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone, tzinfo

from feedback.desk.config import SILENT_DAYS, DeskConfig
from feedback.desk.core import advance, begin_desk
from feedback.desk.events import (
    AskCourtesy,
    Asked,
    AskTeeth,
    CheckAnswered,
    Courtesy,
    Effect,
    EndGlance,
    GlanceEnded,
    HintEnded,
    Keep,
    Now,
    ReleaseEnded,
    ShowHint,
    StartGlance,
    StartRelease,
    Status,
    TakeHintAway,
    Tick,
    Told,
    Wait,
)
from feedback.kept.desk_past import DayCount, DeskPast
from feedback.kept.desk_records import Glance, Hindrance, Hint, HintAnswer, Release, Seen, SelfCheck, Teeth

WINTER = timezone(timedelta(hours=1))
NINE = datetime(2026, 11, 26, 9, 0, tzinfo=WINTER)
MINUTE, HOUR = 60.0, 3600.0
AWAY_S = 120.0
CAMERA_FREE_S = 0.2
"""How long the driver takes to have the camera released once it is told to."""


def past_week(at: datetime = NINE, *, relaxed: int = 4, days: int = SILENT_DAYS) -> DeskPast:
    """A silent week behind the person, with so many of ten glances relaxed."""
    counts = (DayCount((at - timedelta(days=ago)).date(), 12, 10, relaxed) for ago in range(days, 0, -1))
    return DeskPast(days=tuple(counts))


@dataclass
class Look:
    """A glance as it happened. begun_s, free_s: when the camera was opened and released. why: it was told to end."""

    begun_s: float
    free_s: float = math.inf
    told_to_end_s: float | None = None
    why: Hindrance | None = None


@dataclass
class World:
    """What happens is given by times in s since the start, on the steady clock; what was done is gathered."""

    config: DeskConfig = field(default_factory=DeskConfig)
    past: DeskPast = field(default_factory=past_week)
    start: datetime = NINE
    zone: tzinfo | None = None
    sees: Callable[[float], Seen] = lambda _: Seen.TENSE
    takes_s: Callable[[float], float] = lambda _: 4.0
    failing: Callable[[float], Hindrance | None] = lambda _: None
    reasons: list[tuple[float, float, Hindrance]] = field(default_factory=list)
    away: list[tuple[float, float]] = field(default_factory=list)
    typing: list[tuple[float, float]] = field(default_factory=list)
    jumps: list[tuple[float, float]] = field(default_factory=list)
    asked: list[tuple[float, str, float | None]] = field(default_factory=list)
    answers: Callable[[float], HintAnswer] = lambda _: HintAnswer.NONE
    teeth: Callable[[float], Teeth | None] = lambda _: Teeth.TOUCHING
    unknown: frozenset[Hindrance] = frozenset()
    paused_until: datetime | None = None
    deaf: bool = False

    def __post_init__(self) -> None:
        self.t = 0.0
        self.looks: list[Look] = []
        self.hints: list[float] = []
        self.checks: list[tuple[float, bool]] = []
        self.kept: list[Glance | Hint | SelfCheck | Release] = []
        self.kept_s: list[float] = []
        self.statuses: list[Status] = []
        self.full_asks = self.fast_asks = self.calls = self.releases = self.taken_away = 0
        self._ends: dict[str, float] = {}
        acts = [(at, "ask", (what, pause_s)) for at, what, pause_s in self.asked]
        self._due = sorted([*((at, "jump", by) for at, by in self.jumps), *acts], key=lambda one: one[0])
        self._shift_s = 0.0
        self.state, effects = begin_desk(self.config, self.now, self.past, self.paused_until)
        self._do(effects)

    # ── the world ──

    @property
    def now(self) -> Now:
        """Both clocks."""
        wall = datetime.fromtimestamp(self.start.timestamp() + self.t + self._shift_s, self.start.tzinfo)
        return Now(self.t, wall.astimezone(self.zone) if self.zone is not None else wall)

    def idle_s(self, at: float) -> float:
        """Since the last key or movement: people at work touch something every few seconds."""
        for left, back in self.away:
            if left <= at < back:
                return at - left
        returned = max((back for _, back in self.away if back <= at), default=-math.inf)
        return min(5.0, at - returned, self.typing_s(at))

    def typing_s(self, at: float) -> float:
        """Since the last key."""
        if any(begins <= at < ends for begins, ends in self.typing):
            return 0.3
        return min((at - ends for _, ends in self.typing if ends <= at), default=600.0)

    def standing(self, at: float) -> frozenset[Hindrance]:
        """The reasons that stand."""
        found = {reason for begins, ends, reason in self.reasons if begins <= at < ends}
        if self.idle_s(at) > AWAY_S and Hindrance.ABSENT not in self.unknown:
            found.add(Hindrance.ABSENT)
        return frozenset(found)

    # ── the driver ──

    def run(self, until_s: float) -> World:
        """Go on until then."""
        while True:
            at = min(self.wait_s, *self._ends.values(), *(one[0] for one in self._due[:1]), until_s)
            self.t = max(self.t, at)
            if self.t >= until_s:
                return self
            self._next()

    def _next(self) -> None:
        if self._due and self._due[0][0] <= self.t:
            _, what, how = self._due.pop(0)
            if what == "jump":
                self._shift_s += how  # whoever drives it is not told: it wakes by its own timer
                return
            self._tell(Asked(self.now, *how))
            return
        for what in ("glance", "hint", "check", "release"):
            if self._ends.get(what, math.inf) <= self.t:
                del self._ends[what]
                self._over(what)
                return
        self._tell(Tick(self.now))

    def _over(self, what: str) -> None:
        if what == "glance":
            look = self.looks[-1]
            look.free_s = self.t
            at = self._begun
            why = self.failing(look.begun_s)
            glance = Glance(at, self.sees(look.begun_s), "", 6.0, self.t - look.begun_s, profile="default")
            if why is not None:
                glance = Glance(at, Seen.NOT_TAKEN, why, 0.0, self.t - look.begun_s, profile="default")
            elif look.why is not None:
                glance = replace(glance, seen=Seen.UNSURE, why="ended early")
            if not self.deaf:
                self._tell(GlanceEnded(self.now, glance))
        elif what == "hint":
            self._tell(HintEnded(self.now, self.answers(self.hints[-1])))
        elif what == "check":
            self._tell(CheckAnswered(self.now, self.teeth(self.checks[-1][0])))
        else:
            self._tell(ReleaseEnded(self.now, whole=True))

    def _tell(self, told: Told) -> None:
        self.calls += 1
        self.state, effects = advance(self.state, self.config, told)
        self._do(effects)

    def _do(self, effects: tuple[Effect, ...]) -> None:  # noqa: C901 - one line for each effect
        asks: list[AskCourtesy] = []
        assert isinstance(effects[-1], Wait)
        for effect in effects:
            match effect:
                case Wait():
                    assert effect.until_s > self.t
                    self.wait_s = effect.until_s
                case AskCourtesy():
                    asks.append(effect)
                case StartGlance():
                    assert "glance" not in self._ends, "two glances at a time"
                    self.looks.append(Look(self.t))
                    self._begun = self.now.wall
                    self._ends["glance"] = self.t + self.takes_s(self.t)
                case EndGlance():
                    look = self.looks[-1]
                    look.told_to_end_s, look.why = self.t, effect.why
                    self._ends["glance"] = self.t + CAMERA_FREE_S
                case ShowHint():
                    self.hints.append(self.t)
                    self._ends["hint"] = self.t + effect.for_s
                case TakeHintAway():
                    self.taken_away += 1
                    for what in ("hint", "check"):
                        if what in self._ends:
                            self._ends[what] = self.t + 0.1
                case AskTeeth():
                    self.checks.append((self.t, effect.by_chance))
                    self._ends["check"] = self.t + 4.0
                case StartRelease():
                    self.releases += 1
                    self._ends["release"] = self.t + 30.0
                case Keep():
                    self.kept.append(effect.record)
                    self.kept_s.append(self.t)
                case Status():
                    self.statuses.append(effect)
        for ask in asks:
            self._answer(ask)

    def _answer(self, ask: AskCourtesy) -> None:
        reasons = self.standing(self.t)
        if ask.fast:
            self.fast_asks += 1
            fast = reasons & {Hindrance.MICROPHONE_USED, Hindrance.LOCKED}
            self._tell(Courtesy(self.now, fast, fast=True))
            return
        self.full_asks += 1
        told = Courtesy(self.now, reasons - self.unknown, self.idle_s(self.t), self.typing_s(self.t), self.unknown)
        self._tell(told)

    # ── what was kept ──

    @property
    def glances(self) -> list[Glance]:
        """Glances, taken or not."""
        return [one for one in self.kept if isinstance(one, Glance)]

    @property
    def left_out(self) -> list[str]:
        """Why each that was left out was."""
        return [str(one.why) for one in self.glances if one.seen is Seen.NOT_TAKEN]

    @property
    def taken(self) -> list[Glance]:
        """Those in which something was seen."""
        return [one for one in self.glances if one.seen is not Seen.NOT_TAKEN]

    @property
    def kept_hints(self) -> dict[datetime, Hint]:
        """Hints as the history has them: one for each time."""
        return {one.at: one for one in self.kept if isinstance(one, Hint)}

    @property
    def self_checks(self) -> list[SelfCheck]:
        """Answers."""
        return [one for one in self.kept if isinstance(one, SelfCheck)]
