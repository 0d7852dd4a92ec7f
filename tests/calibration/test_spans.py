from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.spans import Span, check_within, cut_passages, parse_spans
from tests.calibration.people import readings
from vision.errors import UsageError


def test_a_spec_is_read_in_the_order_of_time():
    spans = parse_spans("hang=21-30, closed=0-5,gap6=10.5-12 ,closed=40-41")
    assert spans == (
        Span("closed", 0, 5),
        Span("gap6", 10.5, 12),
        Span("hang", 21, 30),
        Span("closed", 40, 41),
    )


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("", "not a time span"),
        ("closed", "not a time span"),
        ("closed=5", "not a time span"),
        ("closed=a-b", "not a time span"),
        ("closed=0-5,,rest=6-7", "not a time span"),
        ("closed=-1-5", "not a time span"),
        ("shut=0-5", "no label"),
        ("gap=0-5", "no label"),
        ("gap99=0-5", "no label"),
        ("closed=5-5", "ends before it begins"),
        ("closed=9-5", "ends before it begins"),
        ("closed=0-5,rest=4-8", "overlap"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(spec: str, words: str):
    with pytest.raises(UsageError, match=words):
        parse_spans(spec)


def test_spans_that_touch_do_not_overlap():
    assert len(parse_spans("closed=0-5,rest=5-8")) == 2


@pytest.mark.parametrize("spec", ["closed=12-14", "closed=0-11"])
def test_a_span_outside_the_recording_is_named_with_its_length(spec: str):
    with pytest.raises(UsageError, match=r"10\.0 seconds"):
        check_within(parse_spans(spec), 10.0)


def test_a_whole_second_past_the_last_picture_is_forgiven():
    check_within(parse_spans("closed=0-10"), 9.97)


def test_passages_hold_just_their_spans_readings():
    closed, rest = cut_passages(parse_spans("closed=0-1,rest=2-3"), readings(0.0, seconds=5))
    assert (closed.label, rest.label) == ("closed", "rest")
    assert all(2 <= reading.t_s <= 3 for reading in rest.readings)
    assert len(rest.readings) == 21


@given(st.text(alphabet="closedrestgap=-,. 0123456789\u00e9\n", max_size=40))
def test_any_text_is_spans_or_a_sentence(spec: str):
    try:
        spans = parse_spans(spec)
    except UsageError as error:
        assert str(error)  # noqa: PT017 - either is fine, nothing else may be raised
    else:
        assert all(span.start_s < span.end_s for span in spans)
