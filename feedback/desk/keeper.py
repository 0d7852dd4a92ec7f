"""The keeper: carries out what the desk's core asks for and tells it what came of it.

No Qt and no thread. Whoever drives it, a terminal's loop or a window's timer, does no more than

    keeper.step()                       # when woken, first at once
    sleep(keeper.wait_s)                # or timer.start(keeper.wait_s); may be woken earlier, and by an answer
    keeper.close()                      # at the end: the glance that runs is ended, its camera released

and hands on what the person does: ``answer_hint(answer)``, ``answer_check(teeth)``, ``end_release(whole)`` and
``ask("look" | "check" | "release" | "resume" | "pause", pause_s)``. ``configure(config)`` puts other choices in force.
The demo's day (feedback/desk/demo.py) is a keeper too, and ``over`` at its end. Both are made in
feedback/desk/opening.py.

The parts it stands on are handed in: the core's ``advance``, `Sources` (courtesy), `Glances` (the camera, in a process
of its own), `Store` (the history) and `Face` (the tray or the terminal). Nothing they do ends the day.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from feedback.desk.config import DeskConfig
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
from feedback.desk.face import Face
from feedback.desk.release import RELEASE_LASTS_S
from feedback.kept.desk_records import Glance, Hindrance, Hint, HintAnswer, Release, SelfCheck, Teeth
from vision.errors import PlainError

StateT = TypeVar("StateT")
Advance = Callable[[StateT, DeskConfig, Told], tuple[StateT, Sequence[Effect]]]
Record = Glance | Hint | SelfCheck | Release


class Sources(Protocol):
    """The courtesy sources."""

    def ask(self, now: Now, *, fast: bool = False, on_battery: bool = True, glancing: bool = False) -> Courtesy:
        """Ask all of them, or only those that end a running glance. Never raises, and answers within a moment.

        on_battery: whether glances are wanted on battery. glancing: a glance of ours has the camera.
        """
        ...

    def close(self) -> None:
        """Let go of what they hold."""
        ...


class Glances(Protocol):
    """The camera for a few seconds, in a process of its own."""

    def start(self, now: Now, at_most_s: float) -> None:
        """Start one. Never raises: what goes wrong becomes the glance's word."""
        ...

    def end(self, why: Hindrance) -> None:
        """End the running one at once, if there is one."""
        ...

    def poll(self, now: Now) -> Glance | None:
        """The glance, once it is over and its process is gone; None before. Never waits."""
        ...

    def due_s(self, now: Now) -> float:
        """When ``poll`` is worth the next call, by the steady clock; infinite while none runs."""
        ...

    def close(self) -> None:
        """End whatever runs, and wait for its end."""
        ...


class Store(Protocol):
    """The desk's part of the history, as `feedback.kept.desk_log.DeskLog`."""

    def keep(self, record: Record) -> PlainError | None:
        """Write a record, or hold it until writing works again; the problem is returned once, when it begins."""
        ...

    def catch_up(self) -> PlainError | None:
        """Write what is held."""
        ...


class Choices(Protocol):
    """The person's choices, where somebody else may change them meanwhile."""

    def read(self) -> DeskConfig | None:
        """The choices, if they have changed since they were read last."""
        ...

    def keep_pause(self, until: datetime | None) -> None:
        """Keep the end of a pause, None for none."""
        ...


class Keeper(Generic[StateT]):
    """The desk at work.

    state, effects: as the core begins. clock: gives the time; everything else follows from it and from what the parts
    say. The effects are carried out with the first step. choices: looked at before each step, None for fixed ones.
    """

    def __init__(
        self,
        state: StateT,
        effects: Sequence[Effect],
        advance: Advance[StateT],
        config: DeskConfig,
        *,
        clock: Callable[[], Now],
        sources: Sources,
        glances: Glances,
        store: Store,
        face: Face,
        choices: Choices | None = None,
    ) -> None:
        self.state = state
        self.config = config
        self.clock = clock
        self._advance = advance
        self._sources, self._glances, self._store, self._face = sources, glances, store, face
        self._told: deque[Told] = deque()
        self._busy = self._closed = False
        self._due_s = -math.inf
        self._choices = choices
        self._paused_until: datetime | None = None
        self._first = tuple(effects)
        self._shown: set[type[Effect]] = set()

    @property
    def due_s(self) -> float:
        """The steady clock's time of the next step; a step earlier does no harm."""
        return min(self._due_s, self._glances.due_s(self.clock()))

    @property
    def wait_s(self) -> float:
        """How long the driver may sleep, s."""
        return max(0.0, self.due_s - self.clock().steady_s)

    @property
    def over(self) -> bool:
        """Whether there is nothing to come; a real day has no end."""
        return self._closed

    def step(self) -> None:
        """Look after a running glance, and tell the core of the time when it asked to be told."""
        now = self.clock()
        first, self._first = self._first, ()
        for effect in first:
            self._carry_out(effect)
        if self._choices is not None and (config := self._choices.read()) is not None:
            self.configure(config)
        if (glance := self._glances.poll(now)) is not None:
            self.tell(GlanceEnded(now, glance))
        if now.steady_s >= self._due_s:
            self.tell(Tick(now))

    def answer_hint(self, answer: HintAnswer) -> None:
        """The hint is off the screen, and this is what the person did with it."""
        if self._is_gone(ShowHint):
            self.tell(HintEnded(self.clock(), answer))

    def answer_check(self, teeth: Teeth | None) -> None:
        """The self-check's question is off the screen; None: not answered."""
        if self._is_gone(AskTeeth):
            self.tell(CheckAnswered(self.clock(), teeth))

    def end_release(self, whole: bool) -> None:
        """The release is over; ``whole``: not left before its end."""
        if self._is_gone(StartRelease):
            self.tell(ReleaseEnded(self.clock(), whole))

    def ask(self, what: str, pause_s: float | None = None) -> None:
        """The person asks, as `Asked` says."""
        self.tell(Asked(self.clock(), what, pause_s))

    def configure(self, config: DeskConfig) -> None:
        """Go on with other choices, from now on."""
        self.config = config
        self.tell(Tick(self.clock()))

    def is_shown(self, what: type[Effect]) -> bool:
        """Whether what this effect asked for (ShowHint, AskTeeth, StartRelease) is on the screen."""
        return what in self._shown

    @property
    def is_occupied(self) -> bool:
        """Whether something of its own is on the screen, or the person paused it: nothing else may come beside."""
        return bool(self._shown) or self._paused_until is not None

    def ask_sources(self, *, fast: bool) -> Courtesy:
        """What the courtesy sources say now."""
        now = self.clock()
        glancing = math.isfinite(self._glances.due_s(now))
        told = self._sources.ask(now, fast=fast, on_battery=self.config.on_battery, glancing=glancing)
        return replace(told, fast=fast)

    def tell(self, told: Told) -> None:
        """Tell the core, and carry out what it asks for. What comes of that is told in turn, in order."""
        self._told.append(told)
        if self._busy or self._closed:
            return
        self._busy = True
        try:
            while self._told:
                self.state, effects = self._advance(self.state, self.config, self._told.popleft())
                for effect in effects:
                    self._carry_out(effect)
        finally:
            self._busy = False

    def close(self) -> None:
        """End the day: the camera is released when this returns. Safe to call twice."""
        self._closed = True
        self._glances.close()
        self._sources.close()
        self._store.catch_up()

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case AskCourtesy(fast):
                self._told.append(self.ask_sources(fast=fast))
            case StartGlance(at_most_s):
                self._glances.start(self.clock(), at_most_s)
            case EndGlance(why):
                self._glances.end(why)
            case Keep(record):
                if (problem := self._store.keep(record)) is not None:
                    self._face.trouble(problem.sentence)
                self._face.kept(record)
            case Wait(until_s):
                self._due_s = until_s
            case _:
                self._show(effect)

    def _show(self, effect: ShowHint | TakeHintAway | AskTeeth | StartRelease | Status) -> None:
        match effect:
            case ShowHint(for_s):
                self._shown.add(ShowHint)
                self._face.show_hint(for_s)
            case TakeHintAway():
                self._face.take_hint_away()
                self.answer_hint(HintAnswer.NONE)
                if AskTeeth in self._shown:
                    self._face.take_question_away()
                    self.answer_check(None)
            case AskTeeth(for_s, by_chance):
                self._shown.add(AskTeeth)
                self._face.ask_teeth(for_s, by_chance=by_chance)
            case StartRelease():
                self._shown.add(StartRelease)
                self._face.start_release(RELEASE_LASTS_S)
            case Status():
                self._keep_pause(effect.paused_until)
                self._face.show_status(effect)

    def _keep_pause(self, until: datetime | None) -> None:
        if self._choices is not None and until != self._paused_until:
            self._choices.keep_pause(until)
        self._paused_until = until

    def _is_gone(self, what: type[Effect]) -> bool:
        """Take it that this is off the screen; False when it was not on it, as after two clicks."""
        shown = what in self._shown
        self._shown.discard(what)
        return shown
