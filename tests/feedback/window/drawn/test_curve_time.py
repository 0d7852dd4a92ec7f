"""The chart of a session runs by the session's own clock, and shows where that stood still."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QImage

from calibration.states import Kind
from feedback.practice.summary import CurvePoint
from feedback.texts import Texts
from feedback.window.controls.theme import Appearance
from feedback.window.drawn.curve import Curve
from feedback.window.drawn.curve_time import POINTS_SHOWN, curve_time
from tests.feedback.practice.stories import Story


def points(start: int, end: int, kind: Kind = Kind.HANGING, gap_mm: float = 6.0) -> tuple[CurvePoint, ...]:
    return tuple(CurvePoint(float(t_s), gap_mm, 0.5, kind) for t_s in range(start, end))


def test_a_minute_with_a_pause_is_a_chart_of_a_minute():
    curve = points(0, 30) + points(71, 101)
    time = curve_time(curve, 60.0)
    assert time.length_s == 60.0
    assert time.stretches[-1][-1].t_s == pytest.approx(60.0, abs=1.0)
    assert [(round(one.at_s), round(one.for_s)) for one in time.stood] == [(30, 41)]


def test_while_the_mouth_is_busy_the_clock_stands_still():
    curve = points(0, 20) + points(20, 30, Kind.UNSURE, math.nan) + points(30, 50, Kind.CLOSED_SOFT, 2.0)
    time = curve_time(curve, 40.0)
    assert [len(stretch) for stretch in time.stretches] == [20, 20]
    assert time.stretches[1][0].t_s - time.stretches[0][-1].t_s == pytest.approx(1.0)
    assert [round(one.for_s) for one in time.stood] == [10]


def test_a_hiccup_is_no_pause():
    assert curve_time(points(0, 20) + points(21, 40), 39.0).stood == ()


def test_a_long_session_stays_a_calm_line():
    curve = tuple(CurvePoint(float(t), 6.0 + math.sin(t), 0.5, Kind.HANGING) for t in range(600))
    (line,) = curve_time(curve, 600.0).stretches
    assert len(line) <= POINTS_SHOWN + 2
    assert line[-1].t_s == pytest.approx(600.0, abs=1.0)


@pytest.mark.parametrize("curve", [(), points(3, 4), points(0, 5, Kind.AWAY, math.nan)], ids=["none", "one", "away"])
def test_of_next_to_nothing_there_is_no_line(curve: tuple[CurvePoint, ...]):
    assert curve_time(curve, 0.0).stretches == ()


def test_the_summary_of_a_paused_session_ends_at_its_own_time():
    story = Story().does(Kind.HANGING, 20.0).presses_pause().no_picture(41.0).presses_pause()
    summary = story.does(Kind.HANGING, 20.0).stops()
    time = curve_time(summary.curve, summary.judged_s)
    assert time.length_s == summary.judged_s
    assert [round(one.for_s) for one in time.stood] == [41]


def test_the_marks_are_seen_and_told(look: Appearance, qtbot: object):
    """A pause looks otherwise than none, and a screen reader is told how long the clock stood still."""
    curves = [points(0, 60), points(0, 30) + points(71, 101)]
    drawn: list[QImage] = []
    for curve in curves:
        view = Curve(look, Texts("en"), curve, 60.0)
        qtbot.addWidget(view)  # type: ignore[attr-defined]
        view.resize(600, 160)
        drawn.append(view.grab().toImage())
        told = view.accessibleDescription()
    assert drawn[0] != drawn[1]
    assert "0:41" in told
