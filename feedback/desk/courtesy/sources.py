"""All courtesy sources of a system behind one question."""

from __future__ import annotations

from datetime import UTC, datetime

from feedback.desk.courtesy.asking import Asking, NotToldError, Resting, Source
from feedback.desk.courtesy.table import Matter, Power, Quiet, SourceTable
from feedback.desk.courtesy.words import NOT_TOLD
from feedback.desk.events import Courtesy, Now
from feedback.kept.desk_records import Hindrance
from vision.sentences import Sentence

ABSENT_S = 120.0
"""Nobody is taken to be there when nothing was touched for this long; the camera then stays off."""
LOW_BATTERY = 0.20
"""Below this share of the battery what is left of it is not ours to spend."""
FAST_EVERY_S = 0.25
"""How often the fast question is to be put while a glance runs, so that it ends within 0.5 s of a call."""

MATTERS = {
    Matter.CAMERA: Hindrance.CAMERA_USED,
    Matter.MICROPHONE: Hindrance.MICROPHONE_USED,
    Matter.HIDDEN: Hindrance.LOCKED,
    Matter.IDLE: Hindrance.ABSENT,
    Matter.FULL_SCREEN: Hindrance.PRESENTING,
    Matter.DO_NOT_DISTURB: Hindrance.PRESENTING,
    Matter.BATTERY: Hindrance.BATTERY,
}
FAST = (Matter.MICROPHONE, Matter.HIDDEN)

_NEVER = Now(0.0, datetime.fromtimestamp(0, UTC))


class Sources:
    """Asks the sources of ``table``; one for the program, asked from one thread."""

    def __init__(self, table: SourceTable) -> None:
        self._sources: dict[Matter, Source[bool | Quiet | Power]] = {}
        for matter in Matter:
            source = getattr(table, matter.value)
            if source is not None:
                self._sources[matter] = Resting(source)
        self._shared = table.shared
        self._told: dict[Matter, bool] = {}
        """What was asked so far, and whether it was answered the last time."""
        self._last = Courtesy(_NEVER)

    @classmethod
    def of_this_system(cls) -> Sources:
        """Those that this system has; none of them is opened before it is asked."""
        from feedback.desk.courtesy.system import system_table

        return cls(system_table())

    def ask(self, now: Now, *, fast: bool = False, on_battery: bool = True, glancing: bool = False) -> Courtesy:
        """What stands in the way of a look now. Never raises.

        fast: only what ends a running glance is asked; idle_s and typing_s then go on from the last whole question, as
        if nobody had touched anything since. on_battery: whether looks are wanted on battery too. glancing: a glance of
        ours has the camera.
        """
        asking = Asking(now.steady_s)
        left_out = {Matter.CAMERA} if glancing else set()
        matters = [matter for matter in (FAST if fast else Matter) if matter not in left_out]
        answers = {matter: self._one(matter, asking) for matter in matters}
        reasons = {MATTERS[matter] for matter, answer in answers.items() if _in_the_way(answer, on_battery)}
        quiet = answers.get(Matter.IDLE)
        if isinstance(quiet, Quiet):
            idle_s, typing_s = quiet.idle_s, quiet.idle_s if quiet.typing_s is None else quiet.typing_s
        elif fast:
            since_s = max(0.0, now.steady_s - self._last.now.steady_s)
            idle_s, typing_s = self._last.idle_s + since_s, self._last.typing_s + since_s
        else:
            idle_s = typing_s = 0.0
        self._last = Courtesy(now, frozenset(reasons), idle_s, typing_s, self._unknown())
        return self._last

    def missing(self, now: Now) -> tuple[Matter, ...]:
        """What this system does not tell; asked first if it was not yet."""
        if not self._told.keys() >= set(Matter):
            self.ask(now)
        return tuple(matter for matter in Matter if not self._told.get(matter, False))

    def not_told(self, now: Now) -> tuple[Sentence, ...]:
        """The same in words, one sentence each, for preferences."""
        return tuple(NOT_TOLD[matter] for matter in self.missing(now))

    def close(self) -> None:
        """Let go of everything that is open."""
        for source in (*self._sources.values(), *self._shared):
            source.close()

    def _one(self, matter: Matter, asking: Asking) -> bool | Quiet | Power | None:
        source = self._sources.get(matter)
        try:
            answer = None if source is None else source.read(asking)
        except NotToldError:
            answer = None
        self._told[matter] = answer is not None
        return answer

    def _unknown(self) -> frozenset[Hindrance]:
        """A reason is unknown when none of its matters is told; what was not asked yet is not called unknown."""
        told = {MATTERS[matter] for matter, known in self._told.items() if known}
        return frozenset(MATTERS[matter] for matter in self._told) - told


def _in_the_way(answer: bool | Quiet | Power | None, on_battery: bool) -> bool:
    match answer:
        case Quiet():
            return answer.idle_s >= ABSENT_S
        case Power():
            low = answer.share is not None and answer.share < LOW_BATTERY
            return answer.on_battery and (low or not on_battery)
        case None:
            return False
    return answer


def not_told_here(now: Now) -> tuple[Sentence, ...]:
    """What this system does not say: sources asked once, and closed again."""
    sources = Sources.of_this_system()
    try:
        return sources.not_told(now)
    finally:
        sources.close()
