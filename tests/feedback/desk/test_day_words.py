"""A day in words: what was seen, why there was no look, what the person said. No score."""

from __future__ import annotations

from datetime import date

from feedback.desk.day_words import day_headline, day_lines, day_name, record_words
from feedback.kept.desk_records import Glance, Hindrance, Hint, HintAnswer, Seen, SelfCheck, Teeth
from feedback.texts import Texts
from tests.feedback.window.desk.days import DAY, at, office_day

EN = Texts("en")


def test_an_office_day():
    looks, left_out, own, did = day_lines(office_day(), EN)
    assert looks.startswith("9 short looks: 4 relaxed, 2 tense, ")
    assert left_out == "Not looked: nobody was at the keyboard (4); your microphone was in use (3)."
    assert own == "Your own answers: relaxed, apart; touching."
    assert did == "One hint. You let your jaw hang once, for half a minute."


def test_a_day_of_answers_alone_is_a_whole_day():
    checks = [SelfCheck(at(hour, 5), Teeth.TOUCHING) for hour in (9, 11, 15)]
    assert day_headline(checks, DAY.date(), EN, today=True) == "You noticed your jaw 3 times"
    assert day_lines(checks, EN) == ("Your own answers: touching (3).",)


def test_a_day_without_anything_says_so_and_nothing_else():
    assert day_headline((), DAY.date(), EN, today=False) == "Nothing on this day"
    assert day_lines((), EN) == ()


def test_a_day_with_hardly_any_looks_is_not_judged():
    looks = [Glance(at(9, 0), Seen.TENSE)]
    assert day_headline(looks, DAY.date(), EN, today=False) == "A few looks on this day"


def test_a_hint_that_was_not_right_is_told():
    hints = [Hint(at(9, 0), HintAnswer.NOT_RIGHT), Hint(at(11, 0))]
    assert day_lines(hints, EN) == ("2 hints. You said of one that it was not right.",)


def test_every_record_is_a_line_with_its_time():
    assert record_words(Glance(at(10, 2), Seen.NOT_TAKEN, Hindrance.MICROPHONE_USED), EN) == (
        "10:02 not looked: your microphone was in use"
    )
    assert record_words(Glance(at(10, 58), Seen.UNSURE, "dark"), EN) == "10:58 could not tell: it was too dark"
    assert record_words(SelfCheck(at(11, 40), Teeth.BRACED), EN) == "11:40 you answered: jaw braced, teeth apart"


def test_days_have_names():
    today = date(2026, 11, 24)
    assert [day_name(day, today, EN) for day in (today, date(2026, 11, 23), date(2025, 3, 2))] == [
        "today",
        "yesterday",
        "2 March 2025",
    ]


def test_why_it_could_not_be_told_is_told():
    unsure = [record_words(Glance(at(9, 0), Seen.UNSURE, why), EN) for why in ("turned", "mixed", "stale", "new word")]
    assert unsure == [
        "09:00 could not tell: your head was turned away",
        "09:00 could not tell: now one thing, now another",
        "09:00 could not tell: place or light differed from your calibration",
        "09:00 could not tell",
    ]
    assert record_words(Glance(at(9, 0), Seen.ACTIVE, "yawning"), EN) == "09:00 yawning"
    assert record_words(Glance(at(9, 0), Seen.ACTIVE, "drinking"), EN) == "09:00 talking or eating"
