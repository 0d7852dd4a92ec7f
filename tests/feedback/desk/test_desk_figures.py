"""A day, weeks and agreement as a person reads them; and whether the ranges hold what they say."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta, timezone

import pytest

from feedback.desk.agreement import Agreement, agreement, agreement_sentences, pairs_of
from feedback.desk.shares import Difference, ShareRange, difference, share_of_days, wilson
from feedback.desk.today import Dot, by_hour, day_counts, day_sentence, desk_day
from feedback.desk.weeks import desk_weeks, less_relaxed, ordinary_sentences, week_sentence
from feedback.kept.desk_past import DayCount
from feedback.kept.desk_records import Glance, Hindrance, Hint, Release, Seen, SelfCheck, Teeth
from feedback.texts import Texts

WINTER = timezone(timedelta(hours=1))
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=WINTER)
EN = Texts("en")
LETTERS = {
    "r": Seen.RELAXED,
    "t": Seen.TENSE,
    "c": Seen.CLOSED,
    "a": Seen.ACTIVE,
    "u": Seen.UNSURE,
    "n": Seen.NOT_TAKEN,
}


def looks(seen: str, at: datetime = MONDAY, every_min: float = 12.0) -> list[Glance]:
    """A glance for each letter."""
    return [
        Glance(at + timedelta(minutes=every_min * place), LETTERS[letter], "absent" if letter == "n" else "")
        for place, letter in enumerate(seen)
    ]


def workdays(count: int, seen: str, at: datetime = MONDAY) -> list[Glance]:
    """The same day so many times, without weekends."""
    found: list[Glance] = []
    day = at
    while count:
        if day.weekday() < 5:
            found += looks(seen, day)
            count -= 1
        day += timedelta(days=1)
    return found


def test_a_day_is_a_line_of_dots_with_what_was_not_looked_at_and_why():
    glances = [*looks("rtcaun"), Glance(MONDAY + timedelta(hours=3), Seen.NOT_TAKEN, Hindrance.MICROPHONE_USED.value)]
    other_day = looks("tttt", MONDAY + timedelta(days=1))
    day = desk_day(
        MONDAY.date(),
        glances[::-1] + other_day,
        [Hint(MONDAY), Hint(MONDAY + timedelta(days=1))],
        [SelfCheck(MONDAY, Teeth.BRACED)],
        [Release(MONDAY, whole=True)],
    )
    assert [dot.dot for dot in day.dots] == [
        *(Dot.RELAXED, Dot.TENSE, Dot.COULD_NOT_TELL, Dot.COULD_NOT_TELL, Dot.COULD_NOT_TELL),
        *(Dot.NOT_LOOKED, Dot.NOT_LOOKED),
    ]
    assert day.count(Dot.COULD_NOT_TELL) == 3
    assert day.reasons == (("absent", 1), ("microphone_used", 1))
    assert (len(day.hints), len(day.checks), len(day.releases)) == (1, 1, 1)
    assert desk_day(MONDAY.date() - timedelta(days=1), glances).is_empty


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ("", "Nothing has been looked at"),
        ("nnn", "Nothing has been looked at"),
        ("rt", "early"),
        ("uuuua", "hardly"),
        ("rrrr", "relaxed every time"),
        ("tttt", "tense every time"),
        ("rrrrt", "mostly relaxed"),
        ("rrtt", "now relaxed, now tense"),
        ("rtttt", "mostly tense"),
    ],
)
def test_a_day_is_told_in_words_and_not_in_a_score(seen: str, words: str):
    told = day_sentence(desk_day(MONDAY.date(), looks(seen)), EN)
    assert words in told
    assert not any(letter.isdigit() for letter in told)


def test_an_hour_with_few_looks_has_no_share():
    hours = by_hour(looks("rrtrr" + "rr"))
    assert [(hour.hour, hour.told, hour.relaxed, hour.share) for hour in hours] == [(9, 5, 4, 0.8), (10, 2, 2, None)]


def test_a_day_belongs_to_the_clock_of_its_place():
    late = datetime(2026, 11, 2, 23, 50, tzinfo=WINTER)
    assert [day.day for day in day_counts(looks("rr", late, 20))] == [date(2026, 11, 2), date(2026, 11, 3)]
    assert day_counts(looks("nn")) == ()


def test_the_ordinary_week_is_the_first_seven_days_that_told_something():
    week = desk_weeks(workdays(6, "rrrt"))
    assert week.ordinary is None
    assert week.silent_left == 1
    seven = desk_weeks(
        [
            *workdays(6, "rrrt"),
            *looks("r", MONDAY + timedelta(days=8)),
            *workdays(1, "rrrt", MONDAY + timedelta(days=9)),
        ]
    )
    assert seven.ordinary is not None
    assert seven.ordinary.share.share == 0.75 + 0.25 / 29
    assert len(seven.ordinary.days) == 8
    assert seven.weeks == ()


def test_a_week_like_the_ordinary_one_is_not_called_different():
    told = desk_weeks(workdays(20, "rrrrrrttrrtt"))
    assert [week.first for week in told.weeks] == [date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)]
    for week in told.weeks:
        assert week.against is not None
        assert week.against.low < 0 < week.against.high
        assert "no different" in week_sentence(week, EN)


@pytest.mark.parametrize(("later", "words"), [("rrrrrrrrrrrt", "more than"), ("trtttttttttt", "fewer than")])
def test_a_week_that_is_different_is_called_so_with_its_range(later: str, words: str):
    first = workdays(7, "rrrrrrttrrtt")
    told = desk_weeks([*first, *workdays(5, later, MONDAY + timedelta(days=14))])
    sentence = week_sentence(told.weeks[-1], EN)
    assert words in sentence
    assert "of a hundred looks" in sentence


def test_two_days_of_a_week_are_too_few_to_compare():
    told = desk_weeks([*workdays(7, "rrtt"), *workdays(2, "rrrr", MONDAY + timedelta(days=14))])
    assert told.weeks[-1].against is None
    assert "2 days are too few" in week_sentence(told.weeks[-1], EN)


def test_the_hours_that_are_less_relaxed_are_named_together():
    day = "rrrrr" * 4 + "ttttr" * 2 + "rrrrr" * 2
    told = desk_weeks(workdays(7, day))
    assert told.ordinary is not None
    assert less_relaxed(told.ordinary) == ((13, 15),)
    assert "13:00–15:00" in " ".join(ordinary_sentences(told.ordinary, EN))
    even = desk_weeks(workdays(7, "rrrrt" * 8)).ordinary
    assert even is not None
    assert less_relaxed(even) == ()


def test_an_interval_stays_within_nothing_and_all():
    assert wilson(0.0, 10)[0] == 0.0
    assert wilson(1.0, 10)[1] == 1.0
    assert wilson(0.0, 10)[1] == pytest.approx(0.213, abs=0.001)  # the textbook's value for 0 of 10 at nine in ten
    everything = share_of_days([DayCount(MONDAY.date() + timedelta(days=day), 10, 10, 10) for day in range(5)])
    assert everything is not None
    assert everything.low is not None
    assert 0.85 < everything.low < everything.high == 1.0


def test_days_that_differ_widen_the_range_and_nothing_makes_it_narrower_than_chance():
    def of(relaxed: tuple[int, ...]) -> float:
        found = share_of_days([DayCount(MONDAY.date() + timedelta(days=n), 20, 20, r) for n, r in enumerate(relaxed)])
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        return found.high - found.low

    assert of((2, 18, 4, 16, 10)) > 1.5 * of((10, 9, 11, 10, 10))
    assert of((10, 10, 10, 10, 10)) == of((10, 9, 11, 10, 10))


def test_of_nothing_there_is_no_share_and_of_one_day_no_range():
    assert share_of_days([]) is None
    assert share_of_days([DayCount(MONDAY.date(), 5, 0, 0)]) is None
    one = share_of_days([DayCount(MONDAY.date(), 10, 10, 4)])
    assert one == ShareRange(0.4, 10, 1)
    assert difference(one, one) is None
    assert Difference(0.2, 0.1, 0.3).is_told


def test_the_ranges_hold_the_true_share_about_nine_times_in_ten():
    chance = random.Random(7)

    def week(days: int, share: float, alike: float) -> ShareRange:
        """A made-up week whose days differ as much as ``alike`` (0..1) says."""
        spread = 1 / alike - 1
        counts = []
        for day in range(days):
            told, own = chance.randint(8, 35), chance.betavariate(share * spread, (1 - share) * spread)
            relaxed = sum(chance.random() < own for _ in range(told))
            counts.append(DayCount(MONDAY.date() + timedelta(days=day), told, told, relaxed))
        found = share_of_days(counts)
        assert found is not None
        return found

    for share, alike in ((0.5, 0.05), (0.5, 0.2), (0.75, 0.1)):
        held = held_between = 0
        for _ in range(300):
            one, other = week(5, share, alike), week(7, share, alike)
            assert one.low is not None
            assert one.high is not None
            held += one.low <= share <= one.high
            between = difference(one, other)
            assert between is not None
            held_between += not between.is_told
        assert 0.85 <= held / 300 <= 0.97
        assert 0.87 <= held_between / 300 <= 0.98


def test_a_look_and_an_answer_of_the_same_minute_are_a_pair():
    glances = looks("rtunr", every_min=1.0)
    at = [glance.at for glance in glances]
    checks = [
        SelfCheck(at[0] + timedelta(seconds=20), Teeth.RELAXED, asked=True),
        SelfCheck(at[1] + timedelta(seconds=5), Teeth.RELAXED),
        SelfCheck(at[4] + timedelta(seconds=61), Teeth.RELAXED),
    ]
    pairs = pairs_of(glances, checks)
    assert [(pair.glance.at, pair.check.teeth, pair.agrees) for pair in pairs] == [
        (at[0], Teeth.RELAXED, True),
        (at[1], Teeth.RELAXED, False),
    ]
    assert len(pairs_of(glances, checks[:1] * 5)) <= 2  # one look is not in five pairs


@pytest.mark.parametrize("teeth", [Teeth.TOUCHING, Teeth.PRESSED, Teeth.GRINDING, Teeth.BRACED])
def test_every_answer_but_relaxed_agrees_with_a_tense_look_only(teeth: Teeth):
    for seen, agrees in (("t", True), ("r", False)):
        (pair,) = pairs_of(looks(seen), [SelfCheck(MONDAY, teeth)])
        assert pair.agrees is agrees


def paired(agreeing: int, differing: int) -> Agreement:
    glances = looks("r" * agreeing + "t" * differing, every_min=5.0)
    return agreement(pairs_of(glances, [SelfCheck(glance.at, Teeth.RELAXED) for glance in glances]))


def test_under_twenty_pairs_only_their_number_is_told():
    assert agreement_sentences(agreement(()), EN) == ()
    few = paired(15, 4)
    assert few.low is few.high is few.by_chance is None
    (told,) = agreement_sentences(few, EN)
    assert "19 minutes" in told
    assert "%" not in told


def test_from_twenty_pairs_on_agreement_has_its_interval_and_what_chance_would_give():
    enough = paired(16, 4)
    assert (enough.pairs, enough.agreed) == (20, 16)
    assert enough.low == pytest.approx(0.62, abs=0.01)
    assert enough.high == pytest.approx(0.91, abs=0.01)
    assert enough.by_chance == pytest.approx(0.8)  # who always answers relaxed agrees with every relaxed look
    (told,) = agreement_sentences(enough, EN)
    assert "16 of 20" in told
    assert "By chance" in told
