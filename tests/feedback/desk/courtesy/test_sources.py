"""One question to all sources: what stands in the way, what is not told, and that nothing can go wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedback.desk.courtesy.asking import LONGEST_REST_S, PATIENCE_S, REST_S, AnyOf, Asking, FirstOf, NotToldError
from feedback.desk.courtesy.given import Given, GivenTable
from feedback.desk.courtesy.sources import ABSENT_S, Sources
from feedback.desk.courtesy.table import Power, Quiet, SourceTable
from feedback.desk.events import Now
from feedback.kept.desk_records import Hindrance


def at(steady_s: float = 0.0) -> Now:
    return Now(steady_s, datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


class Failing:
    """A source that fails in its own way until it is mended."""

    def __init__(self, error: Exception) -> None:
        self.error: Exception | None = error
        self.asked = self.closed = 0

    def read(self, _: Asking) -> bool:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return True

    def close(self) -> None:
        self.closed += 1


def test_nothing_stands_in_the_way_of_a_quiet_desk():
    told = GivenTable().sources().ask(at())
    assert told.reasons == told.unknown == frozenset()
    assert told.now == at()


@pytest.mark.parametrize(
    ("matter", "answer", "reason"),
    [
        ("camera", True, Hindrance.CAMERA_USED),
        ("microphone", True, Hindrance.MICROPHONE_USED),
        ("hidden", True, Hindrance.LOCKED),
        ("idle", Quiet(ABSENT_S), Hindrance.ABSENT),
        ("full_screen", True, Hindrance.PRESENTING),
        ("do_not_disturb", True, Hindrance.PRESENTING),
        ("battery", Power(on_battery=True, share=0.19), Hindrance.BATTERY),
    ],
)
def test_each_reason_is_seen_and_goes_again(matter: str, answer: object, reason: Hindrance):
    desk = GivenTable()
    sources = desk.sources()
    usual = getattr(desk, matter).answer
    getattr(desk, matter).answer = answer
    assert sources.ask(at()).reasons == {reason}
    getattr(desk, matter).answer = usual
    assert sources.ask(at(1.0)).reasons == frozenset()


@pytest.mark.parametrize("matter", ["camera", "microphone", "hidden", "idle", "battery"])
def test_what_is_not_told_is_unknown_and_no_reason(matter: str):
    desk = GivenTable()
    getattr(desk, matter).answer = None
    told = desk.sources().ask(at())
    assert told.reasons == frozenset()
    assert len(told.unknown) == 1


def test_presenting_is_known_while_either_of_its_signs_is():
    desk = GivenTable()
    desk.full_screen.answer = None
    sources = desk.sources()
    assert sources.ask(at()).unknown == frozenset()
    assert [str(one) for one in sources.not_told(at())] == [
        "This desktop does not say when a program fills the screen or presents."
    ]


def test_a_system_that_tells_nothing_says_so_in_words():
    sources = Sources(SourceTable())
    words = [str(one) for one in sources.not_told(at())]
    assert len(words) == len(set(words)) == 7
    assert sources.ask(at()).unknown == {
        Hindrance.CAMERA_USED,
        Hindrance.MICROPHONE_USED,
        Hindrance.LOCKED,
        Hindrance.ABSENT,
        Hindrance.PRESENTING,
        Hindrance.BATTERY,
    }


def test_a_battery_counts_only_as_far_as_the_person_chose():
    desk = GivenTable()
    sources = desk.sources()
    desk.battery.answer = Power(on_battery=True, share=0.8)
    assert sources.ask(at()).reasons == frozenset()
    assert sources.ask(at(), on_battery=False).reasons == {Hindrance.BATTERY}
    desk.battery.answer = Power(on_battery=False, share=0.05)  # charging
    assert sources.ask(at(), on_battery=False).reasons == frozenset()
    desk.battery.answer = Power(on_battery=True)  # how full is not told
    assert sources.ask(at()).reasons == frozenset()


def test_keys_are_told_apart_where_the_system_does():
    desk = GivenTable()
    sources = desk.sources()
    desk.idle.answer = Quiet(4.0, typing_s=30.0)
    assert (sources.ask(at()).idle_s, sources.ask(at()).typing_s) == (4.0, 30.0)
    desk.idle.answer = Quiet(4.0)
    assert sources.ask(at()).typing_s == 4.0


def test_while_a_glance_runs_only_what_ends_it_is_asked():
    desk = GivenTable()
    sources = desk.sources()
    desk.idle.answer = Quiet(30.0)
    sources.ask(at())
    desk.camera.answer = desk.microphone.answer = True
    told = sources.ask(at(1.0), fast=True)
    assert told.reasons == {Hindrance.MICROPHONE_USED}
    assert told.idle_s == 31.0
    assert desk.camera.asked == desk.idle.asked == desk.battery.asked == 1


def test_our_own_camera_is_no_reason():
    desk = GivenTable()
    desk.camera.answer = True
    sources = desk.sources()
    told = sources.ask(at(), glancing=True)
    assert told.reasons == told.unknown == frozenset()
    assert sources.ask(at()).reasons == {Hindrance.CAMERA_USED}


@pytest.mark.parametrize("error", [OSError("gone"), ValueError(), NotToldError("no"), MemoryError(), KeyError("x")])
def test_whatever_fails_is_unknown_and_is_left_alone_ever_longer(error: Exception):
    failing = Failing(error)
    sources = Sources(SourceTable(microphone=failing))
    assert Hindrance.MICROPHONE_USED in sources.ask(at()).unknown
    assert failing.closed == 1  # nothing stays open
    sources.ask(at(REST_S - 1.0))
    assert failing.asked == 1
    sources.ask(at(REST_S))
    sources.ask(at(2.0 * REST_S))
    assert failing.asked == 2
    for minute in range(24 * 60):
        sources.ask(at(3600.0 + 60.0 * minute))
    assert failing.asked < 2 + 24 * 3600.0 / LONGEST_REST_S + 6
    failing.error = None
    told = sources.ask(at(48 * 3600.0))
    assert told.reasons == {Hindrance.MICROPHONE_USED}
    assert Hindrance.MICROPHONE_USED not in told.unknown


def test_when_the_time_is_up_the_others_are_not_blamed():
    clock = [0.0]
    slow, other = Given[bool](True), Given[bool](True)

    class Slow(Given[bool]):
        def read(self, asking: Asking) -> bool:
            clock[0] += PATIENCE_S
            asking.left_s()
            return True

    both = AnyOf(Slow(True), other)
    with pytest.raises(NotToldError):
        both.read(Asking(0.0, clock=lambda: clock[0]))
    assert other.asked == 0
    assert both.read(Asking(0.1, clock=lambda: clock[0]))  # the slow one rests, the other does not
    assert slow.asked == 0


def test_of_several_the_first_that_answers_is_believed():
    first, second = Given[bool](None), Given[bool](False)
    both = FirstOf(first, second)
    assert both.read(Asking(0.0)) is False
    first.answer = True
    assert both.read(Asking(REST_S)) is True
    assert second.asked == 1


def test_of_several_one_yes_is_enough_and_one_no_is_an_answer():
    first, second = Given[bool](None), Given[bool](False)
    both = AnyOf(first, second)
    assert both.read(Asking(0.0)) is False
    second.answer = True
    assert both.read(Asking(0.0)) is True
    with pytest.raises(NotToldError):
        AnyOf(Given[bool](None)).read(Asking(0.0))


def test_closed_sources_may_be_asked_again_at_once():
    failing = Failing(OSError())
    sources = Sources(SourceTable(hidden=failing))
    sources.ask(at())
    sources.close()
    failing.error = None
    assert sources.ask(at(1.0)).reasons == {Hindrance.LOCKED}
