"""What is said, drawn and kept of each kind is there for every kind there is."""

from __future__ import annotations

from calibration.states import KINDS, RELAXED, UNJUDGED, Kind
from feedback.kept.schema import MIGRATIONS, columns_after
from feedback.practice.cues import STYLES


def test_every_kind_has_words_and_a_colour_of_its_own():
    assert set(KINDS) == set(Kind)
    assert len({about.words for about in KINDS.values()}) == len(Kind)
    assert len({about.colour for about in KINDS.values()}) == len(Kind)


def test_every_kind_has_its_columns():
    columns = columns_after(MIGRATIONS)
    assert {("sessions", f"{kind.value}_s") for kind in Kind} <= columns
    assert {("samples", f"{kind.value}_mil") for kind in Kind} <= columns


def test_something_is_said_of_every_kind_but_of_a_busy_mouth():
    assert set(Kind) - set(STYLES) == {Kind.ACTIVE}


def test_what_is_not_judged_is_not_relaxed():
    assert not UNJUDGED & set(RELAXED)
