"""The keeper among parts that fail, answer twice, and change under its hands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from feedback.desk.config import DeskConfig
from feedback.desk.core import advance, begin_desk
from feedback.desk.events import Courtesy, Now, ShowHint
from feedback.desk.keeper import Keeper, Record
from feedback.desk.state import DeskState
from feedback.kept.desk_past import DayCount, DeskPast
from feedback.kept.desk_records import Glance, Hindrance, Hint, HintAnswer, Release, Seen, SelfCheck, Teeth
from feedback.kept.errors import StoreError
from tests.feedback.desk.faces import NotingFace

TEN = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
WEEK = DeskPast(days=tuple(DayCount((TEN - timedelta(days=ago)).date(), 30, 24, 10) for ago in range(9, 0, -1)))


class Desk:
    """A keeper whose parts are in the test's hands. seen: what each glance comes to. asked: every courtesy question."""

    def __init__(self, *, camera: bool = True) -> None:
        self.s = 0.0
        self.face = NotingFace()
        self.reasons: frozenset[Hindrance] = frozenset()
        self.seen = Seen.TENSE
        self.asked: list[dict[str, bool]] = []
        self.problem: StoreError | None = None
        self.stored: list[Record] = []
        self.ended: list[Hindrance] = []
        self.closed: list[str] = []
        self.choices: list[DeskConfig] = []
        self.pauses: list[datetime | None] = []
        self._until_s = math.inf
        self._at = TEN
        config = DeskConfig(camera=camera)
        state, effects = begin_desk(config, self.now(), WEEK)
        self.keeper: Keeper[DeskState] = Keeper(
            state,
            effects,
            advance,
            config,
            clock=self.now,
            sources=self,
            glances=Glances(self),
            store=Store(self),
            face=self.face,
            choices=Choices(self),
        )

    def now(self) -> Now:
        return Now(self.s, TEN + timedelta(seconds=self.s))

    def ask(self, now: Now, **how: bool) -> Courtesy:
        self.asked.append(how)
        return Courtesy(now, self.reasons, 4.0, 4.0)

    def close(self) -> None:
        self.closed.append("sources")

    def run(self, s: float) -> None:
        """Let so much time pass, stepped whenever the keeper wants it."""
        until_s = self.s + s
        while True:
            self.s = min(until_s, self.s + self.keeper.wait_s)
            self.keeper.step()
            if self.s >= until_s:
                return

    def until(self, name: str) -> None:
        """Let time pass until the face is told this."""
        count = len(self.face.of(name))
        while len(self.face.of(name)) == count:
            self.s += self.keeper.wait_s
            self.keeper.step()
            assert self.s < 36_000, f"never told: {name}"


class Glances:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.until_s = desk, math.inf

    def start(self, now: Now, at_most_s: float) -> None:  # noqa: ARG002
        self.until_s, self.at, self.why = now.steady_s + 8.0, now.wall, ""

    def end(self, why: Hindrance) -> None:
        self.desk.ended.append(why)
        self.until_s, self.why = self.desk.s + 0.2, why

    def poll(self, now: Now) -> Glance | None:
        if now.steady_s < self.until_s:
            return None
        self.until_s = math.inf
        return Glance(self.at, Seen.NOT_TAKEN if self.why else self.desk.seen, self.why)

    def due_s(self, now: Now) -> float:  # noqa: ARG002
        return self.until_s

    def close(self) -> None:
        self.desk.closed.append("glances")


class Store:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def keep(self, record: Record) -> StoreError | None:
        self.desk.stored.append(record)
        problem, self.desk.problem = self.desk.problem, None
        return problem

    def catch_up(self) -> StoreError | None:
        self.desk.closed.append("store")
        return None


class Choices:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def read(self) -> DeskConfig | None:
        return self.desk.choices.pop() if self.desk.choices else None

    def keep_pause(self, until: datetime | None) -> None:
        self.desk.pauses.append(until)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def records(desk: Desk, kind: type) -> Sequence[Record]:
    return [record for record in desk.stored if isinstance(record, kind)]


def test_a_tense_glance_leads_to_a_hint_and_the_hint_to_a_release(desk: Desk):
    desk.until("hint")
    desk.keeper.answer_hint(HintAnswer.RELEASE)
    assert desk.face.of("release") == [30.0]
    desk.run(30.0)
    desk.keeper.end_release(True)
    assert [type(record) for record in desk.stored[-3:]] == [Hint, Hint, Release]


def test_a_second_click_is_not_a_second_answer(desk: Desk):
    desk.until("hint")
    desk.keeper.answer_hint(HintAnswer.LATER)
    desk.keeper.answer_hint(HintAnswer.RELEASE)
    desk.keeper.end_release(True)
    desk.keeper.answer_check(Teeth.RELAXED)
    assert not desk.face.of("release")
    assert not records(desk, Release)
    assert not records(desk, SelfCheck)
    assert records(desk, Hint)[-1].answer is HintAnswer.LATER


def test_a_call_takes_the_hint_away_and_nothing_is_left_on_the_screen(desk: Desk):
    desk.until("hint")
    desk.reasons = frozenset({Hindrance.MICROPHONE_USED})
    desk.until("hint away")
    assert not desk.keeper.is_shown(ShowHint)
    assert records(desk, Hint)[-1].answer is HintAnswer.NONE


def test_a_call_while_the_camera_is_open_has_it_back(desk: Desk):
    desk.keeper.step()
    while not any(how["fast"] for how in desk.asked):
        desk.s += desk.keeper.wait_s
        desk.keeper.step()
    assert desk.asked[-1] == {"fast": True, "on_battery": True, "glancing": True}
    desk.reasons = frozenset({Hindrance.MICROPHONE_USED})
    began_s = desk.s
    while not desk.ended:
        desk.s += desk.keeper.wait_s
        desk.keeper.step()
    assert desk.s - began_s <= 0.3
    desk.run(1.0)
    glance = records(desk, Glance)[-1]
    assert (glance.seen, glance.why) == (Seen.NOT_TAKEN, Hindrance.MICROPHONE_USED)


def test_a_history_that_takes_nothing_is_told_of_and_the_day_goes_on(desk: Desk):
    desk.problem = StoreError("The disk is full.")
    desk.run(3 * 3600.0)
    assert desk.face.of("trouble") == ["The disk is full."]
    assert len(records(desk, Glance)) > 5


def test_other_choices_hold_from_the_next_step_on(desk: Desk):
    desk.run(600.0)
    desk.choices.append(DeskConfig(camera=False))
    seen = len(records(desk, Glance))
    desk.run(4 * 3600.0)
    assert len(records(desk, Glance)) == seen


def test_a_pause_is_kept_and_its_end_too(desk: Desk):
    desk.run(30.0)
    desk.keeper.ask("pause", 3600.0)
    assert desk.pauses == [TEN + timedelta(seconds=3630)]
    desk.run(3700.0)
    assert desk.pauses[-1] is None


def test_a_desk_without_a_camera_asks_and_never_looks():
    desk = Desk(camera=False)
    desk.until("question")
    desk.keeper.answer_check(Teeth.TOUCHING)
    assert not records(desk, Glance)
    assert records(desk, SelfCheck)[0].asked


def test_the_end_lets_go_of_camera_sources_and_history(desk: Desk):
    desk.run(600.0)
    desk.keeper.close()
    assert desk.closed == ["glances", "sources", "store"]
    assert desk.keeper.over
    told = len(desk.face.told)
    desk.keeper.ask("look")
    assert len(desk.face.told) == told
