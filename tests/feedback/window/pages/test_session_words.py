"""What the window says, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from calibration.states import HELP, Kind, Reason
from feedback.practice import cues
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.summary import PauseReason
from feedback.texts import Texts
from feedback.texts.dates import day_words
from feedback.window.pages.session_words import (
    BUSY_DETAIL,
    CUE_LEAST_S,
    CUE_SHOWN_S,
    NO_PICTURE,
    PAUSED,
    TwoLines,
    pause_words,
    session_words,
    share_words,
    split,
)
from tests.feedback.practice.stories import jaw
from vision.sentences import Sentence
from vision.source.picture_watch import Fault, fault_error

STEP = SOFT_JAW.parts[0].steps[0]


def said(
    kind: Kind | None = Kind.HANGING,
    reason: Reason | None = None,
    *,
    since_s: float = 5.0,
    paused: PauseReason | None = None,
    cue: cues.Cue | None = None,
    age_s: float = 1.0,
) -> TwoLines:
    return session_words(jaw(0.0, kind, reason) if kind else None, since_s, paused, STEP, cue, age_s)


def test_the_steps_own_words_unless_there_is_more_to_say() -> None:
    assert said() == TwoLines(STEP.sentence, STEP.detail)


def test_a_cue_is_shown_for_a_while_and_then_the_step_comes_back() -> None:
    assert said(cue=cues.SINK).sentence == cues.SINK.text
    assert said(cue=cues.SINK, age_s=CUE_SHOWN_S + 1).sentence == STEP.sentence


def test_a_cue_goes_early_when_the_jaw_has_answered() -> None:
    assert said(Kind.HANGING, cue=cues.TENSE, age_s=CUE_LEAST_S - 0.5).sentence == cues.TENSE.text
    assert said(Kind.HANGING, cue=cues.TENSE, age_s=CUE_LEAST_S + 0.5).sentence == STEP.sentence
    assert said(Kind.CLOSED_TENSE, cue=cues.TENSE, age_s=CUE_LEAST_S + 0.5).sentence == cues.TENSE.text


def test_not_knowing_says_what_helps_but_not_at_every_flicker() -> None:
    assert said(Kind.UNSURE, Reason.DARK, since_s=0.3).sentence == STEP.sentence
    assert said(Kind.UNSURE, Reason.DARK).sentence == HELP[Reason.DARK]


def test_talking_is_no_reason_for_a_word_about_the_jaw() -> None:
    assert said(Kind.ACTIVE, Reason.TALKING) == TwoLines(STEP.sentence, BUSY_DETAIL)


def test_the_pause_outranks_everything() -> None:
    assert said(cue=cues.SINK, paused=PauseReason.PERSON).sentence == PAUSED


def test_a_pause_says_large_what_it_is_when_that_is_short_and_always_what_helps() -> None:
    english = Texts("en")
    black = pause_words(fault_error(Fault.BLACK).sentence, english)
    assert black.sentence == "The picture is black"
    assert "shutter" in black.detail
    gone = Sentence('The camera "{name}" is gone. Plug it in again.', {"name": "Logi HD Webcam C920"})
    assert pause_words(gone, english) == TwoLines(NO_PICTURE, english.say(gone))


def test_two_sentences_become_a_large_and_a_quiet_one() -> None:
    assert split("Notice your jaw. Let it sink", "small") == TwoLines("Notice your jaw", "Let it sink")
    assert split("Soft", "small") == TwoLines("Soft", "small")


PARTS = {
    "a fifth": 1 / 5,
    "a quarter": 1 / 4,
    "a third": 1 / 3,
    "half": 1 / 2,
    "two thirds": 2 / 3,
    "three quarters": 3 / 4,
}


def test_the_share_is_said_in_words_everybody_can_picture() -> None:
    assert "three quarters" in share_words(0.76)
    assert "about half" in share_words(0.5)
    assert "more than a third" in share_words(0.39)
    assert "too little" in share_words(None)
    assert "all the time" in share_words(1.0)
    assert all("0" not in share_words(share / 20) for share in range(21))


def test_no_part_is_named_that_the_share_was_not() -> None:
    for per_cent in range(101):
        said, share = share_words(per_cent / 100), per_cent / 100
        for name, part in PARTS.items():
            if f"about {name}" in said:
                assert abs(share - part) <= 0.05, f"{per_cent} % is called {name}"
            if f"more than {name}" in said:
                assert part + 0.02 < share < part + 0.14, f"{per_cent} % is called more than {name}"


@pytest.mark.parametrize(
    ("made_on", "words"),
    [
        ("2024-11-22T09:00:00+00:00", "today"),
        ("2024-11-21T23:30:00+00:00", "today"),  # half past midnight here
        ("2024-11-21T09:00:00+00:00", "yesterday"),
        ("2024-11-02T09:00:00+00:00", "2 November"),
        ("2023-12-31T09:00:00+00:00", "31 December 2023"),
        ("once", "once"),
    ],
)
def test_days_are_named_as_people_do(made_on: str, words: str) -> None:
    now = datetime(2024, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    assert day_words(made_on, now, Texts("en")) == words
    assert now.astimezone(UTC).hour == 11
