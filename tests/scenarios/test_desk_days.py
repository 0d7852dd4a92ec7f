"""Whole days at the desk, on a clock that is handed in: when it looks, when it hints, and when it does neither."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from feedback.desk.config import DeskConfig
from feedback.desk.core import begin_desk
from feedback.desk.events import Now
from feedback.kept.desk_past import DayCount, DeskPast
from feedback.kept.desk_records import Glance, Hindrance, Hint, HintAnswer, Release, Seen, SelfCheck, Teeth
from tests.scenarios.desk_world import HOUR, MINUTE, NINE, WINTER, World, past_week

QUIET = DeskConfig(checks_a_day=0)
"""Without questions by chance, where the story is about hints."""


def apart(times: list[float]) -> float:
    return min((later - earlier for earlier, later in pairwise(times)), default=math.inf)


def test_an_office_day_with_two_calls_and_lunch() -> None:
    calls = [(1.0 * HOUR, 1.5 * HOUR), (5 * HOUR, 6 * HOUR)]
    lunch = (3 * HOUR, 3.75 * HOUR)
    day = World(
        reasons=[(begins, ends, Hindrance.MICROPHONE_USED) for begins, ends in calls],
        away=[lunch],
    ).run(8.5 * HOUR)
    assert 20 <= len(day.taken) <= 40
    for begins, ends in calls:
        assert not [look for look in day.looks if begins <= look.begun_s < ends]
        assert not [at for at in day.hints if begins <= at < ends]
    assert not [look for look in day.looks if lunch[0] + 2 * MINUTE < look.begun_s < lunch[1]]
    assert not [at for at in day.hints if lunch[0] <= at < lunch[1] + 3 * MINUTE]
    assert {"microphone_used", "absent"} == set(day.left_out)
    assert 1 <= len(day.hints) <= 6
    assert apart(day.hints) >= 20 * MINUTE
    assert 2 <= len(day.self_checks) <= 6


def test_nobody_can_wait_for_the_next_look() -> None:
    day = World(config=QUIET).run(8 * HOUR)
    between = [round(later.begun_s - earlier.begun_s) for earlier, later in pairwise(day.looks)]
    assert min(between) >= 12 * MINUTE
    assert max(between) < 18 * MINUTE
    assert len(set(between)) > len(between) / 2


def test_the_first_week_is_silent_and_says_how_long_it_still_is() -> None:
    for behind in range(7):
        day = World(past=past_week(days=behind)).run(6 * HOUR)
        assert len(day.taken) > 15
        assert day.hints == []
        assert day.checks == []
        assert day.statuses[-1].silent_days_left == 7 - behind
    first_after = World(past=past_week(days=7), config=QUIET).run(6 * HOUR)
    assert first_after.hints
    assert first_after.statuses[-1].silent_days_left == 0


def test_a_day_on_which_hardly_anything_was_seen_does_not_count_for_the_first_week() -> None:
    week = past_week()
    thin = replace(week, days=(*week.days[:-1], replace(week.days[-1], told=1, relaxed=1)))
    assert World(past=thin).run(2 * HOUR).hints == []


def test_a_relaxed_day_has_no_hint() -> None:
    day = World(config=QUIET, sees=lambda _: Seen.RELAXED).run(9 * HOUR)
    assert day.taken
    assert day.hints == []


@pytest.mark.parametrize("seen", [Seen.CLOSED, Seen.ACTIVE, Seen.UNSURE])
def test_only_a_tense_look_leads_to_a_hint(seen: Seen) -> None:
    assert World(config=QUIET, sees=lambda _: seen).run(6 * HOUR).hints == []


def test_the_own_rule_hints_after_an_hour_of_closed_looks() -> None:
    own = replace(QUIET, closed_min=60.0)
    day = World(config=own, sees=lambda _: Seen.CLOSED).run(5 * HOUR)
    assert HOUR <= day.hints[0] < 1.5 * HOUR
    assert apart(day.hints) >= HOUR
    broken = World(config=own, sees=lambda at: Seen.RELAXED if 35 * MINUTE < at % HOUR < 55 * MINUTE else Seen.CLOSED)
    assert broken.run(5 * HOUR).hints == []


def test_a_tense_day_has_no_more_hints_than_chosen() -> None:
    for chosen in (0, 1, 6, 12):
        day = World(config=replace(QUIET, hints_a_day=chosen)).run(12 * HOUR)
        assert len(day.hints) == chosen


def test_the_budget_falls_when_days_are_mostly_relaxed_and_comes_back() -> None:
    relaxed = [DayCount((NINE - timedelta(days=ago)).date(), 12, 10, 8) for ago in range(6, 0, -1)]
    silent = past_week(NINE - timedelta(days=6)).days
    assert len(World(config=QUIET, past=DeskPast((*silent, *relaxed[:3]))).run(12 * HOUR).hints) == 5
    assert len(World(config=QUIET, past=DeskPast((*silent, *relaxed))).run(12 * HOUR).hints) == 4
    tense = tuple(replace(day, relaxed=2) for day in relaxed[3:])
    assert len(World(config=QUIET, past=DeskPast((*silent, *relaxed[:3], *tense))).run(12 * HOUR).hints) == 6


def test_a_hint_waits_for_a_pause_in_typing() -> None:
    first = World(config=QUIET).run(HOUR).hints[0]
    writing = (first - 2 * MINUTE, first + 80.0)
    day = World(config=QUIET, typing=[writing]).run(HOUR)
    assert writing[1] + 2.5 <= day.hints[0] <= writing[1] + 10


def test_a_hint_that_finds_no_pause_is_dropped_and_not_late() -> None:
    first = World(config=QUIET).run(HOUR).hints[0]
    writing = (first - 2 * MINUTE, first + 8 * MINUTE)
    day = World(config=QUIET, typing=[writing]).run(HOUR)
    assert not [at for at in day.hints if at < writing[1] + 3 * MINUTE]


def test_a_hint_is_taken_away_by_a_call_and_waits_for_the_end_of_one() -> None:
    first = World(config=QUIET).run(HOUR).hints[0]
    day = World(config=QUIET, reasons=[(first + 3, first + HOUR, Hindrance.MICROPHONE_USED)]).run(first + 2 * MINUTE)
    assert day.hints == [first]
    assert day.taken_away == 1
    before = World(config=QUIET, reasons=[(first - 5, first + 60, Hindrance.PRESENTING)]).run(HOUR)
    assert first + 60 <= before.hints[0] <= first + 90


def test_no_hint_in_the_first_three_minutes_back_however_short_the_coffee() -> None:
    for minutes in range(3, 40, 2):
        coffee = (minutes * MINUTE, minutes * MINUTE + 2.5 * MINUTE)
        day = World(config=replace(QUIET, every_min=5.0), away=[coffee]).run(HOUR)
        assert not [at for at in day.hints if coffee[0] + 30 <= at < coffee[1] + 3 * MINUTE]


def test_a_lock_keeps_it_from_looking_and_says_so() -> None:
    day = World(reasons=[(HOUR, 2 * HOUR, Hindrance.LOCKED)]).run(3 * HOUR)
    assert not [look for look in day.looks if HOUR <= look.begun_s < 2 * HOUR]
    assert set(day.left_out) == {"locked"}
    assert Hindrance.LOCKED in [status.waiting_for for status in day.statuses]
    assert day.statuses[-1].waiting_for is None
    assert day.looks[-1].begun_s > 2 * HOUR


def test_it_looks_soon_after_a_reason_is_gone() -> None:
    day = World(reasons=[(HOUR, 2 * HOUR, Hindrance.CAMERA_USED)]).run(3 * HOUR)
    (again,) = [look.begun_s for look in day.looks if look.begun_s > HOUR][:1]
    assert 2 * HOUR <= again <= 2 * HOUR + 2 * MINUTE
    assert 3 <= day.left_out.count("camera_used") <= 6  # once for each that was planned, not for each time it was asked


def test_a_train_ride_without_camera_is_told_and_disturbs_nothing() -> None:
    ride = (HOUR, 3 * HOUR)
    day = World(failing=lambda at: Hindrance.NO_CAMERA if ride[0] <= at < ride[1] else None).run(5 * HOUR)
    assert 6 <= day.left_out.count("no_camera") <= 10
    assert Hindrance.NO_CAMERA in [status.waiting_for for status in day.statuses]
    assert not [at for at in day.hints if ride[0] + 5 * MINUTE <= at < ride[1]]
    assert len(day.taken) > 10


def test_a_daylight_change_is_said_and_never_guessed_at() -> None:
    sun, dusk = (2 * HOUR, 3 * HOUR), (6 * HOUR, 9 * HOUR)
    day = World(
        config=QUIET,
        sees=lambda at: Seen.UNSURE if sun[0] <= at < sun[1] else Seen.TENSE,
        failing=lambda at: Hindrance.STALE if dusk[0] <= at < dusk[1] else None,
    ).run(8 * HOUR)
    for begins, ends in (sun, dusk):
        assert not [at for at in day.hints if begins + 5 * MINUTE <= at < ends]
    told = [status.waiting_for for status in day.statuses]
    assert Hindrance.STALE in told
    assert day.left_out.count("stale") >= 6  # it goes on trying, since light comes back
    counted = day.state.days[-1]
    assert counted.told == sum(glance.seen is Seen.TENSE for glance in day.glances)
    assert counted.taken == len(day.taken)


@pytest.mark.parametrize("why", [Hindrance.NO_PROFILE, Hindrance.NO_CAMERA, Hindrance.NO_FACE, Hindrance.FAILED])
def test_a_day_on_which_no_look_works_out_still_has_its_questions(why: Hindrance) -> None:
    day = World(failing=lambda _: why).run(9 * HOUR)
    assert day.taken == []
    assert day.hints == []
    assert set(day.left_out) == {why.value}
    assert apart([look.begun_s for look in day.looks]) >= 12 * MINUTE
    assert [by_chance for _, by_chance in day.checks if by_chance]


def test_a_camera_that_another_program_takes_first_is_tried_again_soon() -> None:
    day = World(failing=lambda at: Hindrance.CAMERA_USED if at < 30 * MINUTE else None).run(2 * HOUR)
    assert set(day.left_out) == {"camera_used"}
    assert 30 * MINUTE <= next(look.begun_s for look in day.looks if look.begun_s >= 30 * MINUTE) <= 33 * MINUTE


def test_two_days_off_and_back_at_the_desk() -> None:
    day = World(config=QUIET, jumps=[(4 * HOUR, 62 * HOUR)]).run(8 * HOUR)
    assert {glance.at.date() for glance in day.taken} == {NINE.date(), (NINE + timedelta(days=3)).date()}
    by_day = [hint.at.date() for hint in day.kept_hints.values()]
    assert max(map(by_day.count, by_day)) <= 6


def test_fewer_hints_chosen_in_the_middle_of_the_day_count_at_once() -> None:
    day = World(config=QUIET).run(1.2 * HOUR)
    shown = len(day.hints)
    day.config = replace(QUIET, hints_a_day=shown)
    day.run(8 * HOUR)
    assert len(day.hints) == shown >= 2


def test_a_call_that_starts_in_a_look_has_the_camera_within_half_a_second() -> None:
    first = World().run(HOUR).looks[1].begun_s
    for into_s in (0.0, 0.1, 2.3, 3.9):
        call = first + into_s + 1e-6
        day = World(reasons=[(call, call + HOUR, Hindrance.MICROPHONE_USED)]).run(2 * HOUR)
        look = day.looks[1]
        assert look.begun_s == first
        assert look.free_s <= call + 0.5
        if into_s < 3:  # at 3.9 s it had told all it had to
            assert day.glances[1].seen is Seen.NOT_TAKEN
            assert day.glances[1].why == "microphone_used"


def test_a_look_that_hangs_is_ended_after_its_limit_and_the_day_goes_on() -> None:
    day = World(takes_s=lambda at: math.inf if at < HOUR else 9.0).run(3 * HOUR)
    assert day.left_out.count("failed") >= 3
    assert all(look.free_s - look.begun_s <= 24 for look in day.looks if look.begun_s < HOUR)
    assert len(day.taken) > 5


def test_a_look_whose_end_is_never_told_is_given_up() -> None:
    day = World(deaf=True).run(2 * HOUR)
    assert day.left_out.count("failed") == len(day.looks) >= 6


def test_midnight_brings_a_new_budget_and_not_a_hint_sooner() -> None:
    evening = NINE.replace(hour=19)
    day = World(config=replace(QUIET, hints_a_day=2), start=evening, past=past_week(evening)).run(8 * HOUR)
    assert len([at for at in day.hints if at < 5 * HOUR]) == 2
    assert len([at for at in day.hints if at >= 5 * HOUR]) == 2
    late = World(config=replace(QUIET, every_min=5.0), start=NINE.replace(hour=23, minute=20), past=past_week())
    assert apart(late.run(3 * HOUR).hints) >= 20 * MINUTE


@pytest.mark.parametrize("day", [datetime(2026, 3, 29), datetime(2026, 10, 25)], ids=["spring", "autumn"])
def test_the_change_to_and_from_summer_time_is_an_ordinary_night(day: datetime) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    start = day.replace(hour=0, minute=30, tzinfo=zone)
    night = World(config=QUIET, start=start.astimezone(UTC), zone=zone, past=past_week(start)).run(5 * HOUR)
    between = [later.begun_s - earlier.begun_s for earlier, later in pairwise(night.looks)]
    assert min(between) >= 12 * MINUTE
    assert max(between) < 18 * MINUTE
    times = [glance.at.timestamp() for glance in night.glances]
    assert times == sorted(times)
    assert apart(night.hints) >= 20 * MINUTE
    ahead = [status.next_at.timestamp() for status in night.statuses if status.next_at is not None]
    assert all(later >= earlier - 1 for earlier, later in pairwise(ahead))


@pytest.mark.parametrize("by_s", [-26 * HOUR, -2 * HOUR, 2 * HOUR, 30 * HOUR])
def test_a_clock_that_is_set_brings_no_hint_sooner_and_no_look_twice(by_s: float) -> None:
    day = World(config=QUIET, jumps=[(2 * HOUR, by_s)]).run(5 * HOUR)
    assert apart(day.hints) >= 20 * MINUTE
    assert apart([look.begun_s for look in day.looks]) >= 12 * MINUTE
    by_day: dict[object, int] = {}
    for hint in day.kept_hints.values():
        by_day[hint.at.date()] = by_day.get(hint.at.date(), 0) + 1
    assert max(by_day.values()) <= 6


def test_a_clock_set_to_and_fro_does_not_fill_the_budget_again() -> None:
    to_and_fro = [(at * HOUR, by * 24 * HOUR) for at, by in zip(range(1, 11), (1, -1) * 5, strict=True)]
    day = World(config=replace(QUIET, hints_a_day=2), jumps=to_and_fro).run(11 * HOUR)
    today = [hint for hint in day.kept_hints.values() if hint.at.date() == NINE.date()]
    assert len(today) <= 2
    assert len(day.hints) <= 4


def test_ten_hours_of_sleep_are_neither_made_up_for_nor_counted() -> None:
    day = World(jumps=[(2 * HOUR, 10 * HOUR)], config=QUIET).run(4 * HOUR)
    woke = 2 * HOUR
    after = [look.begun_s for look in day.looks if look.begun_s >= woke]
    assert apart(after) >= 12 * MINUTE
    assert not [at for at in day.hints if woke <= at < woke + 3 * MINUTE]
    times = [glance.at for glance in day.glances]
    assert times == sorted(times)


def test_sleep_that_the_steady_clock_counts_is_the_same() -> None:
    day = World(config=QUIET).run(2 * HOUR)
    before = len(day.looks)
    day.t += 10 * HOUR  # nobody was told anything meanwhile
    day.run(13 * HOUR)
    assert day.looks[before].begun_s >= 12 * HOUR + MINUTE
    assert not [at for at in day.hints if 12 * HOUR <= at < 12 * HOUR + 3 * MINUTE]
    assert apart([look.begun_s for look in day.looks]) >= 12 * MINUTE


def test_sleep_in_the_middle_of_a_look_ends_it() -> None:
    first = World().run(HOUR).looks[1].begun_s
    day = World(jumps=[(first + 3.1, 8 * HOUR)]).run(first + 60)
    assert day.looks[1].why is Hindrance.LOCKED
    assert day.looks[1].free_s <= first + 3.1 + 0.5


def test_a_pause_of_an_hour_is_kept_and_ends_by_itself() -> None:
    day = World(asked=[(HOUR, "pause", HOUR)]).run(3 * HOUR)
    assert not [look for look in day.looks if HOUR <= look.begun_s < 2 * HOUR]
    assert not [at for at in (*day.hints, *(at for at, _ in day.checks)) if HOUR <= at < 2 * HOUR]
    assert 3 <= day.left_out.count("paused") <= 5
    paused = [status.paused_until for status in day.statuses if status.paused_until is not None]
    assert paused[0] == NINE + timedelta(hours=2)
    assert day.looks[-1].begun_s > 2 * HOUR


def test_until_tomorrow_holds_past_midnight_and_not_past_breakfast() -> None:
    evening = World(start=NINE.replace(hour=22), past=past_week(), asked=[(HOUR, "pause", None)]).run(9 * HOUR)
    assert not [look for look in evening.looks if HOUR <= look.begun_s < 6 * HOUR]
    assert [look for look in evening.looks if look.begun_s >= 6 * HOUR]


def test_a_pause_ends_by_whichever_clock_is_first() -> None:
    slept = World(asked=[(HOUR, "pause", HOUR)], jumps=[(HOUR + 60, 10 * HOUR)]).run(1.6 * HOUR)
    assert [look for look in slept.looks if look.begun_s > HOUR]
    set_back = World(asked=[(HOUR, "pause", HOUR)], jumps=[(HOUR + 60, -10 * HOUR)]).run(3 * HOUR)
    assert [look for look in set_back.looks if look.begun_s > 2 * HOUR]


def test_going_on_before_the_pause_is_over() -> None:
    day = World(asked=[(HOUR, "pause", None), (1.5 * HOUR, "resume", None)]).run(3 * HOUR)
    assert [look for look in day.looks if 1.5 * HOUR < look.begun_s < 2 * HOUR]


def test_pausing_takes_the_hint_away_and_ends_the_look() -> None:
    whole = World(config=QUIET).run(HOUR)
    shown, looked = whole.hints[0], whole.looks[-1].begun_s
    assert World(config=QUIET, asked=[(shown + 2, "pause", HOUR)]).run(HOUR).taken_away == 1
    ended = World(config=QUIET, asked=[(looked + 2, "pause", HOUR)]).run(HOUR)
    assert ended.looks[-1].why is Hindrance.PAUSED
    assert ended.looks[-1].free_s < looked + 2.5


def test_look_now_looks_now_but_not_into_a_call() -> None:
    at = 30 * MINUTE
    day = World(asked=[(at, "look", None)]).run(HOUR)
    assert at in [look.begun_s for look in day.looks]
    in_call = World(asked=[(at, "look", None)], reasons=[(at - 60, at + HOUR, Hindrance.MICROPHONE_USED)]).run(at + 60)
    assert not [look for look in in_call.looks if look.begun_s >= at - 60]
    assert in_call.left_out[-1:] == ["microphone_used"]
    assert in_call.statuses[-1].waiting_for is Hindrance.MICROPHONE_USED


def test_a_look_asked_for_in_a_pause_is_one_look_and_the_pause_goes_on() -> None:
    due = next(at for at, one in _kept(World(asked=[(60.0, "pause", None)]).run(2 * HOUR)) if one.why == "paused")
    day = World(asked=[(60.0, "pause", None), (due - 2, "look", None)]).run(2 * HOUR)
    assert [look.begun_s for look in day.looks] == [due - 2]
    times = [glance.at for glance in day.glances]
    assert times == sorted(times)
    assert day.statuses[-1].paused_until is not None
    assert not day.hints


def _kept(day: World) -> list[tuple[float, Glance]]:
    return [(at, one) for at, one in zip(day.kept_s, day.kept, strict=True) if isinstance(one, Glance)]


def test_a_release_from_the_hint_and_one_by_oneself() -> None:
    day = World(config=QUIET, answers=lambda _: HintAnswer.RELEASE, asked=[(5 * HOUR, "release", None)]).run(6 * HOUR)
    assert day.releases == len([one for one in day.kept if isinstance(one, Release)]) >= 3
    assert all(hint.answer is HintAnswer.RELEASE for hint in day.kept_hints.values())


def test_not_right_and_later_are_believed() -> None:
    wrong = World(config=QUIET, answers=lambda _: HintAnswer.NOT_RIGHT).run(12 * HOUR)
    assert apart(wrong.hints) >= HOUR
    assert len(wrong.hints) == 3
    later = World(config=QUIET, answers=lambda _: HintAnswer.LATER).run(12 * HOUR)
    assert apart(later.hints) >= 45 * MINUTE


def test_questions_come_by_chance_beside_looks_and_no_more_than_chosen() -> None:
    days = [World(config=DeskConfig(seed=seed)).run(10 * HOUR) for seed in range(6)]
    for day in days:
        asked = [at for at, by_chance in day.checks if by_chance]
        assert 3 <= len(asked) <= 6
        assert apart(asked) >= 20 * MINUTE
        ends = [look.free_s for look in day.looks]
        assert all(min(abs(at - end) for end in ends) < MINUTE for at in asked)
        assert not [hint for hint in day.hints if min(abs(hint - at) for at in asked) < 10 * MINUTE]
        assert all(check.asked for check in day.self_checks)
    firsts = {round(day.checks[0][0] / MINUTE) for day in days}
    assert len(firsts) > 3


def test_a_question_of_ones_own_comes_at_once_even_in_a_pause() -> None:
    day = World(asked=[(MINUTE, "pause", None), (HOUR, "check", None)]).run(2 * HOUR)
    assert day.checks == [(HOUR, False)]
    (check,) = day.self_checks
    assert check == SelfCheck(check.at, Teeth.TOUCHING, asked=False)


def test_without_a_camera_the_questions_come_all_the_same() -> None:
    day = World(config=DeskConfig(camera=False), past=DeskPast(), reasons=[(2 * HOUR, 3 * HOUR, Hindrance.PRESENTING)])
    day.run(10 * HOUR)
    assert day.looks == []
    assert day.glances == []
    assert 3 <= len(day.checks) <= 6
    assert not [at for at, _ in day.checks if 2 * HOUR <= at < 3 * HOUR]
    assert day.statuses[-1].next_at is None


def test_an_unanswered_question_leaves_no_answer() -> None:
    day = World(teeth=lambda _: None).run(8 * HOUR)
    assert day.checks
    assert day.self_checks == []


def test_a_question_goes_when_a_call_comes() -> None:
    asked = World().run(9 * HOUR).checks[0][0]
    day = World(reasons=[(asked + 0.5, asked + HOUR, Hindrance.MICROPHONE_USED)]).run(asked + 60)
    assert day.checks == [(asked, True)]
    assert day.taken_away == 1


def test_a_restart_remembers_the_hint_the_budget_and_the_last_look() -> None:
    whole = World(config=QUIET).run(1.5 * HOUR)
    at = whole.now.wall
    past = DeskPast(whole.state.days, tuple(whole.kept_hints.values()), (), whole.taken[-1].at)
    again = World(config=QUIET, past=past, start=at + timedelta(seconds=20)).run(2 * HOUR)
    assert again.hints[0] + 20 + 1.5 * HOUR - whole.hints[-1] >= 20 * MINUTE
    assert (again.looks[0].begun_s + 20 + 1.5 * HOUR) - whole.looks[-1].begun_s >= 12 * MINUTE
    spent = DeskPast(past_week().days, tuple(Hint(NINE - timedelta(minutes=30 * n)) for n in range(6, 0, -1)))
    assert World(config=QUIET, past=spent).run(9 * HOUR).hints == []


def test_a_restart_in_the_middle_of_a_hint_does_not_show_it_again() -> None:
    whole = World(config=QUIET).run(HOUR)
    killed = World(config=QUIET).run(whole.hints[0] + 1)
    past = DeskPast(killed.state.days, tuple(killed.kept_hints.values()), (), killed.taken[-1].at)
    again = World(config=QUIET, past=past, start=killed.now.wall + timedelta(seconds=5)).run(HOUR)
    assert again.hints[0] + 6 >= 20 * MINUTE


def test_a_restart_after_the_clock_was_set_back_waits_as_if_the_hint_was_just_now() -> None:
    tomorrow = Hint(NINE + timedelta(hours=26))
    day = World(config=replace(QUIET, every_min=5.0), past=replace(past_week(), hints=(tomorrow,))).run(HOUR)
    assert day.hints[0] >= 20 * MINUTE


def test_a_pause_outlives_the_program() -> None:
    until = NINE + timedelta(hours=1)
    day = World(paused_until=until).run(2 * HOUR)
    assert day.statuses[0].paused_until == until
    assert min(look.begun_s for look in day.looks) >= HOUR
    assert World(paused_until=NINE - timedelta(hours=1)).run(HOUR).looks


def test_a_system_that_does_not_tell_of_keys_still_has_hints() -> None:
    day = World(config=QUIET, unknown=frozenset({Hindrance.ABSENT})).run(4 * HOUR)
    assert day.hints
    assert day.hints[0] >= 3 * MINUTE


def test_an_evening_on_battery_is_left_out_and_said() -> None:
    day = World(reasons=[(HOUR, 9 * HOUR, Hindrance.BATTERY)]).run(4 * HOUR)
    assert set(day.left_out) == {"battery"}
    assert day.statuses[-1].waiting_for is Hindrance.BATTERY


def test_several_days_in_a_row_each_have_their_own() -> None:
    night = [(day * 24 * HOUR + 9 * HOUR, (day + 1) * 24 * HOUR) for day in range(4)]
    days = World(config=QUIET, away=night).run(4 * 24 * HOUR)
    by_day: dict[object, int] = {}
    for hint in days.kept_hints.values():
        by_day[hint.at.date()] = by_day.get(hint.at.date(), 0) + 1
    assert len(by_day) == 4
    assert set(by_day.values()) == {6}
    assert not [look for look in days.looks for left, back in night if left + 120 < look.begun_s < back]


def test_it_wakes_seldom() -> None:
    away = World(away=[(0.0, 9 * HOUR)]).run(8 * HOUR)
    assert away.full_asks / 8 <= 36  # an hour of nobody: a question to the system every two minutes
    at_work = World(config=QUIET, sees=lambda _: Seen.RELAXED).run(8 * HOUR)
    assert (at_work.full_asks - len(at_work.looks)) / 8 <= 10
    silent = World(past=DeskPast(), sees=lambda _: Seen.RELAXED).run(8 * HOUR)
    assert silent.full_asks == len(silent.looks)


def test_the_same_seed_tells_the_same_day_and_another_another() -> None:
    def looks(seed: int) -> list[float]:
        return [look.begun_s for look in World(config=DeskConfig(seed=seed)).run(4 * HOUR).looks]

    assert looks(1) == looks(1)
    assert looks(1) != looks(2)


def test_what_comes_too_late_or_unasked_does_no_harm() -> None:
    day = World().run(HOUR)
    kept = len(day.kept)
    from feedback.desk.core import advance
    from feedback.desk.events import CheckAnswered, GlanceEnded, HintEnded, ReleaseEnded

    for told in (
        GlanceEnded(day.now, Glance(day.now.wall, Seen.TENSE)),
        HintEnded(day.now, HintAnswer.LATER),
        CheckAnswered(day.now, Teeth.RELAXED),
        ReleaseEnded(day.now, whole=True),
    ):
        day.state, effects = advance(day.state, day.config, told)
        day._do(effects)
    assert len(day.kept) == kept


def test_it_begins_with_a_status_and_no_look() -> None:
    _, effects = begin_desk(DeskConfig(), Now(100.0, NINE.astimezone(WINTER)))
    assert [type(effect).__name__ for effect in effects] == ["Status", "Wait"]
