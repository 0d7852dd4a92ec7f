"""What the desk says of itself: one sentence for what it does now, calm and true."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from feedback.desk.events import Status
from feedback.desk.words import HINDRANCE_WORDS, TEETH_WORDS, silence_words, status_words
from feedback.kept.desk_records import Hindrance, Teeth
from feedback.texts import Texts

NOW = datetime(2026, 11, 24, 14, 7, tzinfo=timezone(timedelta(hours=1)))
EN, NL = Texts("en"), Texts("nl")


def test_the_next_look_is_told_about_and_never_in_the_past():
    assert status_words(Status(NOW + timedelta(minutes=11)), NOW, EN) == "Next look about 14:20."
    assert status_words(Status(NOW + timedelta(minutes=11)), NOW, NL) == "Volgend kijkje rond 14:20."
    soon = status_words(Status(NOW + timedelta(seconds=20)), NOW, EN)
    assert soon == "Next look about 14:10."


def test_a_look_at_midnight_is_told_as_such():
    late = NOW.replace(hour=23, minute=50)
    assert status_words(Status(late + timedelta(minutes=9)), late, EN) == "Next look about 00:00."


@pytest.mark.parametrize("why", Hindrance)
def test_every_reason_has_its_words(why: Hindrance):
    assert status_words(Status(None, waiting_for=why), NOW, EN) == f"Waiting: {HINDRANCE_WORDS[why]}."


def test_a_pause_says_until_when():
    def paused(until: datetime) -> str:
        return status_words(Status(None, paused_until=until, waiting_for=Hindrance.PAUSED), NOW, EN)

    assert paused(NOW + timedelta(minutes=30)) == "Paused until 14:37."
    assert paused(NOW.replace(hour=0, minute=0) + timedelta(days=1)) == "Paused until tomorrow."
    assert paused(NOW + timedelta(days=3)) == "Paused until 27 November."


def test_a_look_that_runs_comes_before_all_else():
    assert status_words(Status(NOW, glancing=True), NOW, EN) == "Looking, for a moment."
    assert status_words(Status(None), NOW, EN) == "At your desk, without looks."


def test_the_silent_week_counts_down_and_then_says_nothing():
    assert silence_words(Status(None, silent_days_left=5), EN).endswith("5 more days without hints.")
    assert silence_words(Status(None, silent_days_left=1), EN).endswith("one more day without hints.")
    assert silence_words(Status(None), EN) == ""


def test_the_answers_stand_in_the_order_of_their_keys():
    assert list(TEETH_WORDS) == list(Teeth)
