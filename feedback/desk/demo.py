"""The demo's day: a whole day at the desk in forty seconds, with no camera, no file and nobody's jaw.

The core, the keeper and the face are the real ones. Made up are the clock, which runs some thousand times too fast and
slower while there is something to see; what stands in the way; the person's answers; and when the glances see what.
What each of them says is what real ones said of stretches of the built-in clip (`benchmarks.glance --only held`), and
of a talk and a turned head in another rendered clip.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle

from feedback.desk.config import DeskConfig
from feedback.desk.core import advance, begin_desk
from feedback.desk.events import Courtesy, Now, Status
from feedback.desk.face import Face
from feedback.desk.glance_line import Glimpsed, missed
from feedback.desk.keeper import Keeper, Record
from feedback.desk.state import DeskState
from feedback.kept.desk_past import DayCount, DeskPast
from feedback.kept.desk_records import Glance, Hindrance, HintAnswer, Seen, Teeth
from vision.errors import PlainError
from vision.sentences import Sentence

LASTS_S = 40.0
"""The day in real time, give or take a second, while nobody joins in."""
HOUR_S = 3600.0
BEGIN_S, END_S = 8.5 * HOUR_S, 17.5 * HOUR_S
"""Of a day at the desk, since midnight."""
MIDNIGHT = datetime(2026, 3, 3, tzinfo=UTC)
"""The day is always the same one, so that chance falls alike each time it is shown."""
DEMO_CONFIG = DeskConfig(checks_a_day=3)
PROFILE = "demo"
DAY_SPEED = 2250.0
"""Seconds of the day in a real one while nothing is to be seen; with what is slower the day takes LASTS_S."""
TYPED_S = 4.0
"""The person of the demo pauses in typing whenever it is asked: waiting is shown by the calls."""
HINT_S, QUESTION_S, RELEASE_S = 2.5, 2.5, 3.5
"""How long these stand on the screen, real s: long enough to be read, the release long enough to see it sink."""
GLANCE_S = 0.2
"""How long a glance takes, real s: long enough to see that the tray says so."""
ANSWERS_AFTER = 0.6
"""By this part of its time the person of the demo has answered."""
FRAME_S = 0.03
"""The day is moved on about so often, real s."""
PAST_DAYS = 9
"""Days before the demo's, so that its silent week is over."""

_RELAXED = Glimpsed(Seen.RELAXED, "", 5.1, 6.5, 1.0, 0.0, 1.9, 1.4)
_HANGS = Glimpsed(Seen.RELAXED, "", 5.1, 6.5, 1.0, 0.0, 5.2, 1.5)
_TENSE = Glimpsed(Seen.TENSE, "", 5.1, 6.5, 0.0, 1.0, 0.4, 1.4)
_ACTIVE = Glimpsed(Seen.ACTIVE, "talking", 0.0, 11.5)
_UNSURE = Glimpsed(Seen.UNSURE, "turned", 0.0, 9.5)
_NOBODY = missed(Hindrance.NO_FACE, 5.5)


@dataclass(frozen=True, slots=True)
class _Hours:
    """From one hour of the day to another, such as 9.5 for half past nine."""

    begins_h: float
    ends_h: float

    def hold(self, hour: float) -> bool:
        """Whether ``hour`` lies within."""
        return self.begins_h <= hour < self.ends_h


IN_THE_WAY = (
    (_Hours(9.75, 10.25), Hindrance.MICROPHONE_USED),
    (_Hours(12.25, 13.0), Hindrance.LOCKED),
    (_Hours(14.5, 15.0), Hindrance.CAMERA_USED),
    (_Hours(16.25, 16.5), Hindrance.PRESENTING),
)
"""Two calls, lunch, and a presentation."""
SEEN_THEN = (
    (_Hours(8.0, 9.75), (_RELAXED, _HANGS, _RELAXED)),
    (_Hours(9.75, 11.75), (_TENSE, _RELAXED, _TENSE)),
    (_Hours(11.75, 13.5), (_RELAXED, _ACTIVE, _HANGS)),
    (_Hours(13.5, 16.0), (_TENSE, _UNSURE, _RELAXED, _RELAXED)),
    (_Hours(16.0, 24.0), (_HANGS, _RELAXED, _NOBODY, _RELAXED)),
)
HINTS_ANSWERED = (HintAnswer.RELEASE, HintAnswer.NONE, HintAnswer.LATER)
TEETH_ANSWERED = (Teeth.TOUCHING, Teeth.RELAXED, None, Teeth.RELAXED)


class DemoDay(Keeper[DeskState]):
    """The demo as a keeper. ``real``: a clock that runs as real time does, s.

    However seldom it is stepped, the same things happen at the same times of its day, unless the person joins in.
    """

    def __init__(self, face: Face, real: Callable[[], float] = time.monotonic) -> None:
        self._real = real
        self._seen_s = real()
        self._line = _Line()
        self._person = _PersonAtFace(face, self, self._line)
        self._dealt = _Dealt()
        self._day = _OneDay()
        state, effects = begin_desk(DEMO_CONFIG, self._line.now(), _past())
        super().__init__(
            state,
            effects,
            advance,
            DEMO_CONFIG,
            clock=self._line.now,
            sources=_Hindering(),
            glances=self._dealt,
            store=self._day,
            face=self._person,
        )

    @property
    def wall(self) -> datetime:
        """The time of its day."""
        return self._line.now().wall

    @property
    def records(self) -> tuple[Record, ...]:
        """The day so far; a hint that was answered stands in it once."""
        return tuple(self._day.kept)

    @property
    def over(self) -> bool:
        """Whether the day is over."""
        return super().over or self._line.s >= END_S

    @property
    def wait_s(self) -> float:
        """Until the next picture of it, real s."""
        return 0.0 if self.over else FRAME_S

    def step(self) -> None:
        """Let the day go on by as much as real time did, from one thing that happens to the next."""
        now_s = self._real()
        left_s, self._seen_s = now_s - self._seen_s, now_s
        while not self.over:
            speed, until_s = self._speed(), min(self.due_s, self._person.due_s, END_S)
            takes_s = max(0.0, until_s - self._line.s) / speed
            if takes_s > left_s:
                self._line.s += left_s * speed
                return
            left_s -= takes_s
            self._line.s = max(self._line.s, until_s)
            self._person.act()
            super().step()

    def _speed(self) -> float:
        """Seconds of the day in one of real time."""
        return self._person.speed or self._dealt.speed or DAY_SPEED


class _Line:
    """The day's time. s: seconds since its midnight."""

    def __init__(self) -> None:
        self.s = BEGIN_S

    def now(self) -> Now:
        """Both clocks."""
        return Now(self.s, MIDNIGHT + timedelta(seconds=self.s))


class _Hindering:
    """Courtesy sources that go by the hour."""

    def ask(self, now: Now, *, fast: bool = False, on_battery: bool = True, glancing: bool = False) -> Courtesy:  # noqa: ARG002
        """Somebody who typed a moment ago, and what stands in the way now."""
        reasons = frozenset(reason for hours, reason in IN_THE_WAY if hours.hold(now.steady_s / HOUR_S))
        return Courtesy(now, reasons, idle_s=TYPED_S, typing_s=TYPED_S)

    def close(self) -> None:
        """Nothing is held."""


class _Dealt:
    """Glances dealt out over the day, each hour's in turn."""

    def __init__(self) -> None:
        self._running: tuple[Glance, float] | None = None
        self._count = 0

    @property
    def speed(self) -> float | None:
        """How fast the day goes while one runs."""
        return None if self._running is None else self._running[0].took_s / GLANCE_S

    def start(self, now: Now, at_most_s: float) -> None:  # noqa: ARG002 - none of these hangs
        """Deal the next one."""
        hand = next(hand for hours, hand in SEEN_THEN if hours.hold(now.steady_s / HOUR_S))
        glimpsed = hand[self._count % len(hand)]
        self._count += 1
        self._running = glimpsed.at(now.wall, PROFILE), now.steady_s + glimpsed.took_s

    def end(self, why: Hindrance) -> None:
        """It is over at once."""
        if self._running is not None:
            glance, _ = self._running
            self._running = replace(glance, seen=Seen.NOT_TAKEN, why=why.value), -math.inf

    def poll(self, now: Now) -> Glance | None:
        """The glance, when its time is over."""
        if self._running is None or now.steady_s < self._running[1]:
            return None
        glance, self._running = self._running[0], None
        return glance

    def due_s(self, now: Now) -> float:  # noqa: ARG002 - it is known from its start
        """When it is over."""
        return math.inf if self._running is None else self._running[1]

    def close(self) -> None:
        """Nothing is held."""
        self._running = None


class _OneDay:
    """A history that is gone with the demo."""

    def __init__(self) -> None:
        self.kept: list[Record] = []

    def keep(self, record: Record) -> PlainError | None:
        """Keep it, instead of one of the same kind and time."""
        self.kept = [one for one in self.kept if (type(one), one.at) != (type(record), record.at)] + [record]
        return None

    def catch_up(self) -> PlainError | None:
        """Nothing waits."""
        return None


class _PersonAtFace:
    """The real face, and somebody at it who answers after a while. Times are the day's."""

    def __init__(self, face: Face, day: DemoDay, line: _Line) -> None:
        self._face, self._day, self._line = face, day, line
        self._act: Callable[[], None] | None = None
        self._hints, self._questions = cycle(HINTS_ANSWERED), cycle(TEETH_ANSWERED)
        self.due_s = math.inf
        self.speed: float | None = None
        """How fast the day goes while something stands there; None while nothing does."""

    def act(self) -> None:
        """Answer what is due to be answered."""
        if self._line.s >= self.due_s:
            act, self._act = self._act, None
            self.due_s, self.speed = math.inf, None
            if act is not None:
                act()

    def show_hint(self, for_s: float) -> None:
        """Show it, shorter."""
        answer = next(self._hints)
        self._face.show_hint(HINT_S)
        self._meanwhile(for_s, HINT_S, None if answer is HintAnswer.NONE else partial(self._answer_hint, answer))

    def take_hint_away(self) -> None:
        """Take it away."""
        self._face.take_hint_away()

    def ask_teeth(self, for_s: float, *, by_chance: bool) -> None:
        """Ask, shorter."""
        teeth = next(self._questions)
        self._face.ask_teeth(QUESTION_S, by_chance=by_chance)
        self._meanwhile(for_s, QUESTION_S, None if teeth is None else partial(self._answer_question, teeth))

    def take_question_away(self) -> None:
        """Take it away."""
        self._face.take_question_away()

    def start_release(self, for_s: float) -> None:
        """Begin it, shorter; whoever began it stays to its end."""
        self._face.start_release(RELEASE_S)
        self._meanwhile(for_s, RELEASE_S, None)

    def show_status(self, status: Status) -> None:
        """Say it."""
        self._face.show_status(status)

    def kept(self, record: Record) -> None:
        """Tell it."""
        self._face.kept(record)

    def trouble(self, problem: Sentence) -> None:
        """Tell it."""
        self._face.trouble(problem)

    def _meanwhile(self, for_s: float, real_s: float, act: Callable[[], None] | None) -> None:
        """Let the day go slowly until it is answered, or else is over."""
        self.speed, self._act = for_s / real_s, act or self._over
        self.due_s = self._line.s + for_s * (ANSWERS_AFTER if act is not None else 1.0)

    def _answer_hint(self, answer: HintAnswer) -> None:
        self._face.take_hint_away()
        self._day.answer_hint(answer)

    def _answer_question(self, teeth: Teeth) -> None:
        self._face.take_question_away()
        self._day.answer_check(teeth)

    def _over(self) -> None:
        """Nobody answered: the face has taken it away, or does so now."""
        self._face.take_hint_away()
        self._day.answer_hint(HintAnswer.NONE)
        self._face.take_question_away()
        self._day.answer_check(None)
        self._day.end_release(True)


def _past() -> DeskPast:
    """Ordinary days before the demo's, none of them relaxed enough to make hints fewer."""
    days = (MIDNIGHT.date() - timedelta(days=before) for before in range(PAST_DAYS, 0, -1))
    return DeskPast(days=tuple(DayCount(day, taken=30, told=24, relaxed=11) for day in days))
