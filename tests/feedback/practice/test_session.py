"""The session's core, told as stories."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.states import Kind, Reason
from feedback.practice import session as core
from feedback.practice.cues import Fading, fading_of
from feedback.practice.exercise.whole_routine import ROUTINE
from feedback.practice.looks import Moment, difference
from tests.feedback.practice.stories import Story, jaw


def test_a_minute_of_hanging_is_a_minute_and_ends_by_itself():
    story = Story().does(Kind.HANGING, 61)
    assert story.session.ended is core.Ending.DONE
    assert story.summary.seconds[Kind.HANGING] == pytest.approx(60, abs=0.2)
    assert story.summary.longest_hanging_s == pytest.approx(60, abs=0.2)
    assert story.summary.hanging_share == 1.0


def test_letting_it_sink_is_praised_after_a_second_and_then_left_alone():
    story = Story(length_s=120).does(Kind.HANGING, 100)
    assert story.cues[0][0] == pytest.approx(1.0, abs=0.15)
    assert story.cue_ids == ["sink", "stay", "stay", "stay"]
    waits = [b - a for (a, _), (b, _) in zip(story.cues, story.cues[1:], strict=False)]
    assert waits == pytest.approx([20, 30, 40], abs=0.2)


def test_creeping_closed_is_noticed_after_three_seconds():
    story = Story().does(Kind.HANGING, 20).does(Kind.CLOSED_SOFT, 2.9)
    assert story.cue_ids == ["sink"]
    story.does(Kind.CLOSED_SOFT, 0.3)
    assert story.cue_ids == ["sink", "closing"]


def test_a_clench_of_two_seconds_gets_no_cue_and_one_of_ten_gets_one():
    story = Story().does(Kind.HANGING, 20).does(Kind.CLOSED_TENSE, 2).does(Kind.HANGING, 15)
    assert "tense" not in story.cue_ids
    story.does(Kind.CLOSED_TENSE, 10)
    assert story.cue_ids.count("tense") == 1


def test_cues_never_come_closer_than_eight_seconds():
    story = Story(length_s=300)
    for _ in range(20):
        story.does(Kind.HANGING, 2.5).does(Kind.CLOSED_SOFT, 3.5).does(Kind.CLOSED_TENSE, 3.5)
    times = [t_s for t_s, _ in story.cues]
    assert len(times) > 5
    assert min(b - a for a, b in pairwise(times)) >= 8


def test_talking_through_the_whole_minute_judges_nothing_and_takes_nothing():
    story = Story().does(Kind.ACTIVE, 60, Reason.TALKING)
    assert story.cues == []
    assert story.session.elapsed_s == 0.0
    assert story.session.ended is None
    assert story.stops().hanging_share is None


def test_a_sip_of_tea_does_not_break_the_stretch_or_praise_it_anew():
    story = Story().does(Kind.HANGING, 12).does(Kind.ACTIVE, 4, Reason.DRINKING).does(Kind.HANGING, 5)
    assert story.cue_ids == ["sink"]
    assert story.stops().longest_hanging_s == pytest.approx(17, abs=0.2)


def test_after_talking_a_closed_jaw_gets_its_full_three_seconds():
    story = Story().does(Kind.WIDE, 1).does(Kind.HANGING, 20).does(Kind.CLOSED_SOFT, 2.5)
    story.does(Kind.ACTIVE, 20, Reason.TALKING).does(Kind.CLOSED_SOFT, 2.5)
    assert story.cue_ids == ["sink"]
    story.does(Kind.CLOSED_SOFT, 1)
    assert story.cue_ids == ["sink", "closing"]


def test_sitting_down_with_a_closed_jaw_is_not_remarked_on_before_it_is_asked_to_hang():
    story = Story().does(Kind.CLOSED_SOFT, 14)
    assert story.cues == []
    assert story.does(Kind.CLOSED_SOFT, 4).cue_ids == ["closing"]


def test_unsure_stops_the_clock_and_says_once_what_would_help():
    story = Story().does(Kind.HANGING, 10).does(Kind.UNSURE, 15, Reason.DARK)
    assert story.session.elapsed_s == pytest.approx(10, abs=0.1)
    help_cues = [event.cue for _, event in story.told if isinstance(event, core.CueEvent) and event.cue.id == "unsure"]
    assert [cue.text for cue in help_cues] == ["A little more light on your face"]


def test_walking_away_is_waited_for_once_and_counts_as_away():
    story = Story().does(Kind.HANGING, 10).does(Kind.AWAY, 30, Reason.NO_FACE).does(Kind.HANGING, 10)
    assert story.cue_ids.count("away") == 1
    assert story.stops().seconds[Kind.AWAY] == pytest.approx(30, abs=0.2)


def test_leaving_for_ten_minutes_ends_gently_and_keeps_what_was_done():
    story = Story(length_s=300).does(Kind.HANGING, 20).does(Kind.AWAY, 601, Reason.NO_FACE)
    assert story.session.ended is core.Ending.NOBODY
    assert story.summary.seconds[Kind.HANGING] == pytest.approx(20, abs=0.2)


def test_pictures_that_come_too_seldom_to_count_end_it_too():
    assert Story(length_s=300, fps=0.5).does(Kind.HANGING, 590).session.ended is None
    story = Story(length_s=300, fps=0.5).does(Kind.HANGING, 610)
    assert story.session.ended is core.Ending.NOBODY
    assert story.summary.seconds[Kind.HANGING] == 0.0


def test_wider_is_not_better_and_is_said_after_two_seconds():
    story = Story().does(Kind.WIDE, 1.8)
    assert story.cues == []
    assert story.does(Kind.WIDE, 0.5).cue_ids == ["wide"]


def test_returns_count_each_time_the_jaw_comes_back():
    story = Story(length_s=120)
    for _ in range(3):
        story.does(Kind.HANGING, 5).does(Kind.CLOSED_SOFT, 4)
    story.does(Kind.HANGING, 5)
    assert story.stops().returns == 3


def test_a_blink_of_closing_does_not_break_a_stretch():
    story = Story().does(Kind.HANGING, 10).does(Kind.CLOSED_SOFT, 0.5).does(Kind.HANGING, 10)
    assert story.stops().longest_hanging_s == pytest.approx(20, abs=0.2)


def test_the_camera_going_silent_pauses_and_its_return_resumes_without_counting_the_gap():
    story = Story().does(Kind.HANGING, 10).no_picture(30).does(Kind.HANGING, 10)
    pauses = [type(event) for _, event in story.told if isinstance(event, core.PauseEvent | core.ResumeEvent)]
    assert pauses == [core.PauseEvent, core.ResumeEvent]
    assert story.stops().seconds[Kind.HANGING] == pytest.approx(20, abs=0.2)


def test_a_laptop_that_slept_counts_nothing_for_the_night():
    story = Story().does(Kind.HANGING, 10)
    story.now_s += 8 * 3600
    assert story.does(Kind.HANGING, 5).stops().seconds[Kind.HANGING] == pytest.approx(15, abs=0.2)


def test_pausing_stands_still_whatever_the_camera_says():
    story = Story().does(Kind.HANGING, 5).presses_pause().does(Kind.HANGING, 20).no_picture(5)
    assert story.session.paused is core.PauseReason.PERSON
    story.presses_pause().does(Kind.HANGING, 5)
    assert story.stops().seconds[Kind.HANGING] == pytest.approx(10, abs=0.2)


def test_the_steps_follow_each_other_and_the_last_one_stays():
    story = Story().does(Kind.HANGING, 61)
    steps = [event.id for _, event in story.told if isinstance(event, core.StepEvent)]
    assert steps == ["settle", "tongue", "release", "stay"]


def test_one_state_a_second_and_one_curve_point_for_each():
    story = Story().does(Kind.HANGING, 30)
    samples = [t_s for t_s, event in story.told if isinstance(event, core.StateEvent)]
    assert len(samples) == 30
    assert len(story.stops().curve) == 30


def test_ending_twice_tells_once():
    story = Story().does(Kind.HANGING, 5)
    story.stops()
    story.stops()
    assert sum(isinstance(event, core.SummaryEvent) for _, event in story.told) == 1


def routine(**choices: object) -> Story:
    return Story(length_s=600.0, exercise=ROUTINE, **choices)


def test_the_routine_runs_from_look_to_look_and_releases_the_camera_between():
    story = routine().does(Kind.CLOSED_SOFT, 20.2).does(Kind.HANGING, 316).no_picture(285).does(Kind.HANGING, 21)
    assert story.session.ended is core.Ending.DONE
    parts = [event.id for _, event in story.told if isinstance(event, core.PartEvent)]
    assert parts == ["look_before", "soft_jaw", "breath", "shaking", "look_after"]
    assert not any(isinstance(event, core.PauseEvent) for _, event in story.told)
    assert story.summary.seconds[Kind.HANGING] == pytest.approx(315, abs=1)
    between = difference(story.summary.looks)
    assert between is not None
    assert between.gap_mm == pytest.approx(4.0)
    assert between.told


def test_nothing_is_praised_or_asked_in_a_look():
    story = routine().does(Kind.HANGING, 10).does(Kind.CLOSED_TENSE, 9.5)
    assert story.cues == []


def test_a_moment_of_not_knowing_after_a_guided_part_needs_no_words():
    story = routine().does(Kind.UNSURE, 1, Reason.SETTLING).does(Kind.HANGING, 20.2).skips(3)
    assert story.session.part.id == "look_after"
    assert story.does(Kind.UNSURE, 1, Reason.SETTLING).cues == []


def test_a_look_waits_for_somebody_who_is_still_on_the_mat_and_not_for_a_mouth_that_talks_on():
    story = routine().does(Kind.CLOSED_SOFT, 20.2).skips(3)
    assert story.session.part.id == "look_after"
    story.does(Kind.AWAY, 120, Reason.NO_FACE)
    assert story.session.ended is None
    story.does(Kind.ACTIVE, 41, Reason.TALKING)
    assert story.session.ended is core.Ending.SKIPPED
    assert [look.moment for look in story.summary.looks] == [Moment.BEFORE]


def test_each_part_can_be_left_out_and_a_single_exercise_cannot():
    story = routine().skips(5)
    assert story.session.ended is core.Ending.SKIPPED
    assert story.session.left_s == 0.0
    assert Story().skips(1).session.ended is None


def test_a_pause_in_a_guided_part_stops_its_clock():
    story = routine().skips(2)
    assert story.session.part.id == "breath"
    left_s = story.session.left_s
    story.presses_pause().no_picture(60)
    assert story.session.left_s == left_s
    story.presses_pause().no_picture(10)
    assert story.session.left_s == pytest.approx(left_s - 10, abs=0.3)


def test_after_sleep_it_goes_on_when_somebody_is_there_and_counts_nothing_before():
    story = Story().does(Kind.HANGING, 10).sleeps().does(Kind.AWAY, 30, Reason.NO_FACE)
    assert story.session.paused is core.PauseReason.SLEEP
    story.does(Kind.HANGING, 5)
    assert story.session.paused is None
    assert story.stops().seconds[Kind.HANGING] == pytest.approx(15, abs=0.2)
    assert story.summary.seconds[Kind.AWAY] == 0


def test_a_shutter_that_stays_closed_ends_it_gently_after_ten_minutes():
    story = Story(length_s=300).does(Kind.HANGING, 20).no_picture(606)
    assert story.session.ended is core.Ending.NOBODY
    assert story.summary.seconds[Kind.HANGING] == pytest.approx(20, abs=0.2)


def test_the_pacer_starts_where_the_person_breathes():
    story = Story(length_s=300).does(Kind.HANGING, 1)
    for _ in range(3):
        story.does(Kind.HANGING, 5).breathes_in()
    assert story.session.pace.own_s == pytest.approx(5.0)
    assert story.session.breathing_s == 0.0


def test_in_the_second_week_every_third_minute_is_silent_and_help_is_still_given():
    story = Story(length_s=300, fading=Fading.EVERY_THIRD_MINUTE).does(Kind.HANGING, 5)
    story.does(Kind.CLOSED_TENSE, 114).does(Kind.CLOSED_TENSE, 55).does(Kind.UNSURE, 5, Reason.DARK)
    told = [t_s for t_s, name in story.cues if name == "tense"]
    assert told
    assert not [t_s for t_s in told if 120 <= t_s < 180]
    assert story.cues[-1][1] == "unsure"


def test_cues_fade_with_practice_unless_they_are_to_stay():
    first, today = date(2026, 11, 1), date(2026, 11, 4)
    assert fading_of([first] * 2, today) is Fading.NONE
    assert fading_of([first] * 3, today) is Fading.NO_PRAISE_FOR_STAYING
    assert fading_of([first] * 3, date(2026, 11, 8)) is Fading.EVERY_THIRD_MINUTE
    assert fading_of([first] * 30, date(2026, 12, 8), keep_all=True) is Fading.NONE


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.floats(0.0, 5.0)), max_size=60))
def test_every_second_is_booked_at_most_once(moments: list[tuple[Kind, float]]):
    config = core.SessionConfig(Story().config.exercise, 60.0, "test")
    session, _ = core.begin(config, 0.0)
    now_s = 0.0
    for kind, passed_s in moments:
        now_s += passed_s
        session, _ = core.advance(session, config, jaw(now_s, kind), now_s)
    tally = session.tally
    assert sum(tally.seconds.values()) <= now_s + 1e-6
    assert tally.longest_hanging_s <= tally.seconds[Kind.HANGING] + 1e-6
    assert session.elapsed_s <= sum(tally.seconds.values()) + 1e-6
