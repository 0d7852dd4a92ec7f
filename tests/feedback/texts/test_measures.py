"""Gaps, shares and times in words: one rounding for all that show them."""

from __future__ import annotations

import math

import pytest

from calibration.states import LEAST_HANGING_MM, JawState, Kind
from feedback.texts import Texts
from feedback.texts.measures import clock, gap_text, gap_words, millimetres, share_text, state_words

EN, NL = Texts("en"), Texts("nl")


def state(kind: Kind, gap_mm: float) -> JawState:
    return JawState(0.0, gap_mm, 0.8, math.nan, kind, None)


@pytest.mark.parametrize("gap_mm", [0.0, 0.24, 0.26, 2.74, 2.76, 5.5, 9.99])
def test_every_form_of_a_gap_rounds_alike(gap_mm: float):
    shown = millimetres(gap_mm, NL).removesuffix(" mm")
    assert gap_words(gap_mm, 0.1, NL) == f"ongeveer {shown} mm ± 0,5"
    assert gap_text(gap_mm, 0.1, NL).replace("\N{NO-BREAK SPACE}", " ") == f"{shown} ± 0,5 mm"


def test_a_hanging_jaw_is_told_with_its_gap_and_never_with_one_at_which_nothing_hangs():
    assert state_words(state(Kind.HANGING, 6.1), NL) == "je kaak hangt, ongeveer 6 mm ± 1"
    assert state_words(state(Kind.HANGING, 0.1), NL) == "je kaak hangt"
    assert state_words(state(Kind.HANGING, LEAST_HANGING_MM - 0.01), EN) == "your jaw hangs"
    assert state_words(state(Kind.CLOSED_SOFT, 0.1), EN) == "closed, soft, about 0 mm ± 1"


def test_what_is_not_judged_has_no_gap():
    assert state_words(state(Kind.ACTIVE, 5.0), EN) == "your mouth is busy"


def test_what_is_not_known_is_a_dash():
    assert {share_text(None), clock(None), millimetres(None, EN), gap_text(None, 0.5, EN)} == {"–"}


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(-1.0, "0:00"), (0.0, "0:00"), (4.6, "0:04"), (59.9999999, "1:00"), (61.9, "1:01"), (600.0, "10:00")],
)
def test_a_second_counts_once_it_is_over(seconds: float, shown: str):
    assert clock(seconds) == shown
