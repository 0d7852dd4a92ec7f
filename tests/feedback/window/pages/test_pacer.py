"""The breathing circle says what it means, in the pace of the exercise, and then falls silent."""

from __future__ import annotations

import pytest

from calibration.states import Kind
from feedback.practice.breath import breath_at
from feedback.practice.exercise.breath_to_pelvis import BREATH
from feedback.window.pages.pacer import BREATHS_TOLD, IN, OUT, Pacer
from tests.feedback.practice.stories import Story

TICK_S = 0.1


def words(story: Story, pacer: Pacer, seconds: float) -> list[tuple[str, int]]:
    """What the circle says in each tick, with the breath that runs."""
    told = []
    for _ in range(round(seconds / TICK_S)):
        story.does(Kind.HANGING, TICK_S)
        pacer.follow(story.session, TICK_S)
        told.append((pacer.word, breath_at(story.session.breathing_s, story.session.pace).number))
    return told


def test_it_says_in_and_out_for_three_breaths_and_then_nothing():
    told = words(Story(length_s=300.0), Pacer(), 60.0)
    assert {word for word, number in told if number < BREATHS_TOLD - 1} == {IN, OUT}
    changes = [word for (word, _), (before, _) in zip(told[1:], told, strict=False) if word != before]
    assert changes == [OUT, IN, OUT, IN, OUT, ""]
    assert {word for word, number in told if number > BREATHS_TOLD} == {""}


def test_the_words_keep_the_pace_of_the_circle():
    story, pacer = Story(length_s=300.0), Pacer()
    for _ in range(150):
        story.does(Kind.HANGING, TICK_S)
        pacer.follow(story.session, TICK_S)
        breath = breath_at(story.session.breathing_s, story.session.pace)
        if 0.1 < breath.fullness < 0.9:  # at the turns the circle may be a moment apart
            assert pacer.word == (IN if breath.inward else OUT)


def test_a_breath_of_ones_own_is_told_anew():
    story, pacer = Story(length_s=300.0), Pacer()
    words(story, pacer, 60.0)
    for _ in range(3):
        story.breathes_in()
        words(story, pacer, 4.0)
    assert pacer.word in (IN, OUT)


def test_a_look_asks_nothing_and_what_follows_begins_anew():
    story, pacer = Story(length_s=180.0, exercise=BREATH), Pacer()
    assert {word for word, _ in words(story, pacer, 15.0)} == {""}
    story.skips(1)
    assert {word for word, _ in words(story, pacer, 12.0)} == {IN, OUT}


@pytest.mark.parametrize("seconds", [1.0, 20.0])
def test_in_a_pause_it_says_nothing(seconds: float):
    story, pacer = Story(length_s=300.0), Pacer()
    words(story, pacer, seconds)
    story.presses_pause()
    pacer.follow(story.session, TICK_S)
    assert pacer.word == ""
