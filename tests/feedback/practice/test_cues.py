"""Which cue, and when: the rule by itself."""

from __future__ import annotations

import itertools

import pytest

from calibration.states import Kind
from feedback.practice.cues import (
    APART_S,
    AWAY,
    CLOSING,
    REMIND_EVERY_S,
    SINK,
    STAY,
    STYLES,
    TENSE,
    UNSURE,
    WIDE,
    Asked,
    Cue,
    CueMemory,
    Fading,
    next_cue,
)

STEP_S = 0.1


class Sitting:
    """Someone whose jaw does one thing after the other."""

    def __init__(self, asked: Asked = Asked.HANGING, fading: Fading = Fading.NONE, begins_s: float = 0.0) -> None:
        self.memory, self.asked, self.fading = CueMemory(), asked, fading
        self.now_s = begins_s
        self.given: list[tuple[float, Cue]] = []

    def does(self, kind: Kind, seconds: float, help_text: str | None = None) -> Sitting:
        for _ in range(round(seconds / STEP_S)):
            self.now_s += STEP_S
            self.memory, cue = next_cue(
                self.memory, kind, self.now_s, asked=self.asked, help_text=help_text, fading=self.fading
            )
            if cue is not None:
                self.given.append((self.now_s, cue))
        return self

    @property
    def cues(self) -> list[Cue]:
        return [cue for _, cue in self.given]


@pytest.mark.parametrize(
    ("kind", "cue"),
    [
        (Kind.HANGING, SINK),
        (Kind.CLOSED_SOFT, CLOSING),
        (Kind.CLOSED_TENSE, TENSE),
        (Kind.WIDE, WIDE),
        (Kind.AWAY, AWAY),
    ],
)
def test_each_kind_has_its_cue_once_it_lasts(kind: Kind, cue: Cue):
    sitting = Sitting().does(kind, STYLES[kind].onset_s + 2 * STEP_S)
    assert sitting.cues == [cue]
    assert sitting.given[0][0] == pytest.approx(STYLES[kind].onset_s + STEP_S, abs=2 * STEP_S)
    assert Sitting().does(kind, STYLES[kind].onset_s - 2 * STEP_S).cues == []


def test_a_busy_mouth_is_left_alone_however_long():
    assert Sitting().does(Kind.ACTIVE, 300).cues == []


def test_not_seeing_says_what_would_help_or_nothing():
    (cue,) = Sitting().does(Kind.UNSURE, 10, "A little more light").cues
    assert (cue.id, cue.text) == (UNSURE, "A little more light")
    assert Sitting().does(Kind.UNSURE, 10).cues == []


def test_cues_come_apart_even_when_the_jaw_changes_its_mind():
    sitting = Sitting()
    for _ in range(10):
        sitting.does(Kind.HANGING, 2).does(Kind.CLOSED_TENSE, 4)
    times = [t_s for t_s, _ in sitting.given]
    assert len(times) > 3
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= APART_S - STEP_S


def test_a_jaw_that_stays_closed_is_invited_again_and_never_nagged():
    times = [t_s for t_s, cue in Sitting().does(Kind.CLOSED_TENSE, 120).given if cue is TENSE]
    assert [later - earlier for earlier, later in itertools.pairwise(times)] == pytest.approx(
        [REMIND_EVERY_S] * (len(times) - 1), abs=2 * STEP_S
    )
    assert len(times) == 5


def test_who_is_only_asked_to_sit_may_have_a_soft_closed_jaw():
    assert Sitting(Asked.SITTING).does(Kind.CLOSED_SOFT, 60).cues == []
    assert Sitting(Asked.SITTING).does(Kind.CLOSED_TENSE, 10).cues == [TENSE]


def test_in_a_look_nothing_is_asked_but_help_is_given():
    looked_at = Sitting(Asked.NOTHING).does(Kind.HANGING, 10).does(Kind.CLOSED_TENSE, 10)
    assert looked_at.cues == []
    assert [cue.id for cue in looked_at.does(Kind.UNSURE, 5, "Come back to the middle").cues] == [UNSURE]


def test_praise_for_staying_fades_first():
    assert STAY in Sitting().does(Kind.HANGING, 60).cues
    assert Sitting(fading=Fading.NO_PRAISE_FOR_STAYING).does(Kind.HANGING, 60).cues == [SINK]


def test_a_silent_third_minute_has_no_word_about_the_jaw():
    silent = Sitting(fading=Fading.EVERY_THIRD_MINUTE, begins_s=120.0)
    assert silent.does(Kind.CLOSED_TENSE, 59).cues == []
    assert silent.does(Kind.CLOSED_TENSE, 10).cues == [TENSE]


def test_a_word_in_between_begins_no_new_stretch():
    sitting = Sitting().does(Kind.HANGING, 5).does(Kind.ACTIVE, 3).does(Kind.HANGING, 5)
    assert sitting.cues == [SINK]
