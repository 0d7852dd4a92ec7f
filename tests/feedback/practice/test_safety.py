"""The safety screen says all that it has to."""

from __future__ import annotations

import pytest

from feedback.practice.safety import AT_ONCE, SAFETY, SAME_DAY, SEE_SOMEBODY, SERIES_END, SHAKING_CAUTION, words_after

SAID = " ".join(line for section in SAFETY for line in (section.title, *section.lines)).lower()


NEEDED = """
driving | dizzy or tingling | breathe the way you normally do | light: three at most, of two seconds each | skip them
breathing is fine from the start | shaking for after your check-up | caesarean or complications: ask first
dentist, doctor or (jaw) physiotherapist first | injured or operated | locks, or opens less and less
numb, swollen, or has a lump | become uneven | bite has suddenly changed | over fifty | sight changes | same day
pain in your chest | at once | getting worse
"""


@pytest.mark.parametrize("needed", [part.strip() for part in NEEDED.replace("\n", "|").split("|") if part.strip()])
def test_nothing_is_missing(needed: str):
    assert needed in SAID


def test_what_cannot_wait_stands_out_and_comes_first():
    assert [section for section in SAFETY if section.urgent] == [AT_ONCE, SAME_DAY]
    assert SEE_SOMEBODY[:2] == (AT_ONCE, SAME_DAY)


def test_shaking_has_its_own_caution():
    said = " ".join(line for section in SHAKING_CAUTION for line in section.lines).lower()
    assert all(word in said for word in ("pregnant", "epilepsy", "operation", "birth", "support", "stop"))


def test_a_series_ends_with_a_kind_word_about_the_cause():
    assert "causes" in SERIES_END[0]
    assert "physiotherapist" in SERIES_END[1]


def test_every_tenth_session_ends_with_kind_words():
    said = [count for count in range(31) if words_after(count)]
    assert said == [10, 20, 30]
