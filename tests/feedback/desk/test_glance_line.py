"""The one line between a glance and its starter: what goes in comes out, and nothing else does any harm."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.desk.glance_line import Glimpsed, as_line, from_line, missed
from feedback.kept.desk_records import Hindrance, Seen

SHARES = st.one_of(st.just(math.nan), st.floats(0, 1))
MILLIMETRES = st.one_of(st.just(math.nan), st.floats(0, 60))
SEEN = st.builds(
    Glimpsed,
    st.sampled_from([seen for seen in Seen if seen is not Seen.NOT_TAKEN]),
    st.text(max_size=40),
    st.floats(0, 60),
    st.floats(0, 60),
    SHARES,
    SHARES,
    MILLIMETRES,
    MILLIMETRES,
)


@given(st.one_of(SEEN, st.builds(missed, st.sampled_from(Hindrance), st.floats(0, 60))))
def test_what_goes_in_comes_out(glimpsed: Glimpsed):
    line = as_line(glimpsed)
    assert "\n" not in line
    assert repr(from_line(line.encode())) == repr(glimpsed)  # NaN equals itself in words only


@given(st.binary(max_size=300))
def test_no_line_of_a_library_is_a_glance(line: bytes):
    assert from_line(line) is None


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=9)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)),
)


@given(JSON)
def test_no_other_json_is_one_either(tree: object):
    assert from_line(json.dumps(tree).encode()) is None
    assert from_line(json.dumps({"glance": tree}).encode()) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seen", "asleep"),
        ("seen", "not_taken"),  # without a reason that there is
        ("why", "x" * 41),
        ("judged_s", None),
        ("judged_s", -1),
        ("took_s", 1e9),
        ("took_s", True),
        ("relaxed_share", 1.5),
        ("gap_mm", "3"),
        ("gap_mm", 61),
    ],
)
def test_a_number_or_word_that_cannot_be_is_not_believed(name: str, value: object):
    tree = json.loads(as_line(Glimpsed(Seen.TENSE, "", 5.0, 8.0, 0.0, 1.0, 1.0, 1.4)))
    tree["glance"][name] = value
    assert from_line(json.dumps(tree).encode()) is None
