"""A computer that slept is noticed once, whatever its clocks do meanwhile; corrections of a clock are not."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from feedback.visit.wake import Wake

TURN_S = 0.1


def wakings(steps: Iterable[tuple[float, float]]) -> list[int]:
    """In which turns a waking is seen, when the wall and the steady clock go on by ``steps``, s."""
    wake, wall_s, steady_s, seen = Wake(), 1_790_000_000.0, 5_000.0, []
    for number, (wall, steady) in enumerate([(0.0, 0.0), *steps]):
        wall_s, steady_s = wall_s + wall, steady_s + steady
        if wake.turn(wall_s, steady_s):
            seen.append(number)
    return seen


@pytest.mark.parametrize(
    ("wall", "steady"),
    [
        pytest.param(3600.0, TURN_S, id="Linux and macOS: the steady clock stood still"),
        pytest.param(3600.0, 3600.0, id="Windows: it ran on"),
        pytest.param(-120.0, 3600.0, id="the wall clock was set back meanwhile"),
        pytest.param(8.0, 8.0, id="a process that was stopped for a moment"),
    ],
)
def test_a_sleep_is_seen_once(wall: float, steady: float) -> None:
    usual = [(TURN_S, TURN_S)] * 50
    assert wakings([*usual, (wall, steady), *usual]) == [51]
    assert wakings([*usual, (wall, steady), *usual, (wall, steady)]) == [51, 102]


@pytest.mark.parametrize(
    ("wall", "steady"),
    [
        pytest.param(0.9, TURN_S, id="a step of NTP"),
        pytest.param(-0.9, TURN_S, id="a step back"),
        pytest.param(-3600.0, TURN_S, id="the clock is set back an hour"),
        pytest.param(3.0, 3.0, id="the first look of a cold network"),
    ],
)
def test_nothing_else_is_a_sleep(wall: float, steady: float) -> None:
    usual = [(TURN_S, TURN_S)] * 50
    assert wakings([(wall, steady), *usual, (wall, steady), *usual]) == []


def test_a_clock_that_is_slewed_for_an_hour_is_no_sleep() -> None:
    assert wakings([(TURN_S * 1.0005, TURN_S)] * 36_000) == []
