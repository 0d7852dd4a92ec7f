"""A hundred days that nobody thought of: what may never happen at the desk, whatever happens around it."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.desk.config import DeskConfig
from feedback.kept.desk_past import DeskPast
from feedback.kept.desk_records import Glance, Hindrance, HintAnswer, Seen, Teeth
from tests.scenarios.desk_world import HOUR, MINUTE, NINE, World, past_week

LENGTH_S = 5 * HOUR
FAST = (Hindrance.MICROPHONE_USED, Hindrance.LOCKED)
REASONS = (*FAST, Hindrance.CAMERA_USED, Hindrance.PRESENTING, Hindrance.BATTERY)

times = st.floats(0, LENGTH_S, allow_nan=False)


def stretches(longest_s: float, most: int) -> st.SearchStrategy[list[tuple[float, float]]]:
    """Some stretches of the day, which may lie over each other."""
    return st.lists(st.tuples(times, st.floats(1, longest_s)), max_size=most).map(
        lambda found: [(begins, begins + length) for begins, length in found]
    )


def joined(found: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same, without overlaps and less than a minute between."""
    whole: list[tuple[float, float]] = []
    for begins, ends in sorted(found):
        if whole and begins <= whole[-1][1] + MINUTE:
            whole[-1] = (whole[-1][0], max(ends, whole[-1][1]))
        else:
            whole.append((begins, ends))
    return whole


configs = st.builds(
    DeskConfig,
    every_min=st.floats(5, 30),
    hints_a_day=st.integers(0, 12),
    checks_a_day=st.integers(0, 6),
    closed_min=st.sampled_from([None, 15.0, 60.0]),
    seed=st.integers(0, 1000),
)
acts = st.lists(
    st.tuples(
        times,
        st.sampled_from(["look", "check", "release", "pause", "resume"]),
        st.sampled_from([None, 30 * MINUTE, HOUR]),
    ),
    max_size=4,
)


@st.composite
def days(draw: st.DrawFn, *, set_clocks: bool = True) -> World:
    """A day with anything in it."""
    chance = random.Random(draw(st.integers(0, 10_000)))
    reasons = [(*stretch, draw(st.sampled_from(REASONS))) for stretch in draw(stretches(HOUR, 5))]
    away = joined(draw(stretches(HOUR, 4)) + [(begins, ends) for begins, ends, why in reasons if why is FAST[1]])
    jumps = draw(st.lists(st.tuples(times, st.sampled_from([-30 * HOUR, -HOUR, 0.5 * HOUR, 10 * HOUR])), max_size=2))
    seen = chance.choices([Seen.TENSE, Seen.RELAXED, Seen.CLOSED, Seen.UNSURE], [4, 2, 1, 1], k=99)
    takes = chance.choices([1.0, 3.0, 9.0, 19.0, math.inf], [4, 4, 2, 1, 1], k=99)
    fails = chance.choices([None, *Hindrance], [30, *([1] * len(Hindrance))], k=99)
    hinted, answered = chance.choices(list(HintAnswer), k=99), chance.choices([None, *Teeth], k=99)
    return World(
        config=draw(configs),
        past=past_week(days=draw(st.sampled_from([5, 7, 9]))),
        start=NINE + timedelta(hours=draw(st.integers(0, 23))),
        sees=lambda at: seen[int(at) % 99],
        takes_s=lambda at: takes[int(at) % 99],
        failing=lambda at: fails[int(at) % 99],
        reasons=reasons,
        away=away,
        typing=draw(stretches(10 * MINUTE, 4)),
        jumps=jumps if set_clocks else [],
        asked=draw(acts),
        answers=lambda at: hinted[int(at) % 99],
        teeth=lambda at: answered[int(at) % 99],
    )


def paused_at(day: World, at: float) -> bool:
    """Whether the person had paused by their own word, as long as no clock was set. "Until tomorrow" ends at four."""
    until = -math.inf
    for when, what, pause_s in sorted(day.asked, key=lambda one: one[0]):
        if when > at:
            break
        if what == "pause":
            until = when + (pause_s or s_until_four(day.start + timedelta(seconds=when)))
        if what == "resume":
            until = -math.inf
    return at < until


def s_until_four(at: datetime) -> float:
    """From a time to the next four o'clock in the morning, of the same day for those who are up after midnight."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + timedelta(hours=4) - at).total_seconds() % (24 * HOUR) or 24 * HOUR


@settings(max_examples=100)
@given(days())
def test_a_hundred_random_days_keep_every_promise(day: World):
    day.run(LENGTH_S)
    hints_keep_their_promises(day)
    glances_keep_their_promises(day)
    records_are_well_ordered(day)


def hints_keep_their_promises(day: World) -> None:
    assert all(later - earlier >= 20 * MINUTE for earlier, later in pairwise(day.hints))
    by_day = Counter(hint.at.date() for hint in day.kept_hints.values())
    assert all(count <= day.config.hints_a_day for count in by_day.values())
    if len(day.past.days) < 7 and not day.jumps:
        assert not day.hints
        assert not [at for at, by_chance in day.checks if by_chance]
    for at in day.hints:
        assert not day.standing(at)
        assert not [1 for left, back in day.away if back - left > 2 * MINUTE and left + 30 < at < back + 3 * MINUTE]
        assert not [1 for begins, ends in day.typing if begins <= at < ends]
    asked = [at for at, by_chance in day.checks if by_chance]
    assert all(later - earlier >= 20 * MINUTE for earlier, later in pairwise(asked))
    assert not [1 for hint in day.hints for at in asked if abs(hint - at) < 10 * MINUTE]


def glances_keep_their_promises(day: World) -> None:
    own = {when for when, what, _ in day.asked if what == "look"}
    for look in day.looks:
        assert not day.standing(look.begun_s)
        assert min(look.free_s, day.t) - look.begun_s <= 24, "the camera is always released"
        calls = [begins for begins, ends, why in day.reasons if why in FAST and look.begun_s < begins]
        if calls and min(calls) < look.free_s:
            assert look.free_s <= min(calls) + 0.5 or min(calls) + 0.5 > day.t
        if not day.jumps and not own:
            assert not paused_at(day, look.begun_s)
    told = [at for at, one in zip(day.kept_s, day.kept, strict=True) if isinstance(one, Glance) and one.took_s > 0]
    told_of = dict(zip(told, [one for one in day.glances if one.took_s > 0], strict=True))
    for earlier, later in pairwise(day.looks):
        came_to_nothing = any(
            one.seen is Seen.NOT_TAKEN for at, one in told_of.items() if earlier.free_s - 1 <= at <= earlier.free_s + 1
        )
        by_oneself = any(earlier.begun_s <= when <= later.begun_s for when in own)
        assert came_to_nothing or by_oneself or later.begun_s - earlier.begun_s >= day.config.every_min * MINUTE


def records_are_well_ordered(day: World) -> None:
    ended = [look for look in day.looks if look.free_s < day.t]
    begun = Counter(one.at for one in day.glances if one.took_s > 0)
    assert sum(begun.values()) == len(ended), "one record for each look"
    assert all(one.took_s >= 0 for one in day.glances)
    assert all(one.why for one in day.glances if one.seen is Seen.NOT_TAKEN)
    if not day.jumps:
        for kind in {type(one) for one in day.kept}:
            at = [one.at for one in day.kept if type(one) is kind]
            assert at == sorted(at)
        assert len(set(begun)) == sum(begun.values())
    assert day.kept_s == sorted(day.kept_s)


@settings(max_examples=25)
@given(days(), st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True), st.sampled_from(FAST))
def test_a_call_in_any_look_has_the_camera_at_once(day: World, which: float, where: float, why: Hindrance):
    day.run(HOUR)
    ended = [look for look in day.looks if look.free_s < day.t]
    if not ended:
        return
    look = ended[int(which * len(ended))]
    call = look.begun_s + 1e-6 + where * (look.free_s - look.begun_s)
    again = replace(day, reasons=[*day.reasons, (call, call + HOUR, why)])
    again.run(call + 2 * MINUTE)
    (same,) = [one for one in again.looks if one.begun_s == look.begun_s]
    assert same.free_s <= call + 0.5
    assert not [one for one in again.looks if one.begun_s > call]
    assert not [at for at in again.hints if at > call]


@settings(max_examples=25)
@given(days(set_clocks=False), st.floats(60, LENGTH_S - 60), st.floats(1, 300))
def test_a_restart_at_any_moment_repeats_nothing(day: World, killed_s: float, off_s: float):
    day.run(killed_s)
    checks = tuple(day.self_checks)
    taken = [one.at for one in day.taken]
    past = DeskPast(day.state.days, tuple(day.kept_hints.values()), checks, taken[-1] if taken else None)
    again = replace(
        day, past=past, start=day.now.wall + timedelta(seconds=off_s), reasons=[], away=[], typing=[], asked=[]
    )
    again.run(2 * HOUR)
    hints = [*day.hints, *(at + killed_s + off_s for at in again.hints)]
    assert all(later - earlier >= 20 * MINUTE - 0.01 for earlier, later in pairwise(hints))
    by_day = Counter(hint.at.date() for one in (day, again) for hint in one.kept_hints.values())
    assert all(count <= day.config.hints_a_day for count in by_day.values())


@pytest.mark.parametrize("every_min", [5.0, 12.0, 30.0])
def test_looks_are_as_far_apart_as_chosen(every_min: float):
    day = World(config=DeskConfig(every_min=every_min, checks_a_day=0)).run(8 * HOUR)
    between = [later.begun_s - earlier.begun_s for earlier, later in pairwise(day.looks)]
    assert every_min * MINUTE <= min(between)
    assert max(between) <= 1.5 * every_min * MINUTE
    assert all(isinstance(one, Glance) for one in day.taken)
