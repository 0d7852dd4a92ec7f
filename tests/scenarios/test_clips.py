"""Rendered clips whose truth is known, small copies with ten pictures a second."""

from __future__ import annotations

import pytest

from benchmarks.states import DISTRACTED, Seen, seconds, see
from calibration.states import Kind
from tests.places import ROOT

CLIPS = ROOT / "tests" / "data" / "states"


@pytest.fixture(scope="module")
def exercise() -> Seen:
    return see(CLIPS / "d01_session.mp4")


@pytest.fixture(scope="module")
def anything_but() -> Seen:
    return see(CLIPS / "d05_open.mp4")


def share(seen: Seen, label: str, kind: Kind) -> float:
    found = [answer is kind for moment, answer in seconds(seen.truth, seen.ours) if moment.label == label]
    return sum(found) / len(found)


def test_sees_hanging_and_clenching_in_the_exercise(exercise: Seen) -> None:
    assert share(exercise, "hang", Kind.HANGING) >= 0.95
    assert share(exercise, "clench", Kind.CLOSED_TENSE) >= 0.8
    assert share(exercise, "rest", Kind.CLOSED_SOFT) >= 0.9
    assert share(exercise, "teeth_together", Kind.CLOSED_SOFT) >= 0.8


def test_says_tense_of_nothing_but_a_clench(exercise: Seen) -> None:
    other = [kind for moment, kind in seconds(exercise.truth, exercise.ours) if moment.label != "clench"]
    assert Kind.CLOSED_TENSE not in other


def test_judges_nothing_while_talking_yawning_smiling_or_looking_away(anything_but: Seen) -> None:
    found = list(seconds(anything_but.truth, anything_but.ours))
    judged = [kind in (Kind.HANGING, Kind.CLOSED_TENSE) for moment, kind in found if moment.label in DISTRACTED]
    assert len(judged) > 15
    assert not any(judged)
    assert all(kind is Kind.AWAY for moment, kind in found if moment.label == "no_face")
