"""What is to be heard: the sound forms of the cues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from calibration.states import Kind
from feedback.practice.exercise.soft_jaw import SOFT_JAW
from feedback.practice.summary import Ending
from feedback.sound.score import Chime, Score, warmth_of
from feedback.visit.events import Event
from feedback.visit.view import Listener, View
from tests.feedback.sound.sitting import Sitting


@pytest.fixture
def score() -> Score:
    return Score()


def follow(score: Score, chimes: list[Chime]) -> Listener:
    return lambda view, events: chimes.extend(score.follow(view, events)) or []


def sitting(score: Score) -> Sitting:
    return Sitting(follow(score, []), exercise=SOFT_JAW)


def test_it_grows_warmer_all_the_way_into_the_band_and_no_further():
    warmths = [warmth_of(gap_mm, 0.4) for gap_mm in range(14)]
    assert all(before < after for before, after in pairwise(warmths[:11]))
    assert warmths[10] == warmths[11] == warmths[12] == warmths[13]
    assert warmth_of(20.0, 0.4) == pytest.approx(warmth_of(4.0, 0.4))


def test_a_gap_that_is_hardly_known_moves_it_less():
    ranges = [warmth_of(9.0, sd_mm) - warmth_of(1.0, sd_mm) for sd_mm in (0.3, 1.0, 3.0, 8.0)]
    assert all(sure > vague for sure, vague in pairwise(ranges))
    assert 0 < ranges[-1] < 0.1 < 0.8 < ranges[0]


def test_a_tense_jaw_is_thinner_with_a_low_tone_and_a_soft_one_has_none(score: Score):
    someone = sitting(score).does(Kind.CLOSED_SOFT, 1, gap_mm=2.0)
    soft = score.target
    someone.does(Kind.CLOSED_TENSE, 1, gap_mm=2.0)
    assert soft.hum == 0 < score.target.hum
    assert score.target.warmth < soft.warmth
    assert score.target.level < soft.level
    someone.does(Kind.HANGING, 1)
    assert score.target.hum == 0


@pytest.mark.parametrize("kind", [Kind.ACTIVE, Kind.UNSURE])
def test_what_cannot_be_judged_leaves_the_sound_where_it_was(score: Score, kind: Kind):
    someone = sitting(score).does(Kind.HANGING, 1, gap_mm=6.0)
    before = score.target
    someone.does(kind, 5, gap_mm=1.0)
    assert (score.target.warmth, score.target.level) == (before.warmth, before.level)


@pytest.mark.parametrize(
    "goes",
    [
        lambda someone: someone.does(Kind.AWAY, 4),
        lambda someone: someone.pauses(),
        lambda someone: someone.sees_nothing(4),
        lambda someone: someone.ends(),
    ],
    ids=["away", "paused", "no picture", "over"],
)
def test_it_fades_away_when_nobody_practises(score: Score, goes: Callable[[Sitting], object]):
    someone = sitting(score).does(Kind.HANGING, 3)
    assert score.target.level == 1
    goes(someone)
    assert score.target.level == 0


def test_after_a_pause_it_comes_back(score: Score):
    someone = sitting(score).does(Kind.HANGING, 1).pauses().sees_nothing(5).goes_on()
    someone.does(Kind.UNSURE, 1)
    assert score.target.level > 0
    someone.does(Kind.HANGING, 1)
    assert score.target.level == 1


def test_a_look_is_quiet_and_a_guided_part_a_calm_ground_led_by_the_breath(score: Score):
    breaths = set()

    def watch(view: View, events: Sequence[Event]) -> list[Event]:
        breaths.add(round(score.target.breath, 1))
        return []

    someone = Sitting(follow(score, []), watch)
    look = score.target
    someone.does(Kind.CLOSED_TENSE, 5)
    assert (score.target.level, score.target.warmth, score.target.hum) == (look.level, look.warmth, 0)
    someone.does(Kind.CLOSED_SOFT, 16).does(Kind.HANGING, 5)
    with_jaw = score.target
    breaths.clear()
    someone.skips().sees_nothing(10)
    assert look.level < score.target.level < with_jaw.level
    assert look.swell < with_jaw.swell < score.target.swell
    assert {0.0, 1.0} < breaths


def test_chimes_mark_each_next_part_and_the_end_and_nothing_else():
    chimes: list[Chime] = []
    someone = Sitting(follow(Score(), chimes))
    someone.does(Kind.CLOSED_TENSE, 15).pauses().goes_on()
    assert chimes == []
    someone.skips().skips().skips()
    assert chimes == [Chime.NEXT] * 3
    someone.skips().ends()
    assert chimes == [Chime.NEXT] * 4 + [Chime.END]


def test_who_stops_by_hand_is_not_told_so():
    chimes: list[Chime] = []
    Sitting(follow(Score(), chimes)).does(Kind.HANGING, 2).ends(Ending.STOPPED)
    assert chimes == []
